/** What the platform wants done, as imperatives. A driver performs them in order and feeds the outcome back as inputs. */
import type { InvocationRecord } from "./invocation.ts";

export type PlatformEffect =
  /** Start a process for the container. `fresh`: a new environment. `reset`: the same environment (its /tmp is kept) after a crash or timeout. */
  | {
      readonly type: "start-container";
      readonly containerId: string;
      readonly functionName: string;
      readonly version: string;
      readonly mode: "fresh" | "reset";
      readonly reason: string;
    }
  /** The container is ready and idle: give it this request. `deadlineMs` is a moment on the platform clock. */
  | { readonly type: "run-invocation"; readonly containerId: string; readonly requestId: string; readonly deadlineMs: number }
  /** End the process, keep the environment (its /tmp). */
  | { readonly type: "reset-container"; readonly containerId: string; readonly reason: string }
  /** End the process and forget the environment. */
  | { readonly type: "stop-container"; readonly containerId: string; readonly reason: string }
  /** A request is over: answer it. Exactly one per request-arrived. */
  | { readonly type: "invocation-ended"; readonly record: InvocationRecord };
