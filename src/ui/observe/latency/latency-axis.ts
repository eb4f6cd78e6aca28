/** The axis of latencies, on which every chart of them stands: logarithmic or even, in whole steps around what is shown. */
import { STEPS_PER_MS } from "../../../metrics/history/history-rows.ts";
import type { LatencyScale } from "../../../metrics/latency/histogram.ts";
import type { LatencyCounts } from "../../../metrics/latency/latency-counts.ts";
import { evenTicks, logAxis } from "../charts/axis.ts";
import type { LatencyAxis } from "./cloud-drawing.ts";

export function latencyAxis({ minSteps, maxSteps, ran }: LatencyCounts, scale: LatencyScale): LatencyAxis {
  const values = ran === 0 ? [] : [minSteps / STEPS_PER_MS, maxSteps / STEPS_PER_MS];
  return axisOf(values, scale);
}

export function axisOf(values: readonly number[], scale: LatencyScale): LatencyAxis {
  if (scale === "linear") {
    const ticks = evenTicks(Math.max(...values, 0.01));
    return { scale, lowMs: 0, highMs: ticks.at(-1) ?? 1, ticks };
  }
  const { domain, ticks } = logAxis(values);
  return { scale, lowMs: domain[0], highMs: domain[1], ticks };
}

export function scaleWords(scale: LatencyScale): string {
  return scale === "log" ? "log" : "linear";
}
