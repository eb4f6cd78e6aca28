import { describe, expect, test } from "vitest";
import { billInvocation } from "../../platform/billing.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import { RELATIVE_ERROR } from "../quantile-sketch.ts";
import { definitionKey, MOST_ROWS, type RowSource, segments } from "./history-rows.ts";
import { latencyMs } from "./latency-of.ts";
import { NO_SUMS, newRun, plus, recordRun } from "./run-history.ts";

const random = seededRandom(11);

function source(place: number): RowSource {
  const throttled = random() < 0.01;
  const coldStart = random() < 0.02;
  const durationMs = Math.round(100 * 10 ** (random() * 3 - 1)) / 100;
  const initMs = coldStart ? Math.round(100 * (100 + random() * 400)) / 100 : 0;
  const memoryMb = random() < 0.5 ? 128 : 1_024;
  const none = { billed: { requests: 0, billedMs: 0, billedMbMs: 0 }, split: { initUs: 0, runUs: 0, roundingUs: 0 } };
  const arrivedAtMs = 1_000 + place * 3;
  return {
    requestId: `00000000-0000-4000-8000-${place.toString(16).padStart(12, "0")}`,
    functionName: place % 3 === 0 ? "index" : "resize",
    version: place > 50_000 ? "2" : "1",
    memoryMb,
    status: throttled ? "throttled" : random() < 0.03 ? "error" : "ok",
    coldStart,
    reason: "Warm: reused.",
    because: "reused",
    arrivedAtMs,
    endedAtMs: arrivedAtMs + initMs + durationMs,
    queueMs: 0,
    provisionMs: 0,
    initMs: throttled ? 0 : initMs,
    durationMs: throttled ? 0 : durationMs,
    trigger: "http",
    ...(throttled ? none : billInvocation({ durationMs, initMs, memoryMb, billInit: true }, awsLambda)),
  };
}

describe("of 1,060,000 requests, more than are kept as rows", () => {
  const total = MOST_ROWS + 11_424;
  let run = newRun(1_000);
  const exact = new Map<string, { count: number; cold: number; billedMbMs: number; throttled: number }>();
  const latencies = new Float64Array(total);
  let served = 0;
  for (let from = 0; from < total; from += 5_000) {
    const batch = Array.from({ length: Math.min(5_000, total - from) }, (_, place) => source(from + place));
    for (const record of batch) {
      const sums = exact.get(definitionKey(record)) ?? { count: 0, cold: 0, billedMbMs: 0, throttled: 0 };
      sums.count += 1;
      sums.cold += record.coldStart ? 1 : 0;
      sums.billedMbMs += record.billed.billedMbMs;
      sums.throttled += record.status === "throttled" ? 1 : 0;
      exact.set(definitionKey(record), sums);
      if (record.status !== "throttled") {
        latencies[served] = latencyMs(record);
        served += 1;
      }
    }
    run = recordRun(run, { ended: batch, fleet: [], events: [] });
  }

  test("at least a million are there as rows", () => {
    expect(segments(run.rows).reduce((sum, { from, to }) => sum + to - from, 0)).toBeGreaterThanOrEqual(1_000_000);
  });

  test("totals are exact, of those that were let go too", () => {
    expect(run.byDefinition.size).toBe(exact.size);
    for (const [key, sums] of exact) {
      const totals = run.byDefinition.get(key);
      expect(totals && Object.values(totals.byStatus).reduce((a, b) => a + b)).toBe(sums.count);
      expect(totals).toMatchObject({ coldStarts: sums.cold });
      expect(totals?.byStatus.throttled).toBe(sums.throttled);
      expect(totals?.billed.billedMbMs).toBe(sums.billedMbMs);
    }
    const billed = run.billed.buckets.reduce((sum, bucket) => sum + bucket.sum.billedMbMs, 0);
    expect(billed).toBe([...exact.values()].reduce((sum, { billedMbMs }) => sum + billedMbMs, 0));
    const all = [...run.byDefinition.values()].reduce((sum, totals) => plus(sum, totals.billed), NO_SUMS);
    expect(all.initUs + all.runUs + all.roundingUs).toBe(all.billedMs * 1_000);
  });

  test("percentiles are within the stated error of the exact ones", () => {
    const sorted = latencies.subarray(0, served).sort();
    const cases = [
      [0.5, run.p50Ms],
      [0.95, run.p95Ms],
      [0.99, run.p99Ms],
    ] as const;
    for (const [share, found = Number.NaN] of cases) {
      const value = sorted[Math.max(0, Math.ceil(share * served) - 1)] ?? Number.NaN;
      expect(Math.abs(found - value) / value, `p${share * 100}`).toBeLessThanOrEqual(RELATIVE_ERROR + 1e-9);
    }
  });
});
