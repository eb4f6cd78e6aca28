/**
 * Keeps the run that is going on: each batch of what happened makes the next value of it, which the store is told. What
 * records and replays it comes to the store with it.
 */
import type { StoreApi } from "zustand";
import { newRun, type RunBatch, recordRun } from "./metrics/history/run-history.ts";
import { createReplayPort, type ReplayDriver } from "./replay-port.ts";
import type { Coldstart } from "./store/intents.ts";
import { addReplay } from "./store/replay-slice.ts";
import { gated, isTrusted, REPLAY_RULES } from "./trust-gate.ts";

export interface RunKeeper {
  take(batch: RunBatch): void;
}

export function createRunKeeper(store: StoreApi<Coldstart>, driver: ReplayDriver): RunKeeper {
  addReplay(
    store,
    gated(createReplayPort(driver), REPLAY_RULES, () => isTrusted(store.getState())),
  );
  return keepRun(store);
}

export function keepRun(store: StoreApi<Coldstart>): RunKeeper {
  /** With a reset or another project, a run begins of which nothing is known yet. */
  const begin = () => {
    const { run, platform, intents } = store.getState();
    if (run === undefined) intents.reportRun(newRun(platform.startedAtMs));
  };
  begin();
  store.subscribe(begin);
  return {
    take({ ended, fleet, events }) {
      const { run, platform, intents } = store.getState();
      const { startedAtMs } = platform;
      // What a reset or another project cut short may end after it, and is no part of what began then.
      const ours = {
        ended: ended.filter(({ arrivedAtMs }) => arrivedAtMs >= startedAtMs),
        fleet: fleet.filter(({ atMs }) => atMs >= startedAtMs),
        events: events.filter(({ atMs }) => atMs >= startedAtMs),
      };
      intents.reportRun(recordRun(run ?? newRun(startedAtMs), ours));
    },
  };
}
