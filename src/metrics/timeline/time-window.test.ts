import { describe, expect, test } from "vitest";
import type { TimeSpan } from "./span-times.ts";
import { type ChosenWindow, clockTicks, LEAST_WINDOW_MS, panned, stretched, zoomedAt } from "./time-window.ts";

const WHOLE = { fromMs: 1_000, toMs: 2_000 };
const of = (fromMs: number, toMs: number): TimeSpan => ({ fromMs, toMs });

test.each<[string, ChosenWindow, ChosenWindow]>([
  ["zooming in keeps the moment in its place", zoomedAt(of(1_000, 2_000), 1_250, 0.5, WHOLE), of(1_125, 1_625)],
  ["zooming out beside an end stays within the run", zoomedAt(of(1_000, 1_400), 1_400, 2, WHOLE), of(1_000, 1_800)],
  ["zooming out as far as the run is all of it", zoomedAt(of(1_400, 1_900), 1_500, 2, WHOLE), undefined],
  ["nothing is nearer than the least", zoomedAt(of(1_500, 1_501), 1_500.5, 0.01, WHOLE), of(1_500, 1_500 + LEAST_WINDOW_MS)],
  ["an empty window opens around its moment", zoomedAt(of(1_500, 1_500), 1_500, 1, WHOLE), of(1_499.5, 1_500.5)],
  ["panning moves", panned(of(1_200, 1_400), 100, WHOLE), of(1_300, 1_500)],
  ["panning stops at the end", panned(of(1_200, 1_400), 9_000, WHOLE), of(1_800, 2_000)],
  ["panning stops at the beginning", panned(of(1_200, 1_400), -9_000, WHOLE), of(1_000, 1_200)],
  ["all of it cannot be panned", panned(WHOLE, 5, WHOLE), undefined],
  ["a stretch dragged backwards", stretched(1_500, 1_200, WHOLE), of(1_200, 1_500)],
  ["a stretch beyond the run", stretched(1_900, 2_500, WHOLE), of(1_400, 2_000)],
  ["a stretch of nothing", stretched(1_200, 1_200, WHOLE), of(1_200, 1_201)],
])("%s", (_, window, expected) => {
  expect(window).toEqual(expected);
});

describe("ticks", () => {
  test.each<[TimeSpan, number, number, number[]]>([
    [of(1_003, 9_001), 4, 2_000, [2_000, 4_000, 6_000, 8_000]],
    [of(0, 90_000), 10, 10_000, [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000]],
    [of(0.2, 1), 4, 0.2, [0.2, 0.4, 0.6, 0.8, 1]],
    [of(5, 5), 4, 0.01, [5]],
  ])("%o in at most %d steps", (window, most, stepMs, ticks) => {
    const read = clockTicks(window, most);
    expect(read.stepMs).toBe(stepMs);
    expect(read.ticksMs.map((each) => Number(each.toFixed(4)))).toEqual(ticks);
  });
});
