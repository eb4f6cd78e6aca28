import "fake-indexeddb/auto";
import { unzipSync } from "fflate";
import { afterEach, describe, expect, test } from "vitest";
import { createServiceDesk } from "./host/service-desk.ts";
import { openStorage, type Storage } from "./host/storage.ts";
import { DELETED_KEPT_MS } from "./host/stored-projects.ts";
import { awsLambda } from "./platform/profiles/aws-lambda.ts";
import { queueConfig } from "./platform/services/queues/queues-under-test.ts";
import type { Project } from "./project/schema.ts";
import { starterProject } from "./project/starter.ts";
import { zipOfSetup } from "./project/zip/write-zip.ts";
import { keepProject } from "./project-keeper.ts";
import { addShelf, type ShelfOptions } from "./project-shelf.ts";
import { createServicesKeeper } from "./services-keeper.ts";
import { createColdstartStore } from "./store/create-store.ts";
import { defaultSettings } from "./store/default-settings.ts";
import { FakePort, TEST_SETTINGS } from "./store/fake-port.ts";
import type { ShelfIntents } from "./store/intents.ts";

const INDEX = { functionName: "hello", path: "index.ts" };
const WITH_QUEUE: Project = { ...starterProject(), name: "shop", queues: [queueConfig("jobs")] };
let serial = 0;
/** Of one test: what they still have to save would be in the way of the next one's. */
const pages: { saveAll(): Promise<void> }[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.saveAll();
});

/** A browser: one storage, and pages on it, each joined as main.tsx does. */
function browser() {
  const name = `shelf-${++serial}`;
  let nowMs = Date.UTC(2026, 10, 26);

  const open = async (change: (storage: Storage) => Storage | Promise<never> = (storage) => storage, more: Partial<ShelfOptions> = {}) => {
    const port = new FakePort();
    const store = createColdstartStore(port, { settings: TEST_SETTINGS });
    const clock = { nowMs: () => nowMs, goOnFrom: () => {} };
    const desk = createServiceDesk({
      nowMs: clock.nowMs,
      run: () => new Promise(() => {}),
      makeReady: async () => undefined,
      noted: () => {},
      changed: () => services.changed(),
    });
    port.reset = () => desk.open(undefined);
    const saveProject = () => keeper.ensureSaved();
    const services = createServicesKeeper({ store, clock, desk, locks: undefined, saveProject });
    const now = () => ++nowMs;
    const keeper = keepProject(store, { openStorage: async () => change(await openStorage(name)), services, nowMs: now });
    await keeper.ready;
    const downloads: { name: string; content: Blob }[] = [];
    const download = (called: string, content: Blob) => void downloads.push({ name: called, content });
    addShelf(store, { keeper, services, download, nowMs: now, ...more });
    const { intents } = store.getState();
    const shelf = intents.projects as ShelfIntents;
    await shelf.list();
    const saveAll = async () => {
      await keeper.flush();
      await services.flush();
      await shelf.list();
    };
    pages.push({ saveAll });
    return {
      ...{ store, keeper, intents, shelf, saveAll },
      downloads,
      type: (text: string) => intents.editFile(INDEX, text),
      text: () => store.getState().project.functions[0]?.files["index.ts"],
      name: () => store.getState().project.name,
      names: () => store.getState().projects?.kept.map((each) => each.name),
      deleted: () => store.getState().projects?.deleted.map((each) => each.name),
      idOf: (wanted: string) =>
        [...(store.getState().projects?.kept ?? []), ...(store.getState().projects?.deleted ?? [])].find((each) => each.name === wanted)
          ?.id ?? "",
      notices: () => store.getState().notices,
      send: (body: string) => desk.call({ service: "sqs", operation: "SendMessage", input: { QueueUrl: "jobs", MessageBody: body } }),
      bodies: () => desk.view().queues[0]?.messages.map(({ body }) => body),
    };
  };
  const passes = (ms: number) => {
    nowMs += ms;
  };
  return { open, storage: () => openStorage(name), passes };
}

/** Three projects, each with its own code; the last one is open. */
async function withThree({ open }: ReturnType<typeof browser>) {
  const page = await open();
  for (const name of ["one", "two", "three"]) {
    page.intents.openProject({ ...WITH_QUEUE, name });
    page.type(`// ${name}`);
    page.intents.editDraft({ target: `/hello?name=${name}` });
    await page.send(`in ${name}`);
    await page.saveAll();
  }
  return page;
}

