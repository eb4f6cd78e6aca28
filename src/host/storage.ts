/**
 * What outlives the page, in IndexedDB: projects, each with a revision, and the page's settings. A save says which
 * revision it is based on; where another tab has saved since, nothing is overwritten and the save is refused. What is
 * read back is `unknown`: an older page may have written it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

export interface StoredProject {
  readonly id: string;
  /** Counts the saves of this project; 0 was never saved. */
  readonly revision: number;
  readonly savedAtMs: number;
  readonly project: unknown;
  readonly work: unknown;
}

interface Schema extends DBSchema {
  projects: { key: string; value: StoredProject; indexes: { savedAtMs: number } };
  page: { key: string; value: unknown };
}

export interface Storage {
  /** That project, or the one saved last. */
  readProject(id?: string): Promise<StoredProject | undefined>;
  /** The new revision; undefined when the stored one is not `base`. */
  saveProject(content: Omit<StoredProject, "revision">, base: number): Promise<number | undefined>;
  readPage(): Promise<unknown>;
  savePage(page: unknown): Promise<void>;
  close(): void;
}

const PAGE_KEY = "page";

/** Rejects where the browser keeps no storage for this page (private windows, blocked cookies, a full disk). */
export async function openStorage(name = "coldstart"): Promise<Storage> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(name, 1, {
    upgrade(created) {
      created.createObjectStore("projects", { keyPath: "id" }).createIndex("savedAtMs", "savedAtMs");
      created.createObjectStore("page");
    },
  });
  return {
    async readProject(id) {
      if (id !== undefined) return db.get("projects", id);
      const newest = await db.transaction("projects").store.index("savedAtMs").openCursor(null, "prev");
      return newest?.value;
    },
    async saveProject(content, base) {
      const transaction = db.transaction("projects", "readwrite");
      const stored = await transaction.store.get(content.id);
      const isCurrent = (stored?.revision ?? 0) === base;
      if (isCurrent) await transaction.store.put({ ...content, revision: base + 1 });
      await transaction.done;
      return isCurrent ? base + 1 : undefined;
    },
    readPage: () => db.get("page", PAGE_KEY),
    async savePage(page) {
      await db.put("page", page, PAGE_KEY);
    },
    close: () => db.close(),
  };
}
