/** What ran, in the words of `window.coldstart`: plain values, JSON read where it is JSON, fields left out where there is nothing to say. */
import type { HttpResult, InvocationView, InvokeResult, StreamedPayload } from "./platform/results.ts";

export type ConsoleResult = InvokeResult & { stream?: unknown; calls?: InvocationView["calls"] };

export function invokeResult(view: InvocationView, stream: StreamedPayload | undefined): ConsoleResult {
  const {
    requestId,
    functionName,
    version,
    status,
    error,
    containerId,
    coldStart,
    reason,
    queueMs,
    provisionMs,
    initMs,
    durationMs,
    billed,
    maxHeapBytes,
    calls,
    payload,
  } = view;
  return {
    requestId,
    functionName,
    version,
    status,
    ...(payload === undefined ? {} : { payload: fromJson(payload) }),
    ...(stream ? { stream: describeStream(stream) } : {}),
    ...(error ? { error } : {}),
    ...(containerId === undefined ? {} : { containerId }),
    coldStart,
    startReason: reason,
    queueMs,
    provisionMs,
    initMs,
    durationMs,
    billedMs: billed.billedMs,
    billedMbMs: billed.billedMbMs,
    ...(maxHeapBytes === undefined ? {} : { maxMemoryMb: Math.ceil(maxHeapBytes / 1_048_576) }),
    costUsd: view.costUsd,
    logs: view.logs.map(({ text }) => text),
    ...(calls ? { calls } : {}),
  };
}

/** Accepted by Lambda's internal queue; how it ends shows in invocations() and services(). */
/** As `invocations()` lists it. */
export function listedInvocation(view: InvocationView, stream: StreamedPayload | undefined) {
  const { arrivedAtMs, endedAtMs, trigger } = view;
  return { ...invokeResult(view, stream), arrivedAtMs, endedAtMs, trigger };
}

export function acceptedResult(functionName: string, requestId: string): InvokeResult {
  return {
    requestId,
    functionName,
    version: "$LATEST",
    status: "ok",
    coldStart: false,
    queueMs: 0,
    provisionMs: 0,
    initMs: 0,
    durationMs: 0,
    billedMs: 0,
    billedMbMs: 0,
    costUsd: 0,
    logs: [],
  };
}

/** The list keeps the head of a long payload only: that is given as the text it is. */
function fromJson(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}

export function describeHttp({ status, headers, body, timeMs, sizeBytes, invocation }: HttpResult) {
  const cookies = headers.filter(([name]) => name.toLowerCase() === "set-cookie").map(([, value]) => value);
  return {
    status,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    cookies,
    body: "text" in body ? body.text : body.base64,
    isBase64Encoded: "base64" in body,
    timeMs,
    sizeBytes,
    ...(invocation ? { requestId: invocation.requestId } : {}),
  };
}

function describeStream({ contentType, prelude, body, errorTrailer }: StreamedPayload) {
  const hasPrelude = contentType === "application/vnd.awslambda.http-integration-response";
  return {
    contentType,
    ...(hasPrelude ? { prelude: prelude ?? null } : {}),
    bytes: body.byteLength,
    body: new TextDecoder().decode(body),
    ...(errorTrailer ? { errorTrailer } : {}),
  };
}
