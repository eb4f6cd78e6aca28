/** The whole state of the page as plain data. Panels read it through selectors and never change it. */
import type { ObservedRun } from "../metrics/history/observed-run.ts";
import type { RunHistory } from "../metrics/history/run-history.ts";
import type { TapeCounts } from "../metrics/replay/arrival-tape.ts";
import type { Recording } from "../metrics/replay/recording.ts";
import type { ContainerSnapshot } from "../platform/container.ts";
import type { LambdaRuntime, PlatformSettings } from "../platform/function-config.ts";
import type { PlatformTotals } from "../platform/platform.ts";
import type { HttpResult, InvocationView, LoadProgress, LoadReport, Problem } from "../platform/results.ts";
import type { ServiceRef } from "../platform/services/service-ref.ts";
import type { ServicesView } from "../platform/services/services-view.ts";
import type { HistoryEntry } from "../project/history/history-entry.ts";
import type { Project, ProjectFunction } from "../project/schema.ts";
import type { ClassResult, Classroom } from "../project/setup/classroom.ts";
import type { BillSettings, LoadDraft } from "../project/setup/plan.ts";
import type { RequestDraft, SavedEvent } from "../project/setup/request-draft.ts";
import type { FileRef } from "../project/setup/setup.ts";

export type { ServiceKind, ServiceRef } from "../platform/services/service-ref.ts";
export type { ClassResult, Classroom } from "../project/setup/classroom.ts";
export type { BillSettings, LoadDraft } from "../project/setup/plan.ts";
export type { HeaderRow, RequestDraft, SavedEvent } from "../project/setup/request-draft.ts";
export type { FileRef, Panels, Setup } from "../project/setup/setup.ts";

export interface BuildMessageView {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly text: string;
  readonly remedy?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly length?: number;
}

export interface DeploymentView {
  readonly status: "never" | "building" | "deployed" | "failed";
  readonly version?: string;
  readonly packageBytes?: number;
  readonly deployedAtMs?: number;
  readonly buildMs?: number;
  /** What of it was esbuild's own; absent for what was built with the page. */
  readonly esbuildMs?: number;
  /** Errors and warnings of the last build, deployed or not. */
  readonly messages: readonly BuildMessageView[];
  /** The files as last deployed: what "edited" is measured against. */
  readonly deployedFiles?: Readonly<Record<string, string>>;
  /** The settings as last deployed, beside the files. */
  readonly deployedDefinition?: ProjectFunction;
  readonly runtime?: LambdaRuntime;
}

export interface ClockView {
  readonly nowMs: number;
  readonly rate: number | "skip-idle";
  readonly busy: boolean;
}

/** How containers are frozen here: blocked outright (cross-origin isolated), or by holding timers back. */
export type FreezeMode = "blocking" | "held-timers";

export interface PlatformView {
  readonly containers: readonly ContainerSnapshot[];
  readonly totals: PlatformTotals;
  readonly totalsByFunction: Readonly<Record<string, PlatformTotals>>;
  readonly clock: ClockView;
  readonly freezeMode: FreezeMode | undefined;
  readonly sandbox: "starting" | "ready" | "restarting";
  /** The clock when the page's platform began: the always-on server is paid from here. */
  readonly startedAtMs: number;
}

export interface Exchange {
  readonly id: number;
  readonly functionName: string;
  readonly draft: RequestDraft;
  readonly sentAtMs: number;
  readonly state: "waiting" | "answered" | "refused" | "cancelled";
  /** Sent on an earlier visit: it can be sent again, its answer was not kept. */
  readonly earlier?: true;
  readonly http?: HttpResult;
  readonly invocation?: InvocationView;
  readonly problem?: Problem;
}

export interface LoadView {
  readonly draft: LoadDraft;
  /** There while a load runs, and only then. */
  readonly progress?: LoadProgress;
  readonly report?: LoadReport;
  readonly problem?: Problem;
}

export interface Notice {
  readonly id: number;
  readonly kind: "info" | "warning" | "error";
  readonly text: string;
  readonly remedy?: string;
  readonly action?: NoticeAction;
}

/** What can be done about it right there: work that no storage takes goes into a zip. */
export type NoticeAction = "export-zip";

