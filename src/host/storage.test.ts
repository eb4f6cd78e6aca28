import "fake-indexeddb/auto";
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
