/**
 * What a built-in may ask of the container it runs in. The container makes one and hands it to every built-in's factory;
 * nothing else of the container is reachable from here.
 */

export type TmpEntry =
  | { readonly path: string; readonly type: "directory"; readonly mtimeMs: number }
  | { readonly path: string; readonly type: "file"; readonly bytes: Uint8Array; readonly mtimeMs: number };

/** One change below /tmp, told as it happens, so that /tmp outlives the process (a crash or a timeout resets the process, not /tmp). */
export type TmpChange =
  | { readonly op: "write"; readonly path: string; readonly offset: number; readonly bytes: Uint8Array; readonly size: number }
  | { readonly op: "make-directory"; readonly path: string }
  | { readonly op: "remove"; readonly path: string }
  | { readonly op: "rename"; readonly from: string; readonly to: string };

/** What the page answered to a call of a service. `output`: JSON text; bytes (S3's content, a payload) travel beside it. */
export interface ServiceReply {
  readonly status: number;
  readonly output: string;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly error?: ServiceReplyError;
}

export interface ServiceReplyError {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Service and operation by AWS's names; `input`: JSON text. Never rejects: what is too large is answered so. */
export type CallService = (service: string, operation: string, input: string, body?: Uint8Array) => Promise<ServiceReply>;

export interface NodeHost {
  /** The function's environment, live: what is written is read back. */
  readonly env: Record<string, string | undefined>;
  /** The deployed files, read-only, below /var/task: "index.mjs" -> text. */
  readonly taskFiles: Readonly<Record<string, string>>;
  /** /tmp as the environment had it when this process started. */
  readonly tmpEntries: readonly TmpEntry[];
  readonly tmpLimitBytes: number;
  recordTmp(change: TmpChange): void;
  write(stream: "stdout" | "stderr", text: string): void;
  exit(code: number): never;
  readonly memoryLimitMb: number;
  readonly nodeVersion: string;
  readonly callService: CallService;
  /** Milliseconds since the process started, never going back. */
  nowMs(): number;
}

/** A built-in's script calls `globalThis[Symbol.for("coldstart.define")](name, factory)` exactly once. */
export type BuiltinFactory = (require: (name: string) => unknown, module: { exports: unknown }, host: NodeHost) => void;
