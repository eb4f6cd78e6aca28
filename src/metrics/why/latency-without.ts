/**
 * Percentiles of latency with some requests left out, exactly: each value is kept with the group it is of, and ranks are
 * found by counting, so that asking for every group in turn costs one pass and not one each.
 */
import { rankOf } from "../latency/latency-counts.ts";
import { BUCKETS, bucketOf } from "../latency/log-buckets.ts";

/** The group of requests that are of no cause. */
export const NO_GROUP = 0;

interface Place {
  readonly bucket: number;
  /** Among those in the bucket, from 1. */
  readonly rank: number;
}

export class LatencyBooks {
  #steps = new Float64Array(1_024);
  #buckets = new Uint16Array(1_024);
  #groups = new Uint16Array(1_024);
  #held = 0;
  /** How many of each group fall into each bucket, group after group. */
  #counts = new Uint32Array(BUCKETS);

  get count(): number {
    return this.#held;
  }

  add(steps: number, group: number): void {
    const at = this.#held;
    if (at === this.#steps.length) this.#grow();
    if ((group + 1) * BUCKETS > this.#counts.length) this.#growTo(group);
    const bucket = bucketOf(steps);
    const place = group * BUCKETS + bucket;
    this.#steps[at] = steps;
    this.#buckets[at] = bucket;
    this.#groups[at] = group;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#held = at + 1;
  }

  /** For each set of groups, the value that `share` of the requests outside of it do not exceed; undefined where none is outside. */
  quantilesWithout(share: number, without: readonly ReadonlySet<number>[]): readonly (number | undefined)[] {
    const places = without.map((left) => placeOfRank(this.#counts, left, share));
    const inBucket = this.#indexesIn(new Set(places.flatMap((place) => (place ? [place.bucket] : []))));
    return places.map((place, at) => {
      if (!place) return undefined;
      const left = without[at] ?? new Set();
      const indexes = (inBucket.get(place.bucket) ?? []).filter((index) => !left.has(this.#groups[index] ?? 0));
      const values = Float64Array.from(indexes, (index) => this.#steps[index] ?? 0);
      return nthSmallest(values, place.rank);
    });
  }

  #indexesIn(buckets: ReadonlySet<number>): ReadonlyMap<number, readonly number[]> {
    const found = new Map<number, number[]>();
    const isWanted = new Uint8Array(BUCKETS);
    for (const bucket of buckets) {
      isWanted[bucket] = 1;
      found.set(bucket, []);
    }
    for (let at = 0; at < this.#held; at += 1) {
      const bucket = this.#buckets[at] ?? 0;
      if (isWanted[bucket] === 1) found.get(bucket)?.push(at);
    }
    return found;
  }

  #grow(): void {
    const [steps, buckets, groups] = [this.#steps, this.#buckets, this.#groups];
    this.#steps = new Float64Array(this.#held * 2);
    this.#buckets = new Uint16Array(this.#held * 2);
    this.#groups = new Uint16Array(this.#held * 2);
    this.#steps.set(steps);
    this.#buckets.set(buckets);
    this.#groups.set(groups);
  }

  #growTo(group: number): void {
    const counts = this.#counts;
    this.#counts = new Uint32Array((group + 1) * BUCKETS);
    this.#counts.set(counts);
  }
}

function placeOfRank(counts: Uint32Array, without: ReadonlySet<number>, share: number): Place | undefined {
  const perBucket = new Float64Array(BUCKETS);
  let total = 0;
  for (let group = 0; group * BUCKETS < counts.length; group += 1) {
    if (without.has(group)) continue;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const held = counts[group * BUCKETS + bucket] ?? 0;
      perBucket[bucket] = (perBucket[bucket] ?? 0) + held;
      total += held;
    }
  }
  if (total === 0) return undefined;
  let rank = rankOf(share, total);
  let bucket = 0;
  while (rank > (perBucket[bucket] ?? 0)) {
    rank -= perBucket[bucket] ?? 0;
    bucket += 1;
  }
  return { bucket, rank };
}

/** `rank` counts from 1. Reorders the values. */
export function nthSmallest(values: Float64Array, rank: number): number {
  const target = rank - 1;
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >>> 1] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const swapped = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (target <= right) high = right;
    else if (target >= left) low = left;
    else break;
  }
  return values[target] ?? 0;
}
