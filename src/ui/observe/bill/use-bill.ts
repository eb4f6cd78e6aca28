/** What the bill's views are about: which requests, until when, and the server they are held against. */
import { useMemo } from "react";
import { type Billed, type BillScope, billedOf } from "../../../metrics/bill/billed-of.ts";
import { type BilledSeries, billedSeries } from "../../../metrics/bill/billed-series.ts";
import { heldReadyOf } from "../../../metrics/bill/held-ready-of.ts";
import { type ServerPrice, serverPrice } from "../../../metrics/bill/server-price.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { useRowFilter } from "../use-run.ts";

/** All of the run, whatever is typed. */
export const WHOLE: BillScope = { filter: { isAll: true, matches: () => true }, window: undefined };

/** The filter that is typed, and the stretch that is chosen, if one is. The same one back until either changes. */
export function useBillScope(run: ObservedRun): BillScope {
  const filter = useRowFilter(run);
  const window = useColdstart((state) => state.observe.window);
  return useMemo(() => ({ filter, window }), [filter, window]);
}

export function useBilled({ history, profile }: ObservedRun, scope: BillScope): Billed {
  return useMemo(() => billedOf({ history, profile }, scope), [history, profile, scope]);
}

export function useBilledSeries({ history, profile }: ObservedRun, scope: BillScope, untilMs: number): BilledSeries {
  return useMemo(() => billedSeries({ history, profile }, scope, untilMs), [history, profile, scope, untilMs]);
}

/** What is kept ready is kept for all: a filter of requests takes nothing off. */
export function useHeldMbMs({ history }: ObservedRun, { window }: BillScope, untilMs: number): number {
  return useMemo(() => {
    const toMs = Math.min(untilMs, window?.toMs ?? untilMs);
    const heldUntil = heldReadyOf(history);
    return heldUntil(toMs) - (window ? heldUntil(Math.min(window.fromMs, toMs)) : 0);
  }, [history, window, untilMs]);
}

/** The profile's first where the chosen one is not among its servers. */
export function useServerPrice({ profile }: ObservedRun): ServerPrice | undefined {
  const { serverId, loadBalancer } = useColdstart((state) => state.bill);
  return useMemo(() => {
    const server = profile.servers.find(({ id }) => id === serverId) ?? profile.servers[0];
    return server && serverPrice(server, profile, loadBalancer);
  }, [profile, serverId, loadBalancer]);
}

/** "of the whole run", for what stands beside figures. */
export function scopeWords({ filter, window }: BillScope, partial = false): string {
  const rows = partial ? ", of the requests that are kept" : "";
  if (filter.isAll) return window ? `of the stretch shown${rows}` : "of the whole run";
  return window ? `of what the filter leaves of the stretch shown${rows}` : `of what the filter leaves${rows}`;
}
