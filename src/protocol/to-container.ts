/** What the page says to one container, on the port that only the two of them share. */

/** Who the container is: what context and environment tell the function. */
export interface ContainerIdentity {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

export interface InitMessage {
  readonly type: "init";
  readonly protocol: number;
  readonly runtime: "nodejs22.x" | "nodejs24.x";
  /** "index.handler" */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly identity: ContainerIdentity;
  /** The deployed files, for reads below /var/task. */
  readonly taskFiles: Readonly<Record<string, string>>;
  readonly logFormat: "Text" | "JSON";
  readonly clockOffsetMs: number;
}

export interface InvokeMessage {
  readonly type: "invoke";
  readonly requestId: string;
  /** JSON text, as it comes over the wire. */
  readonly event: string;
  readonly remainingMs: number;
  readonly traceId: string;
  readonly clientContext?: unknown;
  /** Platform time less this machine's: what `Date` in the container adds. */
  readonly clockOffsetMs: number;
}

export interface ServiceAnswerMessage {
  readonly type: "service-answer";
  readonly callId: number;
  /** The HTTP status. */
  readonly status: number;
  /** JSON text of an object. */
  readonly output: string;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly error?: { readonly code: string; readonly message: string; readonly details?: Readonly<Record<string, unknown>> };
}

export type ToContainer = InitMessage | InvokeMessage | ServiceAnswerMessage;
