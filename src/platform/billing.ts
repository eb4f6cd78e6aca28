/**
 * What a request is billed, as exact integers, and what quantities cost. Money is derived from sums of quantities by the
 * profile's prices and never summed itself, so that 2 nano-dollars for a millisecond of 128 MB do not vanish.
 */
import type { BilledQuantities, BilledSplit } from "./invocation.ts";
import type { AlwaysOnServer, CpuTable, LoadBalancer, PriceTier, ProviderProfile } from "./profiles/provider-profile.ts";
import { quantileAt } from "./quantiles.ts";

const MB_PER_GB = 1_024;
const MS_PER_S = 1_000;
const MS_PER_HOUR = 3_600_000;
const SECONDS_PER_HOUR = 3_600;

export const NOTHING_BILLED: BilledQuantities = { requests: 0, billedMs: 0, billedMbMs: 0 };
export const NO_SPLIT: BilledSplit = { initUs: 0, runUs: 0, roundingUs: 0 };

export interface Billed {
  readonly billed: BilledQuantities;
  readonly split: BilledSplit;
}

export interface BillableRun {
  readonly durationMs: number;
  readonly initMs: number;
  readonly memoryMb: number;
  /** Where the profile leaves it to the platform's settings. */
  readonly billInit: boolean;
  /** In a container that is kept ready. */
  readonly provisioned?: boolean;
  /** Share of the time in which the processor works, for providers that bill that alone. */
  readonly cpuBoundShare?: number;
}

/** AWS: Billed Duration = ceil(Init Duration + Duration) in ms since 2025-08-01, and ceil(Duration) before that. Others by their own rules. */
export function billInvocation(run: BillableRun, profile: ProviderProfile): Billed {
  const { time, stepMs, leastMs, init } = profile.billing.value;
  const share = time === "cpu" ? (run.cpuBoundShare ?? 1) : 1;
  const runUs = Math.round(run.durationMs * share * 1_000);
  const billsInit = init === "always" || (init === "as-set" && run.billInit);
  const initUs = billsInit ? Math.round(run.initMs * 1_000) : 0;
  const billedMs = Math.max(leastMs, Math.ceil((runUs + initUs) / 1_000 / stepMs) * stepMs);
  return {
    billed: billedQuantities(billedMs, run.memoryMb, profile, run.provisioned),
    split: { initUs, runUs, roundingUs: billedMs * 1_000 - initUs - runUs },
  };
}

/** Of one request that was billed so much time. */
export function billedQuantities(billedMs: number, memoryMb: number, profile: ProviderProfile, provisioned = false): BilledQuantities {
  const billedMbMs = billedMs * billedMemoryMb(memoryMb, profile);
  return {
    requests: 1,
    billedMs,
    billedMbMs,
    ...(provisioned ? { onProvisionedMbMs: billedMbMs } : {}),
    ...(profile.prices.usdPerCpuSecond ? { cpuUs: Math.round(billedMs * vcpusOf(memoryMb, profile.cpuByMemory.value) * 1_000) } : {}),
  };
}

export function billedMemoryMb(memoryMb: number, { billing }: ProviderProfile): number {
  const { memory } = billing.value;
  if (!memory) return memoryMb;
  return Math.min(memory.mostMb, Math.max(memory.leastMb, Math.ceil(memoryMb / memory.stepMb) * memory.stepMb));
}

/** Between what is published, in proportion. */
export function vcpusOf(memoryMb: number, table: CpuTable): number {
  return quantileAt(table, memoryMb);
}

export function gbSeconds(billedMbMs: number): number {
  return billedMbMs / MB_PER_GB / MS_PER_S;
}

export interface CostOptions {
  /** Takes off the monthly allowance, and adds the fee that it comes with where there is one; for sums over a month, not for one request. */
  readonly freeTier?: boolean;
}

/** US dollars. */
export function costUsd(quantities: BilledQuantities, profile: ProviderProfile, { freeTier = false }: CostOptions = {}): number {
  const { prices } = profile;
  const { onProvisionedMbMs = 0, heldMbMs = 0, cpuUs = 0 } = quantities;
  const beyond = (amount: number, free = 0) => Math.max(0, amount - (freeTier ? free : 0));
  const requests = beyond(quantities.requests, prices.freeRequestsPerMonth.value);
  const onDemand = beyond(gbSeconds(quantities.billedMbMs - onProvisionedMbMs), prices.freeGbSecondsPerMonth.value);
  const cpuSeconds = beyond(cpuUs / 1_000_000, prices.freeCpuSecondsPerMonth?.value);
  const { heldUsdPerGbSecond, runUsdPerGbSecond } = prices.provisioned?.value ?? { heldUsdPerGbSecond: 0, runUsdPerGbSecond: 0 };
  return (
    (requests / 1_000_000) * prices.usdPerMillionRequests.value +
    tieredUsd(onDemand, prices.tiers.value) +
    gbSeconds(onProvisionedMbMs) * runUsdPerGbSecond +
    gbSeconds(heldMbMs) * heldUsdPerGbSecond +
    cpuSeconds * (prices.usdPerCpuSecond?.value ?? 0) +
    (freeTier ? (prices.usdPerMonth?.value ?? 0) : 0)
  );
}

function tieredUsd(amount: number, tiers: readonly PriceTier[]): number {
  let usd = 0;
  let below = 0;
  for (const { upToGbSeconds, usdPerGbSecond } of tiers) {
    if (amount <= below) break;
    usd += (Math.min(amount, upToGbSeconds) - below) * usdPerGbSecond;
    below = upToGbSeconds;
  }
  return usd;
}

/** US dollars for a machine that is paid whether it works or not. */
export function alwaysOnCostUsd(server: AlwaysOnServer, elapsedMs: number): number {
  return (elapsedMs / MS_PER_HOUR) * server.usdPerHour.value;
}

/**
 * US dollars for the load balancer before it. Modelled: each request is taken for a new connection, the dearest case where
 * answers are small; callers that keep theirs open pay less for its units.
 */
export function balancerCostUsd(balancer: LoadBalancer, elapsedMs: number, requests: number): number {
  const { usdPerHour, publicAddresses, usdPerAddressHour, usdPerUnitHour, newConnectionsPerSecondOfUnit } = balancer;
  const hourUsd = usdPerHour.value + publicAddresses.value * usdPerAddressHour.value;
  const unitHours = requests / (newConnectionsPerSecondOfUnit.value * SECONDS_PER_HOUR);
  return (elapsedMs / MS_PER_HOUR) * hourUsd + unitHours * usdPerUnitHour.value;
}
