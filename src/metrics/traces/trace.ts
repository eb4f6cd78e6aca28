/**
 * The waterfall of one event: what it came from, and everything that came of it, through functions, their calls, queues,
 * streams and retries, as spans in the order of a tree. Bounded, and safe from rings: a span stands once.
 */
import type { InvocationView, ServiceCallTrace } from "../../platform/results.ts";
import type { TraceCause } from "../../platform/services/trace-note.ts";
import { causeKey, type Delivery, eventKey, type TracedEvent, type TraceIndex } from "./trace-index.ts";

/** More is not read by anybody. */
export const MOST_SPANS = 1_000;

export interface SpanPhases {
  readonly queueMs: number;
  readonly provisionMs: number;
  readonly initMs: number;
  readonly durationMs: number;
}

interface SpanBase {
  /** Tells it apart from all others of the trace. */
  readonly id: string;
  readonly parentId: string | undefined;
  readonly depth: number;
  readonly fromMs: number;
  /** undefined: it goes on, or its end is not known. */
  readonly toMs: number | undefined;
}

export type TraceSpan =
  | (SpanBase & {
      readonly type: "request";
      readonly requestId: string;
      readonly functionName: string;
      /** Of the event it was handed; 1 where it is the first, or no event. */
      readonly attempt: number;
      /** Of a batch, how many events it was handed. */
      readonly batch: number;
      /** undefined where it was let go: only that it was handed over is known. */
      readonly view: InvocationView | undefined;
      readonly phases: SpanPhases | undefined;
    })
  | (SpanBase & { readonly type: "call"; readonly call: ServiceCallTrace; readonly requestId: string })
  | (SpanBase & { readonly type: "event"; readonly event: TracedEvent });

export interface Trace {
  readonly root: TraceCause;
  readonly spans: readonly TraceSpan[];
  readonly fromMs: number;
  readonly toMs: number;
  /** X-Ray's Root, where a request of it is known. */
  readonly traceId: string | undefined;
  /** Spans beyond the bound are left out. */
  readonly isCut: boolean;
  readonly requests: number;
  readonly failed: number;
  readonly retries: number;
  readonly deadLetters: number;
}

/** From the request or event up to what nothing here caused; the first is the root, the last is what was asked for. */
export function pathTo(index: TraceIndex, asked: TraceCause): readonly TraceCause[] {
  const path: TraceCause[] = [asked];
  const seen = new Set([causeKey(asked)]);
  for (let at: TraceCause | undefined = causeOf(index, asked); at && !seen.has(causeKey(at)); at = causeOf(index, at)) {
    path.unshift(at);
    seen.add(causeKey(at));
  }
  return path;
}

function causeOf(index: TraceIndex, of: TraceCause): TraceCause | undefined {
  if (of.type === "event") return index.event(eventKey(of))?.cause;
  const [handed] = index.eventsHandedTo(of.requestId);
  if (handed) return { type: "event", at: handed.at, eventId: handed.eventId };
  return index.attempts(of.requestId).find(({ cause }) => cause)?.cause;
}

/** What the id of a request, a message or an event names; undefined where this run knows nothing of it. */
export function namedBy(index: TraceIndex, id: string): TraceCause | undefined {
  if (index.attempts(id).length > 0) return { type: "request", requestId: id };
  // A dead letter has the id that its message had: the later one is where it is now.
  const event = index.eventsOfId(id).at(-1);
  if (event) return { type: "event", at: event.at, eventId: event.eventId };
  return index.eventsHandedTo(id).length > 0 ? { type: "request", requestId: id } : undefined;
}

