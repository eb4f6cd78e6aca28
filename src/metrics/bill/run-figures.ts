/** The figures of a run at a glance, of all of it or of what a filter and a stretch of time leave. */
import { latencySteps, STEPS_PER_MS, segmentsBetween, THROTTLED } from "../history/history-rows.ts";
import type { BilledSums, RunHistory } from "../history/run-history.ts";
import { addToSketch, EMPTY_SKETCH, type QuantileSketch, quantilesOf } from "../quantile-sketch.ts";
import { type Billed, type BillScope, isWhole } from "./billed-of.ts";

export interface RunFigures {
  readonly requests: number;
  readonly errors: number;
  readonly throttles: number;
  readonly coldStarts: number;
  /** Among the requests that ran, 0 to 1; undefined before the first. */
  readonly coldShare: number | undefined;
  /** Off by at most 1 % of their value. */
  readonly p50Ms: number | undefined;
  readonly p95Ms: number | undefined;
  readonly p99Ms: number | undefined;
  readonly billed: BilledSums;
}

export function figuresOf(history: RunHistory, scope: BillScope, { definitions, billed }: Billed): RunFigures {
  const sum = (of: (definition: Billed["definitions"][number]) => number): number =>
    definitions.reduce((total, definition) => total + of(definition), 0);
  const requests = sum((each) => each.requests);
  const throttles = sum((each) => each.throttles);
  const coldStarts = sum((each) => each.coldStarts);
  const [p50Ms, p95Ms, p99Ms] = isWhole(scope)
    ? [history.p50Ms, history.p95Ms, history.p99Ms]
    : quantilesOf(sketchOf(history, scope), [0.5, 0.95, 0.99]);
  return {
    requests,
    errors: sum((each) => each.errors),
    throttles,
    coldStarts,
    coldShare: requests === throttles ? undefined : coldStarts / (requests - throttles),
    p50Ms,
    p95Ms,
    p99Ms,
    billed,
  };
}

function sketchOf({ rows }: RunHistory, { filter, window }: BillScope): QuantileSketch {
  let sketch = EMPTY_SKETCH;
  const { fromMs, toMs } = window ?? { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  for (const { chunk, from, to } of segmentsBetween(rows, fromMs, toMs)) {
    const latencies: number[] = [];
    for (let at = from; at < to; at += 1) {
      const endedAtMs = chunk.endedAtMs[at] ?? 0;
      if (chunk.status[at] === THROTTLED || endedAtMs < fromMs || endedAtMs > toMs) continue;
      if (filter.isAll || filter.matches(chunk, at)) latencies.push(latencySteps(chunk, at) / STEPS_PER_MS);
    }
    sketch = addToSketch(sketch, latencies);
  }
  return sketch;
}