describe("the list of projects", () => {
  test("shows what is kept, saved last first, and which one is open", async () => {
    const page = await withThree(browser());
    expect(page.names()).toEqual(["three", "two", "one"]);
    expect(page.store.getState().projects).toMatchObject({
      openId: page.idOf("three"),
      kept: [{ name: "three", functions: 1, shared: false, elsewhere: false }, {}, {}],
      room: undefined,
    });
  });

  test("says which another tab has open, and which was shared and not run", async () => {
    const own = browser();
    const page = await withThree(own);
    page.intents.openSetup({ project: { ...WITH_QUEUE, name: "theirs" } }, { from: "link" });
    await page.saveAll();
    const held = [page.idOf("one"), page.idOf("theirs")].map((id) => ({ name: `coldstart:services:${id}` }));
    const other = await own.open(undefined, {
      locks: { query: async () => ({ held: [...held, { name: "coldstart:else" }], pending: [] }) },
    });
    expect(other.store.getState().projects?.kept.map(({ name, shared, elsewhere }) => [name, shared, elsewhere])).toEqual([
      // This page has it open itself.
      ["theirs", true, false],
      ["three", false, false],
      ["two", false, false],
      ["one", false, true],
    ]);
  });
});

describe("another project", () => {
  test("opens with its code, drafts and what its services held; the one before is saved with what was typed last", async () => {
    const page = await withThree(browser());
    page.type("// last words");
    await page.send("last message");
    await page.shelf.open(page.idOf("one"));
    expect([page.name(), page.text(), page.bodies()]).toEqual(["one", "// one", ["in one"]]);
    expect(page.store.getState().drafts.hello?.target).toBe("/hello?name=one");
    expect(page.store.getState().saving).toBe("saved");
    await page.shelf.open(page.idOf("three"));
    expect([page.text(), page.bodies()]).toEqual(["// last words", ["in three", "last message"]]);
    expect(page.notices()).toEqual([]);
  });

  test("is not saved again by being opened, and is saved in its place when it is changed", async () => {
    const own = browser();
    const page = await withThree(own);
    const id = page.idOf("one");
    await page.shelf.open(id);
    await page.saveAll();
    expect(await (await own.storage()).readProject(id)).toMatchObject({ revision: await revisionOf(own, id) });
    const before = await revisionOf(own, id);
    await page.shelf.open(page.idOf("two"));
    await page.shelf.open(id);
    await page.saveAll();
    expect(await revisionOf(own, id)).toBe(before);
    page.type("// changed");
    await page.saveAll();
    expect(await revisionOf(own, id)).toBe(before + 1);
    expect(page.names()).toEqual(["one", "three", "two"]);
  });

  test("that was shared and not run stays so, whoever opens it", async () => {
    const page = await withThree(browser());
    page.intents.openSetup({ project: { ...WITH_QUEUE, name: "theirs" } }, { from: "link" });
    await page.saveAll();
    await page.shelf.open(page.idOf("one"));
    expect(page.store.getState().shared).toBeUndefined();
    const seen: unknown[] = [];
    page.store.subscribe(({ project, shared }) => void (project.name === "theirs" && seen.push(shared?.from)));
    await page.shelf.open(page.idOf("theirs"));
    expect(new Set(seen)).toEqual(new Set(["link"]));
  });

  test("that cannot be read is refused; the open one stays", async () => {
    const own = browser();
    const page = await withThree(own);
    await (await own.storage()).saveProject({ id: "broken", savedAtMs: 1, project: { name: "broken" }, work: {} }, 0);
    await expect(page.shelf.open("broken")).rejects.toMatchObject({
      code: "functions",
      message: expect.stringContaining("could not be opened"),
    });
    await expect(page.shelf.open("nobody")).rejects.toMatchObject({ code: "no-such-project" });
    expect([page.name(), page.text(), page.bodies()]).toEqual(["three", "// three", ["in three"]]);
    page.type("// goes on");
    await page.saveAll();
    expect(page.names()).toEqual(["three", "two", "one", "broken"]);
  });

  test("is the starter when a new one is asked for, under a name of its own", async () => {
    const page = await withThree(browser());
    page.intents.configure({ accountConcurrency: 2 });
    await page.shelf.create();
    expect(page.store.getState().settings).toEqual(defaultSettings(awsLambda));
    await page.shelf.create();
    expect(page.name()).toBe("hello 2");
    expect(page.names()).toEqual(["hello 2", "hello", "three", "two", "one"]);
    await page.shelf.open(page.idOf("three"));
    expect(page.store.getState().settings.accountConcurrency).toBe(2);
  });
});