/** A project that this browser keeps, as the list shows it. */
export interface KeptProject {
  readonly id: string;
  readonly name: string;
  readonly functions: number;
  /** Undefined: in this tab only, so far. */
  readonly savedAtMs: number | undefined;
  /** Opened from somebody else's link or zip, and not trusted yet. */
  readonly shared: boolean;
  /** The lesson that it belongs to, by its id. */
  readonly lesson?: string;
  /** Another tab has it open now. */
  readonly elsewhere: boolean;
}

export interface DeletedProject extends KeptProject {
  readonly deletedAtMs: number;
  /** Until then it can be had back. */
  readonly keptUntilMs: number;
}

/** The room that the browser gives this page. */
export interface StorageRoom {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** "best-effort": the browser may clear it when its disk runs short. */
  readonly kept: "persistent" | "best-effort" | "unknown";
}

export interface ProjectsView {
  /** Which of them is open here. */
  readonly openId: string;
  /** Saved last first. */
  readonly kept: readonly KeptProject[];
  /** Deleted last first; each can be had back for a while. */
  readonly deleted: readonly DeletedProject[];
  readonly room: StorageRoom | undefined;
}

/** One kind of the page's files, by the service worker's names: "page", "bundler", "editor". */
export interface OfflinePart {
  readonly part: string;
  readonly files: number;
  readonly bytes: number;
  readonly keptFiles: number;
  readonly keptBytes: number;
}

/** What of the page is kept in this browser for a time without a network. */
export interface OfflineView {
  /** Empty until the service worker has said it. */
  readonly parts: readonly OfflinePart[];
  /** While files are brought, and only then: what the page needs, or all. */
  readonly filling?: "page" | "all";
  /** Why the last files that were brought are not all there. */
  readonly problem?: Problem;
  readonly network: "there" | "gone";
  /** Of the page itself; "later": the person has said so. */
  readonly update: "none" | "ready" | "later" | "coming";
  readonly room?: StorageRoom;
}

export type ObserveTab = "overview" | "latency" | "bill" | "requests" | "logs" | "traces" | "why" | "replay";

export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What Observe shows of which run. */
export interface ObserveView {
  readonly tab: ObserveTab;
  /** As typed: "function:resize status:error". Of every view. */
  readonly query: string;
  /** The stretch of time that is shown; undefined is the whole run, and goes on with it. */
  readonly window: TimeWindow | undefined;
  /** "live", or one of `runs`. */
  readonly runId: string;
  /** Held beside it in Replay. */
  readonly besideRunId: string | undefined;
  /** Of which event or request the trace is shown: an event's id, or a request's. */
  readonly tracedId: string | undefined;
  /** Replayed, imported or opened from a file; they live as long as the page. */
  readonly runs: readonly ObservedRun[];
}

/** "lesson": only while one is open. */
export type PresenterStep = "lesson" | "containers" | "code" | "timeline" | "latency" | "bill" | "request" | "why";

/** The large-type mode, over the whole page. */
export interface PresenterView {
  readonly open: boolean;
  /** Kept while it is closed: who ends it to edit goes on where they were. */
  readonly step: PresenterStep;
}

/** What is replayed, and what it is held against: the run that it was recorded of. */
export interface KeptRecording {
  readonly runId: string;
  readonly recording: Recording;
}

export interface ReplayProgress {
  readonly doing: "deploying" | "sending" | "modelling";
  readonly sent: number;
  readonly done: number;
  readonly planned: number;
}

export interface ReplayView {
  /** While arrivals are recorded, and only then. */
  readonly taping?: TapeCounts & { readonly sinceMs: number };
  readonly recordings: readonly KeptRecording[];
  /** While a replay is under way, and only then. */
  readonly progress?: ReplayProgress;
  /** Why the last one came to nothing. */
  readonly problem?: Problem;
}

/** What the functions of the open project were: their deploys, and edits between. */
export interface VersionsView {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** "memory": the browser takes nothing, so it lasts as long as the page. */
  readonly keptIn: "storage" | "memory";
}

/** Somebody else's set-up, opened and not trusted yet: nothing of it runs. */
export interface SharedSetup {
  readonly from: "link" | "zip";
  /** The project that was open before it, by its id: to go back to. */
  readonly before?: string;
  /** Opened with it when it is trusted. */
  readonly lesson?: string;
}

/** A link in the address that is not opened: behind a password, or no good. */
export type IncomingLink = { readonly state: "locked"; readonly wrong?: true } | { readonly state: "bad"; readonly problem: Problem };

