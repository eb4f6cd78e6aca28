/**
 * A bill item by item: what was used, at which price. Quantities are exact whole numbers: sums of µs and of MB-milliseconds
 * stay below 2^53 for as long as a page lives (that is nine thousand million GB-seconds). Money is computed once from each
 * sum, and no amount is ever added up from rounded ones.
 */
import { costUsd, gbSeconds } from "../../platform/billing.ts";
import type { BilledQuantities } from "../../platform/invocation.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { type BilledSums, NO_SUMS } from "../history/run-history.ts";
import { addQuantities } from "./quantities.ts";

const US_PER_MS = 1_000;
const US_PER_S = 1_000_000;

export type ReceiptItem = "requests" | "init" | "run" | "rounding" | "held" | "free" | "fee";
export type ReceiptUnit = "request" | "GB-s" | "vCPU-s" | "month";

export interface ReceiptLine {
  readonly item: ReceiptItem;
  readonly unit: ReceiptUnit;
  /** Below zero where it is taken off. */
  readonly quantity: number;
  /** The mean where the quantity runs over more than one price. */
  readonly usdPerUnit: number;
  readonly usd: number;
}

export interface Receipt {
  readonly lines: readonly ReceiptLine[];
  readonly billedMs: number;
  readonly gbSeconds: number;
  readonly totalUsd: number;
}

export interface ReceiptOptions {
  /** Takes off what a month has free: of the whole account, so never of one function or request. */
  readonly freeTier?: boolean;
}

export function receiptOf(parts: readonly BilledSums[], profile: ProviderProfile, { freeTier = false }: ReceiptOptions = {}): Receipt {
  const all = parts.reduce<BilledQuantities>(addQuantities, NO_SUMS);
  const lines = [
    line("requests", "request", all.requests, profile.prices.usdPerMillionRequests.value / 1_000_000),
    ...timeLines(parts, all, profile),
    ...(all.heldMbMs ? [line("held", "GB-s", gbSeconds(all.heldMbMs), profile.prices.provisioned?.value.heldUsdPerGbSecond ?? 0)] : []),
    ...(freeTier ? monthlyLines(all, profile) : []),
  ];
  return { lines, billedMs: all.billedMs, gbSeconds: gbSeconds(all.billedMbMs), totalUsd: costUsd(all, profile, { freeTier }) };
}

function line(item: ReceiptItem, unit: ReceiptUnit, quantity: number, usdPerUnit: number): ReceiptLine {
  return { item, unit, quantity, usdPerUnit, usd: quantity * usdPerUnit };
}

/** Init, run and rounding, of each thing that is paid by its time: memory, and processors where they are billed by themselves. */
function timeLines(parts: readonly BilledSums[], all: BilledQuantities, profile: ProviderProfile): readonly ReceiptLine[] {
  const { tiers, usdPerCpuSecond } = profile.prices;
  const { heldMbMs: _, cpuUs = 0, ...memory } = all;
  const used = gbSeconds(all.billedMbMs);
  const memoryUsd = costUsd({ ...memory, requests: 0 }, profile);
  const usdPerGbSecond = used === 0 ? (tiers.value[0]?.usdPerGbSecond ?? 0) : memoryUsd / used;
  const lines = (unit: ReceiptUnit, amountOf: (part: BilledSums) => number, usdPerUnit: number) =>
    (["init", "run", "rounding"] as const).map((item) => {
      const share = (part: BilledSums) => (part.billedMs === 0 ? 0 : part[`${item}Us`] / (part.billedMs * US_PER_MS));
      const quantity = parts.reduce((sum, part) => sum + amountOf(part) * share(part), 0);
      return line(item, unit, quantity, usdPerUnit);
    });
  return [
    ...(usdPerGbSecond > 0 ? lines("GB-s", ({ billedMbMs }) => gbSeconds(billedMbMs), usdPerGbSecond) : []),
    ...(usdPerCpuSecond && cpuUs > 0 ? lines("vCPU-s", (part) => (part.cpuUs ?? 0) / US_PER_S, usdPerCpuSecond.value) : []),
  ];
}

/** What the month takes off, and the fee that it comes with. */
function monthlyLines(
  { requests, billedMbMs, onProvisionedMbMs = 0, cpuUs = 0 }: BilledQuantities,
  profile: ProviderProfile,
): readonly ReceiptLine[] {
  const { usdPerMillionRequests, freeRequestsPerMonth, freeGbSecondsPerMonth, freeCpuSecondsPerMonth, usdPerCpuSecond, usdPerMonth } =
    profile.prices;
  const onDemand = { requests: 0, billedMs: 0, billedMbMs: billedMbMs - onProvisionedMbMs };
  const feeUsd = usdPerMonth?.value ?? 0;
  const freeGbSeconds = Math.min(gbSeconds(onDemand.billedMbMs), freeGbSecondsPerMonth.value);
  const freeUsd = costUsd(onDemand, profile) - (costUsd(onDemand, profile, { freeTier: true }) - feeUsd);
  const freeCpuSeconds = Math.min(cpuUs / US_PER_S, freeCpuSecondsPerMonth?.value ?? 0);
  return [
    line("free", "request", -Math.min(requests, freeRequestsPerMonth.value), usdPerMillionRequests.value / 1_000_000),
    ...(freeGbSeconds > 0 ? [line("free", "GB-s", -freeGbSeconds, freeUsd / freeGbSeconds)] : []),
    ...(freeCpuSeconds > 0 ? [line("free", "vCPU-s", -freeCpuSeconds, usdPerCpuSecond?.value ?? 0)] : []),
    ...(feeUsd > 0 ? [line("fee", "month", 1, feeUsd)] : []),
  ];
}
