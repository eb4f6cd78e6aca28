import "fake-indexeddb/auto";
import { openDB } from "idb";
import { describe, expect, test } from "vitest";
import { openStorage } from "./storage.ts";

let serial = 0;
const freshName = () => `storage-${++serial}`;
const content = (id: string, savedAtMs: number, project: unknown = { name: id }) => ({ id, savedAtMs, project, work: {} });

describe("storage", () => {
  test("gives back what was saved, after it was closed and opened again", async () => {
    const name = freshName();
    const first = await openStorage(name);
    expect(await first.saveProject(content("a", 1), 0)).toBe(1);
    await first.savePage({ theme: "dark" });
    first.close();
    const second = await openStorage(name);
    expect(await second.readProject("a")).toEqual({ ...content("a", 1), revision: 1 });
    expect(await second.readPage()).toEqual({ theme: "dark" });
  });

  test("without a name, the project saved last", async () => {
    const storage = await openStorage(freshName());
    expect(await storage.readProject()).toBeUndefined();
    await storage.saveProject(content("a", 5), 0);
    await storage.saveProject(content("b", 9), 0);
    await storage.saveProject(content("c", 7), 0);
    expect(await storage.readProject()).toMatchObject({ id: "b" });
  });

  test("refuses a save that is based on an older revision, and keeps what is there", async () => {
    const name = freshName();
    const [one, other] = [await openStorage(name), await openStorage(name)];
    await one.saveProject(content("a", 1, "first"), 0);
    expect(await other.saveProject(content("a", 2, "second"), 1)).toBe(2);
    expect(await one.saveProject(content("a", 3, "too late"), 1)).toBeUndefined();
    expect(await one.readProject("a")).toMatchObject({ project: "second", revision: 2 });
  });

  test("of two saves at the same time on one revision, exactly one counts", async () => {
    const name = freshName();
    const [one, other] = [await openStorage(name), await openStorage(name)];
    const revisions = await Promise.all([one.saveProject(content("a", 1, "x"), 0), other.saveProject(content("a", 1, "y"), 0)]);
    expect(revisions.filter((revision) => revision === 1)).toHaveLength(1);
    expect(revisions.filter((revision) => revision === undefined)).toHaveLength(1);
  });
});

