/**
 * Reads what came up a container's port. Anything that no honest runtime sends is refused with a word about it; the
 * caller then stops listening to that container. It trusts neither shape nor size.
 */
import {
  ERROR_TEXT_CHARS,
  LOG_LINE_CHARS,
  LOG_LINES_PER_INVOCATION,
  RESPONSE_PAYLOAD_BYTES,
  SERVICE_BODY_BYTES,
  SERVICE_INPUT_CHARS,
  STREAMED_BYTES,
  TRACE_LINES,
} from "./bounds.ts";
import type { FromContainer, WireError, WireLevel, WireLogLine } from "./from-container.ts";
import { isCount, isDuration, isRecord, isText, type Parsed, refuse } from "./parse.ts";

const LEVELS: ReadonlySet<unknown> = new Set(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]);
const REQUEST_ID = /^[0-9a-f-]{36}$/;

export function parseFromContainer(data: unknown): Parsed<FromContainer> {
  if (!isRecord(data)) return refuse("not an object");
  switch (data.type) {
    case "initialized":
      return isDuration(data.initMs) ? ok({ type: "initialized", initMs: data.initMs }) : refuse("initialized: bad initMs");
    case "init-failed":
      return parseInitFailed(data);
    case "logs":
      return parseLogs(data);
    case "completed":
      return parseCompleted(data);
    case "streamed":
      return parseStreamed(data);
    case "service-call":
      return parseServiceCall(data);
    case "failed":
      return parseFailed(data);
    case "exiting":
      return parseExiting(data);
    default:
      return refuse(`unknown message ${JSON.stringify(data.type)?.slice(0, 40)}`);
  }
}

function ok(value: FromContainer): Parsed<FromContainer> {
  return { ok: true, value };
}

function parseInitFailed(data: Readonly<Record<string, unknown>>): Parsed<FromContainer> {
  const error = readError(data.error);
  if (!isDuration(data.initMs) || !error) return refuse("init-failed: bad initMs or error");
  return ok({ type: "init-failed", initMs: data.initMs, error });
}

function parseLogs(data: Readonly<Record<string, unknown>>): Parsed<FromContainer> {
  if (!Array.isArray(data.lines) || data.lines.length > LOG_LINES_PER_INVOCATION || !isCount(data.dropped))
    return refuse("logs: bad lines or count");
  const lines: WireLogLine[] = [];
  for (const line of data.lines) {
    const read = readLogLine(line);
    if (!read) return refuse("logs: bad line");
    lines.push(read);
  }
  return ok({ type: "logs", lines, dropped: data.dropped });
}

function readLogLine(line: unknown): WireLogLine | undefined {
  if (!isRecord(line) || !isText(line.text, LOG_LINE_CHARS) || typeof line.atMs !== "number" || !Number.isFinite(line.atMs))
    return undefined;
  if (line.stream !== "console" && line.stream !== "stdout" && line.stream !== "runtime") return undefined;
  const level = line.level;
  if (level !== undefined && !isLevel(level)) return undefined;
  return { atMs: line.atMs, stream: line.stream, text: line.text, ...(level === undefined ? {} : { level }) };
}

function isLevel(level: unknown): level is WireLevel {
  return LEVELS.has(level);
}

function isRequestId(value: unknown): value is string {
  return typeof value === "string" && REQUEST_ID.test(value);
}

function parseCompleted(data: Readonly<Record<string, unknown>>): Parsed<FromContainer> {
  if (!isRequestId(data.requestId) || !isDuration(data.durationMs)) return refuse("completed: bad requestId or durationMs");
  if (!isText(data.payload, RESPONSE_PAYLOAD_BYTES) || !isJson(data.payload)) return refuse("completed: bad payload");
  return ok({ type: "completed", requestId: data.requestId, durationMs: data.durationMs, payload: data.payload });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function parseStreamed(data: Readonly<Record<string, unknown>>): Parsed<FromContainer> {
  if (!isRequestId(data.requestId) || !isDuration(data.durationMs)) return refuse("streamed: bad requestId or durationMs");
  if (!isText(data.contentType, 1_024) || !(data.body instanceof Uint8Array) || data.body.byteLength > STREAMED_BYTES)
    return refuse("streamed: bad body");
  const prelude = data.prelude === undefined ? undefined : isText(data.prelude, 1_048_576) && isJson(data.prelude) ? data.prelude : null;
  const error = data.error === undefined ? undefined : (readError(data.error) ?? null);
  if (prelude === null || error === null) return refuse("streamed: bad prelude or error");
  const { requestId, durationMs, contentType, body } = data;
  return ok({ type: "streamed", requestId, durationMs, contentType, prelude, body, error });
}

/** That the input is JSON is for the reader to find out: it parses it anyway. */
function parseServiceCall(data: Readonly<Record<string, unknown>>): Parsed<FromContainer> {
  const { callId, service, operation, input, body } = data;
  if (!isCount(callId) || !isText(service, 40) || !isText(operation, 2_048))
    return refuse("service-call: bad callId, service or operation");
  if (!isText(input, SERVICE_INPUT_CHARS)) return refuse("service-call: bad input");
  if (body === undefined) return ok({ type: "service-call", callId, service, operation, input });
  if (!isOwnBytes(body) || body.byteLength > SERVICE_BODY_BYTES) return refuse("service-call: bad body");
  return ok({ type: "service-call", callId, service, operation, input, body });
}

/** Not shared with the container: nobody writes into it any more. */
function isOwnBytes(value: unknown): value is Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array && value.buffer instanceof ArrayBuffer;
}

function parseFailed(data: Readonly<Record<string, unknown>>): Parsed<FromContainer> {
  const error = readError(data.error);
  if (!isRequestId(data.requestId) || !isDuration(data.durationMs) || !error) return refuse("failed: bad requestId, durationMs or error");
  return ok({ type: "failed", requestId: data.requestId, durationMs: data.durationMs, error });
}

function parseExiting(data: Readonly<Record<string, unknown>>): Parsed<FromContainer> {
  const error = data.error === undefined ? undefined : (readError(data.error) ?? null);
  if (typeof data.code !== "number" || !Number.isSafeInteger(data.code) || !isDuration(data.durationMs) || error === null)
    return refuse("exiting: bad code, durationMs or error");
  return ok({ type: "exiting", code: data.code, durationMs: data.durationMs, error });
}

function readError(error: unknown): WireError | undefined {
  if (!isRecord(error) || !isText(error.errorType, ERROR_TEXT_CHARS) || !isText(error.errorMessage, ERROR_TEXT_CHARS)) return undefined;
  if (!Array.isArray(error.trace) || error.trace.length > TRACE_LINES) return undefined;
  const trace: string[] = [];
  for (const line of error.trace) {
    if (!isText(line, ERROR_TEXT_CHARS)) return undefined;
    trace.push(line);
  }
  return { errorType: error.errorType, errorMessage: error.errorMessage, trace };
}
