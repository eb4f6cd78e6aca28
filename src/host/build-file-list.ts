/** Build side (Node): which of the built files belong together, and the list of them that the service worker is given. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { contentHash } from "./service-worker/content-hash.ts";
import type { FileList, ListedFile, PartName } from "./service-worker/file-list.ts";

interface Rule {
  readonly part: PartName;
  readonly path?: RegExp;
  /** Of a script: any of the modules it is made of. */
  readonly module?: RegExp;
}

/** The first that fits. What none fits is the page's. */
const RULES: readonly Rule[] = [
  { part: "bundler", path: /^assets\/(?:esbuild-[^/]*\.wasm|bundler\.worker-[^/]*|bundler-thread-[^/]*)$/ },
  { part: "packages", path: /^assets\/npm-packages\/|^assets\/node-builtins\/(?:aws-sdk|smithy)-/ },
  { part: "runtime", path: /^assets\/node-builtins\// },
  {
    part: "editor",
    path: /^assets\/(?:(?:editor|json|typescript)\.worker-[^/]*|codicon-[^/]*\.ttf)$/,
    module: /\/node_modules\/monaco-editor\/|\/src\/ui\/editor\/MonacoEditor\.tsx$/,
  },
  { part: "examples", module: /\/src\/examples\/|virtual:examples?\// },
  { part: "licences", path: /^licences\.txt$/ },
];

/** Monaco emits a TypeScript worker of its own, which nothing starts: the page's has what it has, and the types of Node. */
const NOBODYS = /^assets\/ts\.worker-|^service-worker\.js$|\.map$/;

const MARKER = /^assets\/offline-keeper-[^/]*\.js$/;

export function partOf(path: string, modules: readonly string[] = []): PartName | undefined {
  if (NOBODYS.test(path)) return undefined;
  const fits = (rule: Rule) => rule.path?.test(path) || modules.some((each) => rule.module?.test(each.replaceAll("\\", "/")));
  return RULES.find(fits)?.part ?? "page";
}

/** `parts` by path, below `folder`. */
export async function listFiles(folder: string, parts: ReadonlyMap<string, PartName>, markerName = MARKER): Promise<FileList> {
  const paths = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  const files = await Promise.all(
    paths.map(async ([path, part]): Promise<ListedFile> => {
      const bytes = new Uint8Array(await readFile(join(folder, path)));
      return { path, part, bytes: bytes.byteLength, hash: await contentHash(bytes) };
    }),
  );
  const marker = files.find(({ path }) => markerName.test(path))?.path;
  if (marker === undefined)
    throw new Error("No built file tells this build from others: offline-keeper's chunk is gone or has another name.");
  const build = await contentHash(new TextEncoder().encode(files.map(({ path, hash }) => `${path} ${hash}`).join("\n")));
  return { build, marker, files };
}