describe("the list of projects", () => {
  const project = (name: string) => ({ name, functions: [{}, {}] });

  test("says of each what can be said without its code", async () => {
    const storage = await openStorage(freshName());
    await storage.saveProject({ ...content("a", 5, project("photos")), work: { shared: { from: "zip" }, lesson: { id: "02-first" } } }, 0);
    await storage.saveProject(content("b", 6, "not a project"), 0);
    expect(await storage.listProjects()).toEqual([
      { id: "a", name: "photos", functions: 2, savedAtMs: 5, shared: true, lesson: "02-first" },
      { id: "b", name: "", functions: 0, savedAtMs: 6, shared: false },
    ]);
    await storage.saveProject(content("a", 7, project("pictures")), 1);
    expect((await storage.listProjects())[0]).toEqual({ id: "a", name: "pictures", functions: 2, savedAtMs: 7, shared: false });
  });

  test("names what a page of an older version kept", async () => {
    const name = freshName();
    const old = await openDB(name, 2, {
      upgrade(created) {
        created.createObjectStore("projects", { keyPath: "id" }).createIndex("savedAtMs", "savedAtMs");
        for (const store of ["page", "contents"]) created.createObjectStore(store);
        created.createObjectStore("services", { keyPath: "id" });
      },
    });
    await old.put("projects", { ...content("a", 5, project("photos")), revision: 4 });
    old.close();
    const storage = await openStorage(name);
    expect(await storage.listProjects()).toMatchObject([{ id: "a", name: "photos", functions: 2, savedAtMs: 5 }]);
    expect(await storage.readProject("a")).toMatchObject({ revision: 4 });
  });

  test("a deleted project comes back as it was, with what its services held", async () => {
    const storage = await openStorage(freshName());
    await storage.saveProject(content("a", 5, project("photos")), 0);
    await storage.saveProject(content("b", 4, project("other")), 0);
    const services = { id: "a", serial: 3, state: { queue: ["one"] }, contentIds: ["c1"] };
    await storage.saveServices(services);
    await storage.saveContent("c1", new Uint8Array([1]));
    expect(await storage.removeProject("a", 9)).toBe(true);
    expect(await storage.readProject("a")).toBeUndefined();
    expect(await storage.readProject()).toMatchObject({ id: "b" });
    expect(await storage.listProjects()).toMatchObject([{ id: "a", name: "photos", deletedAtMs: 9 }, { id: "b" }]);
    await storage.dropUnusedContents(Number.MAX_SAFE_INTEGER);
    expect(await storage.restoreProject("a")).toBe(true);
    expect(await storage.readProject("a")).toEqual({ ...content("a", 5, project("photos")), revision: 1 });
    expect(await storage.readServices("a")).toEqual(services);
    expect(await storage.readContent("c1")).toEqual(new Uint8Array([1]));
    expect((await storage.listProjects())[0]).not.toHaveProperty("deletedAtMs");
  });

  test("a tab that has it open still brings back neither the project nor what its services hold", async () => {
    const storage = await openStorage(freshName());
    await storage.saveProject(content("a", 5, project("photos")), 0);
    await storage.saveServices({ id: "a", serial: 1, state: "before", contentIds: [] });
    await storage.removeProject("a", 9);
    expect(await storage.saveProject(content("a", 10, project("photos")), 1)).toBeUndefined();
    await storage.saveServices({ id: "a", serial: 2, state: "after", contentIds: [] });
    expect(await storage.readServices("a")).toMatchObject({ state: "before" });
  });

  test("what is forgotten is gone, with its services, its history and the bytes that only it referred to", async () => {
    const name = freshName();
    const storage = await openStorage(name);
    for (const id of ["a", "b"]) {
      await storage.saveProject(content(id, 5, project(id)), 0);
      await storage.saveServices({ id, serial: 1, state: {}, contentIds: [`of-${id}`, "of-both"] });
    }
    for (const id of ["of-a", "of-b", "of-both"]) await storage.saveContent(id, new Uint8Array([1]));
    const database = await openDB(name);
    for (const id of ["a", "b"]) {
      await database.put("history", { projectId: id, id: "1", atMs: 1, entry: {}, hashes: ["h"] });
      await database.put("texts", "text", [id, "h"]);
    }
    await storage.forgetProject("b");
    await storage.removeProject("a", 9);
    await storage.forgetProject("a");
    await storage.dropUnusedContents(Number.MAX_SAFE_INTEGER);
    expect(await storage.restoreProject("a")).toBe(false);
    expect((await storage.listProjects()).map(({ id }) => id)).toEqual(["b"]);
    expect([await storage.readServices("a"), await storage.readContent("of-a")]).toEqual([undefined, undefined]);
    expect(await storage.readContent("of-both")).toBeDefined();
    expect(await storage.readServices("b")).toBeDefined();
    expect(await database.getAllKeys("history")).toEqual([["b", "1"]]);
    expect(await database.getAllKeys("texts")).toEqual([["b", "h"]]);
    database.close();
  });

  test("a copy is a project of its own: neither changes the other", async () => {
    const storage = await openStorage(freshName());
    await storage.saveProject(content("a", 5, project("photos")), 0);
    await storage.saveServices({ id: "a", serial: 7, state: { rows: 1 }, contentIds: ["c1"] });
    const copied = await storage.duplicateProject("a", (original) => ({ ...original, id: "b", revision: 1, project: project("photos 2") }));
    expect(copied).toBe(true);
    await storage.saveServices({ id: "b", serial: 8, state: { rows: 2 }, contentIds: ["c1"] });
    expect(await storage.readServices("a")).toMatchObject({ state: { rows: 1 } });
    expect(await storage.readServices("b")).toMatchObject({ state: { rows: 2 } });
    expect((await storage.listProjects()).map(({ name }) => name)).toEqual(["photos", "photos 2"]);
    expect(await storage.duplicateProject("nobody", (original) => original)).toBe(false);
  });

  test("nothing of a copy is kept where its id is taken", async () => {
    const storage = await openStorage(freshName());
    await storage.saveProject(content("a", 5, project("photos")), 0);
    await storage.saveProject(content("b", 5, project("other")), 0);
    await expect(storage.duplicateProject("a", (original) => ({ ...original, id: "b" }))).rejects.toThrow();
    expect(await storage.readProject("b")).toMatchObject({ project: { name: "other" } });
  });
});
