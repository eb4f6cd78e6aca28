import { describe, expect, it } from "vitest";
import { formatMs, formatUsd } from "./format.ts";

describe("durations", () => {
  it.each([
    [undefined, "–"],
    [0, "0 ms"],
    [2.14, "2.1 ms"],
    [586.4, "586 ms"],
    [999.7, "1.00 s"],
    [1_744, "1.74 s"],
    [9_999, "10.0 s"],
    [12_400, "12.4 s"],
    [59_999, "1 m 00 s"],
    [119_700, "2 m 00 s"],
    [125_000, "2 m 05 s"],
  ])("%s ms is %s", (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });
});

describe("money", () => {
  it.each([
    [undefined, "–"],
    [0, "$0"],
    [0.000_004_51, "$4.51 × 10⁻⁶"],
    [0.000_009_999, "$1.00 × 10⁻⁵"],
    [0.000_713, "$0.000713"],
    [3.881, "$3.88"],
    [1_234.4, "$1,234"],
  ])("%s is %s", (usd, text) => {
    expect(formatUsd(usd)).toBe(text);
  });
});
