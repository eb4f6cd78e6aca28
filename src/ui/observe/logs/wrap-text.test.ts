import { expect, it } from "vitest";
import { countTextRows, MOST_TEXT_ROWS, textRows } from "./wrap-text.ts";

it.each([
  ["", [""]],
  ["abc", ["abc"]],
  ["abcde", ["abcde"]],
  ["abcdef", ["abcde", "f"]],
  ["a\n\nb", ["a", "", "b"]],
  ["{\n  key: 1\n}", ["{", "  ", "key: ", "1", "}"]],
  ["a\n", ["a", ""]],
  ["ab cd efghijk", ["ab ", "cd ", "efghi", "jk"]],
  ["abc de", ["abc ", "de"]],
])("%j", (text, rows) => {
  expect(textRows(text, 5)).toEqual(rows);
  expect(countTextRows(text, 5)).toBe(rows.length);
});

it.each(["x".repeat(5_000_000), "\n".repeat(100_000), "ab\n".repeat(150) + "x".repeat(2_000)])("is bounded, and says so", (text) => {
  const rows = textRows(text, 10);
  expect(rows).toHaveLength(MOST_TEXT_ROWS);
  expect(countTextRows(text, 10)).toBe(MOST_TEXT_ROWS);
  expect(rows.at(-1)).toMatch(/more/);
});
