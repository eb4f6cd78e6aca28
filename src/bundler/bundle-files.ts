/**
 * From the person's files to one ES module, with whichever esbuild is given: the native one at build time and in tests,
 * esbuild-wasm in the browser. Files are in memory; built-ins are left to the runtime; nothing is minified, so that a
 * trace reads as the code does.
 */
import type { BuildOptions, BuildResult, Message, PartialMessage, Plugin, ResolveResult } from "esbuild";
import type { BuildMessage, BundleRequest, BundleResult, Bundler } from "./bundle.ts";
import {
  type BuiltinNames,
  builtinModule,
  missingFile,
  missingModule,
  missingPackage,
  type Refusal,
  unavailableBuiltin,
} from "./node-compat.ts";
import { fileOf, folderOf, isRelative, resolveFile } from "./resolve.ts";

/** The part of esbuild that is used: the same in `esbuild` and `esbuild-wasm`. */
export interface Esbuild {
  build(options: BuildOptions): Promise<BuildResult>;
}

const ENTRY = "coldstart:entry";
const TASK = "task";
const BUILTIN = "builtin";
const MISSING = "missing";
/** Lambda's Node.js 22 and today's browsers have all of it. */
const TARGET = "es2023";
/** `await` without a native await: AsyncLocalStorage can then follow it (see sandbox/node/builtin-names.ts). */
const LOWERED_ASYNC = { "async-await": false, "for-await": false, "async-generator": false, "top-level-await": true };

export function createBundler(esbuild: Esbuild, builtins: BuiltinNames & { readonly needLoweredAsync?: readonly string[] }): Bundler {
  return {
    async bundle(request) {
      const used = new Set<string>();
      const options = optionsFor(request, builtins, used);
      const startedMs = performance.now();
      try {
        let result = await esbuild.build(options);
        if (builtins.needLoweredAsync?.some((name) => used.has(name)))
          result = await esbuild.build({ ...options, supported: LOWERED_ASYNC });
        return bundled(result, used, performance.now() - startedMs);
      } catch (reason) {
        if (!isBuildFailure(reason)) throw reason;
        return { ok: false, messages: messagesOf(reason) };
      }
    },
  };
}

function optionsFor({ files, handler, runtime }: BundleRequest, builtins: BuiltinNames, used: Set<string>): BuildOptions {
  return {
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    outfile: "bundle.mjs",
    format: "esm",
    platform: "neutral",
    target: TARGET,
    sourcemap: "external",
    sourcesContent: false,
    sourceRoot: "",
    treeShaking: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "silent",
    define: metaOf(handlerFile(files, handler) ?? "index.mjs"),
    tsconfigRaw: { compilerOptions: { target: "ES2022", useDefineForClassFields: true, verbatimModuleSyntax: false } },
    banner: { js: `/* ${runtime} */` },
    plugins: [filesPlugin(files, handler, builtins, used)],
  };
}

function filesPlugin(files: BundleRequest["files"], handler: string, { names, unavailable }: BuiltinNames, used: Set<string>): Plugin {
  const known = new Set(names);
  return {
    name: "coldstart",
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer, kind, namespace }) => {
        if (kind === "entry-point") return { path: ENTRY, namespace: ENTRY };
        if (namespace === ENTRY) return { path, namespace: TASK };
        if (isRelative(path)) return resolveOwn(files, path, importer, kind);
        const name = path.replace(/^node:/, "");
        if (known.has(name)) {
          used.add(name);
          return { path: name, namespace: BUILTIN };
        }
        const why = Object.hasOwn(unavailable, name) ? unavailable[name] : undefined;
        return refuse(why === undefined ? missingPackage(path) : unavailableBuiltin(name, why), path, importer, kind);
      });
      build.onLoad({ filter: /.*/, namespace: ENTRY }, () => ({ contents: entryFor(files, handler), loader: "js", resolveDir: "/" }));
      build.onLoad({ filter: /.*/, namespace: TASK }, ({ path }) => ({
        contents: withOwnPath(path, files[path] ?? ""),
        loader: loaderFor(path),
        resolveDir: "/",
      }));
      build.onLoad({ filter: /.*/, namespace: BUILTIN }, ({ path }) => ({ contents: builtinModule(path), loader: "js" }));
      build.onLoad({ filter: /.*/, namespace: MISSING }, ({ path, pluginData }) => ({
        contents: missingModule(path, String(pluginData)),
        loader: "js",
      }));
    },
  };
}

function resolveOwn(files: BundleRequest["files"], path: string, importer: string, kind: string): ResolvedOrRefused {
  const found = resolveFile(files, folderOf(importer), path);
  if (found !== undefined) return { path: found, namespace: TASK };
  return refuse(path.endsWith(".node") ? missingPackage(path) : missingFile(path, importer), path, importer, kind);
}

