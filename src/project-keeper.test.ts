import "fake-indexeddb/auto";
import { describe, expect, test, vi } from "vitest";
import { openStorage, type Storage } from "./host/storage.ts";
import { starterFunction, starterProject } from "./project/starter.ts";
import { keepProject } from "./project-keeper.ts";
import { createColdstartStore } from "./store/create-store.ts";
import { FakePort, TEST_SETTINGS } from "./store/fake-port.ts";

const INDEX = { functionName: "hello", path: "index.ts" };
let serial = 0;

/** A browser: one storage, and tabs that open on it. */
function browser() {
  const name = `keeper-${++serial}`;
  let savedAtMs = 0;
  const newTab = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  };
  const open = async (tab = newTab(), open: () => Promise<Storage> = () => openStorage(name)) => {
    const store = createColdstartStore(new FakePort(), { settings: TEST_SETTINGS });
    const keeper = keepProject(store, { openStorage: open, tab, nowMs: () => ++savedAtMs });
    await keeper.ready;
    const type = (text: string) => store.getState().intents.editFile(INDEX, text);
    const text = () => store.getState().project.functions[0]?.files["index.ts"];
    return { store, keeper, type, text, tab };
  };
  return { open, storage: () => openStorage(name) };
}

describe("the project keeper", () => {
  test("a first visit opens the starter and saves nothing until something changes", async () => {
    const { open, storage } = browser();
    const { keeper, store } = await open();
    await keeper.flush();
    expect(store.getState().project).toEqual(starterProject());
    expect(await (await storage()).readProject()).toBeUndefined();
  });

  test("what was typed is there after a reload, drafts and settings too", async () => {
    const { open } = browser();
    const before = await open();
    before.type("export const handler = async () => 1;");
    before.store.getState().intents.editDraft({ target: "/hello?name=Ada" });
    before.store.getState().intents.setTheme("dark");
    await before.keeper.flush();
    expect(before.store.getState().saving).toBe("saved");
    const after = await open(before.tab);
    expect(after.text()).toBe("export const handler = async () => 1;");
    expect(after.store.getState().drafts.hello?.target).toBe("/hello?name=Ada");
    expect(after.store.getState().theme).toBe("dark");
  });

  test("what was typed just before the page went is there too, once", async () => {
    const { open, storage } = browser();
    const dying = await storage();
    let isGone = false;
    // Nothing of a page that is gone runs on: its save never comes through.
    const first = await open(undefined, async () => ({
      ...dying,
      saveProject: (...save) => (isGone ? new Promise(() => {}) : dying.saveProject(...save)),
    }));
    first.type("// saved");
    await first.keeper.flush();
    first.type("// the last key");
    isGone = true;
    first.keeper.leave();
    const second = await open(first.tab);
    expect(second.text()).toBe("// the last key");
    expect(first.tab.getItem("coldstart:unsaved")).toBeNull();
    await second.keeper.flush();
    expect((await open(first.tab)).text()).toBe("// the last key");
  });

  test("what a page left behind does not undo what another tab saved since", async () => {
    const { open, storage } = browser();
    const first = await open();
    first.type("// one");
    await first.keeper.flush();
    const kept = await storage();
    const { id = "", revision = 0, project, work } = (await kept.readProject()) ?? {};
    first.tab.setItem("coldstart:unsaved", JSON.stringify({ id, revision, project: { ...(project as object), name: "old" }, work }));
    await kept.saveProject({ id, savedAtMs: 5, project: { ...(project as object), name: "newer" }, work }, revision);
    await kept.saveProject({ id, savedAtMs: 6, project: { ...(project as object), name: "newest" }, work }, revision + 1);
    expect((await open(first.tab)).store.getState().project.name).toBe("newest");
  });

  test("typing is saved by itself", async () => {
    const { open, storage } = browser();
    const { type } = await open();
    type("// typed");
    const kept = await storage();
    await vi.waitFor(async () => expect(JSON.stringify((await kept.readProject())?.project)).toContain("// typed"));
  });

  test("two tabs: the later one's work goes on as a copy, and both are kept", async () => {
    const { open } = browser();
    const first = await open();
    first.type("// one");
    await first.keeper.flush();
    const second = await open();
    expect(second.text()).toBe("// one");
    first.type("// one, again");
    await first.keeper.flush();
    second.type("// two");
    await second.keeper.flush();
    expect(second.store.getState().project.name).toBe("hello 2");
    expect(second.store.getState().notices.map(({ text }) => text)).toEqual([
      '"hello" was changed in another tab. Your work in this tab goes on as "hello 2".',
    ]);
    expect(first.store.getState().project.name).toBe("hello");
    expect((await open(first.tab)).text()).toBe("// one, again");
    expect((await open(second.tab)).text()).toBe("// two");
  });

  test("opening another project keeps the one before, with what was typed last", async () => {
    const { open, storage } = browser();
    const tab = await open();
    tab.type("// first");
    await tab.keeper.flush();
    const id = (await (await storage()).readProject())?.id ?? "";
    tab.type("// last words");
    tab.store.getState().intents.openProject({ ...starterProject(), name: "other", functions: [starterFunction()] });
    await tab.keeper.flush();
    const kept = await storage();
    expect(JSON.stringify((await kept.readProject(id))?.project)).toContain("// last words");
    expect((await kept.readProject())?.project).toMatchObject({ name: "other" });
    expect((await open(tab.tab)).store.getState().project.name).toBe("other");
  });

  test("without storage the page works, and says so", async () => {
    const { open } = browser();
    const { store, type } = await open(undefined, () => Promise.reject(new Error("blocked")));
    type("// still here");
    expect(store.getState().saving).toBe("failed");
    expect(store.getState().notices[0]?.text).toContain("blocked");
  });

  test("a project that cannot be read is left as it is", async () => {
    const { open, storage } = browser();
    await (await storage()).saveProject({ id: "broken", savedAtMs: 1, project: { functions: "?" }, work: {} }, 0);
    const { store } = await open();
    expect(store.getState().project).toEqual(starterProject());
    expect(store.getState().notices[0]?.text).toContain("could not be opened");
    expect(await (await storage()).readProject("broken")).toMatchObject({ project: { functions: "?" } });
  });
});
