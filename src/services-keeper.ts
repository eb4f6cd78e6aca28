/**
 * Tells the services what the project has, keeps what the services of the open project hold, and everything that waits in
 * them, in storage as it changes, and hands it back when the project is opened again. One tab holds a project's services
 * at a time: in a second tab nothing waits twice, and what happens there is not kept.
 */
import type { StoreApi } from "zustand";
import type { ServiceDesk } from "./host/service-desk.ts";
import type { Storage, StoredServices } from "./host/storage.ts";
import { NO_CONFIG, type ServicesConfig } from "./platform/services/services-config.ts";
import type { EventTrigger } from "./platform/triggers/trigger.ts";
import { hasServices, servicesConfigOf } from "./project/services-config-of.ts";
import type { Coldstart } from "./store/intents.ts";

/** Saved this long after a change, and not before the last save is through: a thousand changes a second are one save. */
const SAVE_AFTER_MS = 30;
/** A reload asks for the project while the page before still lets go of it. */
const HOLD_WAIT_MS = 1_500;
/** What the page could not save before it went, in the tab's own storage, which is written at once. */
const LEFT_KEY = "coldstart:services";
const DAY_MS = 86_400_000;
/** Of the lock that the tab has which holds a project's services: then its id. */
export const HELD_LOCK_PREFIX = "coldstart:services:";

export interface ServicesKeeperOptions {
  readonly store: StoreApi<Coldstart>;
  /** What waits, waits by this clock: it goes on where the page before had come to. */
  readonly clock: { nowMs(): number; goOnFrom(atMs: number): void };
  readonly desk: Pick<ServiceDesk, "configure" | "open" | "state" | "contentIds">;
  readonly tab?: Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem"> | undefined;
  readonly locks?: LockManager | undefined;
  /** Resolves when the project itself is in storage: what waits for it would be found by nobody otherwise. */
  saveProject(): Promise<void>;
}

export interface ServicesKeeper {
  /** Storage is there. */
  keepIn(storage: Storage): void;
  /** A project was opened: what its services held is taken up. */
  opened(id: string): Promise<void>;
  /** A new project has taken the place of the one before: this is its id. */
  begun(id: string): void;
  /** The open project goes on under another id. */
  forked(id: string): void;
  /** The services hold or await something else than they did. */
  changed(): void;
  /** Saves now what is not saved yet. */
  flush(): Promise<void>;
  /** The page goes. True where something is left that is not in storage yet. */
  leave(): boolean;
}

/** What an earlier page left, if anything, and whether this tab goes on with it. */
interface Beginning {
  readonly stored: StoredServices | undefined;
  readonly isMine: boolean;
}

