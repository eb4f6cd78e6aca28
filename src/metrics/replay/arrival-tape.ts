/**
 * What is kept while a run is recorded: of each request its whole event. The same event is kept once, and HTTP events
 * that differ in nothing but their moment are the same. Bounded: beyond it, requests are counted and their events are not kept.
 */
import { withoutArrivalMarks } from "../../platform/triggers/fresh-http-event.ts";
import type { KnownEvent } from "./recording-of.ts";

/** 32 to 64 MB: browsers keep a character in one byte or two. */
export const TAPE_CHARS = 32_000_000;
export const TAPE_ARRIVALS = 1_000_000;

export interface TapeCounts {
  readonly arrivals: number;
  /** Events that differ. */
  readonly events: number;
  readonly eventChars: number;
  /** Arrivals of which the event was not kept, as there was no room. */
  readonly withoutEvent: number;
}

export class ArrivalTape {
  readonly #mostChars: number;
  readonly #mostArrivals: number;
  readonly #texts = new Map<string, string>();
  readonly #known: KnownEvent[] = [];
  #chars = 0;
  #arrivals = 0;

  constructor(mostChars = TAPE_CHARS, mostArrivals = TAPE_ARRIVALS) {
    this.#mostChars = mostChars;
    this.#mostArrivals = mostArrivals;
  }

  add(requestId: string, event: string): void {
    this.#arrivals += 1;
    if (this.#known.length >= this.#mostArrivals) return;
    const text = withoutArrivalMarks(event);
    let kept = this.#texts.get(text);
    if (kept === undefined) {
      if (this.#chars + text.length > this.#mostChars) return;
      this.#chars += text.length;
      this.#texts.set(text, text);
      kept = text;
    }
    this.#known.push({ requestId, event: kept });
  }

  counts(): TapeCounts {
    return {
      arrivals: this.#arrivals,
      events: this.#texts.size,
      eventChars: this.#chars,
      withoutEvent: this.#arrivals - this.#known.length,
    };
  }

  known(): readonly KnownEvent[] {
    return this.#known;
  }
}
