import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { type HistoryStorage, openHistoryStorage } from "./history-storage.ts";
import { openStorage } from "./storage.ts";

let serial = 0;
const freshName = () => `history-${++serial}`;
const row = (projectId: string, id: string, hashes: readonly string[], atMs = Number(id)) => ({
  projectId,
  id,
  atMs,
  entry: { id },
  hashes,
});
const put = (storage: HistoryStorage, projectId: string, id: string, texts: Readonly<Record<string, string>>) =>
  storage.change(projectId, { entries: [row(projectId, id, Object.keys(texts))], texts: new Map(Object.entries(texts)), dropped: [] });
const idsOf = async (storage: HistoryStorage, projectId: string) => (await storage.readEntries(projectId)).map(({ id }) => id);
const textsOf = async (storage: HistoryStorage, projectId: string, ...hashes: string[]) =>
  Object.fromEntries(await storage.readTexts(projectId, hashes));

describe("the history's storage", () => {
  test("gives back what was kept, oldest first, each project's own, after it was closed", async () => {
    const name = freshName();
    const first = await openHistoryStorage(name);
    await put(first, "a", "2", { x: "X" });
    await put(first, "a", "1", { y: "Y" });
    await put(first, "b", "3", { x: "other" });
    first.close();
    const second = await openHistoryStorage(name);
    expect(await idsOf(second, "a")).toEqual(["1", "2"]);
    expect(await textsOf(second, "a", "x", "y", "z")).toEqual({ x: "X", y: "Y" });
    expect(await textsOf(second, "b", "x", "y")).toEqual({ x: "other" });
  });

  test("an entry of the same id takes the place of the one before", async () => {
    const storage = await openHistoryStorage(freshName());
    await put(storage, "a", "1", { x: "X" });
    await storage.change("a", { entries: [{ ...row("a", "1", ["x"]), entry: "renamed" }], texts: new Map(), dropped: [] });
    expect(await storage.readEntries("a")).toEqual([{ ...row("a", "1", ["x"]), entry: "renamed" }]);
  });

  test("with an entry go the texts that no other one has", async () => {
    const storage = await openHistoryStorage(freshName());
    await put(storage, "a", "1", { x: "X", y: "Y" });
    await put(storage, "a", "2", { y: "Y" });
    await put(storage, "b", "1", { x: "X" });
    await storage.change("a", { entries: [row("a", "3", ["z"])], texts: new Map([["z", "Z"]]), dropped: ["1"] });
    expect(await idsOf(storage, "a")).toEqual(["2", "3"]);
    expect(await textsOf(storage, "a", "x", "y", "z")).toEqual({ y: "Y", z: "Z" });
    expect(await textsOf(storage, "b", "x")).toEqual({ x: "X" });
  });

  test("a copy has what the original has, and goes on alone", async () => {
    const storage = await openHistoryStorage(freshName());
    await put(storage, "a", "1", { x: "X" });
    await storage.copy("a", "b");
    await storage.change("a", { entries: [], texts: new Map(), dropped: ["1"] });
    expect(await idsOf(storage, "a")).toEqual([]);
    expect(await storage.readEntries("b")).toEqual([row("b", "1", ["x"])]);
    expect(await textsOf(storage, "b", "x")).toEqual({ x: "X" });
  });

  test("what belongs to no project goes once it is old; a deleted project's stays", async () => {
    const name = freshName();
    const [storage, projects] = [await openHistoryStorage(name), await openStorage(name)];
    for (const id of ["kept", "deleted"]) await projects.saveProject({ id, savedAtMs: 1, project: {}, work: {} }, 0);
    await projects.removeProject("deleted", 2);
    for (const id of ["kept", "deleted", "orphan"]) await put(storage, id, "5", { x: "X" });
    await put(storage, "young", "5", { x: "X" });
    await put(storage, "young", "9", { x: "X" });
    await storage.dropOrphans(7);
    expect(await Promise.all(["kept", "deleted", "orphan", "young"].map((id) => idsOf(storage, id)))).toEqual([
      ["5"],
      ["5"],
      [],
      ["5", "9"],
    ]);
    expect(await textsOf(storage, "orphan", "x")).toEqual({});
  });

  test("goes with the project that is forgotten for good", async () => {
    const name = freshName();
    const [storage, projects] = [await openHistoryStorage(name), await openStorage(name)];
    await projects.saveProject({ id: "a", savedAtMs: 1, project: {}, work: {} }, 0);
    for (const id of ["a", "b"]) await put(storage, id, "5", { x: "X" });
    await projects.removeProject("a", 2);
    await projects.forgetProject("a");
    expect(await Promise.all(["a", "b"].map((id) => idsOf(storage, id)))).toEqual([[], ["5"]]);
    expect(await textsOf(storage, "a", "x")).toEqual({});
  });

  test("what cannot be kept is refused as a whole", async () => {
    const storage = await openHistoryStorage(freshName());
    const uncloneable = { ...row("a", "2", ["y"]), entry: () => {} };
    await expect(
      storage.change("a", { entries: [row("a", "1", ["x"]), uncloneable], texts: new Map([["x", "X"]]), dropped: [] }),
    ).rejects.toThrow();
    expect(await idsOf(storage, "a")).toEqual([]);
  });

  test("a database of an older page gets its rooms, and keeps what it held", async () => {
    const name = freshName();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(name, 2);
      request.onupgradeneeded = () => {
        const db = request.result;
        db.createObjectStore("projects", { keyPath: "id" }).createIndex("savedAtMs", "savedAtMs");
        db.createObjectStore("page");
        db.createObjectStore("services", { keyPath: "id" });
        db.createObjectStore("contents");
        request.transaction?.objectStore("projects").put({ id: "old", revision: 4, savedAtMs: 1, project: {}, work: {} });
      };
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = () => reject(request.error);
    });
    const storage = await openHistoryStorage(name);
    await put(storage, "old", "1", { x: "X" });
    await storage.dropOrphans(99);
    expect(await idsOf(storage, "old")).toEqual(["1"]);
    expect(await (await openStorage(name)).readProject("old")).toMatchObject({ revision: 4 });
  });
});
