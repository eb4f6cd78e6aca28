/**
 * From the person's files to one ES module, with whichever esbuild is given: the native one at build time and in tests,
 * esbuild-wasm in the browser. Files are in memory; built-ins are left to the runtime; nothing is minified, so that a
 * trace reads as the code does.
 */
import type { BuildOptions, BuildResult } from "esbuild";
import type { BuildMessage, BundleRequest, BundleResult, Bundler } from "./bundle.ts";
import { isBuildFailure, messagesOf, TASK } from "./bundle-messages.ts";
import { type BuildNotes, entryFor, filesPlugin, handlerFile, newNotes } from "./files-plugin.ts";
import { finishBundle, namesInStrings, requiresAtRunTime } from "./finish-bundle.ts";
import type { BuiltinNames } from "./node-compat.ts";
import { NPM, NPM_ROOT, type NpmPackages } from "./npm-packages.ts";
import { OWN_PATH_NAMES, TASK_ROOT, withoutPrefixes } from "./own-path.ts";

/** The part of esbuild that is used: the same in `esbuild` and `esbuild-wasm`. */
export interface Esbuild {
  build(options: BuildOptions): Promise<BuildResult>;
}

/** Lambda's Node.js 22 and today's browsers have all of it. */
const TARGET = "es2023";
/** `await` without a native await: AsyncLocalStorage can then follow it (see sandbox/node/builtin-names.ts). */
const LOWERED_ASYNC = { "async-await": false, "for-await": false, "async-generator": false };

export interface RuntimeNames extends BuiltinNames {
  /** Built-ins beside which `await` is lowered. */
  readonly needLoweredAsync: readonly string[];
}

export function createBundler(esbuild: Esbuild, builtins: RuntimeNames, npm: NpmPackages): Bundler {
  return {
    async bundle(request) {
      const notes = newNotes();
      const options = optionsFor(request, builtins, npm, notes);
      const startedMs = performance.now();
      try {
        const plain = await esbuild.build(options);
        const isLowered = builtins.needLoweredAsync.some((name) => notes.used.has(name));
        const { result, messages } = isLowered ? await lowered(esbuild, options, plain, notes) : { result: plain, messages: [] };
        return bundled(request, builtins, result, notes, messages, performance.now() - startedMs);
      } catch (reason) {
        if (!isBuildFailure(reason)) throw reason;
        return { ok: false, messages: messagesOf(reason, notes.prefixLengths) };
      }
    },
  };
}

function optionsFor(request: BundleRequest, builtins: BuiltinNames, npm: NpmPackages, notes: BuildNotes): BuildOptions {
  return {
    stdin: { contents: entryFor(request.files, request.handler), loader: "js" },
    bundle: true,
    write: false,
    outfile: "bundle.mjs",
    format: "esm",
    platform: "neutral",
    target: TARGET,
    sourcemap: "external",
    sourcesContent: false,
    treeShaking: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "silent",
    define: OWN_PATH_NAMES,
    tsconfigRaw: { compilerOptions: { target: "ES2022", useDefineForClassFields: true, verbatimModuleSyntax: false } },
    banner: { js: `/* ${request.runtime} */` },
    plugins: [filesPlugin(request, builtins, npm, notes)],
  };
}

/** esbuild cannot lower async functions beside an `await` at the top of a module: that stays, and the person is told. */
async function lowered(
  esbuild: Esbuild,
  options: BuildOptions,
  plain: BuildResult,
  { prefixLengths }: BuildNotes,
): Promise<{ readonly result: BuildResult; readonly messages: readonly BuildMessage[] }> {
  try {
    return { result: await esbuild.build({ ...options, supported: LOWERED_ASYNC }), messages: [] };
  } catch (reason) {
    if (!isBuildFailure(reason)) throw reason;
    const [first, ...others] = messagesOf({ errors: reason.errors, warnings: [] }, prefixLengths);
    if (![first, ...others].every((message) => message?.text.startsWith("Top-level await"))) throw reason;
    const message: BuildMessage = {
      ...first,
      severity: "warning",
      code: "store-lost-at-await",
      text: "With an await outside of any function, an AsyncLocalStorage loses its store at each await in this playground.",
      remedy: "Await inside a function instead, the handler for example.",
    };
    return { result: plain, messages: [message] };
  }
}

function bundled(
  { files, handler }: BundleRequest,
  { names, packages }: BuiltinNames,
  result: BuildResult,
  { used, prefixLengths }: BuildNotes,
  further: readonly BuildMessage[],
  esbuildMs: number,
): BundleResult {
  const text = (ending: string) => result.outputFiles?.find(({ path }) => path.endsWith(ending))?.text ?? "";
  const code = finishBundle(text(".mjs"), files);
  const atRunTime = requiresAtRunTime(code) ? namesInStrings(files, [...names, ...packages]) : [];
  const bundle = {
    code,
    sourceMap: withTaskPaths(text(".map"), prefixLengths),
    packageBytes: new TextEncoder().encode(code).byteLength,
    builtins: [...new Set([...used, ...atRunTime])],
  };
  const messages = [...messagesOf(result, prefixLengths), ...further, ...handlerMessages(files, handler)];
  return { ok: true, bundle, messages, esbuildMs };
}

/** It fails when it is loaded, as on Lambda; the build says so before. */
function handlerMessages(files: BundleRequest["files"], handler: string): readonly BuildMessage[] {
  if (handlerFile(files, handler) !== undefined) return [];
  const text = `No file of this function is meant by its handler, "${handler}".`;
  return [{ severity: "warning", code: "handler-missing", text, remedy: "Rename the file, or change the handler in the settings." }];
}

/** esbuild names a source by its namespace, "task:lib/a.ts"; on Lambda it is /var/task/lib/a.ts. Glue has no source. */
function withTaskPaths(sourceMap: string, prefixLengths: ReadonlyMap<string, number>): string {
  const map = JSON.parse(sourceMap) as { sources: (string | null)[] };
  map.sources = map.sources.map((source) => {
    if (source?.startsWith(`${TASK}:`)) return `${TASK_ROOT}/${source.slice(TASK.length + 1)}`;
    return source?.startsWith(`${NPM}:`) ? `${TASK_ROOT}/${NPM_ROOT}/${source.slice(NPM.length + 1)}` : null;
  });
  const lengths = new Map([...prefixLengths].map(([path, length]) => [`${TASK_ROOT}/${path}`, length]));
  return withoutPrefixes(JSON.stringify(map), lengths);
}
