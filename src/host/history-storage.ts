/**
 * The history of the projects in the page's database: entries in the order of time, and their texts, of each project
 * once. It reads no entry: whether one can still be read is for who asks.
 */
import { openDatabase, STORAGE_NAME, type StoredEntry } from "./storage.ts";

export type Texts = ReadonlyMap<string, string>;

export interface HistoryChange {
  /** New, or in place of those of the same id. */
  readonly entries: readonly StoredEntry[];
  /** What of their texts is not stored yet, by hash. */
  readonly texts: Texts;
  /** Ids of those that go, and every text that then belongs to none. */
  readonly dropped: readonly string[];
}

export interface HistoryStorage {
  /** Oldest first. */
  readEntries(projectId: string): Promise<readonly StoredEntry[]>;
  /** What is not there is missing. */
  readTexts(projectId: string, hashes: readonly string[]): Promise<Texts>;
  /** All of it, or, where it rejects, nothing. */
  change(projectId: string, change: HistoryChange): Promise<void>;
  /** What the one has, the other has too. */
  copy(from: string, to: string): Promise<void>;
  /** Throws away what belongs to no project, deleted ones included, but for what has an entry since `beforeMs`. */
  dropOrphans(beforeMs: number): Promise<void>;
  close(): void;
}

/** Rejects where the browser keeps no storage for this page. */
export async function openHistoryStorage(name = STORAGE_NAME): Promise<HistoryStorage> {
  const db = await openDatabase(name);
  return {
    readEntries: (projectId) => db.getAll("history", ofProject(projectId)),

    async readTexts(projectId, hashes) {
      const { store } = db.transaction("texts");
      const read = await Promise.all(hashes.map(async (hash) => [hash, await store.get([projectId, hash])] as const));
      return new Map(read.filter((each): each is readonly [string, string] => each[1] !== undefined));
    },

    async change(projectId, { entries, texts, dropped }) {
      const transaction = db.transaction(["history", "texts"], "readwrite");
      const [history, kept] = [transaction.objectStore("history"), transaction.objectStore("texts")];
      // A write that fails ends the transaction, whose end says so: each alone would be nobody's to catch.
      const write = (begun: Promise<unknown>) => void begun.catch(() => {});
      try {
        for (const entry of entries) write(history.put(entry));
        for (const [hash, text] of texts) write(kept.put(text, [projectId, hash]));
        for (const id of dropped) write(history.delete([projectId, id]));
        if (dropped.length > 0) {
          const used = new Set((await history.getAll(ofProject(projectId))).flatMap(({ hashes }) => hashes));
          for (const key of await kept.getAllKeys(ofProject(projectId))) if (!used.has(key[1])) write(kept.delete(key));
        }
      } catch (reason) {
        write(transaction.done);
        transaction.abort();
        throw reason;
      }
      await transaction.done;
    },

    async copy(from, to) {
      const transaction = db.transaction(["history", "texts"], "readwrite");
      const [history, texts] = [transaction.objectStore("history"), transaction.objectStore("texts")];
      for (const entry of await history.getAll(ofProject(from))) void history.put({ ...entry, projectId: to }).catch(() => {});
      for (let at = await texts.openCursor(ofProject(from)); at; at = await at.continue())
        void texts.put(at.value, [to, at.key[1]]).catch(() => {});
      await transaction.done;
    },

    async dropOrphans(beforeMs) {
      const transaction = db.transaction(["summaries", "history", "texts"], "readwrite");
      const known = new Set(await transaction.objectStore("summaries").getAllKeys());
      const history = transaction.objectStore("history");
      const unknown = new Set<string>();
      const recent = new Set<string>();
      for (const [projectId] of await history.getAllKeys()) if (!known.has(projectId)) unknown.add(projectId);
      for (const projectId of unknown)
        for (const { atMs } of await history.getAll(ofProject(projectId))) if (atMs >= beforeMs) recent.add(projectId);
      for (const projectId of unknown) {
        if (recent.has(projectId)) continue;
        void history.delete(ofProject(projectId)).catch(() => {});
        void transaction
          .objectStore("texts")
          .delete(ofProject(projectId))
          .catch(() => {});
      }
      await transaction.done;
    },

    close: () => db.close(),
  };
}

/** Every key of the project: texts sort before lists. */
function ofProject(projectId: string): IDBKeyRange {
  return IDBKeyRange.bound([projectId], [projectId, []]);
}
