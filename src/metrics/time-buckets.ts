/**
 * Sums over time, in a bounded number of equal spans. When the spans run out, two become one: an hour costs no more room
 * than a minute, and nothing is thrown away. Spans in which nothing happened take no room, so a night between two
 * requests costs no detail.
 */
export interface TimeBucket<T> {
  readonly fromMs: number;
  readonly sum: T;
}

export interface TimeBuckets<T> {
  readonly originMs: number;
  readonly widthMs: number;
  /** Rising; only spans in which something happened. */
  readonly buckets: readonly TimeBucket<T>[];
}

export interface Dated<T> {
  readonly atMs: number;
  readonly value: T;
}

export function emptyBuckets<T>(originMs: number, widthMs: number): TimeBuckets<T> {
  return { originMs, widthMs, buckets: [] };
}

/** Moments may come in any order. */
export function addToBuckets<T>(
  series: TimeBuckets<T>,
  added: readonly Dated<T>[],
  plus: (a: T, b: T) => T,
  maxBuckets: number,
): TimeBuckets<T> {
  if (added.length === 0) return series;
  const { originMs } = series;
  let { widthMs } = series;
  let sums = new Map(series.buckets.map(({ fromMs, sum }) => [fromMs, sum]));
  for (const { atMs, value } of added) addTo(sums, spanStart(atMs, originMs, widthMs), value, plus);
  while (sums.size > maxBuckets) {
    widthMs *= 2;
    const wider = new Map<number, T>();
    for (const [fromMs, sum] of sums) addTo(wider, spanStart(fromMs, originMs, widthMs), sum, plus);
    sums = wider;
  }
  const buckets = [...sums].map(([fromMs, sum]) => ({ fromMs, sum })).sort((a, b) => a.fromMs - b.fromMs);
  return { originMs, widthMs, buckets };
}

function spanStart(atMs: number, originMs: number, widthMs: number): number {
  return originMs + Math.floor((atMs - originMs) / widthMs) * widthMs;
}

function addTo<T>(sums: Map<number, T>, fromMs: number, value: T, plus: (a: T, b: T) => T): void {
  const held = sums.get(fromMs);
  sums.set(fromMs, held === undefined ? value : plus(held, value));
}
