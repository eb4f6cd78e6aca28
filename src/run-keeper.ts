/**
 * Keeps the run that is going on: each batch of what happened makes the next value of it, which the store is told. What
 * records and replays it comes to the store with it.
 */
import type { StoreApi } from "zustand";
import { newRun, type RunBatch, type RunHistory, recordRun } from "./metrics/history/run-history.ts";
import { createReplayPort, type ReplayDriver } from "./replay-port.ts";
import type { Coldstart } from "./store/intents.ts";
import { addReplay } from "./store/replay-slice.ts";

export interface RunKeeper {
  take(batch: RunBatch): void;
}

export function createRunKeeper(store: StoreApi<Coldstart>, driver: ReplayDriver): RunKeeper {
  addReplay(store, createReplayPort(driver));
  let run: RunHistory = newRun(store.getState().platform.startedAtMs);
  store.getState().intents.reportRun(run);
  return {
    take({ ended, fleet, events }) {
      const { platform, intents } = store.getState();
      const { startedAtMs } = platform;
      if (run.startedAtMs !== startedAtMs) run = newRun(startedAtMs);
      // What a reset or another project cut short may end after it, and is no part of what began then.
      const ours = {
        ended: ended.filter(({ arrivedAtMs }) => arrivedAtMs >= startedAtMs),
        fleet: fleet.filter(({ atMs }) => atMs >= startedAtMs),
        events: events.filter(({ atMs }) => atMs >= startedAtMs),
      };
      run = recordRun(run, ours);
      intents.reportRun(run);
    },
  };
}
