import { describe, expect, test } from "vitest";
import { costUsd } from "../../platform/billing.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { PROFILES } from "../../platform/profiles/profiles.ts";
import { type BilledSums, NO_SUMS, plus } from "../history/run-history.ts";
import { receiptOf } from "./receipt.ts";
import { randomRequests, requestUnderTest } from "./requests-under-test.ts";

const sums = ({ billed, split }: ReturnType<typeof requestUnderTest>): BilledSums => ({ ...billed, ...split });
const usd = (receipt: ReturnType<typeof receiptOf>): number => receipt.lines.reduce((sum, line) => sum + line.usd, 0);

describe("a receipt", () => {
  test("of one cold request: its fee, and init, run and rounding in GB-seconds at the published price", () => {
    const receipt = receiptOf([sums(requestUnderTest({ memoryMb: 512, initMs: 342.12, durationMs: 173.8 }))], awsLambda);
    expect(
      receipt.lines.map(({ item, unit, quantity, usdPerUnit }) => [
        item,
        unit,
        Number(quantity.toFixed(9)),
        Number(usdPerUnit.toFixed(12)),
      ]),
    ).toEqual([
      ["requests", "request", 1, 0.000_000_2],
      ["init", "GB-s", 0.171_06, 0.0000166667],
      ["run", "GB-s", 0.086_9, 0.0000166667],
      ["rounding", "GB-s", 0.000_04, 0.0000166667],
    ]);
    expect(receipt).toMatchObject({ billedMs: 516, gbSeconds: 0.258 });
    expect(receipt.totalUsd).toBeCloseTo(0.000_000_2 + 0.258 * 0.0000166667, 15);
  });

  test("of nothing is nothing", () => {
    expect(receiptOf([], awsLambda)).toMatchObject({ gbSeconds: 0, totalUsd: 0 });
    expect(receiptOf([NO_SUMS], awsLambda, { freeTier: true }).totalUsd).toBe(0);
  });

  // facts.md 2.3: 3 million requests of 120 ms at 1,536 MB.
  test("of 3 M requests, 120 ms, 1,536 MB, less what is free, is $2.7333", () => {
    const billedMs = 3_000_000 * 120;
    const month = { ...NO_SUMS, requests: 3_000_000, billedMs, billedMbMs: billedMs * 1_536, runUs: billedMs * 1_000 };
    const receipt = receiptOf([month], awsLambda, { freeTier: true });
    expect(receipt.totalUsd).toBeCloseTo(2.7333, 4);
    expect(receipt.lines.filter(({ item }) => item === "free").map(({ quantity }) => quantity)).toEqual([-1_000_000, -400_000]);
    expect(usd(receipt)).toBeCloseTo(receipt.totalUsd, 9);
    expect(receiptOf([month], awsLambda).totalUsd).toBeCloseTo(9.6, 3);
  });

  test("over a tier's end has the mean price", () => {
    const billedMbMs = 7e9 * 1_024_000;
    const month = { ...NO_SUMS, requests: 0, billedMs: billedMbMs / 1_024, billedMbMs, runUs: (billedMbMs / 1_024) * 1_000 };
    const run = receiptOf([month], awsLambda).lines.find(({ item }) => item === "run");
    expect(run?.usd).toBeCloseTo(6e9 * 0.0000166667 + 1e9 * 0.000015, 4);
  });

  test("names what is kept ready, and what ran there at its own price", () => {
    const provisioned = sums(requestUnderTest({ because: "provisioned", durationMs: 1_000, memoryMb: 1_024 }));
    const receipt = receiptOf([provisioned, { ...NO_SUMS, heldMbMs: 1_024 * 300_000 }], awsLambda);
    expect(receipt.lines.find(({ item }) => item === "run")?.usdPerUnit).toBeCloseTo(0.0000097222, 12);
    expect(receipt.lines.find(({ item }) => item === "held")).toMatchObject({ quantity: 300, usdPerUnit: 0.0000041667 });
    expect(usd(receipt)).toBeCloseTo(receipt.totalUsd, 12);
  });

  test.each(Object.values(PROFILES).flatMap((profile) => [true, false].map((freeTier) => ({ name: profile.label, profile, freeTier }))))(
    "of $name, free tier $freeTier: lines add up to what the quantities cost, part by part",
    ({ profile, freeTier }) => {
      for (const seed of [1, 2, 3]) {
        const parts = randomRequests(seed, 300, profile).map(sums);
        const receipt = receiptOf(parts, profile, { freeTier });
        expect(usd(receipt)).toBeCloseTo(receipt.totalUsd, 12);
        expect(receipt.totalUsd).toBeCloseTo(costUsd(parts.reduce(plus, NO_SUMS), profile, { freeTier }), 15);
      }
    },
  );
});
