/** Which share of the requests took how long or less. Shares are exact where a point stands; points are less than 2 % apart. */
import { STEPS_PER_MS } from "../history/history-rows.ts";
import { highestOf, lowestOf } from "./log-buckets.ts";

export interface CumulativePoint {
  readonly ms: number;
  /** That took `ms` or less. */
  readonly requests: number;
  readonly share: number;
}

interface CurveSource {
  /** By bucket. */
  readonly counts: ArrayLike<number>;
  /** No point stands beyond it: the last bucket ends at the slowest. */
  readonly maxSteps: number;
}

/** Rising, from the first that begins to the last at 1; at most `mostPoints`. Nothing counted has no curve. */
export function cumulativeCurve({ counts, maxSteps }: CurveSource, mostPoints: number): readonly CumulativePoint[] {
  let total = 0;
  const filled: number[] = [];
  for (let bucket = 0; bucket < counts.length; bucket += 1) {
    const held = counts[bucket] ?? 0;
    if (held > 0) filled.push(bucket);
    total += held;
  }
  const first = filled[0];
  if (first === undefined) return [];
  const stride = Math.ceil(filled.length / Math.max(1, mostPoints - 1));
  const points: CumulativePoint[] = [{ ms: lowestOf(first) / STEPS_PER_MS, requests: 0, share: 0 }];
  let requests = 0;
  for (const [place, bucket] of filled.entries()) {
    requests += counts[bucket] ?? 0;
    const kept = (place + 1) % stride === 0 || place === filled.length - 1;
    if (kept) points.push({ ms: Math.min(maxSteps, highestOf(bucket)) / STEPS_PER_MS, requests, share: requests / total });
  }
  return points;
}

/** Curves side by side: wherever one of them has a point, the share of each, as a step holds it until the next. */
export function mergeCurves(
  curves: readonly (readonly CumulativePoint[])[],
): readonly { readonly ms: number; readonly shares: readonly number[] }[] {
  const moments = [...new Set(curves.flatMap((curve) => curve.map(({ ms }) => ms)))].sort((a, b) => a - b);
  const places = curves.map(() => 0);
  return moments.map((ms) => {
    const shares = curves.map((curve, which) => {
      let place = places[which] ?? 0;
      while ((curve[place]?.ms ?? Number.POSITIVE_INFINITY) <= ms) place += 1;
      places[which] = place;
      return curve[place - 1]?.share ?? 0;
    });
    return { ms, shares };
  });
}
