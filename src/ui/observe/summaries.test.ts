import { expect, test } from "vitest";
import type { Vitals } from "../../store/selectors.ts";
import { billedSummary, costSummary, distributionSummary, latencySummary, NO_REQUESTS } from "./summaries.ts";

const vitals = (change: Partial<Vitals>): Vitals => ({
  requests: 0,
  errors: 0,
  throttles: 0,
  coldShare: undefined,
  p50Ms: undefined,
  p95Ms: undefined,
  p99Ms: undefined,
  billedMs: 0,
  billedMbMs: 0,
  costUsd: 0,
  serverUsd: undefined,
  elapsedMs: 0,
  ...change,
});

test("latency", () => {
  expect(latencySummary(vitals({ requests: 2, throttles: 2 }))).toBe(NO_REQUESTS);
  expect(latencySummary(vitals({ requests: 163, p50Ms: 93, p99Ms: 3_250, coldShare: 0.08 }))).toBe(
    "Half of the requests took 93 ms or less; one in a hundred took 3.25 s or more. 8.0 % were cold.",
  );
  expect(latencySummary(vitals({ requests: 1, p50Ms: 2, p99Ms: 2, coldShare: 0 }))).toContain("None was cold.");
});

test("distribution", () => {
  const bins = [
    { fromMs: 1, toMs: 2, cold: 0, warm: 9 },
    { fromMs: 2, toMs: 4, cold: 0, warm: 3 },
    { fromMs: 100, toMs: 200, cold: 2, warm: 0 },
  ];
  expect(distributionSummary(bins)).toBe("Warm requests took 1 ms to 2 ms most often; cold ones 100 ms to 200 ms.");
  expect(distributionSummary(bins.slice(2))).toBe("Cold requests took 100 ms to 200 ms most often.");
});

test("billed time", () => {
  expect(billedSummary([])).toBe("Nothing has been billed.");
  expect(billedSummary([{ fromMs: 0, toMs: 1_000, requests: 2, initMs: 50, runMs: 40, roundingMs: 10 }])).toBe(
    "Of 100 ms billed, 50.0 % is init, 40.0 % is run and 10.0 % is rounding up to whole milliseconds.",
  );
});

test("cost", () => {
  expect(costSummary({ atMs: 0, functionsUsd: 0.000_713, serverUsd: 0.000_42 })).toBe(
    "The functions cost $0.000713 so far; the server, which also costs while idle, $0.00042.",
  );
  expect(costSummary({ atMs: 0, functionsUsd: 0, serverUsd: undefined })).toBe("The functions cost $0 so far.");
});
