/**
 * Keeps the open project, what belongs to it and the page's settings in storage as they change, and opens what was kept.
 * Two tabs never overwrite each other: where another tab has saved the same project since, this tab's work goes on as a
 * project of its own, and the person is told.
 */
import type { StoreApi } from "zustand";
import type { Storage, StoredProject } from "./host/storage.ts";
import { MAX_NAME_CHARS, parseProject } from "./project/schema.ts";
import type { ServicesKeeper } from "./services-keeper.ts";
import type { Coldstart } from "./store/intents.ts";
import { parseSavedPage, parseSavedWork, savedPage, savedWork } from "./store/saved-state.ts";

/** Typing is saved this long after the last key, and at once when the page goes. */
const SAVE_AFTER_MS = 250;
const OPEN_KEY = "coldstart:open";
/** What the page could not save before it went, in the tab's own storage, which is written at once. */
const UNSAVED_KEY = "coldstart:unsaved";
const TABS_CHANNEL = "coldstart:saved";

export interface KeeperOptions {
  readonly openStorage: () => Promise<Storage>;
  /** What this tab holds open, across its reloads. */
  readonly tab?: Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem"> | undefined;
  /** Keeps what the project's services hold. */
  readonly services?: Pick<ServicesKeeper, "keepIn" | "opened" | "begun" | "forked" | "leave"> | undefined;
  readonly nowMs?: () => number;
  readonly newId?: () => string;
}

export interface Keeper {
  /** Resolves when what was kept is open. */
  readonly ready: Promise<void>;
  /** What the open project is called in storage; changes when another tab's changes make it a project of its own. */
  openId(): string;
  /** Saves now what is not saved yet. */
  flush(): Promise<void>;
  /** Resolves when the open project is in storage, even one that nobody has changed. */
  ensureSaved(): Promise<void>;
  /** The page goes: what is not saved yet is put where the next page of this tab finds it. */
  leave(): void;
}

export function keepProject(
  store: StoreApi<Coldstart>,
  { openStorage, tab, services, nowMs = Date.now, newId = () => crypto.randomUUID() }: KeeperOptions,
): Keeper {
  const { intents } = store.getState();
  const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(TABS_CHANNEL);
  let storage: Storage | undefined;
  let held: Held = { id: newId(), revision: 0 };
  let saved = snapshot(store.getState(), held);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> = Promise.resolve();

  const hold = (next: Held) => {
    held = next;
    remember(tab, held.id);
  };
  const nowOpen = () => snapshot(store.getState(), held);

  const isOpen = ({ opened }: Snapshot) => opened === store.getState().projectsOpened;

  /** This tab's work goes on under a name of its own; what the other tab saved stays as it is. */
  const fork = async (to: Storage, now: Snapshot): Promise<void> => {
    const { name } = now.project;
    const project = { ...now.project, name: copyName(name) };
    const forked: Held = { id: newId(), revision: 0 };
    if (isOpen(now)) {
      hold(forked);
      services?.forked(forked.id);
      intents.renameProject(project.name);
    }
    intents.notify(
      "warning",
      `"${name}" was changed in another tab. Your work in this tab goes on as "${project.name}".`,
      "Both are kept.",
    );
    await saveProject(to, { ...now, held: forked, project: isOpen(now) ? store.getState().project : project });
  };

  const saveProject = async (to: Storage, now: Snapshot): Promise<void> => {
    const { id } = now.held;
    const next = await to.saveProject({ id, savedAtMs: nowMs(), project: now.project, work: now.work }, now.held.revision);
    // Where only drafts and history differ, the other tab's are as good.
    if (next === undefined && now.project !== saved.project) return fork(to, now);
    saved = { ...now, page: saved.page };
    if (next === undefined) return;
    now.held.revision = next;
    if (now.held === held) remember(tab, id);
    channel?.postMessage({ id, revision: next });
  };

  const save = async (now: Snapshot): Promise<void> => {
    if (!storage) return;
    try {
      if (now.page !== saved.page) {
        await storage.savePage(now.page);
        saved = { ...saved, page: now.page };
      }
      if (isUnsaved(now)) await saveProject(storage, now);
      intents.reportSaving(isUnsaved(nowOpen()) ? "saving" : "saved");
    } catch (reason) {
      if (store.getState().saving !== "failed") {
        const remedy = "Free some space or allow storage for this page, then type on: it is tried again.";
        intents.notify("error", `Your work could not be saved: ${textOf(reason)}`, remedy);
      }
      intents.reportSaving("failed");
    }
  };

  const isUnsaved = ({ project, work }: Snapshot) => project !== saved.project || work !== saved.work;

  const saveNext = (now: Snapshot): Promise<void> => {
    clearTimeout(timer);
    saving = saving.then(() => save(now));
    return saving;
  };
  const flush = () => saveNext(nowOpen());

  /** In its turn: two saves on the same revision would take each other for another tab's. */
  const ensureSaved = (): Promise<void> => {
    const turn = saving.then(async () => {
      if (storage && held.revision === 0) await saveProject(storage, nowOpen());
    });
    saving = turn.catch(() => {});
    return turn;
  };

  const changed = (state: Coldstart, before: Coldstart) => {
    // What was typed last into the project that makes way is saved before the next one is.
    if (state.projectsOpened !== before.projectsOpened) {
      void saveNext(snapshot(before, held));
      hold({ id: newId(), revision: 0 });
      services?.begun(held.id);
    }
    const now = nowOpen();
    if (!isUnsaved(now) && now.page === saved.page) return;
    if (state.saving === "saved") intents.reportSaving("saving");
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
  };

  const open = (stored: StoredProject | undefined) => {
    if (!stored) return;
    const parsed = parseProject(stored.project);
    if (!parsed.ok) {
      intents.notify(
        "error",
        `The saved project could not be opened: ${parsed.message}`,
        "It is kept as it is. You can go on with a new one.",
      );
      return;
    }
    hold({ id: stored.id, revision: stored.revision });
    const work = parseSavedWork(stored.work);
    // With its trust in one step: of what is not trusted nothing may run in between.
    intents.openSetup({ project: parsed.value }, work.shared);
    intents.restore({ work });
  };

  const leave = () => {
    const now = nowOpen();
    const servicesLeft = services?.leave() ?? false;
    // Without its project, nothing would find what its services held.
    if (isUnsaved(now) || (servicesLeft && held.revision === 0)) leaveUnsaved(tab, { ...held, project: now.project, work: now.work });
    void flush();
  };

  /** A save that was on its way when the page went may have come through: then one more was saved than was known. */
  const takeBack = (unsaved: Unsaved | undefined, stored: StoredProject | undefined) => {
    const isStored = stored?.id === unsaved?.id;
    const storedRevision = isStored ? (stored?.revision ?? 0) : 0;
    // A project that was opened just before the page went is in no storage yet.
    if (!unsaved || (stored && !isStored && unsaved.revision > 0) || storedRevision - unsaved.revision > 1) return;
    const { project } = store.getState();
    open({ ...unsaved, revision: storedRevision, savedAtMs: nowMs() });
    if (store.getState().project === project) return;
    saved = { ...saved, project };
    void flush();
  };

  const start = async (): Promise<void> => {
    try {
      storage = await openStorage();
      intents.restore({ page: parseSavedPage(await storage.readPage()) });
      const stored = (await storage.readProject(remembered(tab))) ?? (await storage.readProject());
      services?.keepIn(storage);
      open(stored);
      saved = nowOpen();
      takeBack(takeUnsaved(tab), stored);
      await services?.opened(held.id);
    } catch (reason) {
      intents.reportSaving("failed");
      intents.notify(
        "warning",
        `This browser keeps nothing for this page: ${textOf(reason)}`,
        "Allow storage for this page; until then your work lasts as long as this tab.",
      );
      await services?.opened(held.id);
      return;
    }
    store.subscribe(changed);
    channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (isSaveOf(data, held.id) && data.revision > held.revision) intents.reportSaving("other-tab");
    });
    if (typeof document === "undefined") return;
    document.addEventListener("visibilitychange", () => void (document.visibilityState === "hidden" ? flush() : undefined));
    addEventListener("pagehide", leave);
  };

  return { ready: start(), openId: () => held.id, flush, ensureSaved, leave };
}

