/** What the store needs done by the live platform and by storage. main.tsx gives it; the store never sees who does it. */
import type { SentArrival } from "../metrics/replay/sent-again.ts";
import type { PlatformSettings } from "../platform/function-config.ts";
import type { HttpResult, InvocationView, LoadProgress, LoadReport } from "../platform/results.ts";
import type { ContentRef, ServiceAnswer, ServiceCall } from "../platform/services/service-call.ts";
import type { HttpFront, HttpRequest } from "../platform/triggers/http-request.ts";
import type { LoadPlan } from "../platform/workload.ts";
import type { ProjectFunction } from "../project/schema.ts";
import type { BuildMessageView, StorageRoom } from "./state.ts";

export type DeployOutcome =
  | {
      readonly ok: true;
      readonly version: string;
      readonly packageBytes: number;
      readonly buildMs: number;
      /** What of it was esbuild's own; absent for what was built with the page. */
      readonly esbuildMs?: number;
      readonly messages: readonly BuildMessageView[];
      readonly unchanged: boolean;
    }
  | { readonly ok: false; readonly messages: readonly BuildMessageView[] };

/** Rejections carry a `Problem`. */
export interface PlatformPort {
  deploy(definition: ProjectFunction): Promise<DeployOutcome>;
  removeFunction(name: string): void;
  invoke(functionName: string, event: unknown, signal?: AbortSignal): Promise<InvocationView>;
  http(front: HttpFront, request: HttpRequest, signal?: AbortSignal): Promise<HttpResult>;
  load(plan: LoadPlan, front: HttpFront, onProgress: (progress: LoadProgress) => void, signal: AbortSignal): Promise<LoadReport>;
  callService(call: ServiceCall): Promise<ServiceAnswer>;
  /** Keeps the bytes; the same bytes have the same reference. */
  keepContent(bytes: Uint8Array<ArrayBuffer>): Promise<ContentRef>;
  readContent(content: ContentRef): Promise<Uint8Array<ArrayBuffer>>;
  kill(containerId: string): void;
  configure(settings: PlatformSettings): void;
  setClockRate(rate: number | "skip-idle"): void;
  advanceClock(ms: number): Promise<void>;
  nowMs(): number;
  reset(): Promise<void>;
}

/** `recorded`: at the recorded moments, `rate` times as fast. `fast`: each as soon as fewer than `atOnce` run. */
export type ReplayPace = { readonly type: "recorded"; readonly rate: number } | { readonly type: "fast"; readonly atOnce: number };

/** On the platform's clock. */
export interface ReplayedSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly sent: number;
}

/** What recording and replaying need of the live platform. */
export interface ReplayPort {
  /** Tells of each request as it arrives, with its whole event; undefined tells nobody any more. */
  watchArrivals(watcher: ((requestId: string, event: string) => void) | undefined): void;
  /** Sends them to the functions as they are deployed now. Resolves when all are answered, and the store knows of it. */
  replay(
    arrivals: readonly SentArrival[],
    pace: ReplayPace,
    onProgress: (sent: number, done: number) => void,
    signal: AbortSignal,
  ): Promise<ReplayedSpan>;
  /** Brings the store up to date. */
  refresh(): void;
  nowMs(): number;
}

/** What the store needs of the service worker. */
export interface OfflinePort {
  getAll(): void;
  stop(): void;
  ask(): void;
  room(): Promise<StorageRoom | undefined>;
  /** Reloads the page as its new version. */
  update(): void;
}
