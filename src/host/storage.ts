/**
 * What outlives the page, in IndexedDB: projects, each with a revision, what their services hold, the bytes of their
 * objects, and the page's settings. A save of a project says which revision it is based on; where another tab has saved
 * since, nothing is overwritten and the save is refused. What is read back is `unknown`: an older page may have written it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { addSummaries, type ProjectStorage, type ProjectSummary, projectStorage, whole } from "./stored-projects.ts";

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

/** One entry of a project's history; host/history-storage.ts keeps it. */
export interface StoredEntry {
  readonly projectId: string;
  /** In the order of time, as text. */
  readonly id: string;
  readonly atMs: number;
  readonly entry: unknown;
  /** What of `texts` its files are. */
  readonly hashes: readonly string[];
}

export interface StorageSchema extends DBSchema {
  history: { key: [string, string]; value: StoredEntry };
  /** By project and hash: a text that many entries share is kept once. */
  texts: { key: [string, string]; value: string };
  services: { key: string; value: StoredServices };
  contents: { key: string; value: StoredContent };
  projects: { key: string; value: StoredProject; indexes: { savedAtMs: number } };
  /** Of each project, deleted or not. */
  summaries: { key: string; value: ProjectSummary };
  deleted: { key: string; value: StoredProject };
  page: { key: string; value: unknown };
}

export interface Storage extends ProjectStorage {
  readServices(id: string): Promise<StoredServices | undefined>;
  /** Of a project that is not there (deleted in another tab, never saved), nothing is kept. */
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
const VERSION = 3;
export const STORAGE_NAME = "coldstart";

/** Rejects where the browser keeps no storage for this page (private windows, blocked cookies, a full disk). */
export function openDatabase(name: string): Promise<IDBPDatabase<StorageSchema>> {
  return openDB<StorageSchema>(name, VERSION, {
    async upgrade(created, before, _version, upgrade) {
      if (before < 1) {
        created.createObjectStore("projects", { keyPath: "id" }).createIndex("savedAtMs", "savedAtMs");
        created.createObjectStore("page");
      }
      if (before < 2) {
        created.createObjectStore("services", { keyPath: "id" });
        created.createObjectStore("contents");
      }
      if (before < 3) {
        created.createObjectStore("summaries", { keyPath: "id" });
        created.createObjectStore("deleted", { keyPath: "id" });
        created.createObjectStore("history", { keyPath: ["projectId", "id"] });
        created.createObjectStore("texts");
        await addSummaries(upgrade);
      }
    },
    // A page of a later version waits for this one to let go.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
  });
}

export async function openStorage(name = STORAGE_NAME): Promise<Storage> {
  const db = await openDatabase(name);
  return {
    ...projectStorage(db),
    readServices: (id) => db.get("services", id),
    saveServices(services) {
      const transaction = db.transaction(["projects", "services"], "readwrite");
      return whole(transaction, async () => {
        const isThere = (await transaction.objectStore("projects").getKey(services.id)) !== undefined;
        if (isThere) await transaction.objectStore("services").put(services);
      });
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
