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
  type Refusal,
  unavailableBuiltin,
} from "./node-compat.ts";
import { ownPathPrefix } from "./own-path.ts";
import { type Files, folderOf, isRelative, resolveFile } from "./resolve.ts";

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

export function filesPlugin({ files, handler, runtime }: BundleRequest, { names, unavailable }: BuiltinNames, notes: BuildNotes): Plugin {
  const known = new Set(names);

  const resolve = (path: string, importer: string, kind: string): OnResolveResult => {
    if (isTable(path)) return { path, namespace: TABLE };
    const importing = { importer, isRequire: kind === "require-call", runtime };
    if (isRelative(path)) {
      const found = resolveFile(files, folderOf(importer), path);
      return found === undefined ? refuse(missingFile(path, importer), path, kind, importing) : { path: found, namespace: TASK };
    }
    const name = path.replace(/^node:/, "");
    if (known.has(name)) {
      notes.used.add(name);
      return { path: name, namespace: BUILTIN };
    }
    const why = Object.hasOwn(unavailable, name) ? unavailable[name] : undefined;
    return refuse(why === undefined ? missingPackage(path) : unavailableBuiltin(name, why), path, kind, importing);
  };

  return {
    name: "coldstart",
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (path === HANDLER) return { path: handlerFile(files, handler) ?? "", namespace: TASK };
        return resolve(path, importer, kind);
      });
      build.onLoad({ filter: /.*/, namespace: TASK }, ({ path }) => loadOwn(path, files[path] ?? "", notes));
      build.onLoad({ filter: /.*/, namespace: TABLE }, ({ path }) => ({ contents: tableModule(path, files, runtime), loader: "js" }));
      build.onLoad({ filter: /.*/, namespace: BUILTIN }, ({ path }) => ({ contents: builtinModule(path), loader: "js" }));
      build.onLoad({ filter: /.*/, namespace: MISSING }, ({ pluginData }) => ({ contents: String(pluginData), loader: "js" }));
    },
  };
}

/** A `require` may stand in a `try`, or never run: it fails when it runs, as on Lambda, and the build warns. */
function refuse(refusal: Refusal, path: string, kind: string, importing: Importing): OnResolveResult {
  const message = asMessage(refusal);
  if (kind !== "require-call" && kind !== "dynamic-import") return { errors: [message] };
  return {
    path: `${path} in ${importing.importer} (${kind})`,
    namespace: MISSING,
    pluginData: missingModule(refusal, path, importing),
    warnings: [message],
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