export function traceFrom(index: TraceIndex, root: TraceCause, mostSpans = MOST_SPANS): Trace {
  const spans: TraceSpan[] = [];
  const seen = new Set<string>();
  let isCut = false;

  const add = (span: TraceSpan): boolean => {
    if (seen.has(span.id)) return false;
    if (spans.length >= mostSpans) {
      isCut = true;
      return false;
    }
    seen.add(span.id);
    spans.push(span);
    return true;
  };

  const addEvents = (cause: TraceCause, parentId: string, depth: number) => {
    for (const event of index.eventsCausedBy(cause)) addEvent(event, parentId, depth);
  };

  const addEvent = (event: TracedEvent, parentId: string | undefined, depth: number) => {
    const { key, acceptedAtMs, end, deliveries } = event;
    const id = `event ${key}`;
    if (!add({ type: "event", id, parentId, depth, fromMs: acceptedAtMs, toMs: end?.atMs, event })) return;
    for (const delivery of deliveries) addDelivery(delivery, id, depth + 1);
    addEvents({ type: "event", at: event.at, eventId: event.eventId }, id, depth + 1);
  };

  const addDelivery = (delivery: Delivery, parentId: string, depth: number) => {
    const { requestId, functionName, atMs, attempt, batch } = delivery;
    // Attempts of an asynchronous invocation share their request's id: the one that began with this hand-over.
    const view = index.attempts(requestId).find(({ arrivedAtMs }) => arrivedAtMs >= atMs - 1);
    if (view) return addRequest(view, parentId, depth, { attempt, batch });
    const id = `request ${requestId} ${atMs}`;
    add({
      type: "request",
      id,
      parentId,
      depth,
      fromMs: atMs,
      toMs: undefined,
      requestId,
      functionName,
      attempt,
      batch,
      view,
      phases: undefined,
    });
  };

  const addRequest = (
    view: InvocationView,
    parentId: string | undefined,
    depth: number,
    { attempt, batch }: { attempt: number; batch: number },
  ) => {
    const { requestId, functionName, arrivedAtMs, endedAtMs, queueMs, provisionMs, initMs, durationMs, calls = [] } = view;
    const id = `request ${requestId} ${arrivedAtMs}`;
    const phases = { queueMs, provisionMs, initMs, durationMs };
    const toMs = Math.max(endedAtMs, arrivedAtMs);
    if (!add({ type: "request", id, parentId, depth, fromMs: arrivedAtMs, toMs, requestId, functionName, attempt, batch, view, phases }))
      return;
    for (const [place, call] of calls.entries()) addCall(call, requestId, `${id} call ${place}`, id, depth + 1);
    // Of what it caused, what no call names: an attempt's own, not another's.
    for (const event of index.eventsCausedBy({ type: "request", requestId }))
      if (event.acceptedAtMs >= arrivedAtMs && event.acceptedAtMs <= toMs) addEvent(event, id, depth + 1);
  };

  const addCall = (call: ServiceCallTrace, requestId: string, id: string, parentId: string, depth: number) => {
    if (!add({ type: "call", id, parentId, depth, fromMs: call.atMs, toMs: call.atMs + call.durationMs, call, requestId })) return;
    const events = index.eventsCausedBy({ type: "request", requestId });
    for (const eventId of call.eventIds ?? []) for (const event of events) if (event.eventId === eventId) addEvent(event, id, depth + 1);
    if (call.invoked === undefined) return;
    for (const view of index.attempts(call.invoked)) addRequest(view, id, depth + 1, { attempt: 1, batch: 1 });
  };

  if (root.type === "event") {
    const event = index.event(eventKey(root));
    if (event) addEvent(event, undefined, 0);
  } else {
    const handed = index.eventsHandedTo(root.requestId).length;
    for (const view of index.attempts(root.requestId)) addRequest(view, undefined, 0, { attempt: 1, batch: Math.max(1, handed) });
  }
  return summarise(root, spans, isCut);
}

function summarise(root: TraceCause, spans: readonly TraceSpan[], isCut: boolean): Trace {
  const requests = spans.filter((span) => span.type === "request");
  const events = spans.filter((span) => span.type === "event");
  const fromMs = spans.reduce((least, span) => Math.min(least, span.fromMs), Number.POSITIVE_INFINITY);
  const toMs = spans.reduce((most, span) => Math.max(most, span.toMs ?? span.fromMs), Number.NEGATIVE_INFINITY);
  return {
    root,
    spans,
    fromMs: spans.length === 0 ? 0 : fromMs,
    toMs: spans.length === 0 ? 0 : toMs,
    traceId: requests.find(({ view }) => view?.traceId)?.view?.traceId,
    isCut,
    requests: requests.length,
    failed: requests.filter(({ view }) => view !== undefined && view.status !== "ok").length,
    retries: requests.filter(({ attempt }) => attempt > 1).length,
    deadLetters: events.filter(({ event }) => event.end?.fate === "dead-lettered").length,
  };
}
