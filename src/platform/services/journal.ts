/**
 * The journal of accepted events: each is accepted once and ends once, and the counts add up. It keeps what waits, the
 * last that ended, and the last pass along each edge of the map. An end of what was never accepted is a bug and throws.
 */
import type { EventNote, NodeId } from "./service-context.ts";
import type { EdgePass, EventCounts, EventTrace } from "./services-view.ts";

/** Ended events that are kept to be looked at. */
const KEPT_TRACES = 500;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface JournalState {
  readonly counts: EventCounts;
  readonly open: readonly EventTrace[];
  readonly ended: readonly EventTrace[];
}

const COUNT_OF = {
  processed: "processed",
  "dead-lettered": "deadLettered",
  expired: "expired",
  discarded: "discarded",
  removed: "removed",
} as const satisfies Record<Exclude<EventNote["fate"], "accepted">, keyof EventCounts>;

export const NO_COUNTS: EventCounts = { accepted: 0, processed: 0, deadLettered: 0, expired: 0, discarded: 0, removed: 0, waiting: 0 };

export class Journal {
  readonly #open = new Map<string, EventTrace>();
  readonly #passes = new Map<string, EdgePass>();
  #ended: EventTrace[] = [];
  #counts: Mutable<EventCounts> = { ...NO_COUNTS };

  constructor(state?: unknown) {
    if (!isJournalState(state)) return;
    this.#counts = { ...NO_COUNTS, ...state.counts };
    for (const trace of state.open) this.#open.set(keyOf(trace), trace);
    this.#ended = [...state.ended];
  }

  note({ eventId, at, fate, detail }: EventNote, nowMs: number): void {
    const key = keyOf({ eventId, at });
    if (fate === "accepted") {
      if (this.#open.has(key)) throw new Error(`The event ${key} was accepted twice.`);
      this.#open.set(key, { eventId, at, acceptedAtMs: nowMs, fate });
      this.#counts.accepted += 1;
      this.#counts.waiting += 1;
      return;
    }
    const trace = this.#open.get(key);
    if (!trace) throw new Error(`The event ${key} ended as ${fate} and was never accepted.`);
    this.#open.delete(key);
    this.#counts.waiting -= 1;
    this.#counts[COUNT_OF[fate]] += 1;
    this.#ended.push({ ...trace, fate, endedAtMs: nowMs, ...(detail === undefined ? {} : { detail }) });
    if (this.#ended.length > KEPT_TRACES * 2) this.#ended = this.#ended.slice(-KEPT_TRACES);
  }

  passed(from: NodeId, to: NodeId, nowMs: number): void {
    const key = `${from} ${to}`;
    this.#passes.set(key, { from, to, atMs: nowMs, count: (this.#passes.get(key)?.count ?? 0) + 1 });
  }

  counts(): EventCounts {
    return { ...this.#counts };
  }

  /** Newest first. */
  recent(limit: number): readonly EventTrace[] {
    return this.#ended.slice(-limit).reverse();
  }

  passes(): readonly EdgePass[] {
    return [...this.#passes.values()];
  }

  state(): JournalState {
    return { counts: { ...this.#counts }, open: [...this.#open.values()], ended: this.#ended.slice(-KEPT_TRACES) };
  }
}

function keyOf({ eventId, at }: Pick<EventTrace, "eventId" | "at">): string {
  return `${at} ${eventId}`;
}

/** What an older page wrote otherwise begins anew. */
function isJournalState(state: unknown): state is JournalState {
  if (typeof state !== "object" || state === null) return false;
  const { counts, open, ended } = state as Partial<JournalState>;
  return typeof counts === "object" && counts !== null && Array.isArray(open) && Array.isArray(ended);
}
