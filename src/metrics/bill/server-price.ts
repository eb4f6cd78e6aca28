/** What the always-on side costs, as a line: so much an hour, and so much a request where a load balancer stands before it. */
import { alwaysOnCostUsd, balancerCostUsd } from "../../platform/billing.ts";
import type { AlwaysOnServer, ProviderProfile } from "../../platform/profiles/provider-profile.ts";

const MS_PER_HOUR = 3_600_000;
/** As clouds count a month: 365 days of 24 hours over 12. */
export const HOURS_PER_MONTH = 730;
export const MONTH_MS = HOURS_PER_MONTH * MS_PER_HOUR;

export interface ServerPrice {
  readonly server: AlwaysOnServer;
  /** The load balancer is part of it. */
  readonly balanced: boolean;
  readonly usdPerHour: number;
  readonly usdPerRequest: number;
}

/** A load balancer that the server's price includes, or of which no price is known, adds nothing. */
export function serverPrice(server: AlwaysOnServer, { loadBalancer }: Pick<ProviderProfile, "loadBalancer">, wanted: boolean): ServerPrice {
  const balanced = wanted && server.balancing === "load-balancer";
  const ownUsd = alwaysOnCostUsd(server, MS_PER_HOUR);
  return {
    server,
    balanced,
    usdPerHour: ownUsd + (balanced ? balancerCostUsd(loadBalancer, MS_PER_HOUR, 0) : 0),
    usdPerRequest: balanced ? balancerCostUsd(loadBalancer, 0, 1) : 0,
  };
}

export function serverUsd({ usdPerHour, usdPerRequest }: ServerPrice, elapsedMs: number, requests: number): number {
  return (elapsedMs / MS_PER_HOUR) * usdPerHour + requests * usdPerRequest;
}
