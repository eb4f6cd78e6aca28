/** How many requests took how long, exactly counted in buckets that are less than 2 % wide; one pass over the rows. */
import { COLD, STEPS_PER_MS } from "../history/history-rows.ts";
import { BUCKETS, bucketOf, lowestOf, middleOf, widthOf } from "./log-buckets.ts";
import { forEachBatch, type RowChoice } from "./row-choice.ts";

export interface LatencyCounts {
  /** That ran: a throttled request has no latency. */
  readonly ran: number;
  /** Of those. */
  readonly coldStarts: number;
  readonly failed: number;
  readonly throttled: number;
  /** Exact, in steps of 0.01 ms; 0 where none ran. */
  readonly minSteps: number;
  readonly maxSteps: number;
  /** By bucket. */
  readonly all: Uint32Array;
  readonly cold: Uint32Array;
}

const OK = 0;

export function countLatencies(choice: RowChoice): LatencyCounts {
  const all = new Uint32Array(BUCKETS);
  const cold = new Uint32Array(BUCKETS);
  const sums = { ran: 0, coldStarts: 0, failed: 0, throttled: 0, minSteps: Number.POSITIVE_INFINITY, maxSteps: 0 };
  forEachBatch(choice, ({ chunk: { status, flags }, count, throttled, places, steps }) => {
    let [coldStarts, failed, min, max] = [0, 0, sums.minSteps, sums.maxSteps];
    for (let place = 0; place < count; place += 1) {
      const at = places[place] ?? 0;
      const took = steps[place] ?? 0;
      const bucket = bucketOf(took);
      all[bucket] = (all[bucket] ?? 0) + 1;
      if (took < min) min = took;
      if (took > max) max = took;
      if (status[at] !== OK) failed += 1;
      if (((flags[at] ?? 0) & COLD) === 0) continue;
      coldStarts += 1;
      cold[bucket] = (cold[bucket] ?? 0) + 1;
    }
    sums.ran += count;
    sums.coldStarts += coldStarts;
    sums.failed += failed;
    sums.throttled += throttled;
    sums.minSteps = min;
    sums.maxSteps = max;
  });
  return { ...sums, minSteps: sums.ran === 0 ? 0 : sums.minSteps, all, cold };
}

interface Place {
  readonly bucket: number;
  /** Rank among those in the bucket, from 1. */
  readonly rank: number;
}

/** The nearest rank: the smallest value that at least this share of all values does not exceed. */
export function rankOf(share: number, count: number): number {
  return Math.min(count, Math.max(1, Math.ceil(share * count - 1e-9)));
}

function placeOf(rank: number, counts: ArrayLike<number>): Place {
  let below = 0;
  for (let bucket = 0; bucket < counts.length; bucket += 1) {
    const held = counts[bucket] ?? 0;
    if (rank <= below + held) return { bucket, rank: rank - below };
    below += held;
  }
  throw new RangeError(`There is no rank ${rank} among ${below}.`);
}

/** In milliseconds, off by less than 1 %: the middles of buckets. */
export function nearQuantileMs(counts: ArrayLike<number>, total: number, share: number): number {
  return middleOf(placeOf(rankOf(share, total), counts).bucket) / STEPS_PER_MS;
}

/** Of more than this many steps to a bucket (values beyond 20 minutes) the middle must do. */
const MOST_COUNTED = 2 ** 20;

/**
 * Exact, in milliseconds, in the order asked: a second pass counts the values of those few buckets that the quantiles
 * fall into. undefined where none ran. `ranks` count from 1.
 */
export function exactValuesMs(choice: RowChoice, { all, ran }: LatencyCounts, ranks: readonly number[]): readonly (number | undefined)[] {
  if (ran === 0) return ranks.map(() => undefined);
  const places = ranks.map((rank) => placeOf(Math.min(ran, Math.max(1, rank)), all));
  const fine = new Map<number, Uint32Array>();
  const wanted = new Uint8Array(BUCKETS);
  for (const { bucket } of places) {
    const width = widthOf(bucket);
    if (width === 1 || width > MOST_COUNTED || fine.has(bucket)) continue;
    fine.set(bucket, new Uint32Array(width));
    wanted[bucket] = 1;
  }
  if (fine.size > 0) {
    forEachBatch(choice, ({ count, steps }) => {
      for (let place = 0; place < count; place += 1) {
        const took = steps[place] ?? 0;
        const bucket = bucketOf(took);
        if (wanted[bucket] === 0) continue;
        const held = fine.get(bucket);
        const inBucket = took - lowestOf(bucket);
        if (held) held[inBucket] = (held[inBucket] ?? 0) + 1;
      }
    });
  }
  return places.map(({ bucket, rank }) => {
    const held = fine.get(bucket);
    return (held ? lowestOf(bucket) + placeOf(rank, held).bucket : middleOf(bucket)) / STEPS_PER_MS;
  });
}
