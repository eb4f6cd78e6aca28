/**
 * All projects that this browser keeps: listed, opened, copied, renamed, deleted and had back, and as zips. None of the
 * first screen's code. One thing is done after the other; what cannot be done rejects with a Problem and has changed
 * nothing.
 */
import type { StoreApi } from "zustand";
import { copyName } from "./held-project.ts";
import type { Storage } from "./host/storage.ts";
import { DELETED_KEPT_MS, type ProjectSummary } from "./host/stored-projects.ts";
import { parseProject } from "./project/schema.ts";
import { starterProject } from "./project/starter.ts";
import type { Keeper } from "./project-keeper.ts";
import { HELD_LOCK_PREFIX, type ServicesKeeper } from "./services-keeper.ts";
import { askOnceChanged, type Estate, storageRoom } from "./storage-room.ts";
import { defaultSettings } from "./store/default-settings.ts";
import { DEFAULT_BILL } from "./store/initial-state.ts";
import type { Coldstart, ShelfIntents } from "./store/intents.ts";
import { asProblem, ProblemError, valueOrThrow } from "./store/problem.ts";
import { profileOf } from "./store/profile-of.ts";
import type { DeletedProject, KeptProject } from "./store/state.ts";
import { saveFile } from "./ui/shared/save-file.ts";
import { createZipDesk } from "./zip-desk.ts";

const DAY_MS = 86_400_000;

export interface ShelfOptions {
  readonly keeper: Keeper;
  readonly services: Pick<ServicesKeeper, "flush">;
  readonly download?: (name: string, content: Blob) => void;
  /** The browser's own, unless told otherwise; undefined where it has none. */
  readonly estate?: Estate | undefined;
  readonly locks?: Pick<LockManager, "query"> | undefined;
  /** Of the browser, across tabs. */
  readonly memory?: Pick<globalThis.Storage, "getItem" | "setItem"> | undefined;
  readonly nowMs?: () => number;
  readonly newId?: () => string;
}

export function addShelf(store: StoreApi<Coldstart>, given: ShelfOptions): void {
  const options = { ...ofBrowser(), ...given };
  const shelf = createShelf(store, options);
  store.setState(({ intents }) => ({ intents: { ...intents, projects: shelf } }));
  askOnceChanged(store, options.estate, options.memory);
  void dropOld(options.keeper.storage(), (options.nowMs ?? Date.now)()).catch(() => {});
}

/** Each may be missing: where the page is not served securely, or storage is blocked. */
function ofBrowser(): Pick<ShelfOptions, "estate" | "locks" | "memory"> {
  if (typeof window === "undefined") return {};
  const { storage: estate, locks }: Partial<Pick<Navigator, "storage" | "locks">> = navigator;
  return { estate, locks, memory: browserMemory() };
}

