import { describe, expect, test } from "vitest";
import { billedQuantities, billInvocation, costUsd, gbSeconds, vcpusOf } from "../billing.ts";
import type { BilledQuantities } from "../invocation.ts";
import { awsLambda } from "./aws-lambda.ts";
import { azureFunctions } from "./azure-functions.ts";
import { cloudflareWorkers } from "./cloudflare-workers.ts";
import { googleCloud } from "./google-cloud.ts";
import { PROFILES } from "./profiles.ts";
import type { ProviderProfile } from "./provider-profile.ts";

/** A month of requests that are all alike. */
function times(requests: number, { billedMs, billedMbMs, cpuUs }: BilledQuantities): BilledQuantities {
  return {
    requests,
    billedMs: requests * billedMs,
    billedMbMs: requests * billedMbMs,
    ...(cpuUs === undefined ? {} : { cpuUs: requests * cpuUs }),
  };
}

const run = (durationMs: number, memoryMb: number, profile: ProviderProfile, initMs = 0) =>
  billInvocation({ durationMs, initMs, memoryMb, billInit: true }, profile);

describe("golden vectors", () => {
  test.each<[string, ProviderProfile, number, number, number, number]>([
    ["Lambda: 3 M x 120 ms x 1,536 MB", awsLambda, 3_000_000, 120, 1_536, 2.7333],
    ["Azure Consumption: 3 M x 1 s x 512 MB", azureFunctions, 3_000_000, 1_000, 512, 18],
    ["Workers: 15 M x 7 ms", cloudflareWorkers, 15_000_000, 7, 128, 8],
    ["Workers: 100 M x 7 ms", cloudflareWorkers, 100_000_000, 7, 128, 45.4],
    ["Workers: 720 x 180 s", cloudflareWorkers, 720, 180_000, 128, 6.99],
  ])("%s, free tier on", (_, profile, requests, durationMs, memoryMb, usd) => {
    const month = times(requests, run(durationMs, memoryMb, profile).billed);
    expect(costUsd(month, profile, { freeTier: true })).toBeCloseTo(usd, usd === 2.7333 ? 4 : 2);
  });

  test("one 20-ms run on Azure at 160 MB is 0.025 GB-s", () => {
    expect(gbSeconds(run(20, 160, azureFunctions).billed.billedMbMs)).toBe(0.025);
  });
});

test("a rule is data: Azure's Flex plan bills a 20-ms run of 2,048 MB as 2 GB-s", () => {
  const billing = { ...azureFunctions.billing, value: { time: "wall", stepMs: 100, leastMs: 1_000, init: "never" } } as const;
  expect(gbSeconds(run(20, 2_048, { ...azureFunctions, billing }).billed.billedMbMs)).toBe(2);
});

describe("what is billed", () => {
  test.each([
    [0, 100],
    [99.9, 100],
    [100.01, 101],
    [1_234, 1_234],
  ])("Azure: %d ms are %d, never less than 100", (durationMs, billedMs) => {
    expect(run(durationMs, 128, azureFunctions, 5_000).billed.billedMs).toBe(billedMs);
  });

  test.each([
    [1, 128],
    [128, 128],
    [129, 256],
    [1_536, 1_536],
    [4_000, 1_536],
  ])("Azure: %d MB are billed as %d", (memoryMb, billedMb) => {
    expect(billedQuantities(1, memoryMb, azureFunctions).billedMbMs).toBe(billedMb);
  });

  test("Cloud Run: up to the next 100 ms, the start of the container included, processors by themselves", () => {
    const { billed, split } = run(120, 256, googleCloud, 665);
    expect(billed).toEqual({ requests: 1, billedMs: 800, billedMbMs: 204_800, cpuUs: 133_600 });
    expect(split).toEqual({ initUs: 665_000, runUs: 120_000, roundingUs: 15_000 });
    expect(costUsd(billed, googleCloud)).toBeCloseTo(0.0000004 + 0.2 * 0.0000025 + 0.1336 * 0.000024, 15);
  });

  test("Workers: the processor's time alone", () => {
    const { billed, split } = billInvocation(
      { durationMs: 500, initMs: 5, memoryMb: 128, billInit: true, cpuBoundShare: 0.01 },
      cloudflareWorkers,
    );
    expect(billed).toMatchObject({ billedMs: 5, cpuUs: 5_000 });
    expect(split).toEqual({ initUs: 0, runUs: 5_000, roundingUs: 0 });
    expect(costUsd(billed, cloudflareWorkers)).toBeCloseTo(0.0000003 + 0.005 * 0.00002, 15);
  });

  test.each(Object.values(PROFILES))("$label: init, run and rounding are what is billed, in whole numbers", (profile) => {
    for (let step = 1; step < 500; step += 1) {
      const { billed, split } = billInvocation(
        {
          durationMs: (step * 7.3913) % 977,
          initMs: (step * 1.7717) % 311,
          memoryMb: 128 + step * 3,
          billInit: step % 2 === 0,
          cpuBoundShare: (step % 11) / 10,
        },
        profile,
      );
      expect(split.initUs + split.runUs + split.roundingUs).toBe(billed.billedMs * 1_000);
      expect(split.roundingUs).toBeGreaterThanOrEqual(0);
      for (const quantity of [...Object.values(billed), ...Object.values(split)]) expect(Number.isSafeInteger(quantity)).toBe(true);
    }
  });
});

test.each<[ProviderProfile, number, number]>([
  [awsLambda, 1_769, 1],
  [awsLambda, 128, 0.0724],
  [googleCloud, 512, 0.333],
  [googleCloud, 1_536, 0.7915],
  [googleCloud, 64, 0.083],
  [azureFunctions, 512, 1],
  [cloudflareWorkers, 128, 1],
])("$label: %d MB come with %d vCPU", ({ cpuByMemory }, memoryMb, vcpus) => {
  expect(vcpusOf(memoryMb, cpuByMemory.value)).toBeCloseTo(vcpus, 4);
});

test.each(Object.values(PROFILES))("$label: every number says where it was read and when, and its own id is its key", (profile) => {
  const { prices, billing, cpuByMemory, coldInitQuantilesMs, provisioningQuantilesMs } = profile;
  for (const { source, asOf } of [...Object.values(prices), billing, cpuByMemory, coldInitQuantilesMs, provisioningQuantilesMs]) {
    expect(source).toMatch(/https:\/\//);
    expect(asOf).toMatch(/^20\d\d(-\d\d(-\d\d)?)?$/);
  }
  const quantiles = coldInitQuantilesMs.value;
  expect(quantiles).toEqual(quantiles.toSorted(([a, b], [c, d]) => a - c || b - d));
  expect(PROFILES[profile.id]).toBe(profile);
});
