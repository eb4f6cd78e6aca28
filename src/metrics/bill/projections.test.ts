/** What is modelled from what was billed: keeping warm, and a month. */
import { describe, expect, test } from "vitest";
import { costUsd } from "../../platform/billing.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import { rowAt } from "../history/history-rows.ts";
import { NO_SUMS } from "../history/run-history.ts";
import { billableRow, rowOfRequest } from "./billable-row.ts";
import type { BilledDefinition } from "./billed-of.ts";
import { heldReadyOf } from "./held-ready-of.ts";
import { longestPingMinutes, warmCosts } from "./keep-warm.ts";
import { monthOf } from "./month-of.ts";
import { randomRequests, runUnderTest } from "./requests-under-test.ts";

const definition = (change: Partial<BilledDefinition> = {}): BilledDefinition => ({
  functionName: "hello",
  version: "1",
  memoryMb: 1_024,
  requests: 10,
  coldStarts: 1,
  errors: 0,
  throttles: 0,
  billed: NO_SUMS,
  warm: { requests: 4, billedMs: 10 },
  squaredMbMs: 0,
  ...change,
});

describe("keeping warm", () => {
  test.each([
    [300_000, 4],
    [300_001, 5],
    [60_001, 1],
    [60_000, undefined],
    [1, undefined],
    [900_000, 14],
  ])("containers that live %d ms are pinged every %s minutes at most", (idleLifetimeMs, minutes) => {
    expect(longestPingMinutes(idleLifetimeMs)).toBe(minutes);
  });

  test("pings of a month cost what warm requests were billed here; ready ones cost their memory all month", () => {
    const [cost] = warmCosts([definition()], { everyMinutes: 5, containers: 2 }, awsLambda);
    const pings = ((730 * 60) / 5) * 2;
    expect(cost).toMatchObject({ pingMs: 2.5, measuredOf: 4, pingsPerMonth: pings });
    expect(cost?.pingUsd).toBeCloseTo(pings * (0.000_000_2 + 0.002_5 * 0.0000166667), 12);
    expect(cost?.heldUsd).toBeCloseTo(2 * 730 * 3_600 * 0.0000041667, 9);
  });

  test("of the newest version of each; without a warm request, of the least that is billed", () => {
    const all = [definition(), definition({ version: "2", warm: { requests: 0, billedMs: 0 } }), definition({ functionName: "other" })];
    expect(warmCosts(all, { everyMinutes: 1, containers: 1 }, awsLambda)).toMatchObject([
      { functionName: "hello", version: "2", pingMs: 1, measuredOf: 0 },
      { functionName: "other", version: "1" },
    ]);
  });

  test("a provider without a price for it has none", () => {
    const { provisioned: _, ...prices } = awsLambda.prices;
    expect(warmCosts([definition()], { everyMinutes: 1, containers: 1 }, { ...awsLambda, prices })[0]?.heldUsd).toBeUndefined();
  });
});

describe("a month", () => {
  const billed = { requests: 100, billedMs: 10_000, billedMbMs: 1_280_000 };
  test("is as many times the stretch as it is long", () => {
    const month = monthOf({ billed, squaredMbMs: 100 * 12_800 ** 2, windowMs: 730 * 36_000 }, awsLambda, false);
    expect(month?.quantities.requests).toBeCloseTo(10_000, 6);
    expect(month?.usd).toBeCloseTo(costUsd(billed, awsLambda) * 100, 12);
  });

  test("the free tier is the month's", () => {
    expect(monthOf({ billed, squaredMbMs: 0, windowMs: 60_000 }, awsLambda, true)).toMatchObject({
      usd: expect.closeTo((4_380_000 - 1_000_000) / 5e6 + 0 * 1, 1),
    });
  });

  test.each([
    [1, 60_000],
    [0, 60_000],
    [50, 999],
    [50, 0],
    [50, -1],
  ])("%d requests in %d ms are too little", (requests, windowMs) => {
    expect(monthOf({ billed: { ...billed, requests }, squaredMbMs: 1, windowMs }, awsLambda, false)).toBeUndefined();
  });

  test("its range holds the truth in about 95 of 100 runs of independent requests", () => {
    const random = seededRandom(12);
    const [perMs, windowMs] = [0.002, 60_000];
    const meanMbMs = 128 * 55;
    const truth = costUsd({ requests: perMs * 730 * 3_600_000, billedMs: 0, billedMbMs: perMs * 730 * 3_600_000 * meanMbMs }, awsLambda);
    let held = 0;
    for (let run = 0; run < 1_000; run += 1) {
      const sample = { requests: 0, billedMs: 0, billedMbMs: 0 };
      let squaredMbMs = 0;
      const gapMs = (): number => -Math.log(1 - random()) / perMs;
      for (let atMs = gapMs(); atMs < windowMs; atMs += gapMs()) {
        const mbMs = 128 * (10 + 90 * random());
        sample.requests += 1;
        sample.billedMbMs += mbMs;
        squaredMbMs += mbMs ** 2;
      }
      const month = monthOf({ billed: sample, squaredMbMs, windowMs }, awsLambda, false);
      if (month && month.lowUsd <= truth && truth <= month.highUsd) held += 1;
    }
    expect(held).toBeGreaterThan(925);
    expect(held).toBeLessThan(975);
  });
});

test("a row's receipt is its record's", () => {
  const requests = randomRequests(8, 500);
  const { rows } = runUnderTest(requests);
  for (const [seq, { requestId, arrivedAtMs, billed, split, memoryMb, initMs }] of requests.entries()) {
    const row = rowOfRequest(rows, requestId, arrivedAtMs);
    expect(row).toEqual(rowAt(rows, seq));
    expect(row && billableRow(row, awsLambda)).toEqual({ billed, split, memoryMb, initMs, provisionMs: 0 });
  }
  expect(rowOfRequest(rows, requests[0]?.requestId ?? "", -1)).toBeUndefined();
  expect(rowOfRequest(rows, "ffffffff-0000-4000-8000-000000000000", 1)).toBeUndefined();
});

test("memory kept ready is read from deploys, in steps of five minutes", () => {
  const deployed = { type: "deployed", functionName: "hello", version: "1", memoryMb: 512, timeoutMs: 3_000 } as const;
  const fleet = {
    items: [
      { ...deployed, atMs: 0 },
      { ...deployed, atMs: 1_000, provisionedConcurrency: 2 },
      { type: "removed", atMs: 400_000, functionName: "hello" } as const,
    ],
    dropped: 0,
  };
  const heldMbMs = heldReadyOf({ fleet });
  expect([0, 1_000, 2_000, 301_001, 1_000_000].map((atMs) => heldMbMs(atMs))).toEqual([
    0,
    0,
    1_024 * 300_000,
    1_024 * 600_000,
    1_024 * 600_000,
  ]);
  expect(heldMbMs(2_000, "other")).toBe(0);
  expect(heldReadyOf({ fleet: { items: fleet.items.slice(0, 1), dropped: 0 } })(9e9)).toBe(0);
});
