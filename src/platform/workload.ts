/**
 * The arrivals of a load: when each request of a plan is sent. Pure and seeded: the same plan gives the same arrivals on
 * every machine. An open loop sends by the clock whatever comes back; a closed loop keeps some requests in flight and
 * sends the next when one ends, so its moments are the driver's to find. Plans are read and bounded in
 * workload-plan.ts.
 */
import { seededRandom } from "./seeded-random.ts";
import type { HttpRequest } from "./triggers/http-request.ts";
import { type LoadPattern, levelAt, placeAlong } from "./workload-shapes.ts";

/** More requests than this in one run are refused. Ours, not a provider's. */
export const MAX_LOAD_REQUESTS = 1_000_000;

export interface LoadPlan {
  readonly function: string;
  /** Sent through the routes; otherwise `event` is sent to the function itself. */
  readonly request?: HttpRequest;
  readonly event?: unknown;
  readonly requests?: number;
  readonly durationMs?: number;
  /** The average over the run; the pattern spreads it. Makes an open loop. */
  readonly ratePerSecond?: number;
  /** The most in flight at once; the pattern says how much of it when. Makes a closed loop. */
  readonly concurrency?: number;
  readonly pattern: LoadPattern;
  readonly seed: number;
}

export interface OpenLoop {
  readonly kind: "open";
  readonly requests: number;
  readonly durationMs: number;
}

export interface ClosedLoop {
  readonly kind: "closed";
  readonly concurrency: number;
  /** It ends with whichever comes first; `requests` is always bounded. */
  readonly requests: number;
  readonly durationMs: number | undefined;
}

/** A plan with both a number and a duration ends with whichever comes first. */
export function loopOf(plan: LoadPlan): OpenLoop | ClosedLoop {
  const { requests, durationMs, ratePerSecond, concurrency } = plan;
  if (concurrency !== undefined) return { kind: "closed", concurrency, requests: requests ?? MAX_LOAD_REQUESTS, durationMs };
  if (ratePerSecond !== undefined) {
    const requestsInTime =
      durationMs === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.round((ratePerSecond * durationMs) / 1000));
    const sent = Math.min(requests ?? Number.POSITIVE_INFINITY, requestsInTime);
    return { kind: "open", requests: sent, durationMs: Math.min(durationMs ?? Number.POSITIVE_INFINITY, (sent / ratePerSecond) * 1000) };
  }
  if (requests !== undefined && durationMs !== undefined) return { kind: "open", requests, durationMs };
  throw new Error("A load plan without pace or end: parseLoadPlan refuses it.");
}

/** One in each equal share of the load, at a random place in it: rising, and more even than independent arrivals. */
function* jitteredShares(requests: number, seed: number): Generator<number> {
  const random = seededRandom(seed);
  for (let index = 0; index < requests; index += 1) yield (index + random()) / requests;
}

/** Milliseconds from the start of the run to each request of an open loop, rising. */
export function arrivalOffsetsMs(plan: LoadPlan): readonly number[] {
  const loop = loopOf(plan);
  if (loop.kind === "closed") throw new Error("A closed loop has no arrivals of its own: ask inFlightAt.");
  return placeAlong(plan.pattern, jitteredShares(loop.requests, plan.seed)).map((place) => place * loop.durationMs);
}

/**
 * How many requests a closed loop keeps in flight when it has come this far (0 to 1): by time when the plan has a
 * duration, by requests sent otherwise. At least one, so that a run never stands still.
 */
export function inFlightAt(loop: ClosedLoop, pattern: LoadPattern, progress: number): number {
  return Math.max(1, Math.round(loop.concurrency * levelAt(pattern, progress)));
}

/** How far a closed loop has come, 0 to 1. */
export function closedLoopProgress(loop: ClosedLoop, sent: number, elapsedMs: number): number {
  return Math.min(1, loop.durationMs === undefined ? sent / loop.requests : elapsedMs / loop.durationMs);
}
