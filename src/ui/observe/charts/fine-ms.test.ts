import { expect, test } from "vitest";
import { cellMs, fineMs } from "./fine-ms.ts";

test.each([
  [undefined, "–"],
  [0, "0 ms"],
  [0.081_2, "0.081 ms"],
  [0.999, "1 ms"],
  [1.26, "1.3 ms"],
  [3_250, "3.25 s"],
])("%s is written %s", (ms, words) => {
  expect(fineMs(ms)).toBe(words);
});

test.each([
  [0.08, "0.08"],
  [9.42, "9.42"],
  [140.44, "140.4"],
])("%d in a column is %s", (ms, words) => {
  expect(cellMs(ms)).toBe(words);
});
