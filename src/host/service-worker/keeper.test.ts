import { describe, expect, test } from "vitest";
import { fileKeeper } from "./keeper.ts";
import type { OfflineReport } from "./offline-messages.ts";
import { storedFiles } from "./stored-files.ts";
import { BASE, listOf, memoryCaches, TestHost } from "./stored-under-test.ts";

const TEXTS = {
  "index.html": "page",
  "assets/a-1.js": "a",
  "assets/runtime-1.js": "runtime",
  "assets/bundler-1.js": "bundler",
  "assets/bundler-1.wasm": "wasm",
  "assets/editor-1.js": "editor",
  "assets/editor-2.js": "more of it",
};

async function begin() {
  const list = await listOf("one", TEXTS);
  const stored = storedFiles(memoryCaches(), BASE, list);
  const host = new TestHost(TEXTS);
  const told: OfflineReport[] = [];
  const keeper = fileKeeper({ list, stored, fetchFile: host.fetchFile, tell: async (report) => void told.push(report), nowMs: () => 0 });
  const kept = async () => (await keeper.report()).parts.map(({ part, keptFiles, files }) => `${part} ${keptFiles}/${files}`);
  return { list, stored, host, told, keeper, kept };
}

describe("what is brought", () => {
  test("before anybody asks: nothing", async () => {
    const { kept, host } = await begin();
    expect(await kept()).toEqual(["page 0/2", "bundler 0/2", "runtime 0/1", "editor 0/2"]);
    expect(host.asked).toEqual([]);
  });

  test("for a page: what everybody needs, and no more", async () => {
    const { keeper, kept, told } = await begin();
    expect(await keeper.prepare([])).toBeUndefined();
    expect(await kept()).toEqual(["page 2/2", "bundler 0/2", "runtime 1/1", "editor 0/2"]);
    expect(told[0]?.filling).toBe("page");
    expect(told.at(-1)?.filling).toBeUndefined();
  });

  test("what the page has used by then comes too: of the bundler all, of the editor what was used", async () => {
    const { keeper, kept } = await begin();
    await keeper.prepare(["assets/bundler-1.js", "assets/editor-2.js", "not/ours.js"]);
    expect(await kept()).toEqual(["page 2/2", "bundler 2/2", "runtime 1/1", "editor 1/2"]);
  });

  test("that something used cannot be had takes nothing from the page", async () => {
    const { keeper, kept, host, stored } = await begin();
    const { "assets/editor-2.js": _, ...rest } = TEXTS;
    host.texts = rest;
    expect(await keeper.prepare(["assets/editor-2.js"])).toBe("no-network");
    expect(await kept()).toEqual(["page 2/2", "bundler 0/2", "runtime 1/1", "editor 0/2"]);
    expect(await stored.find("index.html")).toBeDefined();
    expect((await keeper.report()).failure).toBe("no-network");
    host.texts = TEXTS;
    await keeper.getAll();
    expect((await keeper.report()).failure).toBeUndefined();
  });

  test("when it is asked for: all; asked twice, once", async () => {
    const { keeper, kept, host } = await begin();
    await Promise.all([keeper.getAll(), keeper.getAll()]);
    expect(await kept()).toEqual(["page 2/2", "bundler 2/2", "runtime 1/1", "editor 2/2"]);
    expect(host.asked).toHaveLength(7);
  });

  test("and stopped, what came is kept and nothing is wrong", async () => {
    const { keeper, host, kept } = await begin();
    await keeper.prepare([]);
    const all = keeper.getAll();
    keeper.stop();
    expect(await all).toBeUndefined();
    expect((await keeper.report()).failure).toBeUndefined();
    expect((await kept())[0]).toBe("page 2/2");
    expect(host.asked.length).toBeLessThan(7);
  });

  test("as it is used: the file, and all of the bundler with its first", async () => {
    const { keeper, kept, list } = await begin();
    const file = (path: string) => list.files.find((each) => each.path === path) ?? expect.fail(path);
    await keeper.used(file("assets/editor-1.js"), new Response("editor"));
    await keeper.used(file("assets/bundler-1.js"), new Response("bundler"));
    await keeper.used(file("assets/a-1.js"), new Response("something else"));
    expect(await kept()).toEqual(["page 0/2", "bundler 2/2", "runtime 0/1", "editor 1/2"]);
  });
});

test("that the host does not answer is told once", async () => {
  const { keeper, told } = await begin();
  for (const reached of [true, false, false, true, true]) keeper.reached(reached);
  await Promise.resolve();
  await expect.poll(() => told.map(({ unreachable }) => unreachable)).toHaveLength(2);
});
