import { expect, test } from "vitest";
import { NO_SUMS } from "../../metrics/history/run-history.ts";
import { billedSummary, costSummary } from "./summaries.ts";

test("billed time", () => {
  const sum = { ...NO_SUMS, requests: 2, billedMs: 100, initUs: 50_000, runUs: 40_000, roundingUs: 10_000 };
  expect(billedSummary([])).toBe("Nothing has been billed.");
  expect(billedSummary([{ fromMs: 0, toMs: 1_000, sum }])).toBe(
    "Of 100 ms billed, 50.0 % is init, 40.0 % is run and 10.0 % is rounding up.",
  );
});

test("cost", () => {
  const last = { atMs: 60_000, functionsUsd: 0.000_713, serverUsd: 0.000_42 };
  expect(costSummary([last])).toBe("The functions cost $0.000713 so far; the server, which also costs while idle, $0.00042.");
  expect(costSummary([{ atMs: 0, functionsUsd: 0, serverUsd: 0.000_1 }, last])).toMatch(/The functions have cost more since 00:00:1\d\.$/);
  expect(costSummary([{ atMs: 0, functionsUsd: 0, serverUsd: undefined }])).toBe("The functions cost $0 so far.");
});
