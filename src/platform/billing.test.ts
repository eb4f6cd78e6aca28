import { describe, expect, test } from "vitest";
import { alwaysOnCostUsd, billInvocation, costUsd, gbSeconds } from "./billing.ts";
import { awsLambda } from "./profiles/aws-lambda.ts";

const quantities = (requests: number, billedMbMs: number) => ({ requests, billedMs: 0, billedMbMs });
const NANO = 1e-9;

describe("billed duration", () => {
  // REPORT lines as AWS's pages and public logs show them: facts.md, 0 and 4.2.
  test.each([
    { durationMs: 3.1, initMs: 542.01, now: 546, before: 4 },
    { durationMs: 1655.1, initMs: 322.04, now: 1978, before: 1656 },
    { durationMs: 3016.78, initMs: 84, now: 3101, before: 3017 },
    { durationMs: 3004.92, initMs: 111.23, now: 3117, before: 3005 },
    { durationMs: 133.61, initMs: 80, now: 214, before: 134 },
    { durationMs: 1028.49, initMs: 615.62, now: 1645, before: 1029 },
  ])("$durationMs ms after an init of $initMs ms: $now ms now, $before ms before August 2025", ({ durationMs, initMs, now, before }) => {
    expect(billInvocation({ durationMs, initMs, memoryMb: 128, billInit: true }, awsLambda).billed.billedMs).toBe(now);
    expect(billInvocation({ durationMs, initMs, memoryMb: 128, billInit: false }, awsLambda).billed.billedMs).toBe(before);
  });

  test.each([
    { durationMs: 0, billedMs: 1, runUs: 0, roundingUs: 1_000 },
    { durationMs: 0.01, billedMs: 1, runUs: 10, roundingUs: 990 },
    { durationMs: 1, billedMs: 1, runUs: 1_000, roundingUs: 0 },
    { durationMs: 1.001, billedMs: 2, runUs: 1_001, roundingUs: 999 },
    { durationMs: 0.1 + 0.2 + 0.7, billedMs: 1, runUs: 1_000, roundingUs: 0 },
    { durationMs: 2.0000000000000004, billedMs: 2, runUs: 2_000, roundingUs: 0 },
    { durationMs: 899_999.999, billedMs: 900_000, runUs: 899_999_999, roundingUs: 1 },
  ])("$durationMs ms are $billedMs ms: $runUs µs run and $roundingUs µs rounding", ({ durationMs, billedMs, runUs, roundingUs }) => {
    expect(billInvocation({ durationMs, initMs: 0, memoryMb: 256, billInit: true }, awsLambda)).toEqual({
      billed: { requests: 1, billedMs, billedMbMs: billedMs * 256 },
      split: { initUs: 0, runUs, roundingUs },
    });
  });

  test("init, run and rounding add up to what is billed, whatever was measured", () => {
    for (let step = 0; step < 2_000; step += 1) {
      const { billed, split } = billInvocation(
        { durationMs: (step * 7.3913) % 97, initMs: step % 3 === 0 ? (step * 1.7717) % 311 : 0, memoryMb: 128, billInit: step % 2 === 0 },
        awsLambda,
      );
      expect(split.initUs + split.runUs + split.roundingUs).toBe(billed.billedMs * 1_000);
      expect(split.roundingUs).toBeGreaterThanOrEqual(0);
      expect(split.roundingUs).toBeLessThanOrEqual(1_000);
    }
  });
});

describe("cost", () => {
  test("a millisecond of 128 MB costs 2 nano-dollars, and a million of them 2 thousandths of a dollar", () => {
    const one = costUsd(quantities(0, 128), awsLambda);
    expect(one / NANO).toBeCloseTo(2.083, 3);
    expect(costUsd(quantities(0, 128 * 1_000_000), awsLambda)).toBeCloseTo(one * 1_000_000, 12);
    expect(gbSeconds(128)).toBe(0.000125);
  });

  test("integer sums stay exact where sums of money would not", () => {
    const each = billInvocation({ durationMs: 0.4, initMs: 0, memoryMb: 128, billInit: true }, awsLambda).billed;
    let sum = 0;
    for (let n = 0; n < 1_000_000; n += 1) sum += each.billedMbMs;
    expect(sum).toBe(128_000_000);
    // A month of 1,000 containers of 10,240 MB, busy all the time, is still far from where integers end.
    expect(Number.isSafeInteger(10_240 * 1_000 * 2_678_400_000)).toBe(false);
    expect(Number.isSafeInteger(10_240 * 300 * 2_678_400_000)).toBe(true);
  });

  test("3 million requests of 120 ms at 1,536 MB, less what is free, cost $2.7333", () => {
    const month = quantities(3_000_000, 3_000_000 * 120 * 1_536);
    expect(costUsd(month, awsLambda, { freeTier: true })).toBeCloseTo(2.7333, 4);
    expect(costUsd(month, awsLambda)).toBeCloseTo(0.6 + 540_000 * 0.0000166667, 9);
  });

  test("what is free is free, to the last GB-second and request, and never pays back", () => {
    const free = { freeTier: true };
    expect(costUsd(quantities(1_000_000, 400_000 * 1_024_000), awsLambda, free)).toBe(0);
    expect(costUsd(quantities(1_000_001, 400_000 * 1_024_000), awsLambda, free) / NANO).toBeCloseTo(200, 6);
    expect(costUsd(quantities(1_000_000, 400_001 * 1_024_000), awsLambda, free)).toBeCloseTo(0.0000166667, 12);
    expect(costUsd(quantities(5, 5), awsLambda, free)).toBe(0);
  });

  test.each([
    { gbSecondsUsed: 6e9, usd: 6e9 * 0.0000166667 },
    { gbSecondsUsed: 7e9, usd: 6e9 * 0.0000166667 + 1e9 * 0.000015 },
    { gbSecondsUsed: 15e9, usd: 6e9 * 0.0000166667 + 9e9 * 0.000015 },
    { gbSecondsUsed: 20e9, usd: 6e9 * 0.0000166667 + 9e9 * 0.000015 + 5e9 * 0.0000133334 },
  ])("$gbSecondsUsed GB-seconds are priced tier by tier", ({ gbSecondsUsed, usd }) => {
    expect(costUsd(quantities(0, gbSecondsUsed * 1_024_000), awsLambda)).toBeCloseTo(usd, 5);
  });

  test("an always-on server costs the same, idle or not", () => {
    const nano = awsLambda.servers.find(({ id }) => id === "t4g.nano");
    if (!nano) throw new Error("The profile has lost its smallest server.");
    expect(alwaysOnCostUsd(nano, 730 * 3_600_000)).toBeCloseTo(3.07, 2);
    expect(alwaysOnCostUsd(nano, 0)).toBe(0);
  });
});

test("every number of the profile says where it was read and when", () => {
  const { prices, servers, runtimeFootprintMb, coldInitQuantilesMs, provisioningQuantilesMs } = awsLambda;
  const sourced = [...Object.values(prices), ...servers.map(({ usdPerHour }) => usdPerHour)];
  for (const { source, asOf } of [...sourced, runtimeFootprintMb, coldInitQuantilesMs, provisioningQuantilesMs]) {
    expect(source).toMatch(/https:\/\//);
    expect(asOf).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
  }
});
