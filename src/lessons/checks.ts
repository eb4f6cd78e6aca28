/**
 * How a step is known to be done: by what happened in the person's own run, never by comparing files. A check is a pure
 * function of what was seen; it is asked again whenever something happened, and what is done once stays done.
 */
import type { ContainerSnapshot } from "../platform/container.ts";
import type { FleetNote } from "../platform/fleet-note.ts";
import type { PlatformSettings } from "../platform/function-config.ts";
import type { InvocationView, LoadReport } from "../platform/results.ts";
import type { ServicesView } from "../platform/services/services-view.ts";
import type { TraceNote } from "../platform/services/trace-note.ts";
import type { Project } from "../project/schema.ts";
import type { BillSettings } from "../project/setup/plan.ts";

export interface SeenDeployment {
  readonly status: "never" | "building" | "deployed" | "failed";
  readonly version?: string;
  readonly packageBytes?: number;
  /** The code that is open is not what is deployed. */
  readonly edited: boolean;
}

export interface Seen {
  /** On the platform's clock. */
  readonly nowMs: number;
  /** When the step became the first that is not done. */
  readonly sinceMs: number;
  readonly project: Project;
  readonly settings: PlatformSettings;
  /** By function. */
  readonly deployments: Readonly<Record<string, SeenDeployment>>;
  readonly containers: readonly ContainerSnapshot[];
  readonly services: ServicesView;
  /** Ended since the step began, in order of their ends. */
  readonly requests: readonly InvocationView[];
  /** Ended since the lesson was opened or the run was reset, those of the step included. */
  readonly allRequests: readonly InvocationView[];
  /** What became of containers since the step began. */
  readonly fleet: readonly FleetNote[];
  /** What became of events since the step began. */
  readonly events: readonly TraceNote[];
  /** Of the last load that ended since the step began. */
  readonly load: LoadReport | undefined;
  /** What the person has looked at since the step began. */
  readonly looked: ReadonlySet<Look>;
  /** The person's answer to the step's question; a step with a question is done only when it was answered. */
  readonly guess: number | undefined;
  readonly clockRate: number | "skip-idle";
  /** Since the run began, modelled from the profile's prices, without the free tier. */
  readonly functionsUsd: number;
  readonly serverUsd: number;
  /** What the bill is held against, as the person chose it. */
  readonly bill: BillSettings;
}

export type Look =
  | "build"
  | "map"
  | "observe"
  | "overview"
  | "latency"
  | "bill"
  | "requests"
  | "logs"
  | "traces"
  | "why"
  | "replay"
  | "container"
  | "request"
  | "bucket"
  | "queue"
  | "table"
  | "topic"
  | "alarm";

export type CheckResult =
  /** `said`: what is watched, where there is something to say: "Watching c-07: 0:10 left." */
  | { readonly state: "waiting"; readonly said?: string }
  /** Names what was seen and what to do instead. */
  | { readonly state: "wrong"; readonly said: string }
  /** `said`: what was seen. `truth` and `why`: where the step asked a question. */
  | { readonly state: "done"; readonly said: string; readonly truth?: number; readonly why?: string };

export type Check = (seen: Seen) => CheckResult;

/** By the steps' ids; a lesson's `check.ts` exports one as `checks`. The build refuses a step without a check and a check without a step. */
export type LessonChecks = Readonly<Record<string, Check>>;

export const waiting = (said?: string): CheckResult => (said === undefined ? { state: "waiting" } : { state: "waiting", said });
export const wrong = (said: string): CheckResult => ({ state: "wrong", said });
export const done = (said: string, answer: { readonly truth?: number; readonly why?: string } = {}): CheckResult => ({
  state: "done",
  said,
  ...answer,
});
