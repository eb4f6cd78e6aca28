/** How latencies are spread: counts in bins whose bounds rise by a fixed ratio, cold and warm apart. */

import { latencyMs, wasServed } from "../../../metrics/history/latency-of.ts";
import type { InvocationView } from "../../../platform/results.ts";
import { derive } from "../../../store/derive.ts";
import type { State } from "../../../store/state.ts";

export interface Bin {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cold: number;
  readonly warm: number;
}

/** Bins to a tenfold: fewer where latencies are spread wide, so that bars stay broad enough to be seen. */
const FINE_PER_DECADE = 8;
const COARSE_PER_DECADE = 4;
const MOST_FINE_DECADES = 2.5;
const SMALLEST_MS = 0.01;

interface Timed {
  readonly latencyMs: number;
  readonly cold: boolean;
}

function decadesOf(ms: number): number {
  return Math.log10(Math.max(SMALLEST_MS, ms));
}

/** From the fastest to the slowest, the empty bins between them too, and one more at each end. */
export function histogram(timed: readonly Timed[]): readonly Bin[] {
  if (timed.length === 0) return [];
  const decades = timed.map(({ latencyMs: ms }) => decadesOf(ms));
  const wide = decades.reduce((a, b) => Math.max(a, b)) - decades.reduce((a, b) => Math.min(a, b)) > MOST_FINE_DECADES;
  const perDecade = wide ? COARSE_PER_DECADE : FINE_PER_DECADE;
  const boundOf = (bin: number) => Number((10 ** (bin / perDecade)).toPrecision(6));
  const counts = new Map<number, { cold: number; warm: number }>();
  for (const { latencyMs: ms, cold } of timed) {
    const bin = Math.floor(decadesOf(ms) * perDecade + 1e-9);
    const held = counts.get(bin) ?? { cold: 0, warm: 0 };
    held[cold ? "cold" : "warm"] += 1;
    counts.set(bin, held);
  }
  const first = Math.min(...counts.keys()) - 1;
  const last = Math.max(...counts.keys()) + 1;
  return Array.from({ length: last - first + 1 }, (_, place) => {
    const bin = first + place;
    return { fromMs: boundOf(bin), toMs: boundOf(bin + 1), ...(counts.get(bin) ?? { cold: 0, warm: 0 }) };
  });
}

/** Of the kept requests that ran. */
export const latencyHistogram: (state: State) => readonly Bin[] = derive(
  (state: State) => [state.invocations],
  (invocations: readonly InvocationView[]) =>
    histogram(invocations.filter(wasServed).map((view) => ({ latencyMs: latencyMs(view), cold: view.coldStart }))),
);
