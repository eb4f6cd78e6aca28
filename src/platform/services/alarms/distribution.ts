/**
 * What is kept of many values: how many, their sum and their maximum, all exact, and for percentiles how many fell into
 * each bin. A whole number up to 100 has a bin of its own and is exact; any other value is within 1 % of its bin's.
 */
import { isRecord } from "../../triggers/parsed.ts";
import type { AlarmStatistic } from "../services-config.ts";

/** A bin is 2 % wide: its middle is within 1 % of every value in it. */
const BIN_RATIO = 1.02;
const EXACT_UP_TO = 100;

export class Distribution {
  #count = 0;
  #sum = 0;
  #max = Number.NEGATIVE_INFINITY;
  /** Middle of the bin -> how many; none where no percentile is asked for. */
  readonly #bins: Map<number, number> | undefined;

  constructor(withBins: boolean) {
    this.#bins = withBins ? new Map() : undefined;
  }

  /** From `state()`; undefined when it is none. */
  static from(state: unknown, withBins: boolean): Distribution | undefined {
    if (!isRecord(state)) return undefined;
    const { count, sum, max, bins = [] } = state;
    if (!isAmount(count) || count === 0 || !isAmount(sum) || !isAmount(max) || !Array.isArray(bins)) return undefined;
    const distribution = new Distribution(withBins);
    distribution.#count = count;
    distribution.#sum = sum;
    distribution.#max = max;
    for (const bin of bins) {
      const [value, times]: readonly unknown[] = Array.isArray(bin) ? bin : [];
      if (!isAmount(value) || !isAmount(times)) return undefined;
      distribution.#bins?.set(value, times);
    }
    return distribution;
  }

  get count(): number {
    return this.#count;
  }

  /** `value`: not negative. */
  add(value: number): void {
    this.#count += 1;
    this.#sum += value;
    this.#max = Math.max(this.#max, value);
    if (!this.#bins) return;
    const bin = binOf(value);
    this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + 1);
  }

  take(other: Distribution): void {
    this.#count += other.#count;
    this.#sum += other.#sum;
    this.#max = Math.max(this.#max, other.#max);
    for (const [bin, times] of other.#bins ?? []) this.#bins?.set(bin, (this.#bins.get(bin) ?? 0) + times);
  }

  /** Of at least one value. A percentile is by the nearest rank. */
  statistic(statistic: AlarmStatistic): number {
    switch (statistic) {
      case "sum":
        return this.#sum;
      case "average":
        return this.#sum / this.#count;
      case "maximum":
        return this.#max;
      case "p50":
        return this.#percentile(0.5);
      case "p95":
        return this.#percentile(0.95);
      case "p99":
        return this.#percentile(0.99);
    }
  }

  state(): unknown {
    const exact = { count: this.#count, sum: this.#sum, max: this.#max };
    return this.#bins ? { ...exact, bins: [...this.#bins] } : exact;
  }

  #percentile(share: number): number {
    const bins = [...(this.#bins ?? [])].sort(([a], [b]) => a - b);
    let left = Math.ceil(share * bins.reduce((sum, [, times]) => sum + times, 0));
    for (const [value, times] of bins) {
      left -= times;
      if (left <= 0) return Math.min(value, this.#max);
    }
    return this.#max;
  }
}

function binOf(value: number): number {
  if (value <= 0 || (value <= EXACT_UP_TO && Number.isInteger(value))) return value;
  return BIN_RATIO ** Math.round(Math.log(value) / Math.log(BIN_RATIO));
}

const isAmount = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;
