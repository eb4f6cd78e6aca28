/** esbuild's way into the person's files, which are in memory: no disk is read, also not by the native esbuild. */
import type { OnLoadResult, OnResolveResult, PartialMessage, Plugin } from "esbuild";
import type { BundleRequest } from "./bundle.ts";
import { TASK } from "./bundle-messages.ts";
import { isTable, tableModule, withTables } from "./dynamic-imports.ts";
import {
  type BuiltinNames,
  builtinModule,
  type Importing,
  jsxFile,
  missingFile,
  missingHandler,
  missingModule,
  missingPackage,
  missingSubpath,
  type Refusal,
  unavailableBuiltin,
} from "./node-compat.ts";
import { entryOf, NPM, type NpmPackages, packageOf } from "./npm-packages.ts";
import { ownPathPrefix } from "./own-path.ts";
import { type Files, folderOf, isRelative, resolveFile } from "./resolve.ts";
import { isSdkV2, sdkV2Missing } from "./sdk-v2.ts";

/** How the entry names the handler's file. */
const HANDLER = "coldstart:handler";
const BUILTIN = "builtin";
const MISSING = "missing";
const TABLE = "table";
/**
 * Where a statement may begin: an import or export; no `import()`, no `import.meta`. It may see one too many, in a string;
 * it must miss none, for what is required is not awaited.
 */
const ESM_SYNTAX = /(?:^|[;}/])\s*(?:export\b|import\s*(?:["'{*]|[\w$]))/m;

/** What is learnt during a build. */
export interface BuildNotes {
  /** Built-ins, by name. */
  readonly used: Set<string>;
  /** What was put before a file's first line, by path. */
  readonly prefixLengths: Map<string, number>;
}

export function newNotes(): BuildNotes {
  return { used: new Set(), prefixLengths: new Map() };
}

export function filesPlugin(
  { files, handler, runtime }: BundleRequest,
  { names, packages, unavailable }: BuiltinNames,
  npm: NpmPackages,
  notes: BuildNotes,
): Plugin {
  const known = new Set([...names, ...packages]);

  const builtin = (name: string): OnResolveResult => {
    notes.used.add(name);
    return { path: name, namespace: BUILTIN };
  };

  const resolve = async (path: string, importer: string, kind: string): Promise<OnResolveResult> => {
    if (isTable(path)) return { path, namespace: TABLE };
    const importing = { importer, isRequire: kind === "require-call", runtime };
    if (isRelative(path)) {
      const found = resolveFile(files, folderOf(importer), path);
      return found === undefined ? refuse(missingFile(path, importer), path, kind, importing) : { path: found, namespace: TASK };
    }
    const name = path.replace(/^node:/, "");
    if (known.has(name)) return builtin(name);
    if (npm.names.includes(packageOf(path))) {
      const file = entryOf(await npm.load(packageOf(path)), path);
      return file === undefined
        ? refuse(missingSubpath(path), path, kind, importing)
        : { path: `${packageOf(path)}/${file}`, namespace: NPM };
    }
    if (isSdkV2(path)) return failLater(sdkV2Missing(path, importer, files[importer] ?? ""), path, kind, importing);
    const why = Object.hasOwn(unavailable, name) ? unavailable[name] : undefined;
    const refusal = why === undefined ? missingPackage(path, { runtime: packages, npm: npm.names }) : unavailableBuiltin(name, why);
    return refuse(refusal, path, kind, importing);
  };

  /** Its files are gathered at build time: what one asks for is in it, or Node's. */
  const resolveInPackage = async (path: string, importer: string): Promise<OnResolveResult> => {
    const name = packageOf(importer);
    if (!isRelative(path))
      return packageOf(path) === name
        ? { path: `${name}/${entryOf(await npm.load(name), path)}`, namespace: NPM }
        : builtin(path.replace(/^node:/, ""));
    const found = resolveFile((await npm.load(name)).files, folderOf(importer.slice(name.length + 1)), path);
    return { path: `${name}/${found}`, namespace: NPM };
  };

  return {
    name: "coldstart",
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer, kind, namespace }) => {
        if (namespace === NPM) return resolveInPackage(path, importer);
        if (path === HANDLER) return { path: handlerFile(files, handler) ?? "", namespace: TASK };
        return resolve(path, importer, kind);
      });
      build.onLoad({ filter: /.*/, namespace: TASK }, ({ path }) => loadOwn(path, files[path] ?? "", notes));
      build.onLoad({ filter: /.*/, namespace: NPM }, async ({ path }) => {
        const name = packageOf(path);
        return { contents: (await npm.load(name)).files[path.slice(name.length + 1)] ?? "", loader: "js" };
      });
      build.onLoad({ filter: /.*/, namespace: TABLE }, ({ path }) => ({ contents: tableModule(path, files, runtime), loader: "js" }));
      build.onLoad({ filter: /.*/, namespace: BUILTIN }, ({ path }) => ({ contents: builtinModule(path), loader: "js" }));
      build.onLoad({ filter: /.*/, namespace: MISSING }, ({ pluginData }) => ({ contents: String(pluginData), loader: "js" }));
    },
  };
}

