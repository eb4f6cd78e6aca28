/** The bundler's own thread: esbuild-wasm, loaded once. A trusted realm: it parses the person's code and never runs it. */
import { expose } from "comlink";
import * as esbuild from "esbuild-wasm";
import wasmURL from "esbuild-wasm/esbuild.wasm?url";
import type { BundleRequest, Bundler } from "./bundle.ts";
import { createBundler } from "./bundle-files.ts";
import type { BuiltinNames } from "./node-compat.ts";

type Settings = BuiltinNames & { readonly needLoweredAsync: readonly string[] };

let bundler: Promise<Bundler> | undefined;

async function start(settings: Settings): Promise<Bundler> {
  await esbuild.initialize({ wasmURL: new URL(wasmURL, import.meta.url).href, worker: false });
  return createBundler(esbuild, settings);
}

const worker = {
  /** Rejects when esbuild cannot be loaded; the next call tries again. */
  async start(settings: Settings): Promise<void> {
    bundler ??= start(settings);
    await bundler.catch((reason: unknown) => {
      bundler = undefined;
      throw reason;
    });
  },
  async bundle(request: BundleRequest) {
    if (!bundler) throw new Error("The bundler was not started.");
    return (await bundler).bundle(request);
  },
};

export type BundlerWorker = typeof worker;

expose(worker);