describe("a copy", () => {
  test("has the code and what the services held, and neither changes the other", async () => {
    const page = await withThree(browser());
    page.type("// typed just now");
    await page.send("just now");
    await page.shelf.duplicate(page.idOf("three"));
    await page.shelf.duplicate(page.idOf("three"));
    expect(page.names()).toEqual(["three 3", "three 2", "three", "two", "one"]);
    expect(page.name()).toBe("three");
    await page.shelf.open(page.idOf("three 2"));
    expect([page.text(), page.bodies()]).toEqual(["// typed just now", ["in three", "just now"]]);
    page.type("// of the copy");
    await page.send("of the copy");
    await page.shelf.open(page.idOf("three"));
    expect([page.text(), page.bodies()]).toEqual(["// typed just now", ["in three", "just now"]]);
  });

  test("of what was shared is shared", async () => {
    const page = await withThree(browser());
    page.intents.openSetup({ project: { ...WITH_QUEUE, name: "theirs" } }, { from: "zip" });
    await page.saveAll();
    await page.shelf.duplicate(page.idOf("theirs"));
    await page.shelf.open(page.idOf("theirs 2"));
    expect(page.store.getState().shared).toMatchObject({ from: "zip" });
  });
});

describe("a name", () => {
  test("is changed of the open project and of another", async () => {
    const own = browser();
    const page = await withThree(own);
    await page.shelf.rename(page.idOf("three"), "drei");
    await page.shelf.rename(page.idOf("one"), " eins ");
    expect(page.names()).toEqual(["drei", "two", "eins"]);
    expect(page.name()).toBe("drei");
    await page.shelf.open(page.idOf("eins"));
    expect([page.name(), page.text(), page.bodies()]).toEqual(["eins", "// one", ["in one"]]);
  });

  test.each(["", "   ", "x".repeat(101)])("that is none is refused: %j", async (bad) => {
    const page = await withThree(browser());
    for (const name of ["one", "three"])
      await expect(page.shelf.rename(page.idOf(name), bad)).rejects.toMatchObject({ code: "project-name" });
    expect(page.names()).toEqual(["three", "two", "one"]);
  });
});

describe("a deleted project", () => {
  test("leaves the list, and comes back whole", async () => {
    const page = await withThree(browser());
    const id = page.idOf("one");
    await page.shelf.remove(id);
    expect([page.names(), page.deleted()]).toEqual([["three", "two"], ["one"]]);
    await expect(page.shelf.open(id)).rejects.toMatchObject({ code: "no-such-project" });
    await page.shelf.restore(id);
    expect([page.names(), page.deleted()]).toEqual([["three", "two", "one"], []]);
    expect(page.name()).toBe("three");
    await page.shelf.open(id);
    expect([page.text(), page.bodies()]).toEqual(["// one", ["in one"]]);
  });

  test("that was open makes way for the one saved last, and is open again when it is had back", async () => {
    const page = await withThree(browser());
    page.type("// last words");
    await page.send("last message");
    const id = page.idOf("three");
    await page.shelf.remove(id);
    expect([page.name(), page.bodies(), page.names(), page.deleted()]).toEqual(["two", ["in two"], ["two", "one"], ["three"]]);
    await page.saveAll();
    await page.shelf.restore(id);
    expect([page.name(), page.text(), page.bodies()]).toEqual(["three", "// last words", ["in three", "last message"]]);
    expect(page.notices()).toEqual([]);
  });

  test("that was the only one makes way for the starter, which goes again if nobody touched it", async () => {
    const page = await browser().open();
    page.type("// mine");
    await page.saveAll();
    const id = page.idOf("hello");
    await page.shelf.remove(id);
    expect([page.name(), page.names(), page.deleted()]).toEqual(["hello", ["hello"], ["hello"]]);
    expect(page.text()).not.toBe("// mine");
    await page.shelf.restore(id);
    expect([page.text(), page.names(), page.deleted()]).toEqual(["// mine", ["hello"], []]);
  });

  test("is still there for the next page, for a week", async () => {
    const own = browser();
    const page = await withThree(own);
    await page.shelf.remove(page.idOf("one"));
    const next = await own.open();
    expect(next.deleted()).toEqual(["one"]);
    own.passes(DELETED_KEPT_MS + 1_000);
    await own.open();
    const kept = await own.storage();
    await expect.poll(async () => (await kept.listProjects()).map(({ name }) => name).sort()).toEqual(["three", "two"]);
  });

  test("is gone when it is forgotten", async () => {
    const own = browser();
    const page = await withThree(own);
    const id = page.idOf("one");
    await page.shelf.remove(id);
    await page.shelf.forget(id);
    expect([page.names(), page.deleted()]).toEqual([["three", "two"], []]);
    await expect(page.shelf.restore(id)).rejects.toMatchObject({ code: "no-such-project" });
    expect(await (await own.storage()).readServices(id)).toBeUndefined();
  });

  test("goes on as a copy in another tab that has it open, which is told", async () => {
    const own = browser();
    const page = await withThree(own);
    const other = await own.open();
    expect(other.name()).toBe("three");
    await page.shelf.remove(page.idOf("three"));
    other.type("// of the other tab");
    await other.saveAll();
    expect(other.name()).toBe("three 2");
    expect(other.notices()[0]?.text).toBe('"three" was deleted in another tab. Your work in this tab goes on as "three 2".');
    await page.shelf.restore(page.store.getState().projects?.deleted[0]?.id ?? "");
    expect(page.text()).toBe("// three");
  });
});

