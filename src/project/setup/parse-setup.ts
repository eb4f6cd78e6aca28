/**
 * A set-up of anybody's: the project must be a good one; of the rest, what does not fit is left out and named in the
 * notes. Nothing is read but own fields, nothing is kept that the page does not know, and every text, list and number has
 * a bound.
 */
import { isRecord, type Refused, refuse } from "../../platform/triggers/parsed.ts";
import type { ReadingNotes } from "../field-reader.ts";
import { copyPlainData, isJsonObject, type Json, type JsonObject } from "../plain-data.ts";
import { type Project, parseProject } from "../schema.ts";
import { asText, isText, listOf } from "./bounds.ts";
import { parseClassResult, parseClassroom, parseFileRef } from "./classroom.ts";
import { parseBill, parseLoadDraft, parseSettings } from "./plan.ts";
import { parseDrafts, parseSavedEvent } from "./request-draft.ts";
import { type FileRef, type Panels, type Setup, sameFile } from "./setup.ts";

export type SetupReading =
  | ({ readonly ok: true; readonly value: Setup } & Readonly<Record<keyof ReadingNotes, readonly string[]>>)
  | Refused;

const VIEWS = ["build", "map", "observe"] as const;
const PANES = ["code", "trigger", "fleet", "map", "observe", "lesson"] as const;
const OBSERVE_TABS = ["overview", "latency", "bill", "requests", "logs", "traces", "why", "replay"] as const;
const SERVICES = ["bucket", "queue", "table", "topic", "alarm"] as const;

/** In all texts together, names of fields included: far beyond any project, far below what would freeze the page. */
const MAX_CHARS = 30_000_000;
/** Who would read more of them? */
const MAX_NOTES = 20;

export function parseSetup(input: unknown): SetupReading {
  const copied = copyPlainData(input);
  if (!copied.ok) return copied;
  const data = copied.value;
  if (!isJsonObject(data)) return refuse("setup", "The set-up is not an object.", "Write { project: { … } }.");
  if (charsOf(data) > MAX_CHARS) return refuse("too-large", "This holds more than a set-up does.", "Open a smaller one.");
  const field = (name: keyof Setup): Json | undefined => (Object.hasOwn(data, name) ? data[name] : undefined);
  const read = parseProject(field("project"));
  if (!read.ok) return read;
  const { value: project, notYet, ignored, warnings } = read;
  const [drafts, savedEvents, lesson, run] = [field("drafts"), field("savedEvents"), asText(field("lesson")), field("run")];
  const [load, settings, bill] = [parseLoadDraft(field("load")), parseSettings(field("settings")), parseBill(field("bill"))];
  const [classroom, result] = [parseClassroom(field("classroom")), parseClassResult(field("result"))];
  const panels = parsePanels(field("panels"), project);
  const setup: Setup = {
    project,
    ...(isRecord(drafts) ? { drafts: ofFunctions(parseDrafts(drafts), project) } : {}),
    ...(Array.isArray(savedEvents) ? { savedEvents: listOf(savedEvents, parseSavedEvent) } : {}),
    ...(load ? { load } : {}),
    ...(settings ? { settings } : {}),
    ...(bill ? { bill } : {}),
    ...(panels ? { panels } : {}),
    ...(lesson === undefined ? {} : { lesson }),
    ...(classroom ? { classroom } : {}),
    ...(result ? { result } : {}),
    ...(run === undefined ? {} : { run }),
  };
  return { ok: true, value: setup, notYet, ignored: [...ignored, ...leftOut(data, setup)].slice(0, MAX_NOTES), warnings };
}

function ofFunctions<T>(byName: Readonly<Record<string, T>>, { functions }: Project): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(byName).filter(([name]) => functions.some((each) => each.name === name)));
}

function parsePanels(input: unknown, { functions }: Project): Panels | undefined {
  if (!isRecord(input)) return undefined;
  const file = (value: unknown): FileRef | undefined => {
    const ref = parseFileRef(value);
    return ref && functions.some(({ name, files }) => name === ref.functionName && Object.hasOwn(files, ref.path)) ? ref : undefined;
  };
  const view = VIEWS.find((each) => each === input.view) ?? "build";
  const tabs = listOf(input.openTabs, file);
  const activeFile = file(input.activeFile);
  const service = isRecord(input.openService) ? input.openService : undefined;
  const kind = SERVICES.find((each) => each === service?.kind);
  return {
    view,
    mobilePane: PANES.find((each) => each === input.mobilePane) ?? "code",
    openTabs: tabs.filter((tab, place) => tabs.findIndex((each) => sameFile(each, tab)) === place),
    ...(activeFile ? { activeFile } : {}),
    activeFunction: functions.find(({ name }) => name === input.activeFunction)?.name ?? functions[0]?.name ?? "",
    ...(service && kind && isText(service.name) ? { openService: { kind, name: service.name } } : {}),
    observeTab: OBSERVE_TABS.find((each) => each === input.observeTab) ?? "overview",
    observeQuery: asText(input.observeQuery) ?? "",
  };
}

function charsOf(value: Json): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, item: Json) => sum + charsOf(item), 0);
  if (!isJsonObject(value)) return 0;
  return Object.entries(value).reduce((sum, [key, held]) => sum + key.length + charsOf(held), 0);
}

/** The places that were given and are not in what was read. The project tells its own; a run is read where it is shown. */
function leftOut(given: JsonObject, setup: Setup): readonly string[] {
  const { project: _, run: __, ...rest } = given;
  const places: string[] = [];
  compare(rest, setup, "", places);
  return places;
}

function compare(given: Json, read: unknown, at: string, places: string[]): void {
  if (places.length >= MAX_NOTES || given === null) return;
  if (read === undefined) places.push(at);
  else if (Array.isArray(given)) {
    const kept = Array.isArray(read) ? read.length : 0;
    if (kept < given.length) places.push(`${at} (${given.length - kept} of ${given.length})`);
    else
      for (const [place, item] of given.entries()) compare(item, Array.isArray(read) ? read[place] : undefined, `${at}[${place}]`, places);
  } else if (isJsonObject(given)) {
    for (const [field, held] of Object.entries(given)) {
      const inner: unknown = isRecord(read) && Object.hasOwn(read, field) ? read[field] : undefined;
      compare(held, inner, at === "" ? field : `${at}.${field}`, places);
    }
  }
}
