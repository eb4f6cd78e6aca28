/** The store's port for recording and replaying, onto the live platform. None of the first screen's code: it comes with what keeps the run. */
import { gatewayRequestId } from "./host/http-front.ts";
import type { LivePlatform } from "./host/live-platform.ts";
import { delay } from "./host/load-runner.ts";
import { newTraceId } from "./host/trace-id.ts";
import type { SentArrival } from "./metrics/replay/sent-again.ts";
import { freshHttpEvent } from "./platform/triggers/fresh-http-event.ts";
import { runReplay } from "./replay-runner.ts";
import type { ReplayPort } from "./store/ports.ts";

export interface ReplayDriver {
  readonly live: LivePlatform;
  /** Tells the store what is gathered. */
  readonly refresh: () => void;
}

export function createReplayPort({ live, refresh }: ReplayDriver): ReplayPort {
  const { clock } = live;
  /** What is new by nature: the front door's id, the time, the trace. */
  const send = ({ functionName, event, trigger }: SentArrival) => {
    const atMs = clock.nowMs();
    const traceId = newTraceId(atMs);
    const traceHeader = traceId.split(";")[0] ?? traceId;
    const text = trigger === "http" ? freshHttpEvent(event, { requestId: gatewayRequestId(), atMs, traceHeader }) : event;
    return live.invoke(functionName, text, { trigger, traceId });
  };
  return {
    watchArrivals: live.watchArrivals,
    refresh,
    nowMs: clock.nowMs,
    async replay(arrivals, pace, onProgress, signal) {
      const span = await runReplay(arrivals, pace, { nowMs: clock.nowMs, advance: clock.advance, send, wait: delay }, onProgress, signal);
      // What the requests set off belongs to it as well.
      if (!signal.aborted) await clock.advance(0);
      refresh();
      return { ...span, toMs: clock.nowMs() };
    },
  };
}
