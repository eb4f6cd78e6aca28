/** The series that charts draw: bounded, and the same reference back until what they are made of changes. */
import { keepExtremes } from "../metrics/downsample.ts";
import { latencyMs, wasServed } from "../metrics/history/latency-of.ts";
import { type BilledSums, NO_SUMS, plus } from "../metrics/history/run-history.ts";
import type { TimeBuckets } from "../metrics/time-buckets.ts";
import { alwaysOnCostUsd, costUsd } from "../platform/billing.ts";
import type { InvocationStatus } from "../platform/invocation.ts";
import type { AlwaysOnServer, ProviderProfile } from "../platform/profiles/provider-profile.ts";
import type { InvocationView } from "../platform/results.ts";
import { attemptIdOf } from "./attempt-id.ts";
import { derive } from "./derive.ts";
import { profileOf, serverOf } from "./profile-of.ts";
import type { State } from "./state.ts";

/** Cold starts are few and are what one looks for: they have room of their own, which warm starts cannot take. */
const MAX_COLD_POINTS = 200;
const MAX_WARM_POINTS = 400;
const US_PER_MS = 1_000;
const NO_SPANS: TimeBuckets<BilledSums> = { originMs: 0, widthMs: 1, buckets: [] };

export interface LatencyPoint {
  readonly attemptId: string;
  readonly functionName: string;
  readonly containerId?: string;
  readonly endedAtMs: number;
  /** Queued, provisioned, init and run. */
  readonly latencyMs: number;
  readonly coldStart: boolean;
  readonly status: InvocationStatus;
}

/** Of the kept invocations, in order of their end. Throttled requests met no container and have no latency. */
export const latencyPoints: (state: State) => readonly LatencyPoint[] = derive(
  (state: State) => [state.invocations],
  (invocations: readonly InvocationView[]) => {
    const points = invocations.filter(wasServed).map(latencyPoint);
    const cold = points.filter(({ coldStart }) => coldStart);
    const warm = points.filter(({ coldStart }) => !coldStart);
    const kept = [...thinned(cold, MAX_COLD_POINTS), ...thinned(warm, MAX_WARM_POINTS)];
    return kept.sort((a, b) => a.endedAtMs - b.endedAtMs);
  },
);

function latencyPoint(view: InvocationView): LatencyPoint {
  const { functionName, containerId, endedAtMs, coldStart, status } = view;
  return {
    attemptId: attemptIdOf(view),
    functionName,
    ...(containerId === undefined ? {} : { containerId }),
    endedAtMs,
    latencyMs: latencyMs(view),
    coldStart,
    status,
  };
}

function thinned(points: readonly LatencyPoint[], maxPoints: number): readonly LatencyPoint[] {
  return keepExtremes(points, (point) => point.latencyMs, maxPoints);
}

export interface BilledSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly requests: number;
  /** These three add up to what is billed. */
  readonly initMs: number;
  readonly runMs: number;
  readonly roundingMs: number;
}

/** Billed time by span; the spans widen as the run goes on, and those in which nothing ended are left out. */
export const billedSplitSeries: (state: State) => readonly BilledSpan[] = derive(
  (state: State) => [state.run?.billed],
  ({ buckets, widthMs }: TimeBuckets<BilledSums> = NO_SPANS) =>
    buckets.map(({ fromMs, sum }) => ({
      fromMs,
      toMs: fromMs + widthMs,
      requests: sum.requests,
      initMs: sum.initUs / US_PER_MS,
      runMs: sum.runUs / US_PER_MS,
      roundingMs: sum.roundingUs / US_PER_MS,
    })),
);

export interface CostPoint {
  readonly atMs: number;
  readonly functionsUsd: number;
  readonly serverUsd: number | undefined;
}

/** What has been spent so far beside the always-on server, from the platform's beginning to now. */
export const costSeries: (state: State) => readonly CostPoint[] = derive(
  (state: State) => [
    state.run?.billed,
    state.platform.clock.nowMs,
    state.platform.startedAtMs,
    profileOf(state),
    serverOf(state),
    state.bill.freeTier,
  ],
  (
    { buckets, widthMs }: TimeBuckets<BilledSums> = NO_SPANS,
    nowMs: number,
    startedAtMs: number,
    profile: ProviderProfile,
    server: AlwaysOnServer | undefined,
    freeTier: boolean,
  ) => {
    let spent = NO_SUMS;
    let lastMs = startedAtMs;
    const point = (atMs: number): CostPoint => ({
      atMs,
      functionsUsd: costUsd(spent, profile, { freeTier }),
      serverUsd: server && alwaysOnCostUsd(server, atMs - startedAtMs),
    });
    const points: CostPoint[] = [point(startedAtMs)];
    const add = (atMs: number) => {
      lastMs = atMs;
      points.push(point(atMs));
    };
    for (const { fromMs, sum } of buckets) {
      // Nothing was spent in the gap before: the line runs level to its end.
      if (fromMs > lastMs) add(fromMs);
      spent = plus(spent, sum);
      add(Math.max(fromMs, Math.min(fromMs + widthMs, nowMs)));
    }
    if (nowMs > lastMs) add(nowMs);
    return points;
  },
);
