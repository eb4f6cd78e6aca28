/**
 * On whose behalf the services act at the moment, and the notes that come of it: what is accepted meanwhile was caused by
 * that. Nobody: a person, or the clock. It keeps nothing of what it notes.
 */
import { isRecord } from "../triggers/parsed.ts";
import type { EventFate } from "./service-context.ts";
import type { EventRef, NoteTrace, TraceCause } from "./trace-note.ts";

/** `traceId`: X-Ray's Root, as far as AWS passes it on. */
export interface Origin {
  readonly cause: TraceCause;
  readonly traceId?: string;
}

export class Causes {
  readonly #noted: NoteTrace;
  readonly #nowMs: () => number;
  #origin: Origin | undefined;
  /** What was accepted from the call under way itself. */
  #ofCall: string[] = [];

  constructor(noted: NoteTrace, nowMs: () => number) {
    this.#noted = noted;
    this.#nowMs = nowMs;
  }

  get origin(): Origin | undefined {
    return this.#origin;
  }

  /** A call on behalf of `origin`. `eventIds` fills with the events accepted from it. */
  duringCall(origin: Origin | undefined, eventIds: string[], call: () => void): void {
    this.#ofCall = eventIds;
    this.#during(origin, call);
    this.#ofCall = [];
  }

  because<T>({ at, eventId }: EventRef, run: () => T): T {
    return this.#during({ cause: { type: "event", at, eventId } }, run);
  }

  /** `traceId`: whether AWS passes it on with what is handed on. */
  handOn({ at, eventId }: EventRef, traceId: "passed-on" | "dropped", hand: () => void): void {
    const before = this.#origin?.traceId;
    this.accepted({ at, eventId }, undefined);
    const kept = traceId === "dropped" || before === undefined ? {} : { traceId: before };
    this.#during({ cause: { type: "event", at, eventId }, ...kept }, hand);
    this.ended({ at, eventId }, "processed", undefined);
  }

  /** `cause`: as it was kept with the event, if it was; otherwise who acts now. */
  accepted({ at, eventId }: EventRef, kept: unknown, sinceMs?: number): void {
    const cause = isTraceCause(kept) ? kept : this.#origin?.cause;
    if (cause !== undefined && cause.type === "request" && cause === this.#origin?.cause) this.#ofCall.push(eventId);
    const atMs = this.#nowMs();
    const since = sinceMs === undefined ? {} : { sinceMs };
    this.#noted({ type: "accepted", atMs, at, eventId, ...(cause === undefined ? {} : { cause }), ...since });
  }

  delivered(handed: Handed, functionName: string, requestId: string): void {
    this.#noted({ type: "delivered", atMs: this.#nowMs(), ...handed, functionName, requestId });
  }

  ended({ at, eventId }: EventRef, fate: Exclude<EventFate, "accepted">, detail: string | undefined): void {
    this.#noted({ type: "ended", atMs: this.#nowMs(), at, eventId, fate, ...(detail === undefined ? {} : { detail }) });
  }

  #during<T>(origin: Origin | undefined, run: () => T): T {
    const before = this.#origin;
    this.#origin = origin;
    try {
      return run();
    } finally {
      this.#origin = before;
    }
  }
}

/** Events that go to a function together. */
export interface Handed {
  readonly at: EventRef["at"];
  readonly eventIds: readonly string[];
  readonly attempt: number;
}

/** Whether it is one, whatever an older page wrote. */
export function isTraceCause(value: unknown): value is TraceCause {
  if (!isRecord(value)) return false;
  if (value.type === "request") return typeof value.requestId === "string";
  return value.type === "event" && typeof value.at === "string" && typeof value.eventId === "string";
}

/** To keep with an event that waits. */
export function keptCause(cause: TraceCause | undefined): { readonly cause?: TraceCause } {
  return cause === undefined ? {} : { cause };
}

/** How often it was handed over, this time included; what an older page did not count begins anew. */
export function oneMore(deliveries: unknown): number {
  return Number.isSafeInteger(deliveries) && Number(deliveries) >= 0 ? Number(deliveries) + 1 : 1;
}

const ROOT = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

/** X-Ray's Root that was kept with an event; where it came without one, one of its own id, so that all its attempts have the same. */
export function traceIdOf(requestId: string, atMs: number, kept?: unknown): string {
  if (typeof kept === "string" && ROOT.test(kept)) return kept;
  const hex = requestId.replace(/[^0-9a-f]/g, "").padEnd(24, "0");
  return `1-${Math.max(0, Math.floor(atMs / 1_000))
    .toString(16)
    .padStart(8, "0")}-${hex.slice(0, 24)}`;
}