export interface StepView {
  /** "wrong": a wrong turn was seen; `said` names it. "done" stays. */
  readonly state: "waiting" | "wrong" | "done";
  readonly said?: string | undefined;
  /** Its check failed: the lesson's own fault, never the person's. */
  readonly fault?: string | undefined;
  readonly hintsShown: number;
  /** What the person answered to the step's question, what is so, and why the two differ. */
  readonly guess?: number;
  readonly truth?: number;
  readonly why?: string;
}

/** The lesson that the open project belongs to. Its texts are lessons/'s; here stands how far it is. */
export interface LessonView {
  readonly id: string;
  /** Docked beside the page; a lesson that was closed keeps how far it is. */
  readonly open: boolean;
  /** The step that is shown. */
  readonly step: number;
  /** By the step's id; absent is "waiting". */
  readonly steps: Readonly<Record<string, StepView>>;
}

/** The page inside another page's frame, as its address asked for it: ui/embed. */
export interface EmbedView {
  readonly readOnly: boolean;
  readonly hidden: readonly EmbedPart[];
  /** Whose messages are answered; undefined answers nobody's. */
  readonly origin: string | undefined;
}

export type EmbedPart = "header" | "explorer" | "editor" | "trigger" | "fleet" | "status";

export interface State {
  readonly project: Project;
  /** Counts the projects that were opened on this page: tells another project from an edit of this one. */
  readonly projectsOpened: number;
  /** Stays false until the first request was answered: shows the first-visit screen. */
  readonly visited: boolean;
  /** Hosts that this person lets functions reach. Theirs, not the project's: a project that was shared brings no consent. */
  readonly confirmedHosts: readonly string[];
  /** Where the typed work stands: in IndexedDB, on its way, or held by another tab. */
  readonly saving: "saved" | "saving" | "failed" | "other-tab";
  readonly openTabs: readonly FileRef[];
  readonly activeFile: FileRef | undefined;
  readonly activeFunction: string;
  readonly deployments: Readonly<Record<string, DeploymentView>>;
  readonly settings: PlatformSettings;
  readonly bill: BillSettings;
  readonly platform: PlatformView;
  /** What the services hold, and everything that waits in them. */
  readonly services: ServicesView;
  /** The service that the centre shows instead of the editor. */
  readonly openService: ServiceRef | undefined;
  /** Newest last; bounded, `invocationsDropped` says how many older ones were let go. */
  readonly invocations: readonly InvocationView[];
  readonly invocationsDropped: number;
  /** All since `platform.startedAtMs`; absent until the code that keeps it has arrived. */
  readonly run: RunHistory | undefined;
  readonly observe: ObserveView;
  readonly presenter: PresenterView;
  /** Absent until the code of it has arrived, as with `run`. */
  readonly replay?: ReplayView;
  /** As `replay`: see history-keeper.ts. */
  readonly versions?: VersionsView;
  /** As `replay`: what is known of the other projects, once it was asked for. */
  readonly projects?: ProjectsView;
  readonly drafts: Readonly<Record<string, RequestDraft>>;
  readonly savedEvents: readonly SavedEvent[];
  /** Requests sent by hand, newest first, bounded. */
  readonly history: readonly Exchange[];
  readonly load: LoadView;
  readonly notices: readonly Notice[];
  readonly view: "build" | "map" | "observe";
  readonly mobilePane: "code" | "trigger" | "fleet" | "map" | "observe" | "lesson";
  readonly theme: "system" | "light" | "dark";
  readonly selectedContainerId: string | undefined;
  readonly selectedAttemptId: string | undefined;
  readonly shared: SharedSetup | undefined;
  readonly incoming: IncomingLink | undefined;
  readonly lesson: LessonView | undefined;
  /** By their ids: all steps were done once, here. */
  readonly lessonsDone: readonly string[];
  /** What a leader laid down for the open project. */
  readonly classroom: Classroom | undefined;
  /** The set-up that the open project came from, to begin with it again. As it was saved, maybe by an older page: who opens it parses it. */
  readonly openedAs: unknown;
  /** The open project is somebody's result. */
  readonly classResult: ClassResult | undefined;
  readonly embed: EmbedView | undefined;
  /** Absent until the service worker looks after the page; for ever where there is none. */
  readonly offline?: OfflineView;
}
