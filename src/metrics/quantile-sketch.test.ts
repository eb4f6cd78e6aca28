import { describe, expect, test } from "vitest";
import { seededRandom } from "../platform/seeded-random.ts";
import { addToSketch, EMPTY_SKETCH, mergeSketches, quantilesOf, RELATIVE_ERROR } from "./quantile-sketch.ts";

const SHARES = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

function exactQuantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const random = seededRandom(7);
const many = (draw: () => number) => Array.from({ length: 20_000 }, draw);

describe("against exact quantiles", () => {
  test.each<[string, readonly number[]]>([
    ["one value", [12.34]],
    ["even values", many(() => random() * 500)],
    ["a long tail, from a hundredth of a millisecond to days", many(() => 10 ** (random() * 10 - 2))],
    ["cold and warm: two far humps", many(() => (random() < 0.02 ? 800 + random() * 400 : 0.5 + random()))],
    ["all alike", many(() => 3_000)],
  ])("%s", (_, values) => {
    const found = quantilesOf(addToSketch(EMPTY_SKETCH, values), SHARES);
    for (const [index, share] of SHARES.entries()) {
      const exact = exactQuantile(values, share);
      expect(Math.abs((found[index] ?? Number.NaN) - exact) / exact, `share ${share}`).toBeLessThanOrEqual(RELATIVE_ERROR + 1e-9);
    }
  });
});

test("batches add up to the whole", () => {
  const values = many(() => random() * 90);
  const batches = [values.slice(0, 1), values.slice(1, 7_000), [], values.slice(7_000)];
  const whole = addToSketch(EMPTY_SKETCH, values);
  expect(batches.reduce(addToSketch, EMPTY_SKETCH)).toEqual(whole);
});

test("sketches that are merged are the sketch of all", () => {
  const values = [...many(() => random() * 90), 0, 0];
  const parts = [values.slice(0, 500), [], values.slice(500)].map((part) => addToSketch(EMPTY_SKETCH, part));
  const merged = mergeSketches(parts);
  expect(quantilesOf(merged, SHARES)).toEqual(quantilesOf(addToSketch(EMPTY_SKETCH, values), SHARES));
  expect(merged.count).toBe(values.length);
  expect(mergeSketches([])).toEqual(EMPTY_SKETCH);
});

test("zeros are counted, and the smallest and largest are exact", () => {
  const sketch = addToSketch(EMPTY_SKETCH, [0, 0, 0, 7.7, 1234.5]);
  expect(quantilesOf(sketch, [0.5, 1])).toEqual([0, 1234.5]);
});

test("nothing counted has no quantile", () => {
  expect(quantilesOf(EMPTY_SKETCH, [0.5, 0.99])).toEqual([undefined, undefined]);
});

test("its room does not grow with the number of values", () => {
  const values = many(() => 1 + random() * 999);
  expect(addToSketch(EMPTY_SKETCH, values).buckets.size).toBeLessThan(Math.log(1_000) / Math.log(1.02) + 2);
});

test.each([-1, Number.NaN])("%d is refused", (value) => {
  expect(() => addToSketch(EMPTY_SKETCH, [value])).toThrow(RangeError);
});