/** A `require` may stand in a `try`, or never run: it fails when it runs, as on Lambda, and the build warns. */
function refuse(refusal: Refusal, path: string, kind: string, importing: Importing): OnResolveResult {
  if (kind !== "require-call" && kind !== "dynamic-import") return { errors: [asMessage(refusal)] };
  return failLater(refusal, path, kind, importing);
}

function failLater(refusal: Refusal, path: string, kind: string, importing: Importing): OnResolveResult {
  return {
    path: `${path} in ${importing.importer} (${kind})`,
    namespace: MISSING,
    pluginData: missingModule(refusal, path, importing),
    warnings: [asMessage(refusal)],
  };
}

function asMessage(refusal: Refusal): PartialMessage {
  return { text: refusal.text, detail: refusal };
}

/** Given to esbuild as its input, not through the plugin: each way to and fro costs a tenth of a small build. */
export function entryFor(files: Files, handler: string): string {
  const path = handlerFile(files, handler);
  if (path === undefined) return `${missingHandler(handlerModule(handler))}\nexport const handlerModule = undefined;`;
  // CommonJS hands over its own exports: no glue copies them, and none can be led astray by built-ins that it overwrote.
  if (!ESM_SYNTAX.test(files[path] ?? "")) return `export const handlerModule = require("${HANDLER}");`;
  return `import * as handlerModule from "${HANDLER}";\nexport { handlerModule };`;
}

export function handlerFile(files: Files, handler: string): string | undefined {
  const module = handlerModule(handler);
  return module === "" ? undefined : resolveFile(files, "", module);
}

/** "nested/path.handler" is in "nested/path"; only the last part's first dot counts, as on Lambda. */
function handlerModule(handler: string): string {
  const dot = handler.indexOf(".", handler.lastIndexOf("/") + 1);
  return dot < 0 ? handler : handler.slice(0, dot);
}

function loadOwn(path: string, text: string, { prefixLengths }: BuildNotes): OnLoadResult {
  if (/\.[jt]sx$/.test(path)) return { errors: [asMessage(jsxFile(path))] };
  const loader = loaderFor(path);
  if (loader === "json" || loader === "text") return { contents: text, loader };
  const own = withTables(text, path);
  const prefix = ownPathPrefix(path, text) + own.prefix;
  if (prefix !== "") prefixLengths.set(path, prefix.length);
  // A "#!" is one only at the very start.
  return { contents: prefix + (prefix !== "" && text.startsWith("#!") ? `//${own.text.slice(2)}` : own.text), loader };
}

function loaderFor(path: string): "ts" | "js" | "json" | "text" {
  if (/\.[cm]?ts$/.test(path)) return "ts";
  if (/\.[cm]?js$/.test(path)) return "js";
  return path.endsWith(".json") ? "json" : "text";
}
