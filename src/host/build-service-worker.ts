/** Build side (Node): the service worker as one classic script beside index.html, so that its scope is the whole app, with the list of all other files. */
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Plugin, Rollup } from "vite";
import { listFiles, partOf } from "./build-file-list.ts";
import type { FileList, PartName } from "./service-worker/file-list.ts";

export async function serviceWorkerScript(list: FileList): Promise<string> {
  const entry = fileURLToPath(new URL("service-worker.ts", import.meta.url));
  const define = { __FILE_LIST__: JSON.stringify(list) };
  const result = await build({ entryPoints: [entry], bundle: true, write: false, format: "iife", target: "es2022", minify: true, define });
  return result.outputFiles[0]?.text ?? "";
}

export function serviceWorkerPlugin(): Plugin {
  let publicDir = "";
  return {
    name: "coldstart-service-worker",
    apply: "build",
    configResolved(config) {
      publicDir = config.publicDir;
    },
    writeBundle: {
      order: "post",
      async handler({ dir }, bundle) {
        if (dir === undefined) return;
        const parts = new Map([...partsOf(bundle), ...(await publicFiles(publicDir))]);
        await writeFile(join(dir, "service-worker.js"), await serviceWorkerScript(await listFiles(dir, parts)));
      },
    },
  };
}

function partsOf(bundle: Rollup.OutputBundle): Map<string, PartName> {
  const parts = new Map<string, PartName>();
  const add = (path: string, modules: readonly string[]) => {
    const part = partOf(path, modules);
    if (part && !parts.has(path)) parts.set(path, part);
  };
  const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
  // A style sheet is of the script that it comes with.
  for (const { moduleIds, viteMetadata } of chunks) for (const path of viteMetadata?.importedCss ?? []) add(path, moduleIds);
  for (const { fileName, moduleIds } of chunks) add(fileName, moduleIds);
  for (const path of Object.keys(bundle)) add(path, []);
  return parts;
}

async function publicFiles(folder: string): Promise<readonly (readonly [string, PartName])[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll("\\", "/");
    const part = partOf(path);
    return entry.isFile() && part ? [[path, part] as const] : [];
  });
}
