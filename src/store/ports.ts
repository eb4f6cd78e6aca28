/** What the store needs done by the live platform and by storage. main.tsx gives it; the store never sees who does it. */
import type { PlatformSettings } from "../platform/function-config.ts";
import type { HttpResult, InvocationView, LoadProgress, LoadReport } from "../platform/results.ts";
import type { ContentRef, ServiceAnswer, ServiceCall } from "../platform/services/service-call.ts";
import type { HttpFront, HttpRequest } from "../platform/triggers/http-request.ts";
import type { LoadPlan } from "../platform/workload.ts";
import type { ProjectFunction } from "../project/schema.ts";
import type { BuildMessageView } from "./state.ts";

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