describe("zips", () => {
  const bytesOf = async (content: Blob | undefined) => new Uint8Array((await content?.arrayBuffer()) ?? new ArrayBuffer());
  const fileOf = (bytes: Uint8Array<ArrayBuffer>) => new File([bytes], "a.zip");

  test("of the open project and of another hold what each is", async () => {
    const page = await withThree(browser());
    page.type("// not saved yet");
    await page.shelf.exportZip();
    await page.shelf.exportZip(page.idOf("one"));
    expect(page.downloads.map(({ name }) => name.replace(/\d{8}-\d{6}/, "…"))).toEqual(["three-….zip", "one-….zip"]);
    const texts = await Promise.all(
      page.downloads.map(async ({ content }) => unzipSync(await bytesOf(content))["functions/hello/index.ts"]),
    );
    expect(texts.map((text) => new TextDecoder().decode(text))).toEqual(["// not saved yet", "// one"]);
  });

  test("come back as a project of their own that nobody has trusted; what was open stays", async () => {
    const page = await withThree(browser());
    await page.shelf.exportZip(page.idOf("one"));
    page.type("// last words");
    await page.shelf.importZip(fileOf(await bytesOf(page.downloads[0]?.content)));
    expect([page.name(), page.text(), page.bodies(), page.store.getState().shared?.from]).toEqual(["one", "// one", undefined, "zip"]);
    await page.shelf.list();
    expect(page.names()).toEqual(["one", "three", "two", "one"]);
    await page.shelf.open(page.idOf("three"));
    expect([page.text(), page.bodies()]).toEqual(["// last words", ["in three"]]);
  });

  test("that hold secrets say so", async () => {
    const page = await withThree(browser());
    page.intents.setSecrets({ key: "s3cret", other: "x" });
    await page.shelf.exportZip();
    expect(page.notices()[0]).toMatchObject({ kind: "info", text: expect.stringMatching(/\.zip holds 2 secrets as typed\.$/) });
  });

  test.each<readonly [string, string, (good: Uint8Array<ArrayBuffer>) => File]>([
    ["a text", "zip-none", () => new File(["no zip"], "a.zip")],
    ["a cut one", "zip-damaged", (good) => fileOf(good.slice(0, -9))],
    ["one too large to be read", "zip-too-large", (good) => Object.defineProperty(fileOf(good), "size", { value: 60_000_000 })],
    [
      "one that the browser cannot read",
      "zip-unreadable",
      (good) => Object.defineProperty(fileOf(good), "arrayBuffer", { value: () => Promise.reject(new DOMException()) }),
    ],
  ])("%s is refused, and nothing changes", async (_, code, fileFrom) => {
    const page = await withThree(browser());
    const before = page.store.getState();
    await expect(page.shelf.importZip(fileFrom(zipOfSetup({ project: WITH_QUEUE }, 0)))).rejects.toMatchObject({ code });
    expect(page.store.getState()).toMatchObject({ project: before.project, projectsOpened: before.projectsOpened, notices: [] });
  });
});

