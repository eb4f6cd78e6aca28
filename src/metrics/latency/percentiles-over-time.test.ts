import { expect, test } from "vitest";
import { percentilesOverTime, spanWidthMs } from "./percentiles-over-time.ts";
import { EVERY_ROW, randomRequests, request, requestsOf, stepsOf } from "./random-requests.ts";

const nearest = (sorted: readonly number[], share: number) =>
  (sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? Number.NaN) / 100;

test("each span has the percentiles of those that ended in it, off by at most 1 %", () => {
  const { sources, rows } = randomRequests(12_000, 8);
  const spans = percentilesOverTime({ rows, filter: EVERY_ROW, fromMs: 3_000, toMs: 50_000 }, 60);
  expect(spans.length).toBeGreaterThan(30);
  const served = sources.filter(({ status, endedAtMs }) => status !== "throttled" && endedAtMs >= 3_000 && endedAtMs <= 50_000);
  expect(spans.reduce((sum, { requests }) => sum + requests, 0)).toBe(served.length);
  for (const { fromMs, toMs, requests, p50Ms, p95Ms, p99Ms, maxMs } of spans) {
    const sorted = served
      .filter(({ endedAtMs }) => endedAtMs >= fromMs && endedAtMs < toMs)
      .map(stepsOf)
      .sort((a, b) => a - b);
    expect(requests).toBe(sorted.length);
    expect(maxMs).toBe((sorted.at(-1) ?? 0) / 100);
    for (const [near, share] of [
      [p50Ms, 0.5],
      [p95Ms, 0.95],
      [p99Ms, 0.99],
    ] as const) {
      expect(Math.abs(near - nearest(sorted, share))).toBeLessThanOrEqual(nearest(sorted, share) * 0.01);
    }
  }
});

test("spans without requests are left out; a throttled request is none", () => {
  const { rows } = requestsOf([
    request(0, { endedAtMs: 1_500 }),
    request(1, { endedAtMs: 4_500, status: "throttled" }),
    request(2, { endedAtMs: 9_000 }),
  ]);
  const spans = percentilesOverTime({ rows, filter: EVERY_ROW, fromMs: 0, toMs: 9_000 }, 9);
  expect(spans.map(({ fromMs, requests }) => [fromMs, requests])).toEqual([
    [1_000, 1],
    [9_000, 1],
  ]);
});

test.each([
  [60_000, 60, 1_000],
  [61_000, 60, 2_000],
  [86_400_000, 60, 1_800_000],
  [0.5, 60, 1],
  [86_400_000 * 300, 60, 86_400_000 * 5],
])("of %d ms in at most %d spans, one is %d ms wide", (stretchMs, most, widthMs) => {
  expect(spanWidthMs(stretchMs, most)).toBe(widthMs);
});

test.each([
  [5, 5],
  [9, 2],
  [Number.NEGATIVE_INFINITY, 3],
  [0, Number.POSITIVE_INFINITY],
])("from %d to %d is no stretch to part", (fromMs, toMs) => {
  expect(percentilesOverTime({ rows: requestsOf([request(0)]).rows, filter: EVERY_ROW, fromMs, toMs }, 60)).toEqual([]);
});
