/**
 * What the function will receive for a draft, made by the same code that makes it for real (host/http-front.ts). Ids and
 * times that only a real request has are examples here, and are named so that the page can mark them.
 */
import type { Problem } from "../../platform/results.ts";
import { functionUrlApi, functionUrlMatch, splitFunctionUrl } from "../../platform/triggers/function-url.ts";
import { httpEvent, PLAYGROUND_API } from "../../platform/triggers/http-event.ts";
import type { HttpFront } from "../../platform/triggers/http-request.ts";
import { matchRoute } from "../../platform/triggers/http-routes.ts";
import { type Message, messageOf } from "../../store/draft-request.ts";
import { asProblem } from "../../store/problem.ts";
import type { RequestDraft } from "../../store/state.ts";

/** The front door's caller, an address kept for documentation (RFC 5737). */
const CALLER_IP = "203.0.113.7";
/** As AWS's own examples write them. */
const EXAMPLE_REQUEST_ID = "JKJaXmPLvHcESHA=";
const EXAMPLE_TRACE = "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e";

/** Lines of the printed event whose values are examples. */
export const EXAMPLE_KEYS: ReadonlySet<string> = new Set([
  "requestId",
  "time",
  "timeEpoch",
  "x-amzn-trace-id",
  "extendedRequestId",
  "requestTime",
  "requestTimeEpoch",
  "X-Amzn-Trace-Id",
]);

export type Received =
  | { readonly kind: "event"; readonly functionName: string; readonly event: unknown; readonly routeKey?: string }
  /** "/@…" of a function that has no URL, or is not there. */
  | { readonly kind: "no-url"; readonly functionName: string }
  | { readonly kind: "no-route"; readonly method: string; readonly path: string }
  | { readonly kind: "problem"; readonly problem: Problem };

export function receivedFor(draft: RequestDraft, functionName: string, front: HttpFront, atMs: number): Received {
  let message: Message;
  try {
    message = messageOf(draft);
  } catch (reason) {
    return { kind: "problem", problem: asProblem(reason) };
  }
  if (message.kind === "event") return { kind: "event", functionName, event: message.event };
  const { request } = message;
  const arrival = { requestId: EXAMPLE_REQUEST_ID, atMs: Math.round(atMs), sourceIp: CALLER_IP, traceHeader: EXAMPLE_TRACE };
  const own = splitFunctionUrl(request);
  if (own) {
    if (!front.functionUrls.some((url) => url.functionName === own.functionName)) return { kind: "no-url", functionName: own.functionName };
    const event = httpEvent(own.request, functionUrlMatch(own.functionName), functionUrlApi(own.functionName), arrival);
    return { kind: "event", functionName: own.functionName, event, routeKey: "Function URL" };
  }
  const match = matchRoute(front.routes, request.method, request.path);
  if (!match) return { kind: "no-route", method: request.method, path: request.path };
  const event = httpEvent(request, match, PLAYGROUND_API, arrival);
  return { kind: "event", functionName: match.functionName, event, routeKey: match.routeKey };
}

/** "2.0" or "1.0": as the event says itself. */
export function payloadFormatOf({ event }: Extract<Received, { kind: "event" }>): string | undefined {
  return typeof event === "object" && event !== null && "version" in event ? String(event.version) : undefined;
}

/** A body without a type arrives as base64: true where the draft has a body that will. */
export function arrivesAsBase64({ event }: Extract<Received, { kind: "event" }>): boolean {
  return typeof event === "object" && event !== null && "isBase64Encoded" in event && event.isBase64Encoded === true;
}
