/**
 * What a module knows of its own place: `__filename`, `__dirname`, `import.meta.url` and its like name the file as it lies
 * on Lambda, /var/task/…, though all files become one. Each file that asks gets variables at the head of its first line,
 * so no line moves; what moves on that line is put back in messages and in the source map.
 */
import { decodedMap, encodedMap, TraceMap } from "@jridgewell/trace-mapping";
import { folderOf } from "./resolve.ts";

export const TASK_ROOT = "/var/task";

/** esbuild puts these in only where the name is free: a person's own `__dirname` stays theirs. */
export const OWN_PATH_NAMES: Readonly<Record<string, string>> = {
  __filename: "coldstart$filename",
  __dirname: "coldstart$dirname",
  "import.meta.filename": "coldstart$filename",
  "import.meta.dirname": "coldstart$dirname",
  "import.meta.url": "coldstart$url",
};

const ASKS = /\b__(?:file|dir)name\b|\bimport\.meta\b/;

/** What goes before the file's text; empty where the text does not ask. */
export function ownPathPrefix(path: string, text: string): string {
  if (!ASKS.test(text)) return "";
  const folder = folderOf(path);
  const filename = `${TASK_ROOT}/${path}`;
  const dirname = folder === "" ? TASK_ROOT : `${TASK_ROOT}/${folder}`;
  const url = new URL(`file://${filename.split("/").map(encodeURIComponent).join("/")}`).href;
  const values = { coldstart$filename: filename, coldstart$dirname: dirname, coldstart$url: url };
  const declarations = Object.entries(values).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return `var ${declarations.join(", ")}; `;
}

/** `prefixLengths`: by source, as the map names it. */
export function withoutPrefixes(sourceMap: string, prefixLengths: ReadonlyMap<string, number>): string {
  if (prefixLengths.size === 0) return sourceMap;
  const map = new TraceMap(sourceMap);
  const lengths = map.sources.map((source) => prefixLengths.get(source ?? "") ?? 0);
  const { mappings, ...rest } = decodedMap(map);
  for (const segment of mappings.flat()) {
    if (segment.length > 1 && segment[2] === 0) segment[3] = Math.max(0, (segment[3] ?? 0) - (lengths[segment[1] ?? 0] ?? 0));
  }
  return JSON.stringify(encodedMap(new TraceMap({ ...rest, mappings })));
}
