import { describe, expect, test } from "vitest";
import { costUsd, NOTHING_BILLED } from "../../platform/billing.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { NO_SUMS } from "../history/run-history.ts";
import { crossingsOf, type RunningTotalOptions, runningTotal } from "./running-total.ts";

const span = (fromMs: number, toMs: number, requests: number) => ({
  fromMs,
  toMs,
  sum: { ...NO_SUMS, requests, billedMs: requests * 100, billedMbMs: requests * 12_800, runUs: requests * 100_000 },
});
const options = (change: Partial<RunningTotalOptions> = {}): RunningTotalOptions => ({
  startedAtMs: 1_000,
  fromMs: 1_000,
  toMs: 121_000,
  profile: awsLambda,
  server: undefined,
  freeTier: false,
  heldMbMsAt: () => 0,
  ...change,
});
const server = { server: awsLambda.servers[0] ?? expect.fail("no server"), balanced: false, usdPerHour: 3.6, usdPerRequest: 0 };

describe("the running total", () => {
  test("runs level through a silence, never falls, and ends at what all of it costs", () => {
    const spans = [span(1_000, 2_000, 2), span(61_000, 62_000, 1)];
    const points = runningTotal({ before: NOTHING_BILLED, spans }, options({ server }));
    expect(points.map(({ atMs }) => atMs)).toEqual([1_000, 2_000, 61_000, 62_000, 121_000]);
    const usd = points.map(({ functionsUsd }) => functionsUsd);
    expect(usd[0]).toBe(0);
    expect(usd[2]).toBe(usd[1]);
    expect(usd).toEqual(usd.toSorted((a, b) => a - b));
    expect(usd.at(-1)).toBeCloseTo(costUsd({ requests: 3, billedMs: 300, billedMbMs: 38_400 }, awsLambda), 15);
    expect(points.map(({ serverUsd }) => Number(serverUsd?.toFixed(6)))).toEqual([0, 0.001, 0.06, 0.061, 0.12]);
  });

  test("begins a stretch with what was before it; the server with the whole run", () => {
    const before = { requests: 9, billedMs: 900, billedMbMs: 115_200 };
    const [first] = runningTotal({ before, spans: [] }, options({ server, fromMs: 61_000 }));
    expect(first).toEqual({ atMs: 61_000, functionsUsd: costUsd(before, awsLambda), serverUsd: 0.06 });
  });

  test("does not run ahead of its end", () => {
    expect(
      runningTotal({ before: NOTHING_BILLED, spans: [span(1_000, 2_000, 1)] }, options({ toMs: 1_200 })).map(({ atMs }) => atMs),
    ).toEqual([1_000, 1_200]);
  });

  test("the free tier, a balancer's units, and what is kept ready", () => {
    const spans = [span(1_000, 2_000, 1_000)];
    const free = runningTotal({ before: NOTHING_BILLED, spans }, options({ freeTier: true }));
    expect(free.at(-1)?.functionsUsd).toBe(0);
    const balanced = runningTotal(
      { before: NOTHING_BILLED, spans },
      options({ server: { ...server, usdPerHour: 0, usdPerRequest: 0.001 } }),
    );
    expect(balanced.map(({ serverUsd }) => serverUsd)).toEqual([0, 1, 1]);
    const held = runningTotal({ before: NOTHING_BILLED, spans: [] }, options({ heldMbMsAt: (atMs) => (atMs - 1_000) * 1_024 }));
    expect(held.at(-1)?.functionsUsd).toBeCloseTo(120 * 0.0000041667, 12);
  });
});

describe("crossings", () => {
  const at = (atMs: number, functionsUsd: number, serverUsd: number) => ({ atMs, functionsUsd, serverUsd });
  test("where one begins to have cost more", () => {
    const points = [at(0, 0, 0), at(10, 0, 2), at(20, 6, 4), at(30, 6, 8)];
    expect(crossingsOf(points)).toEqual([
      { atMs: 15, usd: 3, dearer: "functions" },
      { atMs: 25, usd: 6, dearer: "server" },
    ]);
  });
  test.each([
    { why: "they touch and part again", points: [at(0, 0, 1), at(1, 2, 2), at(2, 2, 3)], count: 0 },
    { why: "they meet at a point and cross there", points: [at(0, 0, 1), at(1, 2, 2), at(2, 4, 3)], count: 1 },
    {
      why: "there is no server",
      points: [
        { atMs: 0, functionsUsd: 0, serverUsd: undefined },
        { atMs: 1, functionsUsd: 1, serverUsd: undefined },
      ],
      count: 0,
    },
    { why: "nothing is drawn", points: [], count: 0 },
  ])("$count where $why", ({ points, count }) => {
    expect(crossingsOf(points)).toHaveLength(count);
  });
});
