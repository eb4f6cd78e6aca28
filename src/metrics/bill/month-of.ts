/**
 * A month, if it went on like this: an extrapolation, never a forecast. Its range is that of chance alone, 95 %, for
 * requests that come independently of each other; what nights, weekends and growth do is not in it.
 */
import { costUsd } from "../../platform/billing.ts";
import type { BilledQuantities } from "../../platform/invocation.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { scaledQuantities } from "./quantities.ts";
import { MONTH_MS } from "./server-price.ts";

const Z_95 = 1.96;
const LEAST_REQUESTS = 2;
const LEAST_WINDOW_MS = 1_000;

export interface Sample {
  readonly billed: BilledQuantities;
  /** Sum of the squares of what each request billed, in MB-ms. */
  readonly squaredMbMs: number;
  readonly windowMs: number;
}

export interface MonthEstimate {
  readonly quantities: BilledQuantities;
  readonly usd: number;
  readonly lowUsd: number;
  readonly highUsd: number;
}

/** undefined where there is too little to go by: fewer than 2 requests, or less than a second. */
export function monthOf({ billed, squaredMbMs, windowMs }: Sample, profile: ProviderProfile, freeTier: boolean): MonthEstimate | undefined {
  if (billed.requests < LEAST_REQUESTS || windowMs < LEAST_WINDOW_MS) return undefined;
  const times = MONTH_MS / windowMs;
  // Of a sum of independent amounts whose number is Poisson's, the variance is the sum of their squares.
  const requestSpread = Z_95 / Math.sqrt(billed.requests);
  const timeSpread = billed.billedMbMs === 0 ? 0 : (Z_95 * Math.sqrt(squaredMbMs)) / billed.billedMbMs;
  const usd = (sign: number): number => {
    const share = (spread: number) => times * Math.max(0, 1 + sign * spread);
    return costUsd(scaledQuantities(billed, share(timeSpread), share(requestSpread)), profile, { freeTier });
  };
  return { quantities: scaledQuantities(billed, times), usd: usd(0), lowUsd: usd(-1), highUsd: usd(1) };
}
