/** p50, p95 and p99 of one span of time after the other, each off by less than 1 %: one pass over the rows. */
import { STEPS_PER_MS } from "../history/history-rows.ts";
import { nearQuantileMs } from "./latency-counts.ts";
import { BUCKETS, bucketOf } from "./log-buckets.ts";
import { forEachBatch, type RowChoice } from "./row-choice.ts";

export interface PercentileSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** That ran. */
  readonly requests: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Exact. */
  readonly maxMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Widths of spans that read well. */
const WIDTHS_MS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR),
];

/** The narrowest that reads well and fits `mostSpans` times into the stretch. */
export function spanWidthMs(stretchMs: number, mostSpans: number): number {
  const least = stretchMs / mostSpans;
  const day = 24 * HOUR;
  return WIDTHS_MS.find((width) => width >= least) ?? Math.ceil(least / day) * day;
}

/** Rising; spans begin at whole multiples of their width, and those in which nothing ran are left out. */
export function percentilesOverTime(choice: RowChoice, mostSpans: number): readonly PercentileSpan[] {
  const { fromMs, toMs } = choice;
  if (!(toMs > fromMs) || !Number.isFinite(toMs - fromMs)) return [];
  const width = spanWidthMs(toMs - fromMs, mostSpans);
  const first = Math.floor(fromMs / width);
  const spans = Math.floor(toMs / width) - first + 1;
  const counts = new Uint32Array(spans * BUCKETS);
  const ran = new Uint32Array(spans);
  const slowest = new Float64Array(spans);
  forEachBatch(choice, ({ chunk: { endedAtMs }, count, places, steps }) => {
    for (let place = 0; place < count; place += 1) {
      const span = Math.floor((endedAtMs[places[place] ?? 0] ?? 0) / width) - first;
      const took = steps[place] ?? 0;
      const cell = span * BUCKETS + bucketOf(took);
      counts[cell] = (counts[cell] ?? 0) + 1;
      ran[span] = (ran[span] ?? 0) + 1;
      if (took > (slowest[span] ?? 0)) slowest[span] = took;
    }
  });
  return Array.from(ran).flatMap((requests, span) => {
    if (requests === 0) return [];
    const held = counts.subarray(span * BUCKETS, (span + 1) * BUCKETS);
    const maxMs = (slowest[span] ?? 0) / STEPS_PER_MS;
    const [p50Ms = 0, p95Ms = 0, p99Ms = 0] = [0.5, 0.95, 0.99].map((share) => Math.min(maxMs, nearQuantileMs(held, requests, share)));
    return [{ fromMs: (first + span) * width, toMs: (first + span + 1) * width, requests, p50Ms, p95Ms, p99Ms, maxMs }];
  });
}
