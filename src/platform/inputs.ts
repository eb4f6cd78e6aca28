/** Facts, in the past tense, that a driver tells the platform. Every fact carries its moment; none may go back in time. */
import type { FunctionConfig, PlatformSettings } from "./function-config.ts";
import type { FunctionError } from "./invocation.ts";

/** Why a container's process is gone. */
export type ExitCause =
  /** process.exit(code), or the runtime gave up: `error` is what it said before it went. */
  | { readonly kind: "exit"; readonly code: number; readonly error?: FunctionError }
  | { readonly kind: "out-of-memory"; readonly usedMb?: number }
  /** It sent something that no honest runtime sends; the driver stopped listening. */
  | { readonly kind: "protocol-violation"; readonly detail: string };

export type PlatformInput =
  | { readonly type: "function-deployed"; readonly atMs: number; readonly config: FunctionConfig }
  | {
      readonly type: "function-configured";
      readonly atMs: number;
      readonly functionName: string;
      readonly reservedConcurrency: number | undefined;
    }
  | { readonly type: "function-removed"; readonly atMs: number; readonly functionName: string }
  | { readonly type: "settings-changed"; readonly atMs: number; readonly settings: PlatformSettings }
  /** `random`: uniform in [0, 1), the only chance the platform takes (the modelled provisioning time). */
  | {
      readonly type: "request-arrived";
      readonly atMs: number;
      readonly requestId: string;
      readonly functionName: string;
      readonly random: number;
    }
  | { readonly type: "container-initialized"; readonly atMs: number; readonly containerId: string; readonly initMs: number }
  | {
      readonly type: "container-init-failed";
      readonly atMs: number;
      readonly containerId: string;
      readonly initMs: number;
      readonly error: FunctionError;
    }
  | {
      readonly type: "invocation-completed";
      readonly atMs: number;
      readonly containerId: string;
      readonly requestId: string;
      readonly durationMs: number;
      /** Absent when the handler succeeded. */
      readonly error?: FunctionError;
      readonly maxHeapBytes?: number;
    }
  /** `durationMs`: how long it had run, when something ran. */
  | {
      readonly type: "container-exited";
      readonly atMs: number;
      readonly containerId: string;
      readonly cause: ExitCause;
      readonly durationMs?: number;
      readonly maxHeapBytes?: number;
    }
  | { readonly type: "kill-requested"; readonly atMs: number; readonly containerId: string }
  | { readonly type: "time-passed"; readonly atMs: number };
