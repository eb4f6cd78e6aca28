/** The front door: an HTTP request finds its route, becomes an event, runs, and its outcome becomes a response. */
import type { HttpResult, InvocationView } from "../platform/results.ts";
import { httpEvent, PLAYGROUND_API } from "../platform/triggers/http-event.ts";
import type { HttpRequest, HttpResponse, HttpRoute } from "../platform/triggers/http-request.ts";
import { toHttpResponse } from "../platform/triggers/http-response.ts";
import { matchRoute } from "../platform/triggers/http-routes.ts";
import { type LivePlatform, newTraceId } from "./live-platform.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html: 10 MB, not adjustable. */
const HTTP_API_PAYLOAD_BYTES = 10_485_760;
/** An address of the range kept for documentation (RFC 5737): nobody's. */
const CALLER_IP = "203.0.113.7";

export async function serveHttp(
  live: LivePlatform,
  routes: readonly HttpRoute[],
  request: HttpRequest,
  signal?: AbortSignal,
): Promise<HttpResult> {
  const atMs = live.clock.nowMs();
  const match = matchRoute(routes, request.method, request.path);
  if (!match) return withTime(toHttpResponse({ status: "no-route" }), 0);
  if (bodyBytes(request.body) > HTTP_API_PAYLOAD_BYTES) return withTime(tooLarge(), 0);
  const traceId = newTraceId(atMs);
  const event = httpEvent(request, match, PLAYGROUND_API, {
    requestId: gatewayRequestId(),
    atMs: Math.round(atMs),
    sourceIp: CALLER_IP,
    traceHeader: traceId.split(";")[0] ?? traceId,
  });
  const invocation = await live.invoke(match.functionName, JSON.stringify(event), { trigger: "http", signal, traceId });
  return { ...withTime(responseOf(invocation), invocation.endedAtMs - invocation.arrivedAtMs), invocation };
}

function responseOf(invocation: InvocationView): HttpResponse {
  const { status, payload } = invocation;
  return status === "ok" ? toHttpResponse({ status, payload: payload ?? "null" }) : toHttpResponse({ status });
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
function gatewayRequestId(): string {
  return `${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(12)))).slice(0, 15)}=`;
}
