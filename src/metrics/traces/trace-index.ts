/**
 * What is known of events and requests, by what caused what: from a run's notes of events and the requests that are kept
 * in full. Asked from both ends: what came of a request or event, and what it came from.
 */
import type { InvocationView } from "../../platform/results.ts";
import type { EventRef, TraceCause, TraceNote } from "../../platform/services/trace-note.ts";

export type EventKey = string;

export interface Delivery {
  readonly atMs: number;
  readonly requestId: string;
  readonly functionName: string;
  readonly attempt: number;
  /** How many events went together. */
  readonly batch: number;
}

/** An event where it waits: a message in a queue, a record of a stream, an entry of Lambda's internal queue. */
export interface TracedEvent extends EventRef {
  readonly key: EventKey;
  readonly acceptedAtMs: number;
  readonly cause?: TraceCause;
  readonly deliveries: readonly Delivery[];
  readonly end?: { readonly atMs: number; readonly fate: string; readonly detail?: string };
}

type Growing<T> = { -readonly [K in keyof T]: T[K] };
type GrowingEvent = Growing<Omit<TracedEvent, "deliveries">> & { readonly deliveries: Delivery[] };

export interface TraceIndex {
  event(key: EventKey): TracedEvent | undefined;
  /** Of that id, wherever it waits. */
  eventsOfId(eventId: string): readonly TracedEvent[];
  eventsCausedBy(cause: TraceCause): readonly TracedEvent[];
  /** What a request was handed. */
  eventsHandedTo(requestId: string): readonly TracedEvent[];
  /** The attempts of a request that are kept in full, first to last. */
  attempts(requestId: string): readonly InvocationView[];
  /** Those that nothing here caused: requests from outside, and events that a person or the clock brought about. */
  roots(): readonly TraceCause[];
}

export const eventKey = ({ at, eventId }: EventRef): EventKey => `${at} ${eventId}`;

export function createTraceIndex(notes: readonly TraceNote[], details: readonly InvocationView[]): TraceIndex {
  const events = new Map<EventKey, GrowingEvent>();
  const byId = new Map<string, GrowingEvent[]>();
  const caused = new Map<string, GrowingEvent[]>();
  const handed = new Map<string, GrowingEvent[]>();
  for (const note of notes) take(note);
  const requests = groupBy(details, ({ requestId }) => requestId);

  function take(note: TraceNote): void {
    switch (note.type) {
      case "accepted": {
        const key = eventKey(note);
        // Said again after a reload: its cause may be known only then.
        const known = events.get(key);
        if (known) return;
        const { at, eventId, atMs, sinceMs, cause } = note;
        const event: GrowingEvent = { key, at, eventId, acceptedAtMs: sinceMs ?? atMs, deliveries: [], ...(cause ? { cause } : {}) };
        events.set(key, event);
        push(byId, eventId, event);
        if (cause) push(caused, causeKey(cause), event);
        return;
      }
      case "delivered": {
        const { at, eventIds, atMs, requestId, functionName, attempt } = note;
        for (const eventId of eventIds) {
          const event = events.get(eventKey({ at, eventId }));
          if (!event) continue;
          event.deliveries.push({ atMs, requestId, functionName, attempt, batch: eventIds.length });
          push(handed, requestId, event);
        }
        return;
      }
      case "ended": {
        const event = events.get(eventKey(note));
        if (event) event.end = { atMs: note.atMs, fate: note.fate, ...(note.detail === undefined ? {} : { detail: note.detail }) };
      }
    }
  }

  return {
    event: (key) => events.get(key),
    eventsOfId: (eventId) => byId.get(eventId) ?? [],
    eventsCausedBy: (cause) => caused.get(causeKey(cause)) ?? [],
    eventsHandedTo: (requestId) => [...new Set(handed.get(requestId) ?? [])],
    attempts: (requestId) => requests.get(requestId) ?? [],
    roots: () => [
      ...[...requests]
        .filter(([requestId, [first]]) => !first?.cause && !handed.has(requestId))
        .map(([requestId]) => ({ type: "request" as const, requestId })),
      ...[...events.values()].filter(({ cause }) => !cause).map(({ at, eventId }) => ({ type: "event" as const, at, eventId })),
    ],
  };
}

export function causeKey(cause: TraceCause): string {
  return cause.type === "request" ? `request ${cause.requestId}` : `event ${eventKey(cause)}`;
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) push(groups, keyOf(value), value);
  return groups;
}
