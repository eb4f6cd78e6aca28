/** The bundler's own thread: esbuild-wasm, loaded once. A trusted realm: it parses the person's code and never runs it. */
import { expose } from "comlink";
import * as esbuild from "esbuild-wasm";
import wasmURL from "esbuild-wasm/esbuild.wasm?url";
import type { BundleRequest, Bundler } from "./bundle.ts";
import { createBundler, type RuntimeNames } from "./bundle-files.ts";
import { fetchedPackages } from "./npm-packages.ts";

export interface BundlerSettings extends RuntimeNames {
  /** Where the files of the npm packages are that can be imported, by name. */
  readonly npmPackageUrls: Readonly<Record<string, string>>;
}

let bundler: Promise<Bundler> | undefined;

async function start(settings: BundlerSettings): Promise<Bundler> {
  await esbuild.initialize({ wasmURL: new URL(wasmURL, import.meta.url).href, worker: false });
  return createBundler(esbuild, settings, fetchedPackages(settings.npmPackageUrls));
}

const worker = {
  /** Rejects when esbuild cannot be loaded; the next call tries again. */
  async start(settings: BundlerSettings): Promise<void> {
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
