import { describe, expect, test } from "vitest";
import { addToBuckets, type Dated, emptyBuckets, type TimeBuckets } from "./time-buckets.ts";

const plus = (a: number, b: number) => a + b;
const at = (atMs: number, value = 1): Dated<number> => ({ atMs, value });
const add = (series: TimeBuckets<number>, added: readonly Dated<number>[], max = 4) => addToBuckets(series, added, plus, max);
const spans = ({ buckets }: TimeBuckets<number>) => buckets.map(({ fromMs, sum }) => [fromMs, sum]);
const total = ({ buckets }: TimeBuckets<number>) => buckets.reduce((sum, bucket) => sum + bucket.sum, 0);

const START = emptyBuckets<number>(5_000, 1_000);

describe("spans of a second, from 5 s on, at most four", () => {
  test("sum what falls into them, in whatever order it comes", () => {
    const series = add(add(START, [at(7_999, 2), at(5_000)]), [at(5_999, 10), at(7_000)]);
    expect(spans(series)).toEqual([
      [5_000, 11],
      [7_000, 3],
    ]);
  });

  test("double when a fifth is needed, and lose nothing", () => {
    const series = add(START, [at(5_100), at(6_100), at(7_100), at(8_100), at(9_100)]);
    expect(series.widthMs).toBe(2_000);
    expect(spans(series)).toEqual([
      [5_000, 2],
      [7_000, 2],
      [9_000, 1],
    ]);
  });

  test("keep their width over a long silence", () => {
    const series = add(START, [at(5_100), at(86_400_000), at(86_401_000)]);
    expect(series.widthMs).toBe(1_000);
    expect(spans(series)).toHaveLength(3);
  });

  test("hold an hour of seconds in four", () => {
    let series = START;
    for (let second = 0; second < 3_600; second += 1) series = add(series, [at(5_000 + second * 1_000)]);
    expect(series.buckets.length).toBeLessThanOrEqual(4);
    expect(total(series)).toBe(3_600);
    const starts = series.buckets.map(({ fromMs }) => (fromMs - 5_000) % series.widthMs);
    expect(starts).toEqual(series.buckets.map(() => 0));
  });

  test("are the very same when nothing is added", () => {
    expect(add(START, [])).toBe(START);
  });
});
