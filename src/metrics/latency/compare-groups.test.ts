import { describe, expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import { compareMedians, compareTails, type GroupFigures, groupFigures } from "./compare-groups.ts";
import { EVERY_ROW, randomRequests, request, requestsOf, stepsOf } from "./random-requests.ts";

const figuresOf = (durations: readonly number[]): GroupFigures =>
  groupFigures(
    {
      rows: requestsOf(durations.map((durationMs, place) => request(place, { durationMs }))).rows,
      filter: EVERY_ROW,
      fromMs: Number.NEGATIVE_INFINITY,
      toMs: Number.POSITIVE_INFINITY,
    },
    200,
  );
const drawn = (count: number, seed: number, middleMs: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => middleMs * (0.5 + random()));
};

test("a group's figures are exact", () => {
  const { sources, rows } = randomRequests(5_000, 9);
  const figures = groupFigures({ rows, filter: EVERY_ROW, fromMs: 0, toMs: Number.POSITIVE_INFINITY }, 200);
  const sorted = sources
    .filter(({ status }) => status !== "throttled")
    .map(stepsOf)
    .sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.ceil(share * sorted.length - 1e-9) - 1] ?? 0) / 100;
  expect(figures).toMatchObject({ requests: sorted.length, throttled: 5_000 - sorted.length, maxMs: (sorted.at(-1) ?? 0) / 100 });
  expect([figures.quantiles?.p50.ms, figures.quantiles?.p95.ms, figures.quantiles?.p99.ms]).toEqual([at(0.5), at(0.95), at(0.99)]);
});

test("an interval of the median holds the true one 19 times of 20", () => {
  let holds = 0;
  for (let seed = 0; seed < 400; seed += 1) {
    const { p50 } = figuresOf(drawn(60, seed, 100)).quantiles ?? {};
    if (p50 && p50.fromMs <= 100 && p50.toMs >= 100) holds += 1;
  }
  expect(holds / 400).toBeGreaterThan(0.92);
  expect(holds / 400).toBeLessThan(1);
});

describe("two medians", () => {
  test.each<[string, readonly number[], readonly number[], object]>([
    ["nothing in either", [], [], { kind: "none", empty: "both" }],
    ["nothing in one", drawn(50, 1, 10), [], { kind: "none", empty: "b" }],
    ["nineteen are too few", drawn(500, 1, 10), drawn(19, 2, 900), { kind: "few", requests: 19, in: "b" }],
    ["twenty that are far away are enough", drawn(20, 1, 10), drawn(20, 2, 900), { kind: "clear", faster: "a" }],
    ["a small difference among few may be chance", drawn(25, 1, 100), drawn(25, 2, 104), { kind: "chance" }],
    ["the same difference among many is clear", drawn(20_000, 1, 104), drawn(20_000, 2, 100), { kind: "clear", faster: "b" }],
    ["all alike", Array(30).fill(5), Array(30).fill(5), { kind: "same", differenceMs: 0, ratio: 1 }],
    ["no time at all", Array(30).fill(0), Array(30).fill(7), { kind: "clear", faster: "a", differenceMs: 7 }],
  ])("%s", (_, a, b, expected) => {
    expect(compareMedians(figuresOf(a), figuresOf(b))).toMatchObject(expected);
  });

  test("difference and ratio are those of the medians", () => {
    expect(compareMedians(figuresOf(Array(40).fill(30)), figuresOf(Array(40).fill(20)))).toEqual({
      kind: "clear",
      faster: "b",
      differenceMs: 10,
      ratio: 1.5,
    });
  });

  test("no ratio to no time", () => {
    expect(compareMedians(figuresOf(Array(30).fill(0)), figuresOf(Array(30).fill(7)))).not.toHaveProperty("ratio");
  });
});

test("tails are compared from 100 requests on", () => {
  const slowTail = [...drawn(985, 1, 10), ...Array(15).fill(5_000)];
  expect(compareTails(figuresOf(drawn(99, 1, 10)), figuresOf(slowTail))).toBeUndefined();
  expect(compareTails(figuresOf(drawn(1_000, 3, 10)), figuresOf(slowTail))).toMatchObject({ faster: "a" });
});
