import { describe, expect, test } from "vitest";
import type { LatencyCounts } from "../../../metrics/latency/latency-counts.ts";
import { cumulativeSummary, distributionSummary, latencySummary, NO_REQUESTS, NONE_CHOSEN, overTimeSummary } from "./latency-words.ts";
import type { LatencyFigures } from "./use-latency.ts";

const figures = (counts: Partial<LatencyCounts>, p50Ms?: number, p99Ms?: number): LatencyFigures => ({
  counts: {
    ran: 0,
    coldStarts: 0,
    failed: 0,
    throttled: 0,
    minSteps: 0,
    maxSteps: 0,
    all: new Uint32Array(),
    cold: new Uint32Array(),
    ...counts,
  },
  p50Ms,
  p95Ms: p99Ms,
  p99Ms,
});

describe("latency", () => {
  test.each<[string, LatencyFigures, number, string]>([
    ["an empty run", figures({}), 0, NO_REQUESTS],
    ["none that passes", figures({}), 12, NONE_CHOSEN],
    ["throttled ones only", figures({ throttled: 3 }), 3, "Every request was throttled: none ran, so none has a latency."],
    [
      "cold among warm",
      figures({ ran: 1_000, coldStarts: 80 }, 93, 3_250),
      1_000,
      "Half of the requests took 93 ms or less; one in a hundred took 3.25 s or more. 8.0 % were cold.",
    ],
    [
      "none cold, one throttled",
      figures({ ran: 200, throttled: 1 }, 2, 2),
      201,
      "Half of the requests took 2 ms or less; one in a hundred took 2 ms or more. None was cold. 1 more was throttled.",
    ],
  ])("%s", (_, given, kept, words) => {
    expect(latencySummary(given, kept)).toBe(words);
  });
});

test("distribution", () => {
  const bins = [
    { fromMs: 1, toMs: 2, cold: 0, warm: 9 },
    { fromMs: 2, toMs: 4, cold: 0, warm: 3 },
    { fromMs: 100, toMs: 200, cold: 2, warm: 0 },
  ];
  expect(distributionSummary(bins)).toBe("Warm requests took 1 ms to 2 ms most often; cold ones 100 ms to 200 ms.");
  expect(distributionSummary(bins.slice(2))).toBe("Cold requests took 100 ms to 200 ms most often.");
  expect(distributionSummary([])).toBe("Nothing ran, so nothing is spread.");
});

test("percentiles over time", () => {
  const span = (fromMs: number, p95Ms: number) => ({
    fromMs,
    toMs: fromMs + 1_000,
    requests: 5,
    p50Ms: 1,
    p95Ms,
    p99Ms: p95Ms,
    maxMs: p95Ms,
  });
  expect(overTimeSummary([span(0, 40), span(1_000, 900), span(2_000, 12)])).toBe(
    "p95 is highest at 00:00:01, 900 ms, and lowest at 00:00:02, 12 ms.",
  );
  expect(overTimeSummary([span(0, 40)])).toBe("p95 stays at 40 ms.");
  expect(overTimeSummary([])).toBe("Nothing ran, so there is nothing to follow over time.");
});

test("cumulative", () => {
  const curve = [
    { ms: 1, requests: 0, share: 0 },
    { ms: 50, requests: 30, share: 0.75 },
    { ms: 200, requests: 40, share: 1 },
  ];
  expect(cumulativeSummary(figures({ ran: 40 }, 20, 180), curve, 100)).toBe(
    "95 of 100 requests took 180 ms or less. 75.0 % answered within 100 ms.",
  );
  expect(cumulativeSummary(figures({}), [], 100)).toBe("Nothing ran, so there is no curve.");
});
