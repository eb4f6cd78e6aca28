/**
 * The steady rate at which functions cost as much as a server, if each request is like the mean one of this traffic. The
 * bill of a month is a line with bends in the number of requests (where what is free is used up, where a tier ends), so the
 * rate is found exactly, piece by piece. Whether one server carries that rate is not modelled.
 */
import { costUsd } from "../../platform/billing.ts";
import type { BilledQuantities } from "../../platform/invocation.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { scaledQuantities } from "./quantities.ts";
import { HOURS_PER_MONTH, type ServerPrice } from "./server-price.ts";

export const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3_600;
const MB_MS_PER_GB_S = 1_024_000;
const US_PER_S = 1_000_000;

/** What is held against what. */
export interface Comparison {
  /** Of at least one request. */
  readonly traffic: BilledQuantities;
  readonly profile: ProviderProfile;
  readonly server: ServerPrice;
  readonly freeTier: boolean;
}

/** The bill of a month of so many requests. */
export interface RateCosts {
  readonly functionsUsd: (requestsPerMonth: number) => number;
  readonly serverUsd: (requestsPerMonth: number) => number;
}

export function rateCosts({ traffic, profile, server, freeTier }: Comparison): RateCosts {
  // Environments that are held ready cost what they cost at any rate: they are no part of a request.
  const { heldMbMs: _, ...used } = traffic;
  return {
    functionsUsd: (requests) => costUsd(scaledQuantities(used, requests / traffic.requests), profile, { freeTier }),
    serverUsd: (requests) => server.usdPerHour * HOURS_PER_MONTH + requests * server.usdPerRequest,
  };
}

export interface BreakEven {
  readonly requestsPerMonth: number;
  readonly requestsPerSecond: number;
  readonly usdPerMonth: number;
  /** requests a month = (server + free) / (request on functions - request on the load balancer) */
  readonly formula: {
    readonly serverUsdPerMonth: number;
    /** What the requests would cost more, were all at the price of the last one: what is free, or a dearer tier below. */
    readonly freeUsd: number;
    readonly usdPerRequest: number;
    readonly balancerUsdPerRequest: number;
  };
}

/** The lowest such rate; undefined where functions are never as dear, or cost nothing. */
export function breakEvenOf(comparison: Comparison): BreakEven | undefined {
  const { functionsUsd, serverUsd } = rateCosts(comparison);
  const balancerUsdPerRequest = comparison.server.usdPerRequest;
  const bends = bendsOf(comparison);
  for (const [place, from] of bends.entries()) {
    const end = bends[place + 1];
    const to = end ?? from * 2 + 1_000_000;
    const usdPerRequest = (functionsUsd(to) - functionsUsd(from)) / (to - from);
    const gain = usdPerRequest - balancerUsdPerRequest;
    const lead = serverUsd(from) - functionsUsd(from);
    if (lead > 0 && gain <= 0) continue;
    const requestsPerMonth = lead > 0 ? from + lead / gain : from;
    if (end !== undefined && requestsPerMonth > end) continue;
    return {
      requestsPerMonth,
      requestsPerSecond: requestsPerMonth / SECONDS_PER_MONTH,
      usdPerMonth: serverUsd(requestsPerMonth),
      formula: {
        serverUsdPerMonth: serverUsd(0),
        freeUsd: usdPerRequest * from - functionsUsd(from),
        usdPerRequest,
        balancerUsdPerRequest,
      },
    };
  }
  return undefined;
}

/** Numbers of requests a month at which a further one begins to cost something else; from 0, rising. */
function bendsOf({ traffic, profile: { prices }, freeTier }: Comparison): readonly number[] {
  const { requests, billedMbMs, onProvisionedMbMs = 0, cpuUs = 0 } = traffic;
  const gbSecondsEach = (billedMbMs - onProvisionedMbMs) / MB_MS_PER_GB_S / requests;
  const freeGbSeconds = freeTier ? prices.freeGbSecondsPerMonth.value : 0;
  const ends = prices.tiers.value.map(({ upToGbSeconds }) => (upToGbSeconds + freeGbSeconds) / gbSecondsEach);
  const freeCpuSeconds = prices.freeCpuSecondsPerMonth?.value ?? 0;
  const frees = [prices.freeRequestsPerMonth.value, freeGbSeconds / gbSecondsEach, freeCpuSeconds / (cpuUs / US_PER_S / requests)];
  const bends = [0, ...(freeTier ? frees : []), ...ends].filter((bend) => Number.isFinite(bend));
  return [...new Set(bends)].sort((a, b) => a - b);
}
