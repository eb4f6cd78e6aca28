import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fill } from "./fill.ts";
import { fileServer } from "./serve-file.ts";
import { storedFiles } from "./stored-files.ts";
import { BASE, listOf, memoryCaches, TestHost } from "./stored-under-test.ts";
import type { WorkerFetchEvent } from "./worker-scope.ts";

const OLD = { "index.html": "old page", "sandbox.html": "old frame", "assets/a-1.js": "a1" };
const NEW = { "index.html": "new page", "sandbox.html": "new frame", "assets/a-2.js": "a2" };

/** The old build is kept; the host has the new one. */
async function begin({ isOnline = true } = {}) {
  const list = await listOf("old", OLD);
  const stored = storedFiles(memoryCaches(), BASE, list);
  await fill({ files: list.files, stored, fetchFile: new TestHost(OLD).fetchFile, signal: new AbortController().signal });
  const host = new TestHost(NEW);
  const reached: boolean[] = [];
  const used: string[] = [];
  let network: (path: string) => Promise<Response> = (path) => host.fetchFile({ path });
  const server = fileServer({
    base: BASE,
    files: list.files,
    stored,
    isOnline: () => isOnline,
    onReached: (is) => reached.push(is),
    onUsed: async ({ path }) => used.push(path),
    fetchNow: (request) => network(new URL(request.url).pathname.slice(BASE.pathname.length) || "index.html"),
  });
  const get = (path: string, { mode = "no-cors", destination = "", clientId = "page-1", method = "GET" } = {}) => {
    const request = { url: new URL(path, BASE).href, method, mode, destination, signal: new AbortController().signal };
    const event = { request, clientId, resultingClientId: "page-1", waitUntil: () => {}, respondWith: () => {} };
    return server.answer(event as unknown as WorkerFetchEvent);
  };
  const textOf = async (path: string, options?: Parameters<typeof get>[1]) => (await get(path, options))?.text();
  const open = (path = "") => get(path, { mode: "navigate", destination: "document", clientId: "" });
  return {
    ...{ get, textOf, open, host, reached, used },
    setNetwork: (next: typeof network) => {
      network = next;
    },
  };
}

const fails = () => Promise.reject(new TypeError("Failed to fetch"));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the document", () => {
  test.each(["", "?embed=1", "index.html", "index.html?from=x"])("is the host's while it answers: %j", async (path) => {
    const { open } = await begin();
    expect(await (await open(path))?.text()).toBe("new page");
  });

  test("is the kept one when the host is gone, with the headers of isolation", async () => {
    const { open, setNetwork, reached } = await begin();
    setNetwork(fails);
    const document = await open();
    expect(await document?.text()).toBe("old page");
    expect(Object.fromEntries(document?.headers ?? [])).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(reached).toEqual([false]);
  });

  test("is the kept one when the host takes too long", async () => {
    const { open, setNetwork } = await begin();
    setNetwork(() => new Promise(() => {}));
    const opening = open();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await (await opening)?.text()).toBe("old page");
  });

  test("is the kept one at once without any network, and when the host is in trouble", async () => {
    const without = await begin({ isOnline: false });
    without.setNetwork(() => new Promise(() => {}));
    expect(await (await without.open())?.text()).toBe("old page");
    const { open, setNetwork } = await begin();
    setNetwork(async () => new Response("Bad Gateway", { status: 502 }));
    expect(await (await open())?.text()).toBe("old page");
  });

  test("and what stands beside it are of one build", async () => {
    const { open, textOf, setNetwork, host } = await begin();
    setNetwork(fails);
    await open();
    setNetwork((path) => host.fetchFile({ path }));
    expect(await textOf("sandbox.html")).toBe("old frame");
    expect(await textOf("sandbox.html", { clientId: "page-2" })).toBe("new frame");
  });
});

describe("files with a hash in their name", () => {
  test("come from the store, whatever the host has now", async () => {
    const { textOf, host } = await begin();
    expect(await textOf("assets/a-1.js")).toBe("a1");
    expect(host.asked).toEqual([]);
  });

  test("of another build pass through, and are not kept", async () => {
    const { textOf, used } = await begin();
    expect(await textOf("assets/a-2.js")).toBe("a2");
    expect(used).toEqual([]);
  });

  test("that start a worker carry the headers of isolation", async () => {
    const { get } = await begin();
    const script = await get("assets/a-1.js", { mode: "same-origin", destination: "worker" });
    expect(script?.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    expect((await get("assets/a-1.js"))?.headers.get("cross-origin-embedder-policy")).toBeNull();
  });
});

describe("what is not the page's", () => {
  test.each([
    ["another path of the page", "robots.txt", {}],
    ["another origin", "https://elsewhere.test/assets/a-1.js", {}],
    ["above the page", "/assets/a-1.js", {}],
    ["a request that sends something", "assets/a-1.js", { method: "POST" }],
  ])("%s is left alone", async (_, path, options) => {
    const { get } = await begin();
    expect(get(path, options)).toBeUndefined();
  });
});
