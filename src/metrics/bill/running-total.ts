/** What was spent so far, functions beside an always-on server, on one axis of time. */
import { costUsd } from "../../platform/billing.ts";
import type { BilledQuantities } from "../../platform/invocation.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import type { BilledSeries } from "./billed-series.ts";
import { addQuantities } from "./quantities.ts";
import { type ServerPrice, serverUsd } from "./server-price.ts";

export interface CostPoint {
  readonly atMs: number;
  readonly functionsUsd: number;
  readonly serverUsd: number | undefined;
}

export interface RunningTotalOptions {
  /** From when the server is paid. */
  readonly startedAtMs: number;
  /** What is drawn. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly profile: ProviderProfile;
  readonly server: ServerPrice | undefined;
  readonly freeTier: boolean;
  /** Memory kept ready until then, in MB-ms: it is paid as time passes. */
  readonly heldMbMsAt: (atMs: number) => number;
}

export function runningTotal({ before, spans }: BilledSeries, options: RunningTotalOptions): readonly CostPoint[] {
  const { startedAtMs, fromMs, toMs, profile, server, freeTier, heldMbMsAt } = options;
  let spent: BilledQuantities = before;
  let lastMs = fromMs;
  const point = (atMs: number): CostPoint => ({
    atMs,
    functionsUsd: costUsd({ ...spent, heldMbMs: heldMbMsAt(atMs) }, profile, { freeTier }),
    serverUsd: server && serverUsd(server, Math.max(0, atMs - startedAtMs), spent.requests),
  });
  const points: CostPoint[] = [point(fromMs)];
  const add = (atMs: number) => {
    lastMs = atMs;
    points.push(point(atMs));
  };
  for (const { fromMs: spanFromMs, toMs: spanToMs, sum } of spans) {
    // Nothing was spent in the gap before: the line runs level to its end.
    if (spanFromMs > lastMs) add(spanFromMs);
    spent = addQuantities(spent, sum);
    add(Math.max(spanFromMs, lastMs, Math.min(spanToMs, toMs)));
  }
  if (toMs > lastMs) add(toMs);
  return points;
}

export interface Crossing {
  readonly atMs: number;
  readonly usd: number;
  /** What is dearer from here on. */
  readonly dearer: "functions" | "server";
}

/** Where one of the two begins to have cost more than the other, between points that are joined by straight lines. */
export function crossingsOf(points: readonly CostPoint[]): readonly Crossing[] {
  const crossings: Crossing[] = [];
  let sign = 0;
  for (const [place, point] of points.entries()) {
    const lead = leadOf(point);
    const previous = points[place - 1];
    const before = previous && leadOf(previous);
    if (lead === undefined || lead === 0) continue;
    if (previous && before !== undefined && sign !== 0 && Math.sign(lead) !== sign) {
      const share = before / (before - lead);
      crossings.push({
        atMs: previous.atMs + share * (point.atMs - previous.atMs),
        usd: previous.functionsUsd + share * (point.functionsUsd - previous.functionsUsd),
        dearer: lead > 0 ? "functions" : "server",
      });
    }
    sign = Math.sign(lead);
  }
  return crossings;
}

function leadOf({ functionsUsd, serverUsd }: CostPoint): number | undefined {
  return serverUsd === undefined ? undefined : functionsUsd - serverUsd;
}
