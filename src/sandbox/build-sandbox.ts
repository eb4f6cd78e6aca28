/**
 * Build side of the sandbox (Node): makes sandbox.html, one self-contained file with the frame's script and, inside it,
 * the container's; and the scripts of Node's built-ins and of the runtime's packages, with their list. An opaque-origin page could load neither modules
 * nor files from a host that sends no CORS headers.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "vite";
import { type BuiltinScript, buildNodeBuiltins } from "./build-node-builtins.ts";
import { buildRuntimePackages } from "./build-runtime-packages.ts";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

async function bundleScript(entry: string, define: Record<string, string> = {}): Promise<string> {
  const result = await build({
    entryPoints: [here(entry)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    minify: true,
    keepNames: false,
    define,
    legalComments: "none",
  });
  return result.outputFiles[0]?.text ?? "";
}

export async function buildSandboxHtml(): Promise<string> {
  const container = `${await bundleScript("container.worker.ts")}\n//# sourceURL=/var/runtime/index.mjs`;
  const frame = await bundleScript("frame.ts", { __CONTAINER_SCRIPT__: JSON.stringify(container) });
  const html = await readFile(here("sandbox.html"), "utf8");
  return html.replace("/*FRAME_SCRIPT*/", () => frame.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--"));
}

const LIST_ID = "virtual:node-builtins";

/** Serves both in development and emits both in a build. */
export function sandboxPlugin(): Plugin {
  let scripts: readonly BuiltinScript[] = [];
  let isBuild = false;
  const fileName = (name: string) => `node-builtins/${name.replace("@", "").replaceAll("/", "-")}.js`;
  return {
    name: "coldstart-sandbox",
    configResolved(config) {
      isBuild = config.command === "build";
    },
    async buildStart() {
      scripts = (await Promise.all([buildNodeBuiltins(), buildRuntimePackages()])).flat();
      if (isBuild) this.emitFile({ type: "asset", fileName: "sandbox.html", source: await buildSandboxHtml() });
    },
    resolveId: (id) => (id === LIST_ID ? `\0${LIST_ID}` : undefined),
    load(id) {
      if (id !== `\0${LIST_ID}`) return undefined;
      const entries = scripts.map(({ name, code, requires }) => {
        const url = isBuild
          ? `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: "asset", name: fileName(name), source: code })}`
          : JSON.stringify(`/${fileName(name)}`);
        return `${JSON.stringify(name)}: { url: String(${url}), requires: ${JSON.stringify(requires)}, bytes: ${Buffer.byteLength(code)} }`;
      });
      return `export const nodeBuiltins = {\n${entries.join(",\n")}\n};`;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "").split("?")[0] ?? "";
        const script = scripts.find(({ name }) => path === `/${fileName(name)}`);
        if (script) response.setHeader("content-type", "text/javascript").end(script.code);
        else if (path === "/sandbox.html")
          void buildSandboxHtml().then((html) => response.setHeader("content-type", "text/html").end(html), next);
        else next();
      });
    },
  };
}
