import { describe, expect, test } from "vitest";
import type { FileList } from "./file-list.ts";
import { type FillOptions, fill } from "./fill.ts";
import { storedFiles } from "./stored-files.ts";
import { BASE, listOf, memoryCaches, TestHost } from "./stored-under-test.ts";

const TEXTS = { "index.html": "the page", "sandbox.html": "the frame", "assets/a-1.js": "a", "assets/b-1.js": "b", "assets/c-1.js": "c" };

async function begin(texts: Readonly<Record<string, string>> = TEXTS, build = "one", caches = memoryCaches()) {
  const list = await listOf(build, texts);
  const stored = storedFiles(caches, BASE, list);
  const host = new TestHost(texts);
  const run = (options: Partial<FillOptions> = {}) =>
    fill({ files: list.files, stored, fetchFile: host.fetchFile, signal: new AbortController().signal, ...options });
  return { list, stored, host, run, caches };
}

const pathsOf = ({ files }: FileList) => files.map(({ path }) => path).sort();

describe("bringing files", () => {
  test("brings all of them, the document last, each with its type and nothing of the way it came", async () => {
    const { list, stored, host, run } = await begin();
    const kept: string[] = [];
    expect(await run({ onKept: ({ path }) => kept.push(path) })).toBeUndefined();
    expect([...(await stored.kept())].sort()).toEqual(pathsOf(list));
    expect(kept.at(-1)).toBe("index.html");
    expect(host.asked.at(-1)).toBe("index.html");
    const found = await stored.find("assets/a-1.js");
    expect(await found?.text()).toBe("a");
    expect(Object.fromEntries(found?.headers ?? [])).toMatchObject({ "content-type": "text/plain", "content-length": "1" });
    expect(found?.headers.has("content-encoding")).toBe(false);
  });

  test("never has more than three on the way", async () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`assets/${n}-1.js`, String(n)]));
    const { host, run } = await begin(many);
    let [now, most] = [0, 0];
    await run({
      async fetchFile(file) {
        now += 1;
        most = Math.max(most, now);
        const response = await host.fetchFile(file);
        now -= 1;
        return response;
      },
    });
    expect(most).toBe(3);
  });

  test("goes on where it stopped: what is there is not asked for again", async () => {
    const { list, stored, host, run } = await begin();
    host.texts = { "sandbox.html": "the frame", "assets/a-1.js": "a" };
    expect(await run()).toBe("no-network");
    expect(await stored.find("index.html")).toBeUndefined();
    host.asked.length = 0;
    host.texts = TEXTS;
    expect(await run()).toBeUndefined();
    expect(host.asked.sort()).toEqual(["assets/b-1.js", "assets/c-1.js", "index.html"]);
    expect((await stored.kept()).size).toBe(list.files.length);
  });

  test("leaves a file alone whose content is another one, and with it the document", async () => {
    const { stored, host, run } = await begin();
    host.texts = { ...TEXTS, "assets/b-1.js": "<p>Please log in to the hotel's Wi-Fi</p>" };
    expect(await run()).toBe("other-content");
    expect([...(await stored.kept())].sort()).toEqual(["assets/a-1.js", "assets/c-1.js", "sandbox.html"]);
  });

  test("an answer that is a failure is no file", async () => {
    const { stored, host, run } = await begin();
    const fetchFile: FillOptions["fetchFile"] = async (file) =>
      file.path === "assets/a-1.js" ? new Response("a", { status: 503 }) : host.fetchFile(file);
    expect(await run({ fetchFile })).toBe("no-network");
    expect(await stored.find("assets/a-1.js")).toBeUndefined();
  });

  test("gives up when the line is gone, not file by file", async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`assets/${n}-1.js`, String(n)]));
    const { host, run } = await begin(many);
    host.texts = {};
    expect(await run()).toBe("no-network");
    expect(host.asked.length).toBeLessThan(10);
  });

  test("says that there is no room, and asks for no more", async () => {
    const { stored, host, list, run } = await begin();
    const full = {
      ...stored,
      keep: async () => {
        throw new DOMException("", "QuotaExceededError");
      },
    };
    expect(await run({ stored: full })).toBe("no-room");
    expect(host.asked.length).toBeLessThan(list.files.length);
  });

  test("stops when it is told to, without a complaint", async () => {
    const { host, run } = await begin();
    const stop = new AbortController();
    const fetchFile: FillOptions["fetchFile"] = (file, signal) => {
      stop.abort();
      return host.fetchFile(file, signal);
    };
    expect(await run({ signal: stop.signal, fetchFile })).toBeUndefined();
    expect(host.asked.length).toBeLessThanOrEqual(3);
  });

  test("tells the bytes as they come", async () => {
    const { run } = await begin();
    const told = new Map<string, number>();
    await run({ onBytes: ({ path }, bytes) => told.set(path, (told.get(path) ?? 0) + bytes) });
    expect(told.get("index.html")).toBe("the page".length);
  });
});

describe("two builds", () => {
  const { "assets/c-1.js": _, ...SAME } = TEXTS;
  const NEXT = { ...SAME, "index.html": "the next page", "assets/c-2.js": "c2" };

  async function both() {
    const first = await begin();
    await first.run();
    const second = await begin(NEXT, "two", first.caches);
    return { first, second };
  }

  test("what did not change is taken over, not fetched", async () => {
    const { second } = await both();
    expect(await second.run()).toBeUndefined();
    expect(second.host.asked).toEqual(["assets/c-2.js", "index.html"]);
  });

  test("a page of the first finds its files; a document comes from a build that is whole", async () => {
    const { second } = await both();
    second.host.texts = { "assets/c-2.js": "c2" };
    expect(await second.run()).toBe("no-network");
    expect(await (await second.stored.find("index.html"))?.text()).toBe("the page");
    second.host.texts = NEXT;
    await second.run();
    expect(await (await second.stored.find("index.html"))?.text()).toBe("the next page");
    expect(await (await second.stored.find("assets/c-1.js"))?.text()).toBe("c");
  });

  test("the first goes when no page of it is open, and only then", async () => {
    const { second } = await both();
    await second.run();
    const marker = new URL("assets/c-1.js", BASE).href;
    await second.stored.dropOthers([marker], () => true);
    expect(await second.stored.hasOthers()).toBe(true);
    await second.stored.dropOthers([], () => false);
    expect(await second.stored.hasOthers()).toBe(true);
    await second.stored.dropOthers([new URL("assets/c-2.js", BASE).href], () => true);
    expect(await second.stored.hasOthers()).toBe(false);
    expect(await second.stored.find("assets/c-1.js")).toBeUndefined();
    expect((await second.stored.kept()).size).toBe(Object.keys(NEXT).length);
  });

  test("what others keep at this origin is not touched", async () => {
    const { second, first } = await both();
    await first.caches.open("coldstart:/another/path/:one");
    await first.caches.open("somebody-else");
    await second.stored.dropOthers([], () => true);
    expect((await first.caches.keys()).sort()).toEqual(["coldstart:/another/path/:one", "somebody-else"]);
  });
});
