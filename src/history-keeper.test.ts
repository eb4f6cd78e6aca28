import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { keepHistory } from "./history-keeper.ts";
import { type HistoryStorage, openHistoryStorage } from "./host/history-storage.ts";
import { openStorage } from "./host/storage.ts";
import { starterFunction, starterProject } from "./project/starter.ts";
import { keepProject } from "./project-keeper.ts";
import { createColdstartStore } from "./store/create-store.ts";
import { FakePort, TEST_SETTINGS } from "./store/fake-port.ts";

const INDEX = { functionName: "hello", path: "index.ts" };
let serial = 0;

/** A browser: one storage, and tabs that open on it. */
function browser() {
  const name = `history-keeper-${++serial}`;
  let nowMs = 1_000_000;
  const newTab = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  };
  const open = async (tab = newTab(), openHistory: () => Promise<HistoryStorage> = () => openHistoryStorage(name)) => {
    const store = createColdstartStore(new FakePort(), { settings: TEST_SETTINGS });
    const project = keepProject(store, { openStorage: () => openStorage(name), tab, nowMs: () => ++nowMs });
    await project.ready;
    // No timer of it comes in a test: what was typed is kept when the test says so.
    const history = keepHistory(store, { project, openStorage: openHistory, nowMs: () => ++nowMs, typedAfterMs: 2 ** 30 });
    await history.flush();
    const { getState } = store;
    const intents = () => getState().intents;
    const type = async (text: string) => {
      intents().editFile(INDEX, text);
      await history.flush();
    };
    const entries = () => getState().versions?.entries ?? [];
    const told = () =>
      entries().map(({ functionName, kept }) => `${functionName} ${kept.type === "version" ? `version ${kept.number}` : kept.reason.type}`);
    const read = async (at: number) => {
      const id = entries().at(at)?.id ?? "";
      return (await intents().versions?.read([id]))?.get(id);
    };
    const bringBack = async (at: number, what = {}) => {
      await intents().versions?.bringBack(entries().at(at)?.id ?? "", what);
      await history.flush();
    };
    const close = async () => {
      await history.flush();
      await project.flush();
    };
    return { store, getState, intents, history, project, type, entries, told, read, bringBack, tab, close };
  };
  return { open, history: () => openHistoryStorage(name) };
}

