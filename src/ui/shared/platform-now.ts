/**
 * The platform's clock between two reports. The store is told the time only when something happens; in between, the
 * clock goes on at its rate, so what shows the time works it out from the last report.
 */
import { useEffect, useReducer } from "react";
import type { ClockView } from "../../store/state.ts";
import { useColdstart } from "./store-context.tsx";

/** When each report was first seen here, on this machine's clock. */
const heardAtMs = new WeakMap<ClockView, number>();

export function platformNowMs(clock: ClockView, realNowMs = performance.now()): number {
  const heard = heardAtMs.get(clock);
  if (heard === undefined) {
    heardAtMs.set(clock, realNowMs);
    return clock.nowMs;
  }
  const speed = clock.busy || clock.rate === "skip-idle" ? 1 : clock.rate;
  return clock.nowMs + (realNowMs - heard) * speed;
}

/** Renders again every `everyMs` of real time. */
export function usePlatformNowMs(everyMs = 1_000): number {
  const clock = useColdstart((state) => state.platform.clock);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return platformNowMs(clock);
}
