/** How latencies are spread: exact counts in bins of equal width or of equal ratio, cold and warm apart. */
import { COLD, STEPS_PER_MS } from "../history/history-rows.ts";
import type { LatencyCounts } from "./latency-counts.ts";
import { BUCKETS, bucketOf, highestOf } from "./log-buckets.ts";
import { forEachBatch, type RowChoice } from "./row-choice.ts";

export type LatencyScale = "log" | "linear";

export interface Bin {
  readonly fromMs: number;
  /** Not in it. */
  readonly toMs: number;
  readonly cold: number;
  readonly warm: number;
}

/** Bins to a tenfold, coarsest first: 1, 1.6, 2.5, 4, 6.3, 10, and the halves between. Bounds are whole steps of 0.01 ms. */
const PER_DECADE = [5, 10, 20, 40];

/** At most `mostBins` of them, from the fastest to the slowest, the empty ones between too, and one more at each end. */
export function latencyHistogram(choice: RowChoice, counts: LatencyCounts, scale: LatencyScale, mostBins: number): readonly Bin[] {
  if (counts.ran === 0) return [];
  const bounds = scale === "log" ? logBounds(counts, mostBins) : evenBounds(counts, mostBins);
  const cold = new Uint32Array(bounds.length);
  const warm = new Uint32Array(bounds.length);
  const firstBin = firstBins(bounds);
  forEachBatch(choice, ({ chunk: { flags }, count, places, steps }) => {
    for (let place = 0; place < count; place += 1) {
      const took = steps[place] ?? 0;
      let bin = firstBin[bucketOf(took)] ?? 0;
      while (took >= (bounds[bin + 1] ?? Number.POSITIVE_INFINITY)) bin += 1;
      const held = ((flags[places[place] ?? 0] ?? 0) & COLD) === 0 ? warm : cold;
      held[bin] = (held[bin] ?? 0) + 1;
    }
  });
  return bounds.slice(0, -1).map((fromSteps, bin) => ({
    fromMs: fromSteps / STEPS_PER_MS,
    toMs: (bounds[bin + 1] ?? 0) / STEPS_PER_MS,
    cold: cold[bin] ?? 0,
    warm: warm[bin] ?? 0,
  }));
}

/** Where to begin to look for a value's bin: that of the lowest value of its bucket. */
function firstBins(bounds: readonly number[]): Uint16Array {
  const firstBin = new Uint16Array(BUCKETS);
  let bin = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    firstBin[bucket] = bin;
    while (bin + 2 < bounds.length && highestOf(bucket) + 1 >= (bounds[bin + 1] ?? Number.POSITIVE_INFINITY)) bin += 1;
  }
  return firstBin;
}

function logBounds({ minSteps, maxSteps }: LatencyCounts, mostBins: number): readonly number[] {
  const finest = PER_DECADE.findLast((perDecade) => Math.log10(Math.max(1, maxSteps) / Math.max(1, minSteps)) * perDecade + 3 <= mostBins);
  const perDecade = finest ?? 5;
  const boundAt = (place: number) => Math.round(Number((10 ** (place / perDecade)).toPrecision(perDecade > 10 ? 3 : 2)));
  // Rounded bounds are near their place, not at it.
  let from = Math.floor(Math.log10(Math.max(1, minSteps)) * perDecade);
  while (from > 0 && boundAt(from) > minSteps) from -= 1;
  const bounds = [0];
  for (let place = Math.max(0, from - 1); (bounds.at(-1) ?? 0) <= maxSteps; place += 1) {
    const bound = boundAt(place);
    if (bound > (bounds.at(-1) ?? 0)) bounds.push(bound);
  }
  // Below the finest step of the clock there is nothing: 0 is where the first bin begins only if something took that long.
  if (minSteps > 0) bounds.shift();
  const last = bounds.at(-1) ?? 1;
  const next = boundAt(Math.round(Math.log10(last) * perDecade) + 1);
  return [...bounds, Math.max(last + 1, next)];
}

function evenBounds({ minSteps, maxSteps }: LatencyCounts, mostBins: number): readonly number[] {
  const least = Math.max(1, (maxSteps - minSteps) / Math.max(1, mostBins - 3));
  const decade = 10 ** Math.floor(Math.log10(least));
  const width = Math.ceil(([1, 2, 5, 10].find((step) => step * decade >= least) ?? 10) * decade);
  const first = Math.max(0, Math.floor(minSteps / width) - 1);
  const last = Math.floor(maxSteps / width) + 2;
  return Array.from({ length: last - first + 1 }, (_, place) => (first + place) * width);
}
