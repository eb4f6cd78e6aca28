/**
 * What a request is billed, as exact integers, and what quantities cost. Money is derived from sums of quantities by the
 * profile's prices and never summed itself, so that 2 nano-dollars for a millisecond of 128 MB do not vanish.
 */
import type { BilledQuantities, BilledSplit } from "./invocation.ts";
import type { AlwaysOnServer, LoadBalancer, PriceTier, ProviderProfile } from "./profiles/provider-profile.ts";

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

/** No run takes no time: where the container's clock was too coarse to see it, the least step is billed. */
const LEAST_BILLED_MS = 1;

/**
 * Billed Duration = ceil(Init Duration + Duration), in ms, since 2025-08-01; before that, ceil(Duration).
 * https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
 */
export function billInvocation(durationMs: number, initMs: number, memoryMb: number, billInit: boolean): Billed {
  const runUs = Math.round(durationMs * 1_000);
  const initUs = billInit ? Math.round(initMs * 1_000) : 0;
  const billedMs = Math.max(LEAST_BILLED_MS, Math.ceil((runUs + initUs) / 1_000));
  return {
    billed: { requests: 1, billedMs, billedMbMs: billedMs * memoryMb },
    split: { initUs, runUs, roundingUs: billedMs * 1_000 - initUs - runUs },
  };
}

export function gbSeconds(billedMbMs: number): number {
  return billedMbMs / MB_PER_GB / MS_PER_S;
}

export interface CostOptions {
  /** Takes off the monthly allowance; for sums over a month, not for one request. */
  readonly freeTier?: boolean;
}

/** US dollars. */
export function costUsd(quantities: BilledQuantities, profile: ProviderProfile, { freeTier = false }: CostOptions = {}): number {
  const { prices } = profile;
  const requests = Math.max(0, quantities.requests - (freeTier ? prices.freeRequestsPerMonth.value : 0));
  const paidGbSeconds = Math.max(0, gbSeconds(quantities.billedMbMs) - (freeTier ? prices.freeGbSecondsPerMonth.value : 0));
  return (requests / 1_000_000) * prices.usdPerMillionRequests.value + tieredUsd(paidGbSeconds, prices.tiers.value);
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
