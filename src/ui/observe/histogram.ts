/** How latencies are spread: counts in bins whose bounds rise by a fixed ratio, cold and warm apart. */
import type { InvocationView } from "../../platform/results.ts";
import { derive } from "../../store/derive.ts";
import { latencyMs, wasServed } from "../../store/observed.ts";
import type { State } from "../../store/state.ts";

export interface Bin {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cold: number;
  readonly warm: number;
}

/** Bins to a tenfold. */
const PER_DECADE = 8;
const SMALLEST_MS = 0.01;

interface Timed {
  readonly latencyMs: number;
  readonly cold: boolean;
}

export function binOf(ms: number): number {
  return Math.floor(Math.log10(Math.max(SMALLEST_MS, ms)) * PER_DECADE + 1e-9);
}

function boundOf(bin: number): number {
  return Number((10 ** (bin / PER_DECADE)).toPrecision(6));
}

/** From the fastest to the slowest, the empty bins between them too, and one more at each end. */
export function histogram(timed: readonly Timed[]): readonly Bin[] {
  const counts = new Map<number, { cold: number; warm: number }>();
  for (const { latencyMs: ms, cold } of timed) {
    const bin = binOf(ms);
    const held = counts.get(bin) ?? { cold: 0, warm: 0 };
    held[cold ? "cold" : "warm"] += 1;
    counts.set(bin, held);
  }
  if (counts.size === 0) return [];
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
