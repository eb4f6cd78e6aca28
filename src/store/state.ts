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
import type { Project, ProjectFunction } from "../project/schema.ts";

export type { ServiceKind, ServiceRef } from "../platform/services/service-ref.ts";

export interface FileRef {
  readonly functionName: string;
  readonly path: string;
}

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

export interface HeaderRow {
  readonly id: number;
  readonly name: string;
  readonly value: string;
  readonly enabled: boolean;
}

/** The request builder's contents. `target` is path and query as typed: "/hello?name=Ada". */
export interface RequestDraft {
  readonly mode: "http" | "event";
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderRow[];
  readonly body: string;
  /** JSON text sent as the event when mode is "event". */
  readonly event: string;
  /** Whose test event is sent instead, when mode is "event": a trigger of the function, by its key (trigger-key.ts). */
  readonly trigger?: string | undefined;
  /** Test events by trigger, as JSON texts. */
  readonly events?: Readonly<Record<string, string>> | undefined;
}

export interface SavedEvent {
  readonly functionName: string;
  readonly name: string;
  readonly draft: RequestDraft;
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

export interface LoadDraft {
  readonly by: "requests" | "duration";
  readonly requests: number;
  readonly durationS: number;
  readonly pace: "rate" | "concurrency";
  readonly ratePerSecond: number;
  readonly concurrency: number;
  readonly pattern: "steady" | "burst" | "spike" | "ramp" | "day";
  readonly seed: number;
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
}

export interface BillSettings {
  readonly serverId: string;
  /** It stands before the server, and is paid with it. */
  readonly loadBalancer: boolean;
  readonly freeTier: boolean;
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

export type PresenterStep = "containers" | "code" | "timeline" | "latency" | "bill" | "request" | "why";

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
  readonly drafts: Readonly<Record<string, RequestDraft>>;
  readonly savedEvents: readonly SavedEvent[];
  /** Requests sent by hand, newest first, bounded. */
  readonly history: readonly Exchange[];
  readonly load: LoadView;
  readonly notices: readonly Notice[];
  readonly view: "build" | "map" | "observe";
  readonly mobilePane: "code" | "trigger" | "fleet" | "map" | "observe";
  readonly theme: "system" | "light" | "dark";
  readonly selectedContainerId: string | undefined;
  readonly selectedAttemptId: string | undefined;
}
