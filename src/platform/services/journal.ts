/**
 * The journal of accepted events: each is accepted once and ends once, and the counts add up. It keeps what waits, the
 * last that ended, and the last pass along each edge of the map. An end of what was never accepted is a bug and throws, but
 * where an older page's journal could not be read in full: then such an event counts as accepted when it ends.
 */
import { isRecord } from "../triggers/parsed.ts";
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
  readonly #counts: Mutable<EventCounts> = { ...NO_COUNTS };
  /** Something of what an earlier page wrote is missing here: events that wait elsewhere may be unknown. */
  #isTorn = false;

  /** `isContinued`: there was an earlier page, whatever it left of its journal. */
  constructor(state?: unknown, isContinued = state !== undefined) {
    if (!isContinued) return;
    const { counts, open, ended } = isRecord(state) ? state : {};
    this.#isTorn = !(isRecord(counts) && Object.values(COUNT_OF).every((name) => isCount(counts[name])) && Array.isArray(open));
    for (const name of Object.values(COUNT_OF)) if (isRecord(counts) && isCount(counts[name])) this.#counts[name] = counts[name];
    for (const trace of tracesIn(open)) this.#open.set(keyOf(trace), { ...trace, fate: "accepted" });
    if (Array.isArray(open) && this.#open.size < open.length) this.#isTorn = true;
    this.#ended = tracesIn(ended).slice(-KEPT_TRACES);
    // Of the two that follow from the others, so that they add up whatever was read.
    this.#counts.waiting = this.#open.size;
    this.#counts.accepted = Object.values(COUNT_OF).reduce((sum, name) => sum + this.#counts[name], this.#open.size);
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
    if (this.#isTorn && !this.#open.has(key)) this.note({ eventId, at, fate: "accepted" }, nowMs);
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

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Those whose shape is known. */
function tracesIn(list: unknown): EventTrace[] {
  return Array.isArray(list) ? list.filter(isTrace) : [];
}

function isTrace(value: unknown): value is EventTrace {
  if (!isRecord(value)) return false;
  const { eventId, at, acceptedAtMs, fate } = value;
  return typeof eventId === "string" && typeof at === "string" && typeof acceptedAtMs === "number" && isFate(fate);
}

function isFate(value: unknown): value is EventTrace["fate"] {
  return typeof value === "string" && (value === "accepted" || Object.hasOwn(COUNT_OF, value));
}
