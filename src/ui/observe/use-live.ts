/**
 * The store is told the time when something happens. A server costs while nothing does: for a run that goes on, what
 * depends on the clock goes on here, once a second. A run that is over ends where it ended.
 */
import type { ObservedRun } from "../../metrics/history/observed-run.ts";
import { LIVE } from "../../store/shown-run.ts";
import { usePlatformNowMs } from "../shared/platform-now.ts";

const MS_PER_S = 1_000;

export function useUntilMs({ id, untilMs, history: { startedAtMs } }: ObservedRun): number {
  const elapsedMs = Math.floor((usePlatformNowMs() - startedAtMs) / MS_PER_S) * MS_PER_S;
  return id === LIVE ? Math.max(untilMs, startedAtMs + elapsedMs) : untilMs;
}
