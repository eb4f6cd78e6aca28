import { describe, expect, test } from "vitest";
import { seededRandom } from "../platform/seeded-random.ts";
import { keepExtremes } from "./downsample.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

const yOf = ({ y }: Point) => y;
const random = seededRandom(3);
const noisy: readonly Point[] = Array.from({ length: 5_000 }, (_, x) => ({ x, y: x === 3_217 ? 9_000 : random() }));

describe("5,000 points made 200", () => {
  const kept = keepExtremes(noisy, yOf, 200);

  test("are at most 200, and more than half of what there is room for", () => {
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept.length).toBeGreaterThan(100);
  });

  test("hold the one spike, the lowest, the first and the last", () => {
    expect(kept).toContainEqual({ x: 3_217, y: 9_000 });
    expect(Math.min(...kept.map(yOf))).toBe(Math.min(...noisy.map(yOf)));
    expect([kept[0], kept.at(-1)]).toEqual([noisy[0], noisy.at(-1)]);
  });

  test("stay in order, none twice", () => {
    const places = kept.map(({ x }) => x);
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
  });
});

test.each([0, 1, 2, 10])("%i points that fit are the very same list", (length) => {
  const points = noisy.slice(0, length);
  expect(keepExtremes(points, yOf, 10)).toBe(points);
});

test("a flat stretch keeps one point, not the same one twice", () => {
  const flat = Array.from({ length: 100 }, (_, x) => ({ x, y: 5 }));
  expect(keepExtremes(flat, yOf, 12).map(({ x }) => x)).toEqual([0, 1, 20, 40, 59, 79, 99]);
});
