import { describe, expect, test } from "vitest";
import { evenTicks, logAxis, spread, tickMs, timeTicks } from "./axis.ts";

describe("a log axis", () => {
  test.each<[string, number[], [number, number], number[]]>([
    ["whole steps around what is shown", [37, 190], [20, 200], [20, 50, 100, 200]],
    ["steps that are met exactly", [50, 200], [50, 200], [50, 100, 200]],
    ["decades where steps would crowd", [0.04, 3_250], [0.02, 5_000], [0.1, 1, 10, 100, 1_000]],
    ["one value has room above it", [5], [5, 50], [5, 10, 20, 50]],
    ["zero is drawn at the finest step", [0, 0.4], [0.01, 0.5], [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]],
    ["nothing yet", [], [1, 1_000], [1, 10, 100, 1_000]],
  ])("%s", (_, values, domain, ticks) => {
    expect(logAxis(values)).toEqual({ domain, ticks });
  });
});

test.each<[number, number[]]>([
  [3_400, [0, 1_000, 2_000, 3_000, 4_000]],
  [4_000, [0, 1_000, 2_000, 3_000, 4_000]],
  [0.000_071_8, [0, 0.000_02, 0.000_04, 0.000_06, 0.000_08]],
  [7, [0, 2, 4, 6, 8]],
  [0, [0, 1]],
])("even ticks up to %d", (greatest, ticks) => {
  expect(evenTicks(greatest)).toEqual(ticks);
});

test.each([
  [0.05, "0.05"],
  [500, "500"],
  [1_000, "1 s"],
  [2_500, "2.5 s"],
])("%d ms is %s at an axis", (ms, words) => {
  expect(tickMs(ms)).toBe(words);
});

test("time ticks reach from end to end", () => {
  expect(timeTicks(1_000, 4_000, 4)).toEqual([1_000, 2_000, 3_000, 4_000]);
  expect(timeTicks(1_000, 1_000, 4)).toEqual([1_000]);
});

test.each<[string, number[], number[]]>([
  ["apart already", [10, 50, 90], [10, 50, 90]],
  ["on each other", [50, 50], [50, 64]],
  ["in any order", [52, 50], [64, 50]],
  ["pushed up from the end", [95, 96], [86, 100]],
])("labels %s", (_, heights, placed) => {
  expect(spread(heights, 14, 0, 100)).toEqual(placed);
});
