import { describe, expect, test, vi } from "vitest";
import type { BundleRequest, BundleResult } from "./bundle.ts";
import { type BundlerThread, createBundlerClient } from "./bundler-client.ts";

const request = (text: string): BundleRequest => ({ files: { "index.js": text }, handler: "index.handler", runtime: "nodejs22.x" });
const result = (code: string): BundleResult => ({
  ok: true,
  bundle: { code, sourceMap: "{}", packageBytes: code.length, builtins: [] },
  messages: [],
  esbuildMs: 1,
});
const builtins = { names: [], unavailable: {}, needLoweredAsync: [] };

function fakeWorkers(failures = 0) {
  const built: string[] = [];
  let started = 0;
  const terminate = vi.fn();
  const createWorker = (): BundlerThread => {
    started += 1;
    const fails = started <= failures;
    return {
      remote: {
        start: () => (fails ? Promise.reject(new Error("offline")) : Promise.resolve()),
        bundle: async ({ files }) => {
          built.push(files["index.js"] ?? "");
          return result(`built ${files["index.js"]}`);
        },
      },
      broken: new Promise<never>(() => {}),
      terminate,
    };
  };
  return { createWorker, built, terminate, startedTimes: () => started };
}

describe("the bundler's client", () => {
  test("what was built with the page needs no worker", async () => {
    const { createWorker, startedTimes } = fakeWorkers();
    const client = createBundlerClient({ prebuilt: [{ request: request("a"), result: result("ready") }], builtins, createWorker });
    expect(await client.bundle(request("a"))).toMatchObject({ bundle: { code: "ready" } });
    expect(startedTimes()).toBe(0);
  });

  test("unchanged files are not built again, whatever their order", async () => {
    const { createWorker, built, startedTimes } = fakeWorkers();
    const client = createBundlerClient({ prebuilt: [], builtins, createWorker });
    const two = { ...request("a"), files: { "index.js": "a", "b.js": "b" } };
    await client.bundle(two);
    await client.bundle({ ...two, files: { "b.js": "b", "index.js": "a" } });
    await client.bundle(request("c"));
    expect(built).toEqual(["a", "c"]);
    expect(startedTimes()).toBe(1);
  });

  test("a bundler that could not be loaded is said in words, and tried again", async () => {
    const { createWorker, terminate } = fakeWorkers(1);
    const client = createBundlerClient({ prebuilt: [], builtins, createWorker });
    await expect(client.bundle(request("a"))).rejects.toMatchObject({
      code: "bundler-not-loaded",
      message: expect.stringContaining("offline"),
      remedy: expect.any(String),
    });
    expect(terminate).toHaveBeenCalledTimes(1);
    expect(await client.bundle(request("a"))).toMatchObject({ ok: true });
  });

  test("only so many results are kept", async () => {
    const { createWorker, built } = fakeWorkers();
    const client = createBundlerClient({ prebuilt: [], builtins, createWorker });
    for (let n = 0; n < 60; n += 1) await client.bundle(request(String(n)));
    await client.bundle(request("59"));
    await client.bundle(request("0"));
    expect(built).toHaveLength(61);
  });
});
