/**
 * What outlives the page, in IndexedDB: projects, each with a revision, what their services hold, the bytes of their
 * objects, and the page's settings. A save of a project says which
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

/** What the services of a project held, and everything that waited in them. */
export interface StoredServices {
  /** The project's. */
  readonly id: string;
  /** Counts the saves: the higher one is the later one. */
  readonly serial: number;
  /** The platform's moment when it was so; absent in what older pages kept. */
  readonly atMs?: number;
  readonly state: unknown;
  /** What of `contents` its objects refer to. */
  readonly contentIds: readonly string[];
}

interface StoredContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly savedAtMs: number;
}

interface Schema extends DBSchema {
  services: { key: string; value: StoredServices };
  contents: { key: string; value: StoredContent };
  projects: { key: string; value: StoredProject; indexes: { savedAtMs: number } };
  page: { key: string; value: unknown };
}

export interface Storage {
  /** That project, or the one saved last. */
  readProject(id?: string): Promise<StoredProject | undefined>;
  /** The new revision; undefined when the stored one is not `base`. */
  saveProject(content: Omit<StoredProject, "revision">, base: number): Promise<number | undefined>;
  readServices(id: string): Promise<StoredServices | undefined>;
  saveServices(services: StoredServices): Promise<void>;
  readContent(contentId: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  saveContent(contentId: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Throws away the bytes that no project's services refer to any more, but for those saved since `beforeMs`. */
  dropUnusedContents(beforeMs: number): Promise<void>;
  readPage(): Promise<unknown>;
  savePage(page: unknown): Promise<void>;
  close(): void;
}

const PAGE_KEY = "page";
const VERSION = 2;

/** Rejects where the browser keeps no storage for this page (private windows, blocked cookies, a full disk). */
export async function openStorage(name = "coldstart"): Promise<Storage> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(name, VERSION, {
    upgrade(created, before) {
      if (before < 1) {
        created.createObjectStore("projects", { keyPath: "id" }).createIndex("savedAtMs", "savedAtMs");
        created.createObjectStore("page");
      }
      if (before < 2) {
        created.createObjectStore("services", { keyPath: "id" });
        created.createObjectStore("contents");
      }
    },
    // A page of a later version waits for this one to let go.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
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
    readServices: (id) => db.get("services", id),
    async saveServices(services) {
      await db.put("services", services);
    },
    async readContent(contentId) {
      return (await db.get("contents", contentId))?.bytes;
    },
    async saveContent(contentId, bytes) {
      await db.put("contents", { bytes, savedAtMs: Date.now() }, contentId);
    },
    async dropUnusedContents(beforeMs) {
      const transaction = db.transaction(["services", "contents"], "readwrite");
      const kept = await transaction.objectStore("services").getAll();
      const used = new Set(kept.flatMap(({ contentIds }) => contentIds));
      for (let at = await transaction.objectStore("contents").openCursor(); at; at = await at.continue())
        if (!used.has(at.key) && at.value.savedAtMs < beforeMs) await at.delete();
      await transaction.done;
    },
    readPage: () => db.get("page", PAGE_KEY),
    async savePage(page) {
      await db.put("page", page, PAGE_KEY);
    },
    close: () => db.close(),
  };
}
