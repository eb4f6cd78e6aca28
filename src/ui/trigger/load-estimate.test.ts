import { describe, expect, it } from "vitest";
import type { LoadDraft } from "../../store/state.ts";
import { estimateOf, sparkPoints } from "./load-estimate.ts";

const draft = (change: Partial<LoadDraft> = {}): LoadDraft => ({
  by: "requests",
  requests: 100,
  durationS: 10,
  pace: "rate",
  ratePerSecond: 20,
  concurrency: 10,
  pattern: "steady",
  seed: 1,
  ...change,
});

describe("estimateOf", () => {
  it.each([
    [draft(), "About 5 s, 20 requests a second at the peak"],
    [draft({ pattern: "ramp" }), "About 5 s, 40 requests a second at the peak"],
    [draft({ pattern: "burst", by: "duration" }), "About 10 s, 80 requests a second at the peak"],
    [draft({ requests: 1, ratePerSecond: 1 }), "About 1 s, 1 request a second at the peak"],
    [draft({ pace: "concurrency" }), "10 in flight, until 100 are sent"],
    [draft({ pace: "concurrency", by: "duration", pattern: "spike" }), "up to 10 in flight, for 10 s"],
  ])("%#", (load, text) => {
    expect(estimateOf(load)).toEqual({ ok: true, text });
  });

  it("says what no run can be", () => {
    const { ok, text } = estimateOf(draft({ by: "duration", durationS: 80_000, ratePerSecond: 1_000 }));
    expect(ok).toBe(false);
    expect(text).toMatch(/80,000,000 requests.*lower the rate or the duration/);
  });
});

it("draws a pattern with its peak at the top", () => {
  const heights = sparkPoints("spike", 34, 14)
    .split(" ")
    .map((point) => Number(point.split(",")[1]));
  expect(Math.min(...heights)).toBe(1);
  expect(heights[40]).toBe(1);
  expect(heights[0]).toBeGreaterThan(10);
});
