import { expect, test } from "vitest";
import { billedSummary, costSummary } from "./summaries.ts";

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
