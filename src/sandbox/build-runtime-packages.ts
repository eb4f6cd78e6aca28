/**
 * Build side (Node): makes the scripts of AWS's SDK from its own packages. esbuild splits what several packages share into
 * chunks, so that two clients in one container load it once and mean the same classes; the chunks that the same clients
 * need come in one script. What a browser cannot run, or a container never needs, is replaced: see aws/README.md.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin, transform } from "esbuild";
import type { BuiltinScript } from "./build-node-builtins.ts";
import { RUNTIME_PACKAGES } from "./runtime-packages.ts";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Own modules instead of packages that the SDK is made of. */
const INSTEAD_OF: Readonly<Record<string, string>> = {
  "@smithy/node-http-handler": here("aws/http-handler.ts"),
  "@aws-sdk/credential-provider-node": here("aws/credentials.ts"),
};
/** Packages for a browser's page or with native code: nothing reaches them. */
const LEFT_OUT = /^(?:bowser|@smithy\/fetch-http-handler|@aws-sdk\/signature-v4-crt)$/;
/** Of Node's modules the SDK gets streams from the built-in; for the rest a few lines do. */
const STREAM = "node:stream";

const sdkParts: Plugin = {
  name: "aws-sdk",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[@b]/ }, ({ path }) => {
      const own = INSTEAD_OF[path];
      if (own !== undefined) return { path: own };
      return LEFT_OUT.test(path) ? { path: here("aws/left-out.ts") } : undefined;
    });
    onResolve({ filter: /^node:/ }, ({ path }) => (path === STREAM ? { path, external: true } : { path: here("aws/node-stand-ins.ts") }));
    onResolve({ filter: /\/loadSharedConfigFiles$/ }, () => ({ path: here("aws/config-files.ts") }));
    // Of its package.json a client reads its version, and esbuild would take in the whole.
    onLoad({ filter: /[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, "utf8")) as { version: string };
      return { contents: JSON.stringify({ version }), loader: "json" };
    });
  },
};

/** A file that esbuild has put out: a package's own, or a chunk that several share. */
interface Part {
  readonly stem: string;
  readonly code: string;
  /** Stems of other parts, and "node:stream". */
  readonly imports: readonly string[];
}

export async function buildRuntimePackages(): Promise<readonly BuiltinScript[]> {
  const parts = await buildParts();
  const packages = new Map(RUNTIME_PACKAGES.map((name) => [stemOfPackage(name), name]));
  const groups = grouped(
    [...parts.values()].filter(({ stem }) => !packages.has(stem)),
    parts,
  );
  const groupOf = new Map(groups.flatMap(({ name, members }) => members.map(({ stem }) => [stem, name] as const)));
  const scriptOf = (imported: string) => groupOf.get(imported) ?? packages.get(imported) ?? imported.replace("node:", "");
  const requiresOf = (members: readonly Part[], own: string) =>
    [...new Set(members.flatMap(({ imports }) => imports.map(scriptOf)))].filter((name) => name !== own).sort();
  const linked = ({ code }: Part) =>
    code.replace(
      /require\("\.\/([^"/]+)\.js"\)/g,
      (_whole, stem: string) => `require("${scriptOf(stem)}")${groupOf.has(stem) ? `("${stem}")` : ""}`,
    );

  const scriptsOfPackages = [...packages].flatMap(([stem, name]) => {
    const part = parts.get(stem);
    return part ? [{ name, code: defining(name, linked(part)), requires: requiresOf([part], name) }] : [];
  });
  const scriptsOfGroups = groups.map(({ name, members }) => ({
    name,
    code: defining(name, partsOnDemand(members.map((member) => ({ ...member, code: linked(member) })))),
    requires: requiresOf(members, name),
  }));
  return [...scriptsOfPackages, ...scriptsOfGroups];
}

async function buildParts(): Promise<ReadonlyMap<string, Part>> {
  const { outputFiles, metafile } = await build({
    entryPoints: Object.fromEntries(RUNTIME_PACKAGES.map((name) => [stemOfPackage(name), INSTEAD_OF[name] ?? name])),
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    target: "es2022",
    minify: true,
    keepNames: true,
    legalComments: "none",
    absWorkingDir: here("../.."),
    outdir: here("aws/out"),
    chunkNames: "[hash]",
    plugins: [sdkParts],
  });
  const imports = importsByStem(metafile);
  const parts = outputFiles.map(async ({ path, text }): Promise<[string, Part]> => {
    const { code } = await transform(text, { format: "cjs", minify: true, target: "es2022", legalComments: "none" });
    const stem = stemOf(path);
    return [stem, { stem, code: code.trim(), imports: imports.get(stem) ?? [] }];
  });
  return new Map(await Promise.all(parts));
}

function importsByStem({ outputs }: Metafile): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(outputs).map(([path, { imports }]) => [
      stemOf(path),
      imports.map((one) => (one.external ? one.path : stemOf(one.path))),
    ]),
  );
}

interface Group {
  readonly name: string;
  readonly members: readonly Part[];
}

/** Chunks that the same clients need; what even the smallest package needs stays apart. */
function grouped(chunks: readonly Part[], parts: ReadonlyMap<string, Part>): readonly Group[] {
  const users = new Map<string, Part[]>();
  for (const chunk of chunks) {
    const by = RUNTIME_PACKAGES.filter((name) => reaches(parts, stemOfPackage(name), chunk.stem));
    const clients = by.filter((name) => name.includes("/client-"));
    const key = by.length === RUNTIME_PACKAGES.length || clients.length === 0 ? by.join() : clients.join();
    users.set(key, [...(users.get(key) ?? []), chunk]);
  }
  return [...users.values()]
    .sort((a, b) => sizeOf(b) - sizeOf(a))
    .map((members, place) => ({ name: `@aws-sdk/shared-${place + 1}`, members }));
}

function sizeOf(members: readonly Part[]): number {
  return members.reduce((sum, { code }) => sum + code.length, 0);
}

function reaches(parts: ReadonlyMap<string, Part>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const stem of seen) for (const next of parts.get(stem)?.imports ?? []) seen.add(next);
  return seen.has(to);
}

function defining(name: string, body: string): string {
  return `globalThis[Symbol.for("coldstart.define")](${JSON.stringify(name)},(require,module,__host)=>{${body}\n});`;
}

/** A script of several parts: a function from a part's stem to its exports, each evaluated when it is first asked for. */
function partsOnDemand(members: readonly Part[]): string {
  const rows = members.map(({ stem, code }) => `${JSON.stringify(stem)}:module=>{${code}\n}`);
  return `const parts={${rows.join(",")}},loaded={__proto__:null};
module.exports=name=>{if(!loaded[name])parts[name](loaded[name]={exports:{}});return loaded[name].exports}`;
}

/** A file's name has no slash: "@aws-sdk/client-s3" is "aws-sdk.client-s3". */
function stemOfPackage(name: string): string {
  return name.replace("@", "").replaceAll("/", ".");
}

function stemOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).replace(/\.js$/, "");
}