describe("the history keeper", () => {
  test("keeps nothing of what nobody changed or deployed", async () => {
    const page = await browser().open();
    expect(page.getState().versions).toEqual({ entries: [], keptIn: "storage" });
  });

  test("keeps each deploy as a version with its code, across reloads; the same code again adds nothing", async () => {
    const { open } = browser();
    const page = await open();
    await page.intents().deploy();
    await page.type("// two");
    await page.intents().deploy();
    await page.intents().deploy();
    await page.close();
    const after = await open(page.tab);
    expect(after.told()).toEqual(["hello version 1", "hello version 2"]);
    expect(await after.read(0)).toEqual(starterFunction());
    expect((await after.read(1))?.files["index.ts"]).toBe("// two");
    expect(after.entries()[1]?.kept).toMatchObject({ packageBytes: 900 });
    await after.intents().deploy();
    await after.history.flush();
    expect(after.told()).toEqual(["hello version 1", "hello version 2"]);
    await after.type("// three");
    await after.intents().deploy();
    await after.history.flush();
    expect(after.told().at(-1)).toBe("hello version 3");
  });

  test("what was deployed before its code had come is kept when it comes", async () => {
    const name = `history-late-${++serial}`;
    const store = createColdstartStore(new FakePort(), { settings: TEST_SETTINGS });
    await store.getState().intents.deploy();
    const project = { openId: () => "p", flush: () => Promise.resolve(), ensureSaved: () => Promise.resolve() };
    await keepHistory(store, { project, openStorage: () => openHistoryStorage(name) }).flush();
    expect(store.getState().versions?.entries.map(({ kept }) => kept)).toEqual([{ type: "version", number: 1, packageBytes: 900 }]);
  });

  test("keeps an edit when a person stops typing, and what was there before the first one", async () => {
    const page = await browser().open();
    const text = starterFunction().files["index.ts"];
    page.intents().editFile(INDEX, `${text}// o`);
    await page.type(`${text}// one`);
    await page.type(`${text}// two`);
    expect(page.told()).toEqual(["hello opened", "hello typed", "hello typed"]);
    expect((await page.read(0))?.files["index.ts"]).toBe(text);
    expect((await page.read(1))?.files["index.ts"]).toBe(`${text}// one`);
  });

  test("what was typed just before the page went is kept by the next page", async () => {
    const { open } = browser();
    const page = await open();
    await page.type("// one");
    page.intents().editFile(INDEX, "// the last key");
    await page.project.flush();
    const after = await open(page.tab);
    await after.history.flush();
    expect((await after.read(-1))?.files["index.ts"]).toBe("// the last key");
    expect((await after.read(-2))?.files["index.ts"]).toBe("// one");
    const again = await open(page.tab);
    expect(again.entries()).toEqual(after.entries());
  });

  test("keeps a file before it goes, and brings it back", async () => {
    const { open } = browser();
    const page = await open();
    page.intents().removeFile({ functionName: "hello", path: "greeting.ts" });
    await page.close();
    const after = await open(page.tab);
    expect(after.entries().map(({ kept }) => kept)).toEqual([
      { type: "edit", reason: { type: "file-removed", path: "greeting.ts" } },
      { type: "edit", reason: { type: "typed" } },
    ]);
    await after.bringBack(0, { path: "greeting.ts" });
    expect(after.getState().project.functions[0]?.files["greeting.ts"]).toBe(starterFunction().files["greeting.ts"]);
    expect(after.getState().activeFile).toEqual({ functionName: "hello", path: "greeting.ts" });
  });

  test("brings back files and settings, not triggers; what was there is in the history first", async () => {
    const page = await browser().open();
    await page.intents().deploy();
    page.intents().updateFunction("hello", { memoryMb: 512, triggers: [] });
    await page.type("// other");
    await page.bringBack(0);
    const [hello] = page.getState().project.functions;
    expect(hello).toEqual({ ...starterFunction(), triggers: [] });
    const before = page.entries().findLast(({ kept }) => kept.type === "edit" && kept.reason.type === "replaced");
    expect(before?.definition.memoryMb).toBe(512);
    await page.bringBack(before ? page.entries().indexOf(before) : -1);
    expect(page.getState().project.functions[0]?.files["index.ts"]).toBe("// other");
  });

  test("brings a removed function back", async () => {
    const page = await browser().open();
    page.intents().addFunction({ ...starterFunction(), name: "second", triggers: [] });
    page.intents().removeFunction("hello");
    await page.history.flush();
    expect(page.told()).toEqual(["hello function-removed"]);
    await page.bringBack(0, { triggers: true });
    expect(page.getState().project.functions.map(({ name }) => name)).toEqual(["second", "hello"]);
    expect(page.getState().project.functions[1]).toEqual(starterFunction());
  });

  test("a renamed function takes its history with it", async () => {
    const { open } = browser();
    const page = await open();
    await page.intents().deploy();
    page.intents().renameFunction("hello", "greet");
    await page.intents().deploy();
    await page.close();
    const after = await open(page.tab);
    expect(after.told()).toEqual(["greet version 1"]);
    expect((await after.read(0))?.name).toBe("greet");
  });

  test("what takes the place of much at once is preceded by what was there", async () => {
    const page = await browser().open();
    await page.type("// mine");
    const solution = starterProject();
    page.intents().changeProject({
      ...solution,
      functions: solution.functions.map((each) => ({ ...each, files: { "index.ts": "a", "greeting.ts": "b" } })),
    });
    await page.history.flush();
    const kept = page.entries().filter(({ kept: { type }, ...rest }) => type === "edit" && rest.chars > 0);
    expect(kept.at(-2)?.kept).toEqual({ type: "edit", reason: { type: "replaced" } });
    expect((await page.read(-2))?.files["index.ts"]).toBe("// mine");
  });

  test("each project has its own history", async () => {
    const { open } = browser();
    const page = await open();
    page.intents().editFile(INDEX, "// one");
    page.intents().openProject({ ...starterProject(), name: "another" });
    await page.history.flush();
    expect(page.told()).toEqual([]);
    await page.intents().deploy();
    await page.close();
    expect(page.told()).toEqual(["hello version 1"]);
    const first = await open();
    expect(first.getState().project.name).toBe("another");
    expect(first.told()).toEqual(["hello version 1"]);
  });

  test("a tab whose work goes on as a copy goes on with the history, and leaves the other's alone", async () => {
    const { open } = browser();
    const one = await open();
    await one.type("// base");
    await one.close();
    const other = await open();
    await one.type("// one");
    await one.close();
    await other.type("// other");
    await other.close();
    await other.history.flush();
    expect(other.getState().project.name).toBe("hello 2");
    expect((await other.read(-1))?.files["index.ts"]).toBe("// other");
    expect((await other.read(-2))?.files["index.ts"]).toBe("// base");
    const again = await open(other.tab);
    expect((await again.read(-1))?.files["index.ts"]).toBe("// other");
    const first = await open(one.tab);
    expect((await first.read(-1))?.files["index.ts"]).toBe("// one");
  });

  test("a full store is told once; all is there until the page goes, and stored when there is room again", async () => {
    const { open, history } = browser();
    const real = await history();
    let isFull = true;
    const page = await open(undefined, async () => ({
      ...real,
      change: (...change) => (isFull ? Promise.reject(new Error("The disk is full.")) : real.change(...change)),
    }));
    await page.type("// one");
    await page.type("// two");
    expect(page.getState().versions?.keptIn).toBe("memory");
    expect(page.getState().notices.filter(({ text }) => text.includes("The disk is full."))).toHaveLength(1);
    expect((await page.read(-2))?.files["index.ts"]).toBe("// one");
    isFull = false;
    await page.type("// three");
    await page.close();
    expect(page.getState().versions?.keptIn).toBe("storage");
    const after = await open(page.tab);
    expect((await after.read(-3))?.files["index.ts"]).toBe("// one");
    expect((await after.read(-1))?.files["index.ts"]).toBe("// three");
  });

  test("a browser that keeps nothing keeps the history as long as the page", async () => {
    const page = await browser().open(undefined, () => Promise.reject(new Error("no")));
    await page.type("// one");
    await page.bringBack(0);
    expect(page.getState().versions?.keptIn).toBe("memory");
    expect(page.getState().project.functions[0]).toEqual(starterFunction());
  });

  test("what cannot be brought back is refused and changes nothing", async () => {
    const page = await browser().open();
    await page.type("// one");
    const before = page.getState().project;
    const { versions } = page.intents();
    await expect(versions?.bringBack("nothing", {})).rejects.toMatchObject({ code: "no-such-entry" });
    await expect(versions?.bringBack(page.entries()[0]?.id ?? "", { path: "none.ts" })).rejects.toMatchObject({ code: "no-such-file" });
    page.store.setState({ classroom: { title: "x", lockedFiles: [INDEX], hintsHidden: false, asksForResult: false } });
    await expect(versions?.bringBack(page.entries()[0]?.id ?? "", { path: "index.ts" })).rejects.toMatchObject({ code: "file-locked" });
    page.store.setState({ shared: { from: "link" } });
    await expect(versions?.bringBack(page.entries()[0]?.id ?? "", {})).rejects.toMatchObject({ code: "not-trusted" });
    expect(page.getState().project).toBe(before);
  });
});
