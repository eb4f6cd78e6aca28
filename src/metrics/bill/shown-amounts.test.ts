import { describe, expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import { shownAmounts } from "./shown-amounts.ts";

const three = { digits: [3, 3] as const };

describe("amounts that add up as written", () => {
  test.each([
    { amounts: [], units: [], total: 0, unitExponent: -2 },
    { amounts: [0, 0], units: [0, 0], total: 0, unitExponent: -2 },
    { amounts: [1 / 3, 1 / 3, 1 / 3], units: [34, 33, 33], total: 100, unitExponent: -2 },
    { amounts: [0.000_004_308, 0.000_000_2], units: [431, 20], total: 451, unitExponent: -8 },
    // 9.996 has three digits as 10.0.
    { amounts: [9.996], units: [100], total: 100, unitExponent: -1 },
    // What is taken off: the sum is nothing, and the amounts are still seen.
    { amounts: [0.005, -0.005], units: [500, -500], total: 0, unitExponent: -5 },
    { amounts: [123_456, 0.4], units: [123, 0], total: 123, unitExponent: 3 },
  ])("$amounts are $units of 10^$unitExponent", ({ amounts, ...expected }) => {
    expect(shownAmounts(amounts, three)).toMatchObject(expected);
  });

  test("no coarser than asked: cents stay", () => {
    expect(shownAmounts([1_234.567, 0.004], { digits: [3, 3], coarsest: -2 })).toMatchObject({ units: [123_457, 0], unitExponent: -2 });
  });

  test("as many digits as the smallest needs, and no more than there may be", () => {
    expect(shownAmounts([1, 0.000_2], { digits: [3, 6] })).toMatchObject({ unitExponent: -4, units: [10_000, 2] });
    expect(shownAmounts([1, 0.000_000_000_2], { digits: [3, 6] })).toMatchObject({ unitExponent: -5, units: [100_000, 0] });
  });

  test("of 2,000 random bills each adds up, and no amount is off by a whole unit", () => {
    const random = seededRandom(7);
    for (let bill = 0; bill < 2_000; bill += 1) {
      const scale = 10 ** (random() * 14 - 9);
      const amounts = Array.from({ length: 1 + Math.floor(random() * 30) }, () => (random() < 0.1 ? -random() : random() ** 3) * scale);
      const { units, total, unitExponent } = shownAmounts(amounts, { digits: [3, 6], coarsest: -2 });
      expect(units.reduce((a, b) => a + b, 0)).toBe(total);
      const losses = units.map((unit, place) => Math.abs(unit - (amounts[place] ?? 0) / 10 ** unitExponent));
      expect(Math.max(...losses)).toBeLessThan(1 + 1e-6);
    }
  });
});
