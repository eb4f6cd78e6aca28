/**
 * The store is told the time when something happens. A server costs while nothing does: what depends on the clock goes
 * on here, once a second.
 */
import { useMemo } from "react";
import { alwaysOnCostUsd } from "../../platform/billing.ts";
import { type CostPoint, costSeries } from "../../store/chart-selectors.ts";
import { serverOf, type Vitals, vitals } from "../../store/selectors.ts";
import { usePlatformNowMs } from "../shared/platform-now.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { useSlowly } from "../shared/useSlowly.ts";

function useElapsedMs(): number {
  const startedAtMs = useColdstart((state) => state.platform.startedAtMs);
  const elapsedMs = usePlatformNowMs() - startedAtMs;
  return Math.max(0, Math.floor(elapsedMs / 1_000) * 1_000);
}

export function useLiveVitals(): Vitals {
  const known = useSlowly(vitals);
  const server = useColdstart(serverOf);
  const elapsedMs = Math.max(known.elapsedMs, useElapsedMs());
  return { ...known, elapsedMs, serverUsd: server && alwaysOnCostUsd(server, elapsedMs) };
}

/** Up to now: nothing was spent on functions since the last point. */
export function useLiveCost(): readonly CostPoint[] {
  const known = useSlowly(costSeries);
  const startedAtMs = useColdstart((state) => state.platform.startedAtMs);
  const server = useColdstart(serverOf);
  const elapsedMs = useElapsedMs();
  return useMemo(() => {
    const last = known.at(-1);
    const atMs = startedAtMs + elapsedMs;
    if (!last || atMs <= last.atMs) return known;
    return [...known, { atMs, functionsUsd: last.functionsUsd, serverUsd: server && alwaysOnCostUsd(server, elapsedMs) }];
  }, [known, startedAtMs, server, elapsedMs]);
}
