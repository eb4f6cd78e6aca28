import { describe, expect, test } from "vitest";
import type { RowSource } from "../history/history-rows.ts";
import { countLatencies, exactValuesMs, nearQuantileMs, rankOf } from "./latency-counts.ts";
import { BUCKET_ERROR } from "./log-buckets.ts";
import { EVERY_ROW, randomRequests, request, requestsOf, stepsOf } from "./random-requests.ts";
import { newestRows, type RowChoice } from "./row-choice.ts";

const whole = { filter: EVERY_ROW, fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
const { sources, rows } = randomRequests(20_000, 11);
/** Every third row, and a stretch that begins and ends within chunks. */
const third: RowChoice = {
  rows,
  filter: { ...EVERY_ROW, isAll: false, matches: (chunk, at) => (chunk.firstSeq + at) % 3 === 0 },
  fromMs: 20_000,
  toMs: 80_000.5,
};
const inThird = sources.filter(({ endedAtMs }, place) => place % 3 === 0 && endedAtMs >= 20_000 && endedAtMs <= 80_000.5);

describe.each<[string, RowChoice, readonly RowSource[]]>([
  ["all of a run", { rows, ...whole }, sources],
  ["a filter and a stretch", third, inThird],
])("%s", (_, choice, chosen) => {
  const ran = chosen.filter(({ status }) => status !== "throttled");
  const sorted = ran.map(stepsOf).sort((a, b) => a - b);
  const counts = countLatencies(choice);

  test("is counted", () => {
    expect(counts).toMatchObject({
      ran: ran.length,
      throttled: chosen.length - ran.length,
      coldStarts: ran.filter(({ coldStart }) => coldStart).length,
      failed: ran.filter(({ status }) => status !== "ok").length,
      minSteps: sorted[0],
      maxSteps: sorted.at(-1),
    });
  });

  const shares = [0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1];
  const exact = shares.map((share) => (sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? Number.NaN) / 100);

  test("has exact quantiles", () => {
    const ranks = shares.map((share) => rankOf(share, counts.ran));
    expect(exactValuesMs(choice, counts, ranks)).toEqual(exact);
  });

  test("has near quantiles within the stated error", () => {
    for (const [place, share] of shares.entries()) {
      const near = nearQuantileMs(counts.all, counts.ran, share);
      expect(Math.abs(near - (exact[place] ?? 0)), `share ${share}`).toBeLessThanOrEqual((exact[place] ?? 0) * BUCKET_ERROR + 1e-9);
    }
  });

  test("gives its newest rows, newest first", () => {
    expect(newestRows(choice, 50).map(({ endedAtMs }) => endedAtMs)).toEqual(
      chosen
        .slice(-50)
        .reverse()
        .map(({ endedAtMs }) => endedAtMs),
    );
  });
});

test("nothing that ran has no quantiles", () => {
  const choice = { ...requestsOf([request(0, { status: "throttled", durationMs: 0 })]), ...whole };
  const counts = countLatencies(choice);
  expect(counts).toMatchObject({ ran: 0, throttled: 1, minSteps: 0, maxSteps: 0 });
  expect(exactValuesMs(choice, counts, [1, 5])).toEqual([undefined, undefined]);
});

test("values of no time, of one step and of days are counted too", () => {
  const ms = [0, 0, 0.01, 1_339_999.99, 200_000_000];
  const choice = {
    ...requestsOf(
      ms.map((durationMs, place) =>
        request(place, { durationMs: Math.min(durationMs, 40_000_000), queueMs: durationMs > 40_000_000 ? 40_000_000 : 0 }),
      ),
    ),
    ...whole,
  };
  const counts = countLatencies(choice);
  const [first, third, fourth, last] = exactValuesMs(choice, counts, [1, 3, 4, 5]);
  expect([first, third, fourth]).toEqual([0, 0.01, 1_339_999.99]);
  // Beyond 20 minutes the middle of a bucket stands for it.
  expect(Math.abs((last ?? 0) / 80_000_000 - 1)).toBeLessThan(0.01);
});
