/** Build side (Node): bundles the starter project at build time, so that the first Send waits for no bundler. */
import * as esbuild from "esbuild";
import type { Plugin } from "vite";
import { starterProject } from "../project/starter.ts";
import { RUNTIME_NAMES } from "../sandbox/runtime-names.ts";
import { gatheredPackages } from "./build-npm-packages.ts";
import { createBundler } from "./bundle-files.ts";

const ID = "virtual:starter-bundle";

export function starterPlugin(): Plugin {
  return {
    name: "coldstart-starter",
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return undefined;
      const bundler = createBundler(esbuild, RUNTIME_NAMES, gatheredPackages());
      const entries = await Promise.all(
        starterProject().functions.map(async ({ files, handler, nodeRuntime }) => {
          const request = { files, handler, runtime: nodeRuntime };
          const { messages, ...built } = await bundler.bundle(request);
          if (!built.ok) throw new Error(`The starter does not build: ${messages.map(({ text }) => text).join("; ")}`);
          // Without esbuild's time: this machine's says nothing of the browser's.
          return { request, result: { ok: true, bundle: built.bundle, messages } };
        }),
      );
      return `export const starterBundles = ${JSON.stringify(entries)};`;
    },
  };
}
