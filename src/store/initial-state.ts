/** What the state is before anything happened: on the page, in a project that was just opened, on a platform that just began. */
import type { PlatformSettings } from "../platform/function-config.ts";
import { NO_SERVICES } from "../platform/services/services-view.ts";
import { NO_TOTALS } from "../platform/totals.ts";
import type { Project } from "../project/schema.ts";
import { defaultDraft } from "./default-draft.ts";
import { NEVER_DEPLOYED } from "./edited.ts";
import { entryFile, withOpened } from "./file-tabs.ts";
import type { BillSettings, LessonView, LoadDraft, Panels, PlatformView, Setup, State } from "./state.ts";

const DEFAULT_LOAD: LoadDraft = {
  by: "requests",
  requests: 100,
  durationS: 10,
  pace: "rate",
  ratePerSecond: 20,
  concurrency: 10,
  pattern: "steady",
  seed: 1,
};

/** The smallest server of the profile with room for a real application: 2 GB. */
export const DEFAULT_BILL: BillSettings = { serverId: "t4g.small", loadBalancer: false, freeTier: false };

type ProjectPart = Pick<
  State,
  | "project"
  | "openTabs"
  | "activeFile"
  | "activeFunction"
  | "deployments"
  | "drafts"
  | "savedEvents"
  | "history"
  | "load"
  | "openService"
  | "shared"
  | "lesson"
  | "classroom"
  | "openedAs"
  | "classResult"
>;
type RunPart = Pick<State, "services" | "invocations" | "invocationsDropped" | "run" | "selectedContainerId" | "selectedAttemptId">;

export function stateOfProject(project: Project): ProjectPart {
  const [first] = project.functions;
  const activeFile = first && entryFile(first);
  const forEach = <T>(value: (definition: Project["functions"][number]) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(project.functions.map((definition) => [definition.name, value(definition)]));
  return {
    project,
    openTabs: activeFile ? [activeFile] : [],
    activeFile,
    activeFunction: first?.name ?? "",
    deployments: forEach(() => NEVER_DEPLOYED),
    drafts: forEach(defaultDraft),
    savedEvents: [],
    history: [],
    openService: undefined,
    load: { draft: DEFAULT_LOAD },
    shared: undefined,
    lesson: undefined,
    classroom: undefined,
    openedAs: undefined,
    classResult: undefined,
  };
}

/** What a set-up does not say is as a project that was just opened has it, or stays as the page has it. */
export function stateOfSetup({ result, run: _, ...setup }: Setup): Partial<State> {
  const { project, drafts, savedEvents, load, settings, bill, panels, classroom } = setup;
  const fresh = stateOfProject(project);
  return {
    ...fresh,
    drafts: { ...fresh.drafts, ...drafts },
    savedEvents: savedEvents ?? [],
    load: load ? { draft: load } : fresh.load,
    ...(settings ? { settings } : {}),
    ...(bill ? { bill } : {}),
    ...(panels ? stateOfPanels(panels, fresh) : {}),
    classroom,
    openedAs: setup,
    classResult: result,
  };
}

function stateOfPanels({ observeTab: _, observeQuery: __, ...shown }: Panels, fresh: ProjectPart): Partial<State> {
  return { activeFile: undefined, openService: undefined, ...shown, ...tabsOfPanels(shown, fresh) };
}

/** Where no tab is open, the first function's is: an empty editor would say nothing. The file that is shown is one of the tabs. */
function tabsOfPanels({ openTabs, activeFile }: Pick<Panels, "openTabs" | "activeFile">, fresh: ProjectPart): Partial<State> {
  if (openTabs.length === 0) return { openTabs: fresh.openTabs, activeFile: fresh.activeFile };
  return activeFile ? withOpened(openTabs, activeFile) : {};
}

export function lessonBegun(id: string): LessonView {
  return { id, open: true, step: 0, steps: {} };
}

export function nothingRun(): RunPart {
  return {
    services: NO_SERVICES,
    invocations: [],
    invocationsDropped: 0,
    run: undefined,
    selectedContainerId: undefined,
    selectedAttemptId: undefined,
  };
}

/** The clock, the sandbox and how it freezes outlive a reset. */
export function platformBegun(startedAtMs: number, before: Pick<PlatformView, "clock" | "freezeMode" | "sandbox">): PlatformView {
  const { clock, freezeMode, sandbox } = before;
  return { containers: [], totals: NO_TOTALS, totalsByFunction: {}, clock, freezeMode, sandbox, startedAtMs };
}

/** What is a person's on the page, before there was one. */
export const FRESH_PAGE = {
  visited: false,
  confirmedHosts: [],
  lessonsDone: [],
  notices: [],
  view: "build",
  mobilePane: "code",
  presenter: { open: false, step: "containers" },
  observe: { tab: "overview", query: "", window: undefined, runId: "live", besideRunId: undefined, tracedId: undefined, runs: [] },
} as const satisfies Partial<State>;

export interface Initial {
  readonly project: Project;
  readonly settings: PlatformSettings;
  readonly bill: BillSettings;
  readonly nowMs: number;
}

export function initialState({ project, settings, bill, nowMs }: Initial): State {
  const clock = { nowMs, rate: 1, busy: false };
  return {
    ...stateOfProject(project),
    ...nothingRun(),
    projectsOpened: 0,
    saving: "saved",
    settings,
    bill,
    platform: platformBegun(nowMs, { clock, freezeMode: undefined, sandbox: "starting" }),
    ...FRESH_PAGE,
    theme: "system",
    incoming: undefined,
    embed: undefined,
  };
}
