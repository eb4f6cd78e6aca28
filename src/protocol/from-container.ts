/** What a container says to the page. All of it is hostile until parse-container.ts has read it. */

export interface WireError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export type WireLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";

export interface WireLogLine {
  /** Milliseconds since the epoch on the platform's clock. */
  readonly atMs: number;
  readonly stream: "console" | "stdout" | "runtime";
  readonly level?: WireLevel;
  readonly text: string;
}

export type FromContainer =
  | { readonly type: "initialized"; readonly initMs: number }
  | { readonly type: "init-failed"; readonly initMs: number; readonly error: WireError }
  /** `dropped`: how many lines this invocation (or init) has lost so far to the bound. */
  | { readonly type: "logs"; readonly lines: readonly WireLogLine[]; readonly dropped: number }
  | { readonly type: "completed"; readonly requestId: string; readonly durationMs: number; readonly payload: string }
  | {
      readonly type: "streamed";
      readonly requestId: string;
      readonly durationMs: number;
      readonly contentType: string;
      readonly prelude: string | undefined;
      readonly body: Uint8Array;
      readonly error: WireError | undefined;
    }
  /** `input`: JSON text of an object. `callId`: counted by the container, each once. */
  | {
      readonly type: "service-call";
      readonly callId: number;
      readonly service: string;
      readonly operation: string;
      readonly input: string;
      readonly body?: Uint8Array<ArrayBuffer>;
    }
  | { readonly type: "failed"; readonly requestId: string; readonly durationMs: number; readonly error: WireError }
  /** The last thing it says. `error`: what the runtime answered with before it went; without one it left in silence. */
  | { readonly type: "exiting"; readonly code: number; readonly durationMs: number; readonly error: WireError | undefined };
