import { expect, test } from "vitest";
import { NO_SUMS } from "../../metrics/history/run-history.ts";
import { billedSummary, breakEvenSummary, costSummary, keepWarmSummary } from "./summaries.ts";

test("billed time", () => {
  const sum = { ...NO_SUMS, requests: 2, billedMs: 100, initUs: 50_000, runUs: 40_000, roundingUs: 10_000 };
  expect(billedSummary([])).toBe("Nothing has been billed.");
  expect(billedSummary([{ fromMs: 0, toMs: 1_000, sum }])).toBe(
    "Of 100 ms billed, 50.0 % is init, 40.0 % is run and 10.0 % is rounding up. Each bar is 1.00 s; those without requests are left out.",
  );
});

test("cost", () => {
  const last = { atMs: 60_000, functionsUsd: 0.000_713, serverUsd: 0.000_42 };
  expect(costSummary([last])).toBe("The functions cost $0.000713 so far; the server, which also costs while idle, $0.00042.");
  expect(costSummary([{ atMs: 0, functionsUsd: 0, serverUsd: 0.000_1 }, last])).toMatch(/The functions have cost more since 00:00:1\d\.$/);
  expect(costSummary([{ atMs: 0, functionsUsd: 0, serverUsd: undefined }])).toBe("The functions cost $0 so far.");
});

test("break-even", () => {
  const formula = { serverUsdPerMonth: 12.26, freeUsd: 0, usdPerRequest: 1, balancerUsdPerRequest: 0 };
  const even = { requestsPerMonth: 9_723_600, requestsPerSecond: 3.7, usdPerMonth: 12.26, formula };
  const figures = { even, herePerSecond: 1.8, hereUsd: 5.96, serverUsd: 12.26, server: "t4g.small" };
  expect(breakEvenSummary(undefined)).toContain("Nothing is billed yet");
  expect(breakEvenSummary(figures)).toBe(
    "Requests like these cost as much as t4g.small at 3.7 a second. This traffic is at 1.8 a second: $5.96 a month, the server $12.26.",
  );
  expect(breakEvenSummary({ ...figures, even: undefined })).toContain("Functions stay below t4g.small at any rate");
  expect(breakEvenSummary({ ...figures, even: { ...even, requestsPerMonth: 0 } })).toContain(
    "Functions cost more than t4g.small at any rate",
  );
});

test("keeping warm", () => {
  const cost = {
    functionName: "hello",
    version: "1",
    memoryMb: 128,
    pingMs: 2,
    measuredOf: 5,
    pingsPerMonth: 10_950,
    pingUsd: 0.0022,
    heldUsd: 1.37,
  };
  const plan = { everyMinutes: 4, containers: 1 };
  expect(keepWarmSummary([], plan)).toContain("No function has run yet");
  expect(keepWarmSummary([cost], plan)).toBe(
    "Pinged every 4 min, one container of hello costs $0.0022 a month (10,950 pings); kept ready instead (provisioned): $1.37.",
  );
  expect(keepWarmSummary([cost, { ...cost, functionName: "dear", pingUsd: 1, heldUsd: undefined }], { ...plan, containers: 3 })).toBe(
    "Pinged every 4 min, 3 containers of dear cost $1.00 a month (10,950 pings). All 2 functions: $1.00.",
  );
});
