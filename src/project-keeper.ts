/**
 * Keeps the open project, what belongs to it and the page's settings in storage as they change, and opens what was kept.
 * Two tabs never overwrite each other: where another tab has saved the same project since, this tab's work goes on as a
 * project of its own, and the person is told.
 */
import type { StoreApi } from "zustand";
import { copyName, type Held, isUnsaved, keptOf, type Snapshot, snapshot } from "./held-project.ts";
import type { Storage, StoredProject } from "./host/storage.ts";
import type { Refused } from "./platform/triggers/parsed.ts";
import { parseProject } from "./project/schema.ts";
import type { ServicesKeeper } from "./services-keeper.ts";
import type { Coldstart } from "./store/intents.ts";
import { asProblem, ProblemError } from "./store/problem.ts";
import { parseSavedPage, parseSavedWork, savedPage } from "./store/saved-state.ts";
import { leaveUnsaved, remember, remembered, type TabStorage, takeUnsaved, type Unsaved } from "./tab-memory.ts";

/** Typing is saved this long after the last key, and at once when the page goes. */
const SAVE_AFTER_MS = 250;
const TABS_CHANNEL = "coldstart:saved";

export interface KeeperOptions {
  readonly openStorage: () => Promise<Storage>;
  /** What this tab holds open, across its reloads. */
  readonly tab?: TabStorage;
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
  /** Saves the open one, as another is about to take its place. Rejects with a Problem where it would be lost. */
  makeWay(): Promise<void>;
  /** The open one has left in a zip as it is: it is not lost any more when it makes way. */
  handedOut(): void;
  /** Shows another one that is in storage, with its own work. Rejects with a Problem, and the open one stays. */
  open(id: string): Promise<void>;
  /** Undefined where the browser keeps nothing. */
  storage(): Storage | undefined;
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
  let held: Held = { id: newId(), revision: 0, ...keptOf(store.getState()) };
  /** What takes the place of the open one next, where it is in storage. */
  let upcoming: Held | undefined;
  /** Of what could not be saved, what a person has in a zip. */
  let zipped: Coldstart["project"] | undefined;
  let pageKept = savedPage(store.getState());
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
    const isDeleted = (await to.readProject(now.held.id)) === undefined;
    const project = { ...now.project, name: copyName(name) };
    const forked: Held = { id: newId(), revision: 0 };
    if (isOpen(now)) {
      hold(forked);
      services?.forked(forked.id);
      intents.renameProject(project.name);
    }
    intents.notify(
      "warning",
      `"${name}" was ${isDeleted ? "deleted" : "changed"} in another tab. Your work in this tab goes on as "${project.name}".`,
      isDeleted ? undefined : "Both are kept.",
    );
    await saveProject(to, { ...now, held: forked, project: isOpen(now) ? store.getState().project : project });
  };

  const saveProject = async (to: Storage, now: Snapshot): Promise<void> => {
    const { id } = now.held;
    const next = await to.saveProject({ id, savedAtMs: nowMs(), project: now.project, work: now.work }, now.held.revision);
    // Where only drafts and history differ, the other tab's are as good.
    if (next === undefined && now.project !== now.held.project) return fork(to, now);
    Object.assign(now.held, { project: now.project, work: now.work });
    if (next === undefined) return;
    now.held.revision = next;
    if (now.held === held) remember(tab, id);
    channel?.postMessage({ id, revision: next });
  };

  const save = async (now: Snapshot): Promise<void> => {
    if (!storage) return;
    try {
      if (now.page !== pageKept) {
        await storage.savePage(now.page);
        pageKept = now.page;
      }
      if (isUnsaved(now)) await saveProject(storage, now);
      intents.reportSaving(isUnsaved(nowOpen()) ? "saving" : "saved");
    } catch (reason) {
      if (store.getState().saving !== "failed") {
        const remedy = "Keep it in a zip. Free some space or allow storage for this page, then type on: it is tried again.";
        intents.notify("error", `Your work could not be saved: ${asProblem(reason).message}`, remedy, "export-zip");
      }
      intents.reportSaving("failed");
    }
  };

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
      const { id: beforeId } = held;
      hold(upcoming ?? { id: newId(), revision: 0 });
      if (!upcoming) services?.begun(held.id);
      // Who would rather not have what was shared goes back there, after a reload too.
      if (state.shared && !upcoming) store.setState({ shared: { ...state.shared, before: beforeId } });
    }
    const now = nowOpen();
    if (!isUnsaved(now) && now.page === pageKept) return;
    if (state.saving === "saved") intents.reportSaving("saving");
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
  };

  /** With its trust in one step: of what is not trusted nothing may run in between. */
  const show = (stored: StoredProject): Refused | undefined => {
    const parsed = parseProject(stored.project);
    if (!parsed.ok) return parsed;
    const work = parseSavedWork(stored.work);
    const next: Held = { id: stored.id, revision: stored.revision };
    upcoming = next;
    intents.openSetup({ project: parsed.value }, work.shared);
    intents.restore({ work });
    upcoming = undefined;
    Object.assign(next, keptOf(store.getState()));
    hold(next);
    return undefined;
  };

  const makeWay = async (): Promise<void> => {
    await flush();
    const { project } = store.getState();
    if (project === held.project || project === zipped) return;
    const message = `"${project.name}" is not saved, and would be lost.`;
    throw new ProblemError({ code: "not-saved", message, remedy: "Download its zip, or allow storage for this page." });
  };

  const open = async (id: string): Promise<void> => {
    if (id === held.id) return;
    await makeWay();
    const stored = await storage?.readProject(id);
    if (!stored)
      throw new ProblemError({ code: "no-such-project", message: "This project is not here any more.", remedy: "Choose another." });
    const refused = show(stored);
    if (refused)
      throw new ProblemError({ ...refused, message: `It could not be opened: ${refused.message}`, remedy: "It is kept as it is." });
    await flush();
    await services?.opened(id);
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
    if (show({ ...unsaved, revision: storedRevision, savedAtMs: nowMs() })) return;
    held.project = undefined;
    void flush();
  };

  const start = async (): Promise<void> => {
    try {
      storage = await openStorage();
      intents.restore({ page: parseSavedPage(await storage.readPage()) });
      const stored = (await storage.readProject(remembered(tab))) ?? (await storage.readProject());
      services?.keepIn(storage);
      const refused = stored && show(stored);
      if (refused)
        intents.notify(
          "error",
          `The saved project could not be opened: ${refused.message}`,
          "It is kept as it is. You can go on with a new one.",
        );
      Object.assign(held, keptOf(store.getState()));
      pageKept = savedPage(store.getState());
      takeBack(takeUnsaved(tab), stored);
      await services?.opened(held.id);
    } catch (reason) {
      intents.reportSaving("failed");
      intents.notify(
        "warning",
        `This browser keeps nothing for this page: ${asProblem(reason).message}`,
        "Allow storage for this page, or keep your work in a zip; until then it lasts as long as this tab.",
        "export-zip",
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

  const handedOut = () => {
    zipped = store.getState().project;
  };

  return { ready: start(), openId: () => held.id, flush, ensureSaved, makeWay, handedOut, open, storage: () => storage, leave };
}

function isSaveOf(data: unknown, id: string): data is { readonly id: string; readonly revision: number } {
  return (
    typeof data === "object" && data !== null && "id" in data && data.id === id && "revision" in data && typeof data.revision === "number"
  );
}
