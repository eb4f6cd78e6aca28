import { expect, test } from "vitest";
import { DENSE_COLUMNS, FULL_COLUMNS, nextSlots, placesOf } from "./tile-slots.ts";

const drawn = (slots: readonly string[], there: readonly string[], columns = 4) =>
  placesOf(slots, new Set(there), columns).map((id) => id ?? "·");

test.each<[string, string[], string[], string[]]>([
  ["new ones come last", ["a"], ["a", "b"], ["a", "b"]],
  ["what left keeps its place while a later one lives", ["a", "b", "c"], ["a", "c"], ["a", "b", "c"]],
  ["a hole is never filled", ["a", "b", "c"], ["a", "c", "d"], ["a", "b", "c", "d"]],
  ["holes at the end are let go", ["a", "b", "c"], ["a"], ["a"]],
  ["nothing there, nothing held", ["a", "b"], [], []],
])("%s", (_, before, ids, expected) => {
  expect(nextSlots(before, ids)).toEqual(expected);
});

test("unchanged, it is the very same list", () => {
  const before = ["a", "b"];
  expect(nextSlots(before, ["a", "b"])).toBe(before);
});

test("a tile keeps its column at either width, however many came before it", () => {
  let slots: readonly string[] = [];
  for (let born = 0; born < 500; born += 1) {
    const id = `c-${born}`;
    slots = nextSlots(slots, [id]);
    for (const columns of [FULL_COLUMNS, DENSE_COLUMNS]) expect(slots.indexOf(id) % columns).toBe(born % columns);
  }
  expect(slots.length).toBeLessThanOrEqual(FULL_COLUMNS * DENSE_COLUMNS);
});

test("rows are filled to their end, and a row of holes is closed", () => {
  expect(drawn(["a", "b", "c", "d", "e", "f"], ["a", "c", "f"])).toEqual(["a", "·", "c", "·", "·", "f", "·", "·"]);
  expect(drawn(["a", "b", "c", "d", "e"], ["e"])).toEqual(["e", "·", "·", "·"]);
});
