/** Build side (Node): the service worker as one classic script beside index.html, so that its scope is the whole app. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "vite";

async function serviceWorkerScript(): Promise<string> {
  const entry = fileURLToPath(new URL("service-worker.ts", import.meta.url));
  const result = await build({ entryPoints: [entry], bundle: true, write: false, format: "iife", target: "es2022", minify: true });
  return result.outputFiles[0]?.text ?? "";
}

export function serviceWorkerPlugin(): Plugin {
  return {
    name: "coldstart-service-worker",
    apply: "build",
    async buildStart() {
      this.emitFile({ type: "asset", fileName: "service-worker.js", source: await serviceWorkerScript() });
    },
  };
}
