/** What callers get back: the shapes of the console handle (contract.md) that do not depend on who asks. */

import type { FunctionError, InvocationRecord, InvocationStatus } from "./invocation.ts";
import type { EventSource } from "./services/service-context.ts";
import type { RequestTrace } from "./services/trace-note.ts";
import type { HttpResponse } from "./triggers/http-request.ts";

export type LogLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";

/** One line as the platform prints it. `level` only where the line is the function's own. */
export interface LogLine {
  readonly atMs: number;
  readonly text: string;
  readonly level?: LogLevel;
  /** What wrote it: the platform (START, END, REPORT, …), or the function through console or stdout. */
  readonly from: "platform" | "console" | "stdout";
}

export interface InvokeResult {
  readonly requestId: string;
  readonly functionName: string;
  readonly version: string;
  readonly status: InvocationStatus;
  readonly payload?: unknown;
  readonly error?: FunctionError;
  readonly containerId?: string;
  readonly coldStart: boolean;
  readonly startReason?: string;
  readonly queueMs: number;
  readonly provisionMs: number;
  readonly initMs: number;
  readonly durationMs: number;
  readonly billedMs: number;
  readonly maxMemoryMb?: number;
  readonly billedMbMs: number;
  readonly costUsd: number;
  readonly logs: readonly string[];
}

/** A response streamed by awslambda.streamifyResponse, collected. */
export interface StreamedPayload {
  readonly contentType: string;
  readonly prelude?: unknown;
  readonly body: Uint8Array;
  readonly errorTrailer?: FunctionError;
}

/** One call of a service, or of the network, that an invocation made. */
export interface ServiceCallTrace {
  /** "s3", "dynamodb", …, "network" */
  readonly service: string;
  readonly operation: string;
  /** "photos/cat.jpg", "jobs", "https://…" */
  readonly target: string;
  readonly atMs: number;
  /** As the page saw it; measured. */
  readonly durationMs: number;
  /** Of HTTP; 0 where nothing answered. */
  readonly status: number;
  /** The error's code. */
  readonly error?: string;
  /** Events that a service accepted from it, each with this call's request as its cause; absent where there are none. */
  readonly eventIds?: readonly string[];
  /** The request that an Invoke began and waited for. */
  readonly invoked?: string;
}

/** What asked for it: a request, a person or the SDK directly ("invoke"), or an event. */
export type InvocationTrigger = "http" | "invoke" | EventSource;

/** An invocation as the lists and charts show it. Event and payload are JSON texts, cut at a bound. */
export interface InvocationView extends InvocationRecord, RequestTrace {
  readonly costUsd: number;
  readonly logs: readonly LogLine[];
  readonly event: string;
  readonly payload?: string;
  readonly trigger: InvocationTrigger;
  /** What it called, in order; absent where it called nothing. */
  readonly calls?: readonly ServiceCallTrace[];
}

export interface HttpResult extends HttpResponse {
  /** Absent when no route matched. */
  readonly invocation?: InvocationView;
  /** From send to answer on the platform clock. */
  readonly timeMs: number;
  readonly sizeBytes: number;
}

export interface LoadReport {
  readonly sent: number;
  readonly ok: number;
  readonly errors: number;
  readonly throttled: number;
  readonly coldStarts: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly billedMs: number;
  readonly costUsd: number;
}

export interface LoadProgress {
  readonly sent: number;
  readonly done: number;
  readonly planned: number | undefined;
  readonly elapsedMs: number;
}

/** Every rejected promise of the handle carries this. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}
