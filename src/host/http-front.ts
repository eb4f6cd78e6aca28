/**
 * The front door: an HTTP request finds its route, or the function with an address of its own, becomes an event, runs,
 * and its outcome becomes a response.
 */
import type { HttpResult, InvocationView, StreamedPayload } from "../platform/results.ts";
import { functionUrlApi, functionUrlMatch, splitFunctionUrl, toFunctionUrlResponse } from "../platform/triggers/function-url.ts";
import { base64FromBytes } from "../platform/triggers/http-bytes.ts";
import { type CorsDoor, preflightResponse, withCors } from "../platform/triggers/http-cors.ts";
import { type HttpApi, httpEvent, PLAYGROUND_API } from "../platform/triggers/http-event.ts";
import { restEvent } from "../platform/triggers/http-event-v1.ts";
import type { HttpFront, HttpRequest, HttpResponse } from "../platform/triggers/http-request.ts";
import { type HttpOutcome, toHttpResponse } from "../platform/triggers/http-response.ts";
import { matchRoute, type RouteMatch } from "../platform/triggers/http-routes.ts";
import { isRecord } from "../platform/triggers/parsed.ts";
import type { CorsConfig } from "../platform/triggers/trigger.ts";
import { SYNC_PAYLOAD_BYTES } from "../protocol/bounds.ts";
import type { LivePlatform } from "./live-platform.ts";
import { newTraceId } from "./trace-id.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html: 10 MB, not adjustable. */
const HTTP_API_PAYLOAD_BYTES = 10_485_760;
/** An address of the range kept for documentation (RFC 5737): nobody's. */
const CALLER_IP = "203.0.113.7";

export async function serveHttp(live: LivePlatform, front: HttpFront, request: HttpRequest, signal?: AbortSignal): Promise<HttpResult> {
  const door = doorOf(front, request);
  const preflight = preflightResponse(door.request, door.cors, door.kind);
  if (preflight) return withTime(preflight, 0);
  const { match } = door;
  if (!match) return withTime(door.toResponse({ status: "no-route" }), 0);
  if (bodyBytes(request.body) > door.limitBytes) return withTime(tooLarge(), 0);
  const atMs = live.clock.nowMs();
  const traceId = newTraceId(atMs);
  const toEvent = match.payloadFormat === "1.0" ? restEvent : httpEvent;
  const event = toEvent(door.request, match, door.api, {
    requestId: gatewayRequestId(),
    atMs: Math.round(atMs),
    sourceIp: CALLER_IP,
    traceHeader: traceId.split(";")[0] ?? traceId,
  });
  const invocation = await live.invoke(match.functionName, JSON.stringify(event), { trigger: "http", signal, traceId });
  const response = withCors(
    door.toResponse(outcomeOf(invocation, door.kind === "function-url" ? live.takeStream(invocation.requestId) : undefined)),
    door.request,
    door.cors,
    door.kind,
  );
  return { ...withTime(response, invocation.endedAtMs - invocation.arrivedAtMs), invocation };
}

/** Where a request comes in: the API with its routes, or the address of one function. */
interface Door {
  /** As this door sees it. */
  readonly request: HttpRequest;
  readonly api: HttpApi;
  readonly match: RouteMatch | undefined;
  readonly cors: CorsConfig | undefined;
  readonly limitBytes: number;
  /** A function URL hands a stream on; an API does not. */
  readonly kind: CorsDoor;
  toResponse(outcome: HttpOutcome): HttpResponse;
}

function doorOf({ routes, cors, functionUrls }: HttpFront, request: HttpRequest): Door {
  const own = splitFunctionUrl(request);
  if (!own) {
    const match = matchRoute(routes, request.method, request.path);
    const toResponse = (outcome: HttpOutcome) => toHttpResponse(outcome, match?.payloadFormat);
    return { request, api: PLAYGROUND_API, match, cors, limitBytes: HTTP_API_PAYLOAD_BYTES, kind: "api", toResponse };
  }
  const url = functionUrls.find(({ functionName }) => functionName === own.functionName);
  return {
    request: own.request,
    api: functionUrlApi(own.functionName),
    match: url && functionUrlMatch(url.functionName),
    cors: url?.cors,
    limitBytes: SYNC_PAYLOAD_BYTES,
    kind: "function-url",
    toResponse: toFunctionUrlResponse,
  };
}

function outcomeOf({ status, payload }: InvocationView, stream: StreamedPayload | undefined): HttpOutcome {
  if (status === "ok" && stream) return { status, payload: JSON.stringify(streamedAnswer(stream)) };
  return status === "ok" ? { status, payload: payload ?? "null" } : { status };
}

/** A stream, collected: status and headers are in its prelude, if it has one. */
function streamedAnswer({ contentType, prelude, body }: StreamedPayload): object {
  const { statusCode = 200, headers = {}, cookies = [] } = isRecord(prelude) ? prelude : {};
  const typed = isRecord(headers) && isRecord(prelude) ? headers : { "content-type": contentType };
  return { statusCode, headers: typed, cookies, body: base64FromBytes(body), isBase64Encoded: true };
}

function withTime(response: HttpResponse, timeMs: number): HttpResult {
  return { ...response, timeMs, sizeBytes: bodyBytes(response.body) };
}

function tooLarge(): HttpResponse {
  const text = '{"message":"Request Entity Too Large"}';
  const headers = [
    ["content-type", "application/json"],
    ["content-length", String(text.length)],
  ] as const;
  return { status: 413, headers, body: { text } };
}

function bodyBytes(body: HttpRequest["body"]): number {
  if (!body) return 0;
  return "text" in body ? new TextEncoder().encode(body.text).byteLength : Math.floor((body.base64.replace(/=+$/, "").length * 3) / 4);
}

/** "JKJaXmPLvHcESHA=": API Gateway's own id, not the function's. */
export function gatewayRequestId(): string {
  return `${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(12)))).slice(0, 15)}=`;
}
