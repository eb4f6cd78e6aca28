/**
 * Buckets for latencies in steps of 0.01 ms: 64 to each doubling, so that the middle of a bucket is off by less than
 * 1 % of any value in it, and found without a logarithm. Below 0.64 ms each step has its own. The idea is
 * HdrHistogram's: https://hdrhistogram.github.io/HdrHistogram/
 */

/** Half a bucket's width to its lowest value, at most. */
export const BUCKET_ERROR = 1 / 128;

const FINE_BITS = 6;
const FINE = 1 << FINE_BITS;
/** Sums of four phases of 32 bits each. */
const MOST_BITS = 34;
export const BUCKETS = (MOST_BITS - FINE_BITS + 1) * FINE;
const WORD = 2 ** 32;
/** What is too large for operations on 32 bits is made smaller by as many doublings. */
const SHIFTED_BITS = 3;

export function bucketOf(steps: number): number {
  if (steps < FINE) return steps;
  if (steps >= WORD) return bucketOf(Math.floor(steps / 2 ** SHIFTED_BITS)) + SHIFTED_BITS * FINE;
  const doublings = 31 - Math.clz32(steps) - FINE_BITS;
  return doublings * FINE + (steps >>> doublings);
}

/** The smallest number of steps in it. */
export function lowestOf(bucket: number): number {
  if (bucket < FINE) return bucket;
  return (FINE + (bucket % FINE)) * widthOf(bucket);
}

/** How many whole numbers of steps it holds. */
export function widthOf(bucket: number): number {
  return bucket < 2 * FINE ? 1 : 2 ** (Math.floor(bucket / FINE) - 1);
}

export function highestOf(bucket: number): number {
  return lowestOf(bucket) + widthOf(bucket) - 1;
}

export function middleOf(bucket: number): number {
  return lowestOf(bucket) + (widthOf(bucket) - 1) / 2;
}
