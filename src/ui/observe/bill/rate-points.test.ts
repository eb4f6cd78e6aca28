import { describe, expect, test } from "vitest";
import { rateChart } from "./rate-points.ts";
import { rateWords, tickRate } from "./rate-words.ts";

test.each([
  [3.71, "3.7 a second"],
  [1_234, "1,200 a second"],
  [1, "1 a second"],
  [0.5, "30 a minute"],
  [1 / 60, "1 a minute"],
  [0.01, "36 an hour"],
  [0.000_1, "8.6 a day"],
  [0.000_001, "0.086 a day"],
  [0, "none"],
  [Number.NaN, "none"],
])("%d requests a second are %s", (perSecond, words) => {
  expect(rateWords(perSecond)).toBe(words);
});

test.each([
  [0.001, "0.001/s"],
  [1_000, "1,000/s"],
])("%d on an axis is %s", (perSecond, words) => {
  expect(tickRate(perSecond)).toBe(words);
});

describe("what is drawn of a bill by its rate", () => {
  const even = (requestsPerSecond: number) => ({
    requestsPerMonth: requestsPerSecond * 2_628_000,
    requestsPerSecond,
    usdPerMonth: 10,
    formula: { serverUsdPerMonth: 10, freeUsd: 0, usdPerRequest: 1e-6, balancerUsdPerRequest: 0 },
  });
  const costs = { functionsUsd: (requests: number) => Math.max(0, requests - 1e6) * 1e-6, serverUsd: () => 10 };

  test.each([
    [0.001, 4],
    [4, 0.001],
    [3, 3],
    [1e-7, 9e4],
  ])("here at %d and break-even at %d are both points, within the axes, with room around them", (here, at) => {
    const { points, rateTicks, usdTicks } = rateChart(costs, here, even(at));
    const rates = points.map(({ perSecond }) => perSecond);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    expect(rates).toEqual(expect.arrayContaining([here, at]));
    const [low = 0, high = 0] = [rateTicks[0], rateTicks.at(-1)];
    expect(low * 2).toBeLessThan(Math.min(here, at));
    expect(high).toBeGreaterThan(Math.max(here, at) * 2);
    const [least = 0, most = 0] = [usdTicks[0], usdTicks.at(-1)];
    for (const { drawnUsd = least, functionsUsd, serverUsd } of points) {
      expect(drawnUsd).toBe(Math.max(least, functionsUsd));
      expect(Math.max(drawnUsd, serverUsd)).toBeLessThanOrEqual(most);
    }
    expect(points.length).toBeLessThan(200);
  });

  test("without a break-even it is drawn around this traffic", () => {
    const { points, rateTicks } = rateChart({ functionsUsd: () => 0, serverUsd: () => 10 }, 2, undefined);
    expect(rateTicks).toEqual([0.1, 1, 10]);
    expect(points.every(({ drawnUsd }) => drawnUsd === undefined)).toBe(true);
  });
});
