/**
 * What is known of all requests since the platform began, however many: latency percentiles, and billed sums over time.
 * It grows with neither; the list of invocations keeps the newest only.
 */
import { addToSketch, EMPTY_SKETCH, type QuantileSketch } from "../metrics/quantile-sketch.ts";
import { addToBuckets, emptyBuckets, type TimeBuckets } from "../metrics/time-buckets.ts";
import type { BilledQuantities, BilledSplit, InvocationRecord } from "../platform/invocation.ts";

/** More spans than a chart of this page has pixels to part. */
const MAX_SPANS = 240;
const FIRST_SPAN_MS = 1_000;

/** Exact integers, as the receipts have them. */
export type BilledSums = BilledQuantities & BilledSplit;

export interface Observed {
  readonly latency: QuantileSketch;
  readonly billed: TimeBuckets<BilledSums>;
}

export function nothingObserved(startedAtMs: number): Observed {
  return { latency: EMPTY_SKETCH, billed: emptyBuckets(startedAtMs, FIRST_SPAN_MS) };
}

/** What the request took on the platform, phase by phase, as fine as the phases are clocked: this page's own time is not in it. */
export function latencyMs({ queueMs, provisionMs, initMs, durationMs }: InvocationRecord): number {
  return queueMs + provisionMs + initMs + durationMs;
}

/** A throttled request met no container: it has no latency. */
export function wasServed({ status }: InvocationRecord): boolean {
  return status !== "throttled";
}

export function observe({ latency, billed }: Observed, ended: readonly InvocationRecord[]): Observed {
  return {
    latency: addToSketch(latency, ended.filter(wasServed).map(latencyMs)),
    billed: addToBuckets(
      billed,
      ended.map((record) => ({ atMs: record.endedAtMs, value: { ...record.billed, ...record.split } })),
      plus,
      MAX_SPANS,
    ),
  };
}

export function plus(a: BilledSums, b: BilledSums): BilledSums {
  return {
    requests: a.requests + b.requests,
    billedMs: a.billedMs + b.billedMs,
    billedMbMs: a.billedMbMs + b.billedMbMs,
    initUs: a.initUs + b.initUs,
    runUs: a.runUs + b.runUs,
    roundingUs: a.roundingUs + b.roundingUs,
  };
}
