/**
 * What it costs to keep containers warm: a ping at an interval below the idle lifetime, or environments that are held ready
 * (provisioned). Modelled from published prices; what a ping is billed is what a warm request of the function was, here.
 */
import { costUsd, gbSeconds } from "../../platform/billing.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import type { BilledDefinition } from "./billed-of.ts";
import { MONTH_MS } from "./server-price.ts";

const MS_PER_MINUTE = 60_000;
/** No run is billed less. */
const LEAST_PING_MS = 1;

/** Whole minutes, as schedules have them; undefined where containers do not live for longer than the shortest. */
export function longestPingMinutes(idleLifetimeMs: number): number | undefined {
  const minutes = Math.ceil(idleLifetimeMs / MS_PER_MINUTE) - 1;
  return minutes >= 1 ? minutes : undefined;
}

export interface WarmPlan {
  readonly everyMinutes: number;
  /** That are to be warm: as many pings at the same moment. */
  readonly containers: number;
}

export interface WarmCost {
  readonly functionName: string;
  readonly version: string;
  readonly memoryMb: number;
  readonly pingMs: number;
  /** The mean of this many warm requests; 0 where none ran and the least that is billed is taken. */
  readonly measuredOf: number;
  readonly pingsPerMonth: number;
  readonly pingUsd: number;
  /** For being held alone; undefined where the provider has no price for it. */
  readonly heldUsd: number | undefined;
}

/** Of the newest version of each function. */
export function warmCosts(
  definitions: readonly BilledDefinition[],
  { everyMinutes, containers }: WarmPlan,
  profile: ProviderProfile,
): readonly WarmCost[] {
  const newest = new Map(definitions.map((definition) => [definition.functionName, definition]));
  const pingsPerMonth = (MONTH_MS / (everyMinutes * MS_PER_MINUTE)) * containers;
  const held = profile.prices.provisioned?.value.heldUsdPerGbSecond;
  return [...newest.values()].map(({ functionName, version, memoryMb, warm }) => {
    const pingMs = warm.requests === 0 ? LEAST_PING_MS : warm.billedMs / warm.requests;
    return {
      functionName,
      version,
      memoryMb,
      pingMs,
      measuredOf: warm.requests,
      pingsPerMonth,
      pingUsd: costUsd(
        { requests: pingsPerMonth, billedMs: pingsPerMonth * pingMs, billedMbMs: pingsPerMonth * pingMs * memoryMb },
        profile,
      ),
      heldUsd: held === undefined ? undefined : gbSeconds(memoryMb * MONTH_MS) * containers * held,
    };
  });
}
