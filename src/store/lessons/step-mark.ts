/**
 * Where a step began, and what happened since: the part of a check's view that is the step's alone. Counted in what was
 * reported, not in time: what ends in the same millisecond belongs to the step in which the page heard of it.
 */
import type { Ring } from "../../metrics/bounded-ring.ts";
import type { LoadReport } from "../../platform/results.ts";
import type { State } from "../state.ts";

export interface StepMark {
  /** On the platform's clock. */
  readonly sinceMs: number;
  /** The run in which it began: a reset begins another. */
  readonly runStartedAtMs: number;
  readonly requests: number;
  /** undefined: the code that keeps the run had not arrived. */
  readonly fleet: number | undefined;
  readonly events: number | undefined;
  readonly load: LoadReport | undefined;
}

export function markNow(state: State): StepMark {
  const { platform, invocations, invocationsDropped, run, load } = state;
  return {
    sinceMs: platform.clock.nowMs,
    runStartedAtMs: platform.startedAtMs,
    requests: invocationsDropped + invocations.length,
    fleet: run && countOf(run.fleet),
    events: run && countOf(run.events),
    load: load.report,
  };
}

/** All of the run that goes on counts. */
export function markAtRunStart({ platform }: State): StepMark {
  const { startedAtMs } = platform;
  return { sinceMs: startedAtMs, runStartedAtMs: startedAtMs, requests: 0, fleet: 0, events: 0, load: undefined };
}

export function itemsSince<T>({ items, dropped }: Ring<T>, count: number): readonly T[] {
  return items.slice(Math.max(0, count - dropped));
}

export function notesSince<T extends { readonly atMs: number }>(ring: Ring<T>, count: number | undefined, sinceMs: number): readonly T[] {
  return count === undefined ? ring.items.filter(({ atMs }) => atMs >= sinceMs) : itemsSince(ring, count);
}

function countOf({ items, dropped }: Ring<unknown>): number {
  return dropped + items.length;
}
