/**
 * Build side (Node): makes the scripts of Node's built-ins, one for each file in node/modules. A built-in requires the
 * others at run time and has its npm parts inside; where such a part asks for "buffer" or "events" it gets the built-in,
 * so that a realm has one Buffer and one EventEmitter.
 */
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { BUILTIN_NAMES } from "./node/builtin-names.ts";

export interface BuiltinScript {
  /** Without "node:". */
  readonly name: string;
  readonly code: string;
  /** The built-ins it requires itself. */
  readonly requires: readonly string[];
}

const MODULES = fileURLToPath(new URL("./node/modules/", import.meta.url));
const INTERNAL = "internal-";

/** Never bundled into an npm part, with or without the trailing slash that means "the package". */
const SHARED = /^(?:assert|buffer|events|path|process|punycode|qs|querystring|stream|string_decoder|url|util)\/?$/;
/** Our stand-ins for npm parts of npm parts. */
const INSTEAD_OF: Readonly<Record<string, string>> = { qs: fileURLToPath(new URL("./node/url/qs.ts", import.meta.url)) };

/** Our own files that many built-ins import: one script instead of a copy in each. */
const SHARED_FILES = /\/(?:gaps|node-errors)\.ts$/;
const SHARED_SCRIPT = "internal-errors.ts";

const builtinImports: Plugin = {
  name: "node-builtins",
  setup({ onResolve }) {
    onResolve({ filter: SHARED_FILES }, ({ importer }) =>
      importer.endsWith(SHARED_SCRIPT) || importer.endsWith("gaps.ts") ? undefined : { path: "node:internal/errors", external: true },
    );
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: SHARED }, ({ path, importer }) => {
      if (importer.startsWith(MODULES)) return undefined;
      const name = path.replace("/", "");
      const standIn = INSTEAD_OF[name];
      return standIn === undefined ? { path: `node:${name}`, external: true } : { path: standIn };
    });
  },
};

export async function buildNodeBuiltins(): Promise<readonly BuiltinScript[]> {
  const files = (await readdir(MODULES)).filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts")).sort();
  return Promise.all(files.map((file) => buildBuiltin(file.slice(0, -3))));
}

function nameOf(stem: string): string {
  if (stem.startsWith(INTERNAL)) return `internal/${stem.slice(INTERNAL.length)}`;
  const name = BUILTIN_NAMES.find((candidate) => candidate.replaceAll("/", "-") === stem);
  if (name === undefined) throw new Error(`node/modules/${stem}.ts is no built-in of builtin-names.ts.`);
  return name;
}

async function buildBuiltin(stem: string): Promise<BuiltinScript> {
  const name = nameOf(stem);
  const result = await build({
    entryPoints: [`${MODULES}${stem}.ts`],
    bundle: true,
    write: false,
    metafile: true,
    format: "cjs",
    platform: "browser",
    target: "es2022",
    minify: true,
    keepNames: true,
    legalComments: "none",
    define: { global: "globalThis" },
    plugins: [builtinImports],
  });
  const body = result.outputFiles[0]?.text ?? "";
  const imports = Object.values(result.metafile.outputs).flatMap((output) => output.imports);
  const requires = new Set(imports.filter(({ external }) => external).map(({ path }) => path.replace(/^node:/, "")));
  const code = `globalThis[Symbol.for("coldstart.define")](${JSON.stringify(name)},(require,module,__host)=>{${body.trim()}
module.exports=module.exports.default??module.exports});`;
  return { name, code, requires: [...requires].sort() };
}
