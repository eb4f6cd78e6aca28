/** What a trace and its spans are called, and the point of a trace in a sentence. */

import type { Trace, TraceSpan } from "../../../metrics/traces/trace.ts";
import { eventKey, type TraceIndex } from "../../../metrics/traces/trace-index.ts";
import type { TraceCause } from "../../../platform/services/trace-note.ts";
import { ASKED_BY } from "../../shared/asked-by.ts";
import { counted } from "../../shared/counted.ts";
import { formatMs } from "../../shared/format.ts";

/** "queue:jobs" is "queue jobs"; Lambda's internal queue stands at its function. */
export function placeWords(at: string): string {
  const [kind = "", name = ""] = [at.slice(0, at.indexOf(":")), at.slice(at.indexOf(":") + 1)];
  return kind === "function" ? `waiting for ${name}` : `${kind} ${name}`;
}

export function spanName(span: TraceSpan): string {
  if (span.type === "request") return span.functionName;
  if (span.type === "event") return placeWords(span.event.at);
  const { service, operation, target } = span.call;
  return service === "network" ? `${operation} ${target}` : `${target === "" ? service : target} · ${operation}`;
}

/** What stands behind the name: attempt, batch, status, fate. */
export function spanNote(span: TraceSpan): string {
  if (span.type === "call") return span.call.error ?? "";
  if (span.type === "event") {
    const { end, deliveries } = span.event;
    const fate = end === undefined ? "waiting" : end.fate === "processed" ? "" : end.fate;
    return [deliveries.length > 1 ? counted(deliveries.length, "delivery", "deliveries") : "", fate].filter(Boolean).join(", ");
  }
  const { attempt, batch, view } = span;
  const parts = [
    attempt > 1 ? `attempt ${attempt}` : "",
    batch > 1 ? `batch of ${batch}` : "",
    view === undefined ? "its record was let go" : view.status === "ok" ? "" : view.status,
  ];
  return parts.filter(Boolean).join(", ");
}

export function isFailed(span: TraceSpan): boolean {
  if (span.type === "call") return span.call.error !== undefined;
  if (span.type === "event")
    return span.event.end !== undefined && span.event.end.fate !== "processed" && span.event.end.fate !== "removed";
  return span.view !== undefined && span.view.status !== "ok";
}

export function spanDuration(span: TraceSpan): string {
  return span.toMs === undefined ? "–" : formatMs(Math.max(0, span.toMs - span.fromMs));
}

export function causeWords(index: TraceIndex, cause: TraceCause): string {
  if (cause.type === "event") {
    // What waits in Lambda's internal queue is better named by what put it there.
    const [delivery] = index.event(eventKey(cause))?.deliveries ?? [];
    const [view] = delivery && cause.at.startsWith("function:") ? index.attempts(delivery.requestId) : [];
    return view ? `${view.functionName} (${ASKED_BY[view.trigger]})` : placeWords(cause.at);
  }
  const [first] = index.attempts(cause.requestId);
  return first ? `${first.functionName} (${ASKED_BY[first.trigger]})` : "a request that was let go";
}

export function traceSentence({ spans, requests, failed, retries, deadLetters, fromMs, toMs, isCut }: Trace): string {
  if (spans.length === 0) return "Nothing of it is known any more: its requests and events were let go.";
  const took = `From the first moment to the last it took ${formatMs(toMs - fromMs)}, over ${counted(requests, "request")}.`;
  const trouble = [
    failed > 0 ? `${failed} failed` : "",
    retries > 0 ? `${counted(retries, "was a retry", "were retries")}` : "",
    deadLetters > 0 ? `${counted(deadLetters, "event")} ended as ${deadLetters === 1 ? "a dead letter" : "dead letters"}` : "",
  ].filter(Boolean);
  const cut = isCut ? " Only the first thousand spans are shown." : "";
  return `${took} ${trouble.length === 0 ? "None failed." : `${trouble.join("; ")}.`}${cut}`;
}

/** A dead letter's way back: what moved it, what failed, which request made it. undefined where it is none. */
export function deadLetterSentence(index: TraceIndex, path: readonly TraceCause[]): string | undefined {
  const places = path.flatMap((cause) => (cause.type === "event" ? [cause] : []));
  const failed = places.findLast((place) => index.event(eventKey(place))?.end?.fate === "dead-lettered");
  if (!failed) return undefined;
  const { end, deliveries = [] } = index.event(eventKey(failed)) ?? {};
  const last = deliveries.at(-1);
  const error = last && index.attempts(last.requestId).at(-1)?.error;
  const maker = path.find((cause) => cause.type === "request");
  const tried = last
    ? ` ${last.functionName} had it ${counted(deliveries.length, "time")}${error ? ` and failed last with ${error.errorType}` : ""}.`
    : "";
  const made = maker
    ? ` It was made by request ${maker.requestId.slice(0, 8)} of ${causeWords(index, maker)}.`
    : " A person or the clock made it.";
  return `A dead letter. ${end?.detail ?? ""}${tried}${made}`;
}
