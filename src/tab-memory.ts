/**
 * What a tab knows across its reloads, in its own storage, which is written at once: which project it has open, and what
 * the page could not save before it went. Where that storage is blocked, nothing of it is needed to go on.
 */
import type { StoredProject } from "./host/storage.ts";

export type TabStorage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem"> | undefined;

const OPEN_KEY = "coldstart:open";
const UNSAVED_KEY = "coldstart:unsaved";

export function remembered(tab: TabStorage): string | undefined {
  try {
    return tab?.getItem(OPEN_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(tab: TabStorage, id: string): void {
  try {
    tab?.setItem(OPEN_KEY, id);
  } catch {
    // A reload then opens the project saved last.
  }
}

export type Unsaved = Pick<StoredProject, "id" | "revision" | "project" | "work">;

export function leaveUnsaved(tab: TabStorage, unsaved: Unsaved): void {
  try {
    tab?.setItem(UNSAVED_KEY, JSON.stringify(unsaved));
  } catch {
    // Too large for it, or blocked: then the last quarter of a second of typing is lost.
  }
}

/** Once: whatever becomes of it, it is not taken a second time. */
export function takeUnsaved(tab: TabStorage): Unsaved | undefined {
  try {
    const text = tab?.getItem(UNSAVED_KEY);
    tab?.removeItem(UNSAVED_KEY);
    const { id, revision, project, work } = JSON.parse(text ?? "null") as Partial<Unsaved>;
    return typeof id === "string" && typeof revision === "number" ? { id, revision, project, work } : undefined;
  } catch {
    return undefined;
  }
}