function browserMemory(): ShelfOptions["memory"] {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function createShelf(
  store: StoreApi<Coldstart>,
  { keeper, services, download = saveFile, estate, locks, nowMs = Date.now, newId = () => crypto.randomUUID() }: ShelfOptions,
): ShelfIntents {
  /** Deleted while they were open here: to have one back is to have it open again. */
  const openWhenDeleted = new Set<string>();
  /** The starter that was put in the place of one that was deleted, while nobody has changed it. */
  let standIn: { readonly id: string; readonly project: Coldstart["project"] } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const intents = () => store.getState().intents;

  const list = async (): Promise<void> => {
    const [summaries, elsewhere, room] = await Promise.all([
      keeper.storage()?.listProjects() ?? [],
      openElsewhere(locks, keeper.openId()),
      storageRoom(estate),
    ]);
    const shown = (each: ProjectSummary): KeptProject => ({ ...each, elsewhere: elsewhere.has(each.id) });
    const deleted = summaries.flatMap((each): readonly DeletedProject[] => {
      const { deletedAtMs } = each;
      return deletedAtMs === undefined ? [] : [{ ...shown(each), deletedAtMs, keptUntilMs: deletedAtMs + DELETED_KEPT_MS }];
    });
    deleted.sort((one, other) => other.deletedAtMs - one.deletedAtMs);
    store.setState({ projects: { openId: keeper.openId(), kept: newestKept(summaries).map(shown), deleted, room } });
  };

  /** In its turn, and the list is true again afterwards, whatever became of it. */
  const inTurn = (work: () => Promise<unknown>): Promise<void> => {
    const done = turn.then(async () => {
      try {
        await work();
      } catch (reason) {
        throw storageProblem(reason);
      } finally {
        await list().catch(() => {});
      }
    });
    turn = done.catch(() => {});
    return done;
  };

  const storage = (): Storage => {
    const kept = keeper.storage();
    if (kept) return kept;
    const message = "This browser keeps nothing for this page.";
    throw new ProblemError({
      code: "no-storage",
      message,
      remedy: "Allow storage for this page and reload it, or keep your work in a zip.",
    });
  };

  /** What is typed and what waits is in storage, as the person sees it. */
  const saveOpen = async (): Promise<void> => {
    await keeper.flush();
    await keeper.ensureSaved();
    await services.flush();
  };

  /** `but`: one that is about to go. */
  const freeName = async (wanted: string, but?: string): Promise<string> => {
    const others = newestKept((await keeper.storage()?.listProjects()) ?? []).filter(({ id }) => id !== but);
    const taken = new Set(others.map(({ name }) => name));
    let name = wanted;
    while (taken.has(name)) name = copyName(name);
    return name;
  };

  const openStarter = async (but?: string): Promise<void> => {
    const name = await freeName(starterProject().name, but);
    // Not what the one before it ran under.
    const settings = defaultSettings(profileOf(store.getState()));
    intents().openSetup({ project: { ...starterProject(), name }, settings, bill: DEFAULT_BILL });
    await keeper.flush();
  };

  /** Something else is to be open before the open one can go. */
  const openAnother = async (id: string): Promise<void> => {
    await saveOpen();
    const [next] = newestKept(await storage().listProjects()).filter((each) => each.id !== id);
    const opened = next
      ? await keeper.open(next.id).then(
          () => true,
          () => false,
        )
      : false;
    if (!opened) {
      await openStarter(id);
      standIn = { id: keeper.openId(), project: store.getState().project };
    }
    await saveOpen();
  };

  const unusedStandIn = (): string | undefined => {
    const unused = standIn?.id === keeper.openId() && standIn.project === store.getState().project ? standIn.id : undefined;
    standIn = undefined;
    return unused;
  };

  return {
    list,
    ...createZipDesk(store, { keeper, download, nowMs }),

    open: (id) => inTurn(() => keeper.open(id)),

    create: () =>
      inTurn(async () => {
        await keeper.makeWay();
        await openStarter();
      }),

    duplicate: (id) =>
      inTurn(async () => {
        if (id === keeper.openId()) await saveOpen();
        const original = await storage().readProject(id);
        if (!original) throw new ProblemError(GONE);
        const read = valueOrThrow(parseProject(original.project));
        const project = { ...read, name: await freeName(copyName(read.name)) };
        const copied = { id: newId(), revision: 1, savedAtMs: nowMs(), project };
        await storage().duplicateProject(id, (stored) => ({ ...stored, ...copied }));
      }),

    rename: (id, name) =>
      inTurn(async () => {
        if (id === keeper.openId()) {
          intents().renameProject(name);
          return keeper.flush();
        }
        const stored = await storage().readProject(id);
        if (!stored) throw new ProblemError(GONE);
        const { revision, ...content } = stored;
        const project = valueOrThrow(parseProject({ ...valueOrThrow(parseProject(stored.project)), name }));
        if ((await storage().saveProject({ ...content, project }, revision)) === undefined) throw new ProblemError(CHANGED);
      }),

    remove: (id) =>
      inTurn(async () => {
        const isOpen = id === keeper.openId();
        storage();
        if (isOpen) await openAnother(id);
        if (!(await storage().removeProject(id, nowMs()))) throw new ProblemError(GONE);
        if (isOpen) openWhenDeleted.add(id);
      }),

    restore: (id) =>
      inTurn(async () => {
        if (!(await storage().restoreProject(id))) throw new ProblemError(GONE);
        if (!openWhenDeleted.delete(id)) return;
        const unused = unusedStandIn();
        await keeper.open(id);
        if (unused === undefined) return;
        await storage().removeProject(unused, nowMs());
        await storage().forgetProject(unused);
      }),

    forget: (id) =>
      inTurn(async () => {
        openWhenDeleted.delete(id);
        await storage().forgetProject(id);
        await storage().dropUnusedContents(nowMs() - DAY_MS);
      }),

    askToKeep: () => inTurn(async () => estate?.persist()),
  };
}

const GONE = { code: "no-such-project", message: "This project is not here any more.", remedy: "Another tab may have deleted it." };
const CHANGED = { code: "changed-elsewhere", message: "Another tab changed this project just now.", remedy: "Try again." };

function storageProblem(reason: unknown): ProblemError {
  if (reason instanceof ProblemError) return reason;
  const { message } = asProblem(reason);
  const remedy = "Free some space: delete projects for good, or download their zips first.";
  return new ProblemError({ code: "storage", message: `The browser's storage did not take it: ${message}`, remedy });
}

function newestKept(summaries: readonly ProjectSummary[]): readonly ProjectSummary[] {
  return summaries.filter(({ deletedAtMs }) => deletedAtMs === undefined).sort((one, other) => other.savedAtMs - one.savedAtMs);
}

async function openElsewhere(locks: ShelfOptions["locks"], openId: string): Promise<ReadonlySet<string>> {
  const held = (await locks?.query().catch(() => undefined))?.held ?? [];
  const ids = held.flatMap(({ name = "" }) => (name.startsWith(HELD_LOCK_PREFIX) ? [name.slice(HELD_LOCK_PREFIX.length)] : []));
  return new Set(ids.filter((id) => id !== openId));
}

/** What nobody asked back for a week. */
async function dropOld(storage: Storage | undefined, nowMs: number): Promise<void> {
  for (const { id, deletedAtMs } of (await storage?.listProjects()) ?? [])
    if (deletedAtMs !== undefined && deletedAtMs < nowMs - DELETED_KEPT_MS) await storage?.forgetProject(id);
}
