/**
 * The projects in the database, each with a summary beside it, so that the list of them costs nothing of their code. A
 * deleted one is put aside whole, with its services where they are, until it is brought back or forgotten.
 */
import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { StorageSchema, StoredProject } from "./storage.ts";

/** How long a deleted project can be had back: ours; until the week is over, a slip shows. */
export const DELETED_KEPT_MS = 7 * 86_400_000;

export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly functions: number;
  readonly savedAtMs: number;
  /** Somebody else's, and not trusted. */
  readonly shared: boolean;
  readonly lesson?: string;
  /** Absent while it is not deleted. */
  readonly deletedAtMs?: number;
}

export interface ProjectStorage {
  /** That project, or the one saved last. */
  readProject(id?: string): Promise<StoredProject | undefined>;
  /** The new revision; undefined when the stored one is not `base`. */
  saveProject(content: Omit<StoredProject, "revision">, base: number): Promise<number | undefined>;
  /** The deleted ones too. */
  listProjects(): Promise<readonly ProjectSummary[]>;
  /** A project of its own from what is stored of `id`, with a copy of what its services hold; false when there is none. */
  duplicateProject(id: string, change: (original: StoredProject) => StoredProject): Promise<boolean>;
  /** Puts it aside; false when there is none. */
  removeProject(id: string, atMs: number): Promise<boolean>;
  /** False when it was forgotten meanwhile. */
  restoreProject(id: string): Promise<boolean>;
  /** Of a deleted project, everything, its history too. */
  forgetProject(id: string): Promise<void>;
}

type Upgrade = IDBPTransaction<StorageSchema, StoreNames<StorageSchema>[], "versionchange">;

/** What projects of older pages need to stand in the list. */
export async function addSummaries(upgrade: Upgrade): Promise<void> {
  for (let at = await upgrade.objectStore("projects").openCursor(); at; at = await at.continue())
    await upgrade.objectStore("summaries").put(summaryOf(at.value));
}

export function projectStorage(db: IDBPDatabase<StorageSchema>): ProjectStorage {
  return {
    async readProject(id) {
      if (id !== undefined) return db.get("projects", id);
      const newest = await db.transaction("projects").store.index("savedAtMs").openCursor(null, "prev");
      return newest?.value;
    },

    saveProject(content, base) {
      const transaction = db.transaction(["projects", "summaries"], "readwrite");
      const projects = transaction.objectStore("projects");
      return whole(transaction, async () => {
        if (((await projects.get(content.id))?.revision ?? 0) !== base) return undefined;
        const next = { ...content, revision: base + 1 };
        await projects.put(next);
        await transaction.objectStore("summaries").put(summaryOf(next));
        return next.revision;
      });
    },

    listProjects: () => db.getAll("summaries"),

    duplicateProject(id, change) {
      const transaction = db.transaction(["projects", "summaries", "services"], "readwrite");
      const [projects, services] = [transaction.objectStore("projects"), transaction.objectStore("services")];
      return whole(transaction, async () => {
        const original = await projects.get(id);
        if (!original) return false;
        const copy = change(original);
        const held = await services.get(id);
        await projects.add(copy);
        await transaction.objectStore("summaries").put(summaryOf(copy));
        if (held) await services.put({ ...held, id: copy.id });
        return true;
      });
    },

    removeProject(id, atMs) {
      const transaction = db.transaction(["projects", "summaries", "deleted"], "readwrite");
      return whole(transaction, async () => {
        const stored = await transaction.objectStore("projects").get(id);
        if (!stored) return false;
        await transaction.objectStore("deleted").put(stored);
        await transaction.objectStore("projects").delete(id);
        await transaction.objectStore("summaries").put({ ...summaryOf(stored), deletedAtMs: atMs });
        return true;
      });
    },

    restoreProject(id) {
      const transaction = db.transaction(["projects", "summaries", "deleted"], "readwrite");
      return whole(transaction, async () => {
        const stored = await transaction.objectStore("deleted").get(id);
        if (!stored) return false;
        await transaction.objectStore("projects").put(stored);
        await transaction.objectStore("deleted").delete(id);
        await transaction.objectStore("summaries").put(summaryOf(stored));
        return true;
      });
    },

    forgetProject(id) {
      const transaction = db.transaction(["summaries", "deleted", "services", "history", "texts"], "readwrite");
      const ofProject = IDBKeyRange.bound([id], [id, []]);
      return whole(transaction, async () => {
        if ((await transaction.objectStore("deleted").getKey(id)) === undefined) return;
        await transaction.objectStore("deleted").delete(id);
        await transaction.objectStore("summaries").delete(id);
        await transaction.objectStore("services").delete(id);
        await transaction.objectStore("history").delete(ofProject);
        await transaction.objectStore("texts").delete(ofProject);
      });
    },
  };
}

/** All of it, or nothing: where one request fails, the transaction ends, and rejects too. */
export async function whole<T>(transaction: { readonly done: Promise<void> }, work: () => Promise<T>): Promise<T> {
  const [value] = await Promise.all([work(), transaction.done]);
  return value;
}

/** An older page may have written it: what cannot be read is shown as it can be. */
function summaryOf({ id, savedAtMs, project, work }: StoredProject): ProjectSummary {
  const { name, functions } = isRecord(project) ? project : {};
  const { shared, lesson } = isRecord(work) ? work : {};
  return {
    id,
    name: typeof name === "string" ? name : "",
    functions: Array.isArray(functions) ? functions.length : 0,
    savedAtMs,
    shared: shared !== undefined,
    ...(isRecord(lesson) && typeof lesson.id === "string" ? { lesson: lesson.id } : {}),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
