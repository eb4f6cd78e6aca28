/**
 * Joins the service worker's report of what is kept, and the new version it may hold, to the store. None of the first
 * screen's code; and the worker is asked to keep the page only once nobody waits for the line any more.
 */
import type { StoreApi } from "zustand";
import { openOffline } from "./host/offline-client.ts";
import type { FillFailure } from "./host/service-worker/fill.ts";
import type { Problem } from "./platform/results.ts";
import type { Coldstart } from "./store/intents.ts";
import { addOffline } from "./store/offline-slice.ts";
import type { StorageRoom } from "./store/state.ts";

/** A visitor who only looks has the line to spare by then. */
const PREPARE_AFTER_MS = 6_000;

const PROBLEMS: Readonly<Record<FillFailure, Problem>> = {
  "no-network": {
    code: "files-not-loaded",
    message: "Some files could not be loaded.",
    remedy: "What came is kept. Get the rest when the connection is better.",
  },
  "no-room": {
    code: "no-room",
    message: "The browser has no more room for this page.",
    remedy: "Free some disk space, or delete projects that are not needed, then get the rest.",
  },
  "other-content": {
    code: "other-content",
    message: "Some files came with another content than was built, so they were not kept.",
    remedy:
      "Something between here and the host changes them (a log-in page, a proxy), or a new version is being put there. Try again later.",
  },
};

export async function keepOffline(store: StoreApi<Coldstart>, workers: ServiceWorkerContainer): Promise<void> {
  const registration = await workers.ready;
  const { report, settle } = addOffline(store, {
    getAll: () => client.getAll(),
    stop: () => client.stop(),
    ask: () => client.ask(),
    room: storageRoom,
    update: () => void client.takeOver().then(() => location.reload()),
  });
  const client = openOffline({
    workers,
    registration,
    marker: import.meta.url,
    onReport: ({ parts, filling, failure }) =>
      settle({ parts, ...(filling ? { filling } : {}), ...(failure ? { problem: PROBLEMS[failure] } : {}) }),
    onUpdate: () => {
      if (store.getState().offline?.update === "none") report({ update: "ready" });
    },
    onNetwork: (isThere) => report({ network: isThere ? "there" : "gone" }),
  });
  whenQuiet(store, client.prepare);
}

/** After the first answer; or when none was asked for in a while. */
function whenQuiet(store: StoreApi<Coldstart>, action: () => void): void {
  const begin = () => {
    stop();
    clearTimeout(timer);
    action();
  };
  const timer = setTimeout(begin, PREPARE_AFTER_MS);
  const stop = store.subscribe(({ visited }) => visited && begin());
  if (store.getState().visited) begin();
}

async function storageRoom(): Promise<StorageRoom | undefined> {
  try {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    const persisted = await navigator.storage.persisted();
    return { usedBytes: usage, quotaBytes: quota, kept: persisted ? "persistent" : "best-effort" };
  } catch {
    return undefined;
  }
}