describe("storage that takes nothing", () => {
  const full = (storage: Storage): Storage => ({
    ...storage,
    saveProject: () => Promise.reject(new DOMException("The disk is full.", "QuotaExceededError")),
  });
  const blocked = () => Promise.reject(new DOMException("Storage is blocked.", "SecurityError"));

  test.each([
    ["full", full],
    ["blocked", blocked],
  ] as const)(
    "because it is %s: it says so and offers the zip, and no other project takes the place of work that would be lost",
    async (_, change) => {
      const own = browser();
      const page = await own.open(change);
      page.type("// only here");
      await page.keeper.flush();
      expect(page.notices()).toMatchObject([{ action: "export-zip" }]);
      await expect(page.shelf.create()).rejects.toMatchObject({ code: "not-saved", message: '"hello" is not saved, and would be lost.' });
      const zip = new File([zipOfSetup({ project: WITH_QUEUE }, 0)], "a.zip");
      await expect(page.shelf.importZip(zip)).rejects.toMatchObject({ code: "not-saved" });
      expect(page.text()).toBe("// only here");
      await page.shelf.exportZip();
      await page.shelf.importZip(zip);
      expect(page.name()).toBe("shop");
    },
  );

  test("blocked: what needs it is refused, the list is empty", async () => {
    const page = await browser().open(blocked);
    expect(page.names()).toEqual([]);
    for (const asked of [page.shelf.duplicate("a"), page.shelf.remove("a"), page.shelf.forget("a")])
      await expect(asked).rejects.toMatchObject({ code: "no-storage" });
  });

  test("full: a copy is refused as such", async () => {
    const own = browser();
    const first = await withThree(own);
    const page = await own.open((storage) => ({
      ...storage,
      duplicateProject: () => Promise.reject(new DOMException("The disk is full.", "QuotaExceededError")),
    }));
    await expect(page.shelf.duplicate(first.idOf("one"))).rejects.toMatchObject({
      code: "storage",
      message: expect.stringContaining("The disk is full."),
    });
  });
});

describe("the browser is asked to keep it", () => {
  const estateOf = (persisted: boolean) => {
    const asked: string[] = [];
    const estate = {
      estimate: async () => ({ usage: 1_000, quota: 9_000 }),
      persisted: async () => persisted || asked.length > 0,
      persist: async () => asked.push("asked") > 0,
    };
    return { asked, estate };
  };
  const memory = () => {
    const kept = new Map<string, string>();
    return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  };

  test("after the first change is saved, once in this browser, and not by opening projects", async () => {
    const own = browser();
    const { asked, estate } = estateOf(false);
    const kept = memory();
    const page = await own.open(undefined, { estate, memory: kept });
    expect(page.store.getState().projects?.room).toEqual({ usedBytes: 1_000, quotaBytes: 9_000, kept: "best-effort" });
    page.intents.openProject(WITH_QUEUE);
    await page.saveAll();
    expect(asked).toEqual([]);
    page.type("// one");
    await page.saveAll();
    await expect.poll(() => asked).toEqual(["asked"]);
    await page.shelf.list();
    expect(page.store.getState().projects?.room?.kept).toBe("persistent");
    const second = estateOf(false);
    const next = await own.open(undefined, { estate: second.estate, memory: kept });
    next.type("// two");
    await next.saveAll();
    expect(second.asked).toEqual([]);
    await next.shelf.askToKeep();
    expect(second.asked).toEqual(["asked"]);
  });

  test("not where it keeps it already", async () => {
    const { asked, estate } = estateOf(true);
    const page = await browser().open(undefined, { estate, memory: memory() });
    page.type("// one");
    await page.saveAll();
    await page.shelf.list();
    expect([asked, page.store.getState().projects?.room?.kept]).toEqual([[], "persistent"]);
  });
});

async function revisionOf({ storage }: ReturnType<typeof browser>, id: string): Promise<number> {
  return (await (await storage()).readProject(id))?.revision ?? 0;
}