/** What the open project is in storage. */
interface Held {
  readonly id: string;
  revision: number;
}

interface Snapshot {
  readonly held: Held;
  readonly project: Coldstart["project"];
  /** Changes when another project is opened, not when this one is edited. */
  readonly opened: number;
  readonly work: ReturnType<typeof savedWork>;
  readonly page: ReturnType<typeof savedPage>;
}

function snapshot(state: Coldstart, held: Held): Snapshot {
  return { held, project: state.project, opened: state.projectsOpened, work: savedWork(state), page: savedPage(state) };
}

/** "photos" becomes "photos 2", "photos 2" becomes "photos 3". */
function copyName(name: string): string {
  const [, base = name, number] = /^(.*?)(?: (\d{1,6}))?$/.exec(name) ?? [];
  return `${base.slice(0, MAX_NAME_CHARS - 8)} ${number === undefined ? 2 : Number(number) + 1}`;
}

function remembered(tab: KeeperOptions["tab"]): string | undefined {
  try {
    return tab?.getItem(OPEN_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(tab: KeeperOptions["tab"], id: string): void {
  try {
    tab?.setItem(OPEN_KEY, id);
  } catch {
    // A reload then opens the project saved last.
  }
}

type Unsaved = Pick<StoredProject, "id" | "revision" | "project" | "work">;

function leaveUnsaved(tab: KeeperOptions["tab"], unsaved: Unsaved): void {
  try {
    tab?.setItem(UNSAVED_KEY, JSON.stringify(unsaved));
  } catch {
    // Too large for it, or blocked: then the last quarter of a second of typing is lost.
  }
}

/** Once: whatever becomes of it, it is not taken a second time. */
function takeUnsaved(tab: KeeperOptions["tab"]): Unsaved | undefined {
  try {
    const text = tab?.getItem(UNSAVED_KEY);
    tab?.removeItem(UNSAVED_KEY);
    const { id, revision, project, work } = JSON.parse(text ?? "null") as Partial<Unsaved>;
    return typeof id === "string" && typeof revision === "number" ? { id, revision, project, work } : undefined;
  } catch {
    return undefined;
  }
}

function isSaveOf(data: unknown, id: string): data is { readonly id: string; readonly revision: number } {
  return (
    typeof data === "object" && data !== null && "id" in data && data.id === id && "revision" in data && typeof data.revision === "number"
  );
}

function textOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
