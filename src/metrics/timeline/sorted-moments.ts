/** Moments of a stretch in order: into narrow stretches first, which is quicker than comparing a million of them. */

/** Below it, comparing is quicker. */
const FEW = 2_000;
const MOST_BUCKETS = 65_536;
/** A stretch with more than this is compared by what the engine has. */
const CROWDED = 48;

/** All of them lie from `fromMs` to before `toMs`. What is given may be put in order itself. */
export function sortedMoments(moments: Float64Array, fromMs: number, toMs: number): Float64Array {
  const { length } = moments;
  if (length < FEW) return moments.sort();
  const buckets = Math.min(MOST_BUCKETS, length);
  const perMs = buckets / (toMs - fromMs);
  const ends = new Uint32Array(buckets + 1);
  const bucketOf = (atMs: number) => Math.max(0, Math.min(buckets - 1, Math.floor((atMs - fromMs) * perMs)));
  for (let at = 0; at < length; at += 1) ends[bucketOf(moments[at] ?? 0) + 1] = (ends[bucketOf(moments[at] ?? 0) + 1] ?? 0) + 1;
  for (let bucket = 0; bucket < buckets; bucket += 1) ends[bucket + 1] = (ends[bucket + 1] ?? 0) + (ends[bucket] ?? 0);
  const next = ends.slice(0, buckets);
  const sorted = new Float64Array(length);
  for (let at = 0; at < length; at += 1) {
    const atMs = moments[at] ?? 0;
    const bucket = bucketOf(atMs);
    const place = next[bucket] ?? 0;
    sorted[place] = atMs;
    next[bucket] = place + 1;
  }
  for (let bucket = 0; bucket < buckets; bucket += 1) sortBetween(sorted, ends[bucket] ?? 0, ends[bucket + 1] ?? 0);
  return sorted;
}

function sortBetween(moments: Float64Array, from: number, to: number): void {
  if (to - from > CROWDED) {
    moments.subarray(from, to).sort();
    return;
  }
  for (let at = from + 1; at < to; at += 1) {
    const moved = moments[at] ?? 0;
    let place = at;
    while (place > from && (moments[place - 1] ?? 0) > moved) {
      moments[place] = moments[place - 1] ?? 0;
      place -= 1;
    }
    moments[place] = moved;
  }
}
