/**
 * Hands what happened to the keeper of the run. Its code is none of the first screen's: until it has arrived, what
 * happens is gathered here, and where it cannot be had the charts say so.
 */
import type { StoreApi } from "zustand";
import type { RunBatch } from "./metrics/history/run-history.ts";
import type { ReplayDriver } from "./replay-port.ts";
import type { Coldstart } from "./store/intents.ts";

export interface RunRecorder {
  take(batch: RunBatch): void;
  /** Fetches the keeper's code; what was gathered is handed over when it is there. */
  load(): Promise<void>;
}

export function createRunRecorder(store: StoreApi<Coldstart>, driver: ReplayDriver): RunRecorder {
  const gathered: RunBatch[] = [];
  let take = (batch: RunBatch): unknown => gathered.push(batch);
  return {
    take: (batch) => void take(batch),
    async load() {
      try {
        const { createRunKeeper } = await import("./run-keeper.ts");
        const keeper = createRunKeeper(store, driver);
        for (const batch of gathered) keeper.take(batch);
        take = keeper.take;
      } catch (error) {
        // Nobody will ever take it.
        take = () => {};
        throw error;
      } finally {
        gathered.length = 0;
      }
    },
  };
}