type ResolvedOrRefused = Partial<Pick<ResolveResult, "path" | "namespace" | "pluginData">> & {
  readonly errors?: PartialMessage[];
  readonly warnings?: PartialMessage[];
};

/** A `require` may stand in a `try`, or never run: it fails when it runs, as on Lambda, and the build warns. */
function refuse(refusal: Refusal, path: string, importer: string, kind: string): ResolvedOrRefused {
  const message: PartialMessage = { text: refusal.text, detail: refusal };
  if (kind !== "require-call" && kind !== "dynamic-import") return { errors: [message] };
  return { path, namespace: MISSING, pluginData: importer, warnings: [message] };
}

/** A handler that names no file fails when it is loaded, as on Lambda; the runtime says how. */
function entryFor(files: BundleRequest["files"], handler: string): string {
  const path = handlerFile(files, handler);
  if (path === undefined)
    return `${missingModule(handlerModule(handler), "index.mjs").replace("\\n- /var/task/index.mjs", "")}\nexport const handlerModule = undefined;`;
  return `import * as handlerModule from ${JSON.stringify(path)};\nexport { handlerModule };`;
}

export function handlerFile(files: BundleRequest["files"], handler: string): string | undefined {
  const module = handlerModule(handler);
  return module === "" ? undefined : fileOf(files, module);
}

/** "nested/path.handler" is in "nested/path"; only the last part's first dot counts, as on Lambda. */
function handlerModule(handler: string): string {
  const slash = handler.lastIndexOf("/") + 1;
  const dot = handler.indexOf(".", slash);
  return dot < 0 ? handler : handler.slice(0, dot);
}

function metaOf(path: string): Record<string, string> {
  const [filename, dirname] = ownPath(path);
  return {
    "import.meta.url": JSON.stringify(`file://${filename}`),
    "import.meta.filename": JSON.stringify(filename),
    "import.meta.dirname": JSON.stringify(dirname),
  };
}

/** `__filename` and `__dirname` of a CommonJS file, on its first line so that no other line moves. */
function withOwnPath(path: string, text: string): string {
  const [filename, dirname] = ownPath(path);
  const wants = (name: string) => text.includes(name) && !new RegExp(`(?:const|let|var)\\s+${name}\\b`).test(text);
  const lines = [
    ...(wants("__filename") ? [`var __filename = ${JSON.stringify(filename)};`] : []),
    ...(wants("__dirname") ? [`var __dirname = ${JSON.stringify(dirname)};`] : []),
  ];
  return lines.length === 0 ? text : `${lines.join(" ")} ${text}`;
}

function ownPath(path: string): readonly [filename: string, dirname: string] {
  const folder = folderOf(path);
  return [`/var/task/${path}`, folder === "" ? "/var/task" : `/var/task/${folder}`];
}

function loaderFor(path: string): "ts" | "js" | "json" | "text" {
  if (/\.[cm]?ts$/.test(path)) return "ts";
  if (/\.[cm]?js$/.test(path)) return "js";
  return path.endsWith(".json") ? "json" : "text";
}

function bundled(result: BuildResult, used: ReadonlySet<string>, esbuildMs: number): BundleResult {
  const text = (ending: string) => result.outputFiles?.find(({ path }) => path.endsWith(ending))?.text ?? "";
  const code = text(".mjs");
  const bundle = {
    code,
    sourceMap: withTaskPaths(text(".map")),
    packageBytes: new TextEncoder().encode(code).byteLength,
    builtins: [...used],
  };
  return { ok: true, bundle, messages: messagesOf(result), esbuildMs };
}

/** esbuild names a source by its namespace, "task:lib/a.ts"; on Lambda it is /var/task/lib/a.ts. Glue has no source. */
function withTaskPaths(sourceMap: string): string {
  const map = JSON.parse(sourceMap) as { sources: (string | null)[] };
  map.sources = map.sources.map((source) => (source?.startsWith(`${TASK}:`) ? `/var/task/${source.slice(TASK.length + 1)}` : null));
  return JSON.stringify(map);
}

function isBuildFailure(reason: unknown): reason is { readonly errors: Message[]; readonly warnings: Message[] } {
  return reason instanceof Error && "errors" in reason && Array.isArray(reason.errors) && reason.errors.length > 0;
}

function messagesOf({
  errors,
  warnings,
}: {
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
}): readonly BuildMessage[] {
  return [...errors.map((message) => toBuildMessage(message, "error")), ...warnings.map((message) => toBuildMessage(message, "warning"))];
}

function toBuildMessage({ text, location, detail, id }: Message, severity: "error" | "warning"): BuildMessage {
  const refusal = detail as Refusal | undefined;
  const at = location
    ? { file: location.file.replace(`${TASK}:`, ""), line: location.line, column: location.column, length: location.length }
    : {};
  return { severity, code: refusal?.code ?? (id === "" ? "syntax" : id), text, ...(refusal ? { remedy: refusal.remedy } : {}), ...at };
}
