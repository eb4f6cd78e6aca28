/**
 * Percentiles of any number of values in little room: counts in buckets whose bounds rise by a fixed ratio, so that a
 * quantile is off by at most 1 % of its own value, however long the tail. It refuses nothing but negative values and NaN.
 * The idea is DDSketch: https://www.vldb.org/pvldb/vol12/p2195-masson.pdf
 */

export const RELATIVE_ERROR = 0.01;

const RATIO = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LOG_RATIO = Math.log(RATIO);
/** Below this a value counts as zero: a hundredth of the finest step that containers are clocked in (0.01 ms). */
const SMALLEST = 0.0001;

export interface QuantileSketch {
  readonly count: number;
  readonly zeros: number;
  /** Bucket k holds the values above RATIO^(k-1), up to RATIO^k. */
  readonly buckets: ReadonlyMap<number, number>;
  readonly min: number;
  readonly max: number;
}

export const EMPTY_SKETCH: QuantileSketch = {
  count: 0,
  zeros: 0,
  buckets: new Map(),
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
};

export function addToSketch(sketch: QuantileSketch, values: readonly number[]): QuantileSketch {
  if (values.length === 0) return sketch;
  const buckets = new Map(sketch.buckets);
  let { zeros, min, max } = sketch;
  for (const value of values) {
    if (!(value >= 0)) throw new RangeError(`A sketch takes values from 0 up, not ${value}.`);
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (value < SMALLEST) {
      zeros += 1;
      continue;
    }
    const bucket = Math.ceil(Math.log(value) / LOG_RATIO);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
  }
  return { count: sketch.count + values.length, zeros, buckets, min, max };
}

/** As if all had been added to one. */
export function mergeSketches(sketches: readonly QuantileSketch[]): QuantileSketch {
  const [only] = sketches;
  if (only && sketches.length === 1) return only;
  const buckets = new Map<number, number>();
  let { count, zeros, min, max } = EMPTY_SKETCH;
  for (const sketch of sketches) {
    for (const [bucket, held] of sketch.buckets) buckets.set(bucket, (buckets.get(bucket) ?? 0) + held);
    count += sketch.count;
    zeros += sketch.zeros;
    min = Math.min(min, sketch.min);
    max = Math.max(max, sketch.max);
  }
  return { count, zeros, buckets, min, max };
}

/** One share after the other, in the order asked. Undefined while nothing was counted. */
export function quantilesOf(
  { count, zeros, buckets, min, max }: QuantileSketch,
  shares: readonly number[],
): readonly (number | undefined)[] {
  if (count === 0) return shares.map(() => undefined);
  const rising = [...buckets].sort(([a], [b]) => a - b);
  return shares.map((share) => {
    // The nearest rank: the smallest value that at least this share of all values does not exceed.
    const rank = Math.max(1, Math.ceil(share * count));
    if (rank === 1) return min;
    if (rank === count) return max;
    let below = zeros;
    if (rank <= below) return 0;
    for (const [bucket, held] of rising) {
      below += held;
      // The middle of the bucket, as ratios go, is at most RELATIVE_ERROR from each of its values.
      if (rank <= below) return Math.min(max, Math.max(min, (2 * RATIO ** bucket) / (RATIO + 1)));
    }
    throw new Error("The buckets hold fewer values than were counted.");
  });
}
