import { describe, expect, test } from "vitest";
import type { RowSource } from "../history/history-rows.ts";
import { type CloudGrid, COLD_POINT, cloudOf, FAILED_POINT, shareOfAxis, THROTTLED_POINT, WARM_POINT } from "./cloud.ts";
import { EVERY_ROW, randomRequests, request, requestsOf, stepsOf } from "./random-requests.ts";

const kindOf = ({ status, coldStart }: RowSource) =>
  status === "throttled" ? THROTTLED_POINT : status !== "ok" ? FAILED_POINT : coldStart ? COLD_POINT : WARM_POINT;
const kinds = [WARM_POINT, COLD_POINT, FAILED_POINT, THROTTLED_POINT];

describe.each<CloudGrid["scale"]>(["log", "linear"])("on a %s axis", (scale) => {
  const grid: CloudGrid = { columns: 40, lines: 20, scale, lowMs: 0.01, highMs: 2_000 };
  const { sources, rows } = randomRequests(20_000, 2);
  const [fromMs, toMs] = [10_000, 90_000];
  const cloud = cloudOf({ rows, filter: EVERY_ROW, fromMs, toMs }, grid);
  const points = Array.from({ length: cloud.points }, (_, place) => ({
    source: sources[cloud.seqs[place] ?? -1] as RowSource,
    endedAtMs: cloud.endedAtMs[place] ?? 0,
    latencyMs: cloud.latencyMs[place] ?? 0,
    kind: cloud.kinds[place] ?? 0,
    cold: cloud.cold[place] ?? 0,
    held: cloud.held[place] ?? 0,
  }));
  const columnOf = (endedAtMs: number) => Math.min(39, Math.floor(((endedAtMs - fromMs) * 40) / (toMs - fromMs)));
  const within = sources.filter(({ endedAtMs }) => endedAtMs >= fromMs && endedAtMs <= toMs);

  test("a point is a request, said truly, in order of time, none twice, fewer than cells", () => {
    for (const { source, endedAtMs, latencyMs, kind, cold } of points) {
      expect([endedAtMs, kind, cold]).toEqual([source.endedAtMs, kindOf(source), source.coldStart ? 1 : 0]);
      expect(latencyMs).toBe(kind === THROTTLED_POINT ? 0 : stepsOf(source) / 100);
    }
    expect(new Set(cloud.seqs).size).toBe(cloud.points);
    expect([...cloud.endedAtMs]).toEqual([...cloud.endedAtMs].sort((a, b) => a - b));
    expect(cloud.points).toBeLessThan(Math.min(within.length, 40 * (20 * 3 + 4)));
    expect(cloud.requests).toBe(within.length);
  });

  test.each(kinds)("the slowest and the fastest of kind %d are kept in each column", (kind) => {
    for (let column = 0; column < 40; column += 1) {
      const asked = within
        .filter((source) => kindOf(source) === kind && columnOf(source.endedAtMs) === column)
        .map((source) => stepsOf(source) / 100);
      const kept = points.filter((point) => point.kind === kind && columnOf(point.endedAtMs) === column).map(({ latencyMs }) => latencyMs);
      expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...asked), Math.max(...asked)]);
    }
  });

  test("what is not drawn is counted by what is", () => {
    const counted = points.reduce((sum, { held }) => sum + held, 0);
    expect(counted).toBeGreaterThanOrEqual(within.length);
    expect(counted).toBeLessThanOrEqual(within.length + 40 * 3);
  });
});

test("a single slow request among a hundred thousand is drawn", () => {
  const { rows } = requestsOf(
    Array.from({ length: 100_000 }, (_, place) => request(place, { endedAtMs: 1_000 + place, durationMs: place === 61_803 ? 900 : 2 })),
  );
  const cloud = cloudOf(
    { rows, filter: EVERY_ROW, fromMs: 1_000, toMs: 101_000 },
    { columns: 10, lines: 10, scale: "log", lowMs: 1, highMs: 1_000 },
  );
  expect([...cloud.latencyMs].filter((ms) => ms === 900)).toHaveLength(1);
  expect(cloud.points).toBeLessThanOrEqual(21);
});

test("few requests are all drawn; nothing draws nothing", () => {
  const grid: CloudGrid = { columns: 100, lines: 50, scale: "log", lowMs: 1, highMs: 1_000 };
  const { rows } = requestsOf([
    request(0, { durationMs: 5 }),
    request(1, { durationMs: 50, initMs: 100 }),
    request(2, { status: "throttled", durationMs: 0 }),
  ]);
  expect(cloudOf({ rows, filter: EVERY_ROW, fromMs: 0, toMs: 2_000 }, grid).points).toBe(3);
  expect(cloudOf({ rows, filter: EVERY_ROW, fromMs: 5_000, toMs: 6_000 }, grid).points).toBe(0);
});

test.each([
  ["log", 1, 0],
  ["log", 10, 1 / 3],
  ["log", 1_000, 1],
  ["log", 0, 0],
  ["log", 9_999, 1],
  ["linear", 500.5, 0.5],
  ["linear", -3, 0],
] as const)("on a %s axis from 1 ms to 1 s, %d ms stands at %d", (scale, ms, share) => {
  expect(shareOfAxis(ms, { scale, lowMs: 1, highMs: 1_000 })).toBeCloseTo(share, 9);
});
