/**
 * Hands what happened to the keeper of the run. Its code is none of the first screen's: until it has arrived, what
 * happens is gathered here, and where it cannot be had the charts say so.
 */
import type { StoreApi } from "zustand";
import type { RunBatch } from "./metrics/history/run-history.ts";
import type { RunKeeper } from "./run-keeper.ts";
import type { Coldstart } from "./store/intents.ts";

export interface RunRecorder {
  take(batch: RunBatch): void;
  /** Fetches the keeper's code; what was gathered is handed over when it is there. */
  load(): Promise<void>;
}

export function createRunRecorder(store: StoreApi<Coldstart>): RunRecorder {
  let keeper: RunKeeper | undefined;
  let gathered: RunBatch[] = [];
  return {
    take(batch) {
      if (keeper) keeper.take(batch);
      else gathered.push(batch);
    },
    async load() {
      const { createRunKeeper } = await import("./run-keeper.ts");
      keeper ??= createRunKeeper(store);
      for (const batch of gathered) keeper.take(batch);
      gathered = [];
    },
  };
}
