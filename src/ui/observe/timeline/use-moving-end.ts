/** The clock, for an axis that follows it: told anew only when the axis would move by half a pixel, never while the page is out of sight. */
import { useEffect, useState } from "react";
import { platformNowMs } from "../../shared/platform-now.ts";
import { useStoreApi } from "../../shared/store-context.tsx";

/** Ten times a second at most. */
const LEAST_PERIOD_MS = 100;

export function useMovingEnd(follows: boolean, untilMs: number, halfPixelMs: number): number {
  const store = useStoreApi();
  const [nowMs, setNowMs] = useState(untilMs);
  useEffect(() => {
    if (!follows) return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      const readMs = platformNowMs(store.getState().platform.clock);
      setNowMs((before) => (readMs - before >= halfPixelMs ? readMs : before));
    }, LEAST_PERIOD_MS);
    return () => clearInterval(timer);
  }, [store, follows, halfPixelMs]);
  return follows ? Math.max(nowMs, untilMs) : untilMs;
}
