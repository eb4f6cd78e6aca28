/**
 * How many batches of a queue Lambda's poller runs at once: a few at first, more while messages remain, fewer after errors.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html (2026): starts with five batches at a time, and
 * while messages remain adds up to 300 a minute, to 1,250. Modelled: as one step a minute, and back to five when idle.
 */
const FIRST_CONCURRENCY = 5;
const CONCURRENCY_STEP = 300;
const STEP_MS = 60_000;
const MAX_CONCURRENCY = 1_250;
/** After errors Lambda lowers the concurrency. Modelled: by half, to no less than two. */
const LEAST_CONCURRENCY = 2;

export class PollerConcurrency {
  #concurrency = FIRST_CONCURRENCY;
  #growsAtMs: number | undefined;

  /** `maximum`: the trigger's own, if it has one. */
  limit(maximum = MAX_CONCURRENCY): number {
    return Math.min(this.#concurrency, maximum);
  }

  get growsAtMs(): number | undefined {
    return this.#growsAtMs;
  }

  grow(): void {
    this.#growsAtMs = undefined;
    this.#concurrency = Math.min(MAX_CONCURRENCY, this.#concurrency + CONCURRENCY_STEP);
  }

  halve(): void {
    this.#concurrency = Math.max(LEAST_CONCURRENCY, Math.floor(this.#concurrency / 2));
  }

  /** After each look at the queue: grows in a minute where messages wait for room, and begins anew where nothing is left. */
  watch(waiting: number, running: number, nowMs: number, maximum = MAX_CONCURRENCY): void {
    if (running === 0 && waiting === 0) this.#concurrency = FIRST_CONCURRENCY;
    const limit = this.limit(maximum);
    const isShort = waiting > 0 && running >= limit && limit < maximum;
    this.#growsAtMs = isShort ? (this.#growsAtMs ?? nowMs + STEP_MS) : undefined;
  }

  stopGrowing(): void {
    this.#growsAtMs = undefined;
  }
}
