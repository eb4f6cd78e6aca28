/**
 * Sends what was recorded again, in order: at the recorded moments on the platform's clock, or as fast as it goes. Where
 * nothing runs and nothing is due for a while, the clock is moved on: what is due in between (an eviction, a schedule)
 * happens at its moment, and nobody waits for it.
 */
import type { SentArrival } from "./metrics/replay/sent-again.ts";
import type { ReplayedSpan, ReplayPace } from "./store/ports.ts";

/** A pause longer than this, in which nothing runs, is not sat out. */
const JUMP_MS = 1_000;
/** Timers are no finer; what is due by then is sent together. */
const STEP_MS = 4;

export interface ReplayDoor {
  nowMs(): number;
  /** Moves the clock, once nothing runs any more. */
  advance(ms: number): Promise<void>;
  /** Resolves when the request was answered; rejects where it cannot be sent at all. */
  send(arrival: SentArrival): Promise<unknown>;
  /** Real time. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export async function runReplay(
  arrivals: readonly SentArrival[],
  pace: ReplayPace,
  door: ReplayDoor,
  onProgress: (sent: number, done: number) => void,
  signal: AbortSignal,
): Promise<ReplayedSpan> {
  const halt = new AbortController();
  const stop = () => halt.abort();
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  const sending = new Sending(door, onProgress, stop);
  const fromMs = door.nowMs();
  try {
    if (pace.type === "recorded") await sendOnTime(arrivals, pace.rate, fromMs, door, sending, halt.signal);
    else await sendInTurns(arrivals, pace.atOnce, sending, halt.signal);
    await sending.allAnswered();
  } finally {
    signal.removeEventListener("abort", stop);
  }
  if (sending.failures.length > 0) throw sending.failures[0];
  return { fromMs, toMs: door.nowMs(), sent: sending.sent };
}

class Sending {
  readonly #door: ReplayDoor;
  readonly #onProgress: (sent: number, done: number) => void;
  readonly #stop: () => void;
  readonly #underWay = new Set<Promise<void>>();
  readonly failures: unknown[] = [];
  sent = 0;
  #done = 0;

  constructor(door: ReplayDoor, onProgress: (sent: number, done: number) => void, stop: () => void) {
    this.#door = door;
    this.#onProgress = onProgress;
    this.#stop = stop;
  }

  get isIdle(): boolean {
    return this.#underWay.size === 0;
  }

  get underWay(): number {
    return this.#underWay.size;
  }

  start(arrival: SentArrival): void {
    this.sent += 1;
    const one: Promise<void> = this.#one(arrival).finally(() => this.#underWay.delete(one));
    this.#underWay.add(one);
    this.#onProgress(this.sent, this.#done);
  }

  oneAnswered(): Promise<void> {
    return this.isIdle ? Promise.resolve() : Promise.race(this.#underWay);
  }

  async allAnswered(): Promise<void> {
    while (!this.isIdle) await Promise.all(this.#underWay);
  }

  async #one(arrival: SentArrival): Promise<void> {
    try {
      await this.#door.send(arrival);
    } catch (error) {
      // Not an invocation that failed, which is a result, but one that cannot be asked for: no other will fare better.
      this.failures.push(error);
      this.#stop();
    }
    this.#done += 1;
    this.#onProgress(this.sent, this.#done);
  }
}

async function sendOnTime(
  arrivals: readonly SentArrival[],
  rate: number,
  fromMs: number,
  door: ReplayDoor,
  sending: Sending,
  signal: AbortSignal,
): Promise<void> {
  const dueMs = ({ offsetMs }: SentArrival) => fromMs + offsetMs / rate;
  for (const arrival of arrivals) {
    while (!signal.aborted && dueMs(arrival) > door.nowMs()) {
      const leftMs = dueMs(arrival) - door.nowMs();
      if (leftMs > JUMP_MS && sending.isIdle) await door.advance(leftMs);
      // Until it is known whether anything still runs when a long pause begins.
      else await door.wait(Math.min(leftMs > JUMP_MS ? JUMP_MS / 10 : STEP_MS, leftMs), signal);
    }
    if (signal.aborted) return;
    sending.start(arrival);
  }
}

/** Never more at once than were recorded at once: all at once would be another load. */
async function sendInTurns(arrivals: readonly SentArrival[], atOnce: number, sending: Sending, signal: AbortSignal): Promise<void> {
  for (const arrival of arrivals) {
    while (!signal.aborted && sending.underWay >= atOnce) await sending.oneAnswered();
    if (signal.aborted) return;
    sending.start(arrival);
  }
}
