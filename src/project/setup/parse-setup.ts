/** A set-up of anybody's: the project must be a good one; of the rest, what does not fit is left out. */
import { isRecord, type Parsed, refuse } from "../../platform/triggers/parsed.ts";
import { copyPlainData } from "../plain-data.ts";
import { type Project, parseProject } from "../schema.ts";
import { parseClassResult, parseClassroom, parseFileRef } from "./classroom.ts";
import { parseBill, parseLoadDraft, parseSettings } from "./plan.ts";
import { listOf, parseDrafts, parseSavedEvent } from "./request-draft.ts";
import type { Panels, Setup } from "./setup.ts";

const VIEWS = ["build", "map", "observe"] as const;
const PANES = ["code", "trigger", "fleet", "map", "observe", "lesson"] as const;
const OBSERVE_TABS = ["overview", "latency", "bill", "requests", "logs", "traces", "why", "replay"] as const;
const SERVICES = ["bucket", "queue", "table", "topic", "alarm"] as const;

export function parseSetup(input: unknown): Parsed<Setup> {
  const copied = copyPlainData(input);
  if (!copied.ok) return copied;
  const data: unknown = copied.value;
  if (!isRecord(data)) return refuse("setup", "The set-up is not an object.", "Write { project: { … } }.");
  const read = parseProject(data.project);
  if (!read.ok) return read;
  const project = read.value;
  const [load, settings, bill] = [parseLoadDraft(data.load), parseSettings(data.settings), parseBill(data.bill)];
  const [panels, classroom, result] = [parsePanels(data.panels, project), parseClassroom(data.classroom), parseClassResult(data.result)];
  const setup: Setup = {
    project,
    ...(isRecord(data.drafts) ? { drafts: ofFunctions(parseDrafts(data.drafts), project) } : {}),
    ...(Array.isArray(data.savedEvents) ? { savedEvents: listOf(data.savedEvents, parseSavedEvent) } : {}),
    ...(load ? { load } : {}),
    ...(settings ? { settings } : {}),
    ...(bill ? { bill } : {}),
    ...(panels ? { panels } : {}),
    ...(typeof data.lesson === "string" ? { lesson: data.lesson } : {}),
    ...(classroom ? { classroom } : {}),
    ...(result ? { result } : {}),
    ...(data.run === undefined ? {} : { run: data.run }),
  };
  return { ok: true, value: setup };
}

function ofFunctions<T>(byName: Readonly<Record<string, T>>, { functions }: Project): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(byName).filter(([name]) => functions.some((each) => each.name === name)));
}

function parsePanels(input: unknown, { functions }: Project): Panels | undefined {
  if (!isRecord(input)) return undefined;
  const file = (value: unknown) => {
    const ref = parseFileRef(value);
    return functions.some(({ name, files }) => name === ref?.functionName && files[ref.path] !== undefined) ? ref : undefined;
  };
  const view = VIEWS.find((each) => each === input.view) ?? "build";
  const activeFile = file(input.activeFile);
  const service = isRecord(input.openService) ? input.openService : undefined;
  const kind = SERVICES.find((each) => each === service?.kind);
  return {
    view,
    mobilePane: PANES.find((each) => each === input.mobilePane) ?? "code",
    openTabs: listOf(input.openTabs, file),
    ...(activeFile ? { activeFile } : {}),
    activeFunction: functions.find(({ name }) => name === input.activeFunction)?.name ?? functions[0]?.name ?? "",
    ...(service && kind && typeof service.name === "string" ? { openService: { kind, name: service.name } } : {}),
    observeTab: OBSERVE_TABS.find((each) => each === input.observeTab) ?? "overview",
    observeQuery: typeof input.observeQuery === "string" ? input.observeQuery.slice(0, 1_000) : "",
  };
}
