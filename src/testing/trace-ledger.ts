/**
 * Books of what the services say of events, which throw at the first note that cannot be true: an end of what was not
 * accepted, or a second one; a delivery of what is not there, or one whose attempt does not rise; a cause that nobody has
 * heard of; and, after a reload, an event that waited and has lost its cause.
 */
import type { EventRef, TraceCause, TraceNote } from "../platform/services/trace-note.ts";

interface Entry {
  readonly cause: TraceCause | undefined;
  readonly acceptedAtMs: number;
  attempts: number;
  hasEnded: boolean;
}

type Accepted = Extract<TraceNote, { type: "accepted" }>;
type Delivered = Extract<TraceNote, { type: "delivered" }>;

export class TraceLedger {
  readonly #events = new Map<string, Entry>();
  readonly #requests = new Set<string>();
  /** What must be told again by the page that is beginning; undefined while none is. */
  #awaited: Set<string> | undefined;
  #lastMs = 0;

  /** A request that code runs for, and may cause something. */
  requested(requestId: string): void {
    this.#requests.add(requestId);
  }

  note(note: TraceNote): void {
    if (note.atMs < this.#lastMs) throw new Error(`A note of ${note.atMs} came after one of ${this.#lastMs}.`);
    this.#lastMs = note.atMs;
    if (note.type === "accepted") this.#accepted(note);
    else if (note.type === "delivered") this.#delivered(note);
    else this.#ended(note);
  }

  /** `begin`: a page begins with what the one before kept. */
  reload<T>(begin: () => T): T {
    this.#awaited = new Set([...this.#events].flatMap(([key, { hasEnded }]) => (hasEnded ? [] : [key])));
    const begun = begin();
    const [lost] = this.#awaited;
    if (lost !== undefined) throw new Error(`${lost} waited, and the next page does not tell of it.`);
    this.#awaited = undefined;
    return begun;
  }

  /** From the event back to what caused the first of its causes. */
  chainOf(event: EventRef): readonly string[] {
    const cause = this.#events.get(keyOf(event))?.cause;
    if (cause === undefined) return [keyOf(event)];
    return [keyOf(event), ...(cause.type === "event" ? this.chainOf(cause) : [`request ${cause.requestId}`])];
  }

  /** How many have a cause. */
  caused(): number {
    return [...this.#events.values()].filter(({ cause }) => cause !== undefined).length;
  }

  #accepted({ at, eventId, cause, atMs, sinceMs }: Accepted): void {
    const key = keyOf({ at, eventId });
    const before = this.#events.get(key);
    if (sinceMs !== undefined || this.#awaited) {
      if (!this.#awaited?.delete(key)) throw new Error(`${key} is told again, and it did not wait.`);
      if (JSON.stringify(before?.cause) !== JSON.stringify(cause)) throw new Error(`${key} has another cause after the reload.`);
      if (before?.acceptedAtMs !== sinceMs) throw new Error(`${key} was accepted at ${before?.acceptedAtMs}, not at ${sinceMs}.`);
      return;
    }
    if (before && !before.hasEnded) throw new Error(`${key} is accepted twice.`);
    this.#checkCause(key, cause);
    this.#events.set(key, { cause, acceptedAtMs: atMs, attempts: 0, hasEnded: false });
  }

  #checkCause(key: string, cause: TraceCause | undefined): void {
    if (cause === undefined) return;
    const isKnown = cause.type === "request" ? this.#requests.has(cause.requestId) : this.#events.has(keyOf(cause));
    if (!isKnown) throw new Error(`${key} names a cause that was not there before it: ${JSON.stringify(cause)}.`);
    if (cause.type === "event" && keyOf(cause) === key) throw new Error(`${key} is its own cause.`);
  }

  /** What is delivered twice on purpose may have been deleted by the function meanwhile. */
  #delivered({ at, eventIds, requestId, attempt }: Delivered): void {
    const entries = eventIds.map((eventId) => {
      const entry = this.#events.get(keyOf({ at, eventId }));
      if (!entry) throw new Error(`${requestId} is handed ${at} ${eventId}, which was not accepted.`);
      return entry;
    });
    const waiting = entries.filter(({ hasEnded }) => !hasEnded);
    for (const entry of waiting) entry.attempts += 1;
    const most = Math.max(...waiting.map(({ attempts }) => attempts));
    if (waiting.length > 0 && attempt !== most) throw new Error(`${requestId} is attempt ${attempt}; it is the ${most}. of its events.`);
  }

  #ended(event: EventRef): void {
    const key = keyOf(event);
    const entry = this.#events.get(key);
    if (!entry) throw new Error(`${key} ended and was not accepted.`);
    if (entry.hasEnded) throw new Error(`${key} ended twice.`);
    entry.hasEnded = true;
  }
}

const keyOf = ({ at, eventId }: EventRef) => `${at} ${eventId}`;