export function createServicesKeeper({
  store,
  clock,
  desk,
  tab,
  locks = lockManager(),
  saveProject,
}: ServicesKeeperOptions): ServicesKeeper {
  let storage: Storage | undefined;
  let id: string | undefined;
  let serial = 0;
  let isHolder = false;
  /** Another tab holds the project: its schedules fire there, and only there. */
  let isElsewhere = false;
  /** What begins when the person trusts the project, and not before. */
  let heldBack: Beginning | undefined;
  let letGo: () => void = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> = Promise.resolve();
  let dirty = false;
  let failed = false;
  let configured = "";
  /** How long the last look at everything that waits took: the page is not to spend more than a fifth of its time on it. */
  let lookedForMs = 0;

  const notify = (text: string, remedy: string) => store.getState().intents.notify("warning", text, remedy);

  /** A keystroke changes the project, not its services. What is not trusted has none: nothing is due, nothing is fed. */
  const configure = ({ project, shared }: Coldstart) => {
    const config = shared ? NO_CONFIG : isElsewhere ? withoutSchedules(servicesConfigOf(project)) : servicesConfigOf(project);
    const text = JSON.stringify(config);
    if (text === configured) return;
    configured = text;
    desk.configure(config, !shared && hasServices(project));
  };

  store.subscribe((state, before) => {
    if (state.projectsOpened !== before.projectsOpened) {
      const captured = capture();
      saving = saving.then(() => save(captured));
      id = undefined;
      heldBack = undefined;
      void desk.open(undefined);
    }
    if (state.project !== before.project || state.shared !== before.shared) configure(state);
    if (before.shared && !state.shared && heldBack && id !== undefined) void begin(id, heldBack);
  });

  /** Resolves with whether this tab holds the project's services now. What it held before it lets go. */
  const hold = (next: string): Promise<boolean> => {
    letGo();
    if (!locks) return Promise.resolve(true);
    const until = new Promise<void>((done) => {
      letGo = done;
    });
    const abort = new AbortController();
    const waiting = setTimeout(() => abort.abort(), HOLD_WAIT_MS);
    return new Promise((resolve) => {
      locks
        .request(`${HELD_LOCK_PREFIX}${next}`, { signal: abort.signal }, () => {
          clearTimeout(waiting);
          resolve(true);
          return until;
        })
        .catch(() => resolve(false));
    });
  };

  /** A new id is nobody else's. */
  const holdNew = (next: string) => {
    const { shared } = store.getState();
    id = next;
    isHolder = !shared;
    heldBack = shared ? { stored: undefined, isMine: true } : undefined;
    isElsewhere = false;
    serial = 0;
    configure(store.getState());
    void hold(next);
  };

  const takeUp = async (next: string): Promise<void> => {
    id = next;
    isHolder = false;
    heldBack = undefined;
    configure(store.getState());
    const isMine = await hold(next);
    if (id !== next) return;
    isElsewhere = !isMine;
    configure(store.getState());
    const left = takeLeft(tab);
    const stored = isMine ? newestOf(await storage?.readServices(next).catch(() => undefined), left) : undefined;
    if (id !== next) return;
    if (store.getState().shared) heldBack = { stored, isMine };
    else await begin(next, { stored, isMine });
  };

  /** At once, up to where it waits: what calls a service right after it finds what is begun here. */
  const begin = async (next: string, { stored, isMine }: Beginning): Promise<void> => {
    heldBack = undefined;
    serial = stored?.serial ?? 0;
    if (stored?.atMs !== undefined) clock.goOnFrom(stored.atMs);
    await desk.open(stored?.state);
    if (id !== next) return;
    // Not before: what an empty desk holds must not be saved over what is about to be taken up.
    isHolder = isMine;
    if (isMine) return;
    const text = "This project is open in another tab: what waits in its queues and streams goes on there, and its schedules fire there.";
    notify(text, "What happens to the services in this tab is not kept. Close the other tab and reload to take over.");
  };

  /** What is to be saved, as it is at this moment. */
  const capture = (): StoredServices | undefined => {
    if (!dirty || !isHolder || id === undefined) return undefined;
    const startedMs = performance.now();
    const state = desk.state();
    lookedForMs = performance.now() - startedMs;
    // Nothing is kept where nothing was; where something was, that it is gone is kept too.
    if (state === undefined && serial === 0) return undefined;
    dirty = false;
    serial += 1;
    return { id, serial, atMs: clock.nowMs(), state, contentIds: [...desk.contentIds()] };
  };

  const save = async (captured: StoredServices | undefined): Promise<void> => {
    if (!storage || !captured) return;
    try {
      await saveProject();
      await storage.saveServices(captured);
      failed = false;
    } catch (reason) {
      dirty = true;
      if (!failed)
        notify(`What waits in the services could not be saved: ${String(reason)}`, "Free some space or allow storage for this page.");
      failed = true;
    }
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(() => save(capture()));
    return saving;
  };

  const newestOf = (stored: StoredServices | undefined, left: StoredServices | undefined): StoredServices | undefined =>
    left && left.id === id && left.serial > (stored?.serial ?? 0) ? left : stored;

  return {
    keepIn(next) {
      storage = next;
      void next.dropUnusedContents(Date.now() - DAY_MS).catch(() => {});
    },
    opened: takeUp,
    begun: holdNew,
    forked(next) {
      holdNew(next);
      dirty = true;
      void flush();
    },
    changed() {
      dirty = true;
      timer ??= setTimeout(() => void flush(), Math.max(SAVE_AFTER_MS, lookedForMs * 4));
    },
    flush,
    leave() {
      const captured = capture();
      if (!captured) return false;
      leaveBehind(tab, captured);
      saving = saving.then(() => save(captured));
      return true;
    },
  };
}

function withoutSchedules(config: ServicesConfig): ServicesConfig {
  const paused = (trigger: EventTrigger): EventTrigger => (trigger.type === "schedule" ? { ...trigger, enabled: false } : trigger);
  return { ...config, functions: config.functions.map((each) => ({ ...each, triggers: each.triggers.map(paused) })) };
}

function lockManager(): LockManager | undefined {
  return typeof navigator === "undefined" ? undefined : navigator.locks;
}

function leaveBehind(tab: ServicesKeeperOptions["tab"], left: StoredServices): void {
  try {
    tab?.setItem(LEFT_KEY, JSON.stringify(left));
  } catch {
    // Too large for it: then the save that has begun is all there is.
  }
}

/** Once. */
function takeLeft(tab: ServicesKeeperOptions["tab"]): StoredServices | undefined {
  try {
    const text = tab?.getItem(LEFT_KEY);
    tab?.removeItem(LEFT_KEY);
    const left = JSON.parse(text ?? "null") as StoredServices | null;
    return typeof left?.id === "string" && typeof left.serial === "number" ? left : undefined;
  } catch {
    return undefined;
  }
}
