/** How many requests took how long, exactly counted in buckets that are less than 2 % wide; one pass over the rows. */
import { COLD, latencySteps, STEPS_PER_MS, THROTTLED } from "../history/history-rows.ts";
import { BUCKETS, bucketOf, lowestOf, middleOf, widthOf } from "./log-buckets.ts";
import { forEachRow, type RowChoice } from "./row-choice.ts";

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
  let [ran, coldStarts, failed, throttled] = [0, 0, 0, 0];
  let [minSteps, maxSteps] = [Number.POSITIVE_INFINITY, 0];
  forEachRow(choice, (chunk, at) => {
    const status = chunk.status[at];
    if (status === THROTTLED) {
      throttled += 1;
      return;
    }
    const steps = latencySteps(chunk, at);
    const bucket = bucketOf(steps);
    ran += 1;
    if (status !== OK) failed += 1;
    if (steps < minSteps) minSteps = steps;
    if (steps > maxSteps) maxSteps = steps;
    all[bucket] = (all[bucket] ?? 0) + 1;
    if (((chunk.flags[at] ?? 0) & COLD) !== 0) {
      coldStarts += 1;
      cold[bucket] = (cold[bucket] ?? 0) + 1;
    }
  });
  return { ran, coldStarts, failed, throttled, minSteps: ran === 0 ? 0 : minSteps, maxSteps, all, cold };
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
    forEachRow(choice, (chunk, at) => {
      if (chunk.status[at] === THROTTLED) return;
      const steps = latencySteps(chunk, at);
      const bucket = bucketOf(steps);
      if (wanted[bucket] === 0) return;
      const held = fine.get(bucket);
      if (held) held[steps - lowestOf(bucket)] = (held[steps - lowestOf(bucket)] ?? 0) + 1;
    });
  }
  return places.map(({ bucket, rank }) => {
    const held = fine.get(bucket);
    return (held ? lowestOf(bucket) + placeOf(rank, held).bucket : middleOf(bucket)) / STEPS_PER_MS;
  });
}
