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
const settings = { names: [], packages: [], unavailable: {}, needLoweredAsync: [], npmPackageUrls: {} };

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
    const client = createBundlerClient({ prebuilt: [{ request: request("a"), result: result("ready") }], settings, createWorker });
    expect(await client.bundle(request("a"))).toMatchObject({ bundle: { code: "ready" } });
    expect(startedTimes()).toBe(0);
  });

  test("unchanged files are not built again, whatever their order", async () => {
    const { createWorker, built, startedTimes } = fakeWorkers();
    const client = createBundlerClient({ prebuilt: [], settings, createWorker });
    const two = { ...request("a"), files: { "index.js": "a", "b.js": "b" } };
    await client.bundle(two);
    await client.bundle({ ...two, files: { "b.js": "b", "index.js": "a" } });
    await client.bundle(request("c"));
    expect(built).toEqual(["a", "c"]);
    expect(startedTimes()).toBe(1);
  });

  test("a bundler that could not be loaded is said in words, and tried again", async () => {
    const { createWorker, terminate } = fakeWorkers(1);
    const client = createBundlerClient({ prebuilt: [], settings, createWorker });
    await expect(client.bundle(request("a"))).rejects.toMatchObject({
      code: "bundler-not-loaded",
      message: expect.stringContaining("offline"),
      remedy: expect.any(String),
    });
    expect(terminate).toHaveBeenCalledTimes(1);
    expect(await client.bundle(request("a"))).toMatchObject({ ok: true });
  });

  test("a worker that cannot be made is told too, and tried again", async () => {
    const { createWorker } = fakeWorkers();
    const refusing = vi.fn(createWorker).mockImplementationOnce(() => {
      throw new Error("refused");
    });
    const client = createBundlerClient({ prebuilt: [], settings, createWorker: refusing });
    await expect(client.bundle(request("a"))).rejects.toMatchObject({ code: "bundler-not-loaded" });
    expect(await client.bundle(request("a"))).toMatchObject({ ok: true });
  });

  test("a bundler that stops fails all who wait for it, and the next build has a new one", async () => {
    const { createWorker, terminate } = fakeWorkers();
    let stop: (reason: Error) => void = () => {};
    const stopping = (): BundlerThread => ({
      remote: { start: () => Promise.resolve(), bundle: () => new Promise<never>(() => {}) },
      broken: new Promise<never>((_resolve, reject) => {
        stop = reject;
      }),
      terminate,
    });
    const workers = vi.fn(createWorker).mockImplementationOnce(stopping);
    const client = createBundlerClient({ prebuilt: [], settings, createWorker: workers });
    const waiting = Promise.allSettled([client.bundle(request("a")), client.bundle(request("b"))]);
    stop(new Error("out of memory"));
    const reasons = (await waiting).map((settled) => (settled.status === "rejected" ? settled.reason : undefined));
    expect(reasons).toMatchObject([
      { code: "bundler-stopped", message: expect.stringContaining("out of memory") },
      { code: "bundler-stopped", message: expect.stringContaining("out of memory") },
    ]);
    expect(terminate).toHaveBeenCalled();
    expect(await client.bundle(request("a"))).toMatchObject({ ok: true });
    expect(workers).toHaveBeenCalledTimes(2);
  });

  test("warming up loads the bundler once, and says nothing when it cannot", async () => {
    const { createWorker, startedTimes } = fakeWorkers(1);
    const client = createBundlerClient({ prebuilt: [], settings, createWorker });
    client.warmUp();
    await expect(client.bundle(request("a"))).rejects.toMatchObject({ code: "bundler-not-loaded" });
    client.warmUp();
    await client.bundle(request("a"));
    expect(startedTimes()).toBe(2);
  });

  test("only so many results are kept", async () => {
    const { createWorker, built } = fakeWorkers();
    const client = createBundlerClient({ prebuilt: [], settings, createWorker });
    for (let n = 0; n < 60; n += 1) await client.bundle(request(String(n)));
    await client.bundle(request("59"));
    await client.bundle(request("0"));
    expect(built).toHaveLength(61);
  });
});
