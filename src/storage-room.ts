/**
 * The room that the browser gives this page, and whether it may take it back. It is asked to keep it once a person has
 * changed something, not before: then there is something to keep, and the question makes sense.
 */
import type { StoreApi } from "zustand";
import type { Coldstart } from "./store/intents.ts";
import type { StorageRoom } from "./store/state.ts";

/** Some browsers ask the person: once is enough. */
const ASKED_KEY = "coldstart:asked-to-keep";

export type Estate = Pick<StorageManager, "estimate" | "persist" | "persisted">;

/** Undefined where the browser does not say. */
export async function storageRoom(estate: Estate | undefined): Promise<StorageRoom | undefined> {
  try {
    const [estimate, persisted] = await Promise.all([estate?.estimate(), estate?.persisted()]);
    if (estimate?.usage === undefined || estimate.quota === undefined) return undefined;
    const kept = persisted === undefined ? "unknown" : persisted ? "persistent" : "best-effort";
    return { usedBytes: estimate.usage, quotaBytes: estimate.quota, kept };
  } catch {
    return undefined;
  }
}

export function askOnceChanged(
  store: StoreApi<Coldstart>,
  estate: Estate | undefined,
  memory: Pick<globalThis.Storage, "getItem" | "setItem"> | undefined,
): void {
  let changed = false;
  const stop = store.subscribe((state, before) => {
    changed ||= state.project !== before.project && state.projectsOpened === before.projectsOpened;
    if (!changed || state.saving !== "saved") return;
    stop();
    void ask();
  });
  const ask = async (): Promise<void> => {
    try {
      if (memory?.getItem(ASKED_KEY) || (await estate?.persisted())) return;
      memory?.setItem(ASKED_KEY, "yes");
      await estate?.persist();
    } catch {
      // The list of projects says how it stands, and lets it be asked again.
    }
  };
}
