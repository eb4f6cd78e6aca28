import { describe, expect, test } from "vitest";
import { billedOf } from "../../../metrics/bill/billed-of.ts";
import { randomRequests, runUnderTest } from "../../../metrics/bill/requests-under-test.ts";
import type { RunHistory } from "../../../metrics/history/run-history.ts";
import { awsLambda } from "../../../platform/profiles/aws-lambda.ts";
import { PROFILES } from "../../../platform/profiles/profiles.ts";
import type { ProviderProfile } from "../../../platform/profiles/provider-profile.ts";
import { receiptTable } from "./receipt-table.ts";

function tableOf(seed: number, count: number, profile: ProviderProfile, freeTier: boolean, heldMbMs = 0) {
  return tableOfRun(runUnderTest(randomRequests(seed, count, profile)), profile, freeTier, heldMbMs);
}

function tableOfRun(history: RunHistory, profile: ProviderProfile, freeTier: boolean, heldMbMs = 0) {
  const { definitions } = billedOf({ history, profile }, { filter: { isAll: true, matches: () => true }, window: undefined });
  return receiptTable(definitions, { profile, heldMbMs, freeTier });
}

/** What is written, as whole units of the last digit. */
function units(amount: string): number {
  return Number(amount.replace(/[$,.]/g, "").replace("−", "-"));
}
const sum = (amounts: readonly string[]): number => amounts.reduce((total, amount) => total + units(amount), 0);

describe("the receipt by function", () => {
  const cases = [
    ...Object.values(PROFILES).map((profile) => ({ name: profile.label, profile, freeTier: false, heldMbMs: 0 })),
    { name: "AWS Lambda, free tier", profile: awsLambda, freeTier: true, heldMbMs: 0 },
    { name: "AWS Lambda, kept ready", profile: awsLambda, freeTier: false, heldMbMs: 1_024 * 300_000 },
  ];
  test.each(cases)("of $name adds up along rows, columns and to the total, digit by digit", ({ profile, freeTier, heldMbMs }) => {
    for (const [seed, count] of [
      [1, 1],
      [2, 40],
      [3, 700],
    ] as const) {
      const { rows, totals, subtotal, more, total } = tableOf(seed, count, profile, freeTier, heldMbMs);
      for (const row of rows) expect(sum(row.amounts)).toBe(units(row.total));
      for (const [column, written] of totals.entries()) expect(sum(rows.map(({ amounts }) => amounts[column] ?? ""))).toBe(units(written));
      expect(sum(totals)).toBe(units(subtotal));
      expect(units(subtotal) + sum(more.map(({ amount }) => amount))).toBe(units(total));
    }
  });

  test("names what is free, and comes to nothing where all of it is", () => {
    // Nothing that ran on provisioned containers is free.
    const onDemand = randomRequests(5, 200).filter(({ because }) => because !== "provisioned");
    const { more, total } = tableOfRun(runUnderTest(onDemand), awsLambda, true);
    expect(more.map(({ line }) => [line.item, line.unit])).toEqual([
      ["free", "request"],
      ["free", "GB-s"],
    ]);
    expect(units(total)).toBe(0);
  });

  test("of nothing is empty", () => {
    expect(receiptTable([], { profile: awsLambda, heldMbMs: 0, freeTier: false })).toMatchObject({ rows: [], more: [], total: "$0.00" });
  });
});
