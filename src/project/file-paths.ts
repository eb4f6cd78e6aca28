/** Which paths a function's files may have: relative to its root, inside it, and the same on every system. */
import { type Refused, refuse } from "../platform/triggers/parsed.ts";

/** Ours; the usual bound of file systems for one name. */
const MAX_PATH_CHARS = 255;

function refusePath(path: string, why: string): Refused {
  return refuse("file-path", `The file path ${JSON.stringify(path)} ${why}.`, 'Name it like "index.ts" or "lib/render.ts".');
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}

/** Undefined when the path is good. `maxChars`: of a path that holds more than a function's own. */
export function checkFilePath(path: string, maxChars = MAX_PATH_CHARS): Refused | undefined {
  if (path === "") return refusePath(path, "is empty");
  if (path.length > maxChars) return refusePath(`${path.slice(0, 40)}…`, `is longer than ${maxChars} characters`);
  if (hasControlCharacter(path)) return refusePath(path, "has a control character");
  if (path.trim() !== path) return refusePath(path, "begins or ends with a space");
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return refusePath(path, "is absolute");
  if (path.includes("\\")) return refusePath(path, "has a backslash; folders are parted by /");
  const segments = path.split("/");
  if (segments.includes("..") || segments.includes(".")) return refusePath(path, 'has a "." or ".." in it');
  if (segments.includes("")) return refusePath(path, "has an empty folder or file name");
  if (segments.includes("__proto__")) return refusePath(path, "has a reserved name in it");
  return undefined;
}

/** All paths of a function: each good, and none a file where another needs a folder. */
export function checkFilePaths(paths: readonly string[]): Refused | undefined {
  const known = new Set(paths);
  for (const path of paths) {
    const bad = checkFilePath(path);
    if (bad) return bad;
    const folders = path.split("/").slice(0, -1);
    const clash = folders.map((_, index) => folders.slice(0, index + 1).join("/")).find((folder) => known.has(folder));
    if (clash !== undefined) return refusePath(path, `needs "${clash}" to be a folder, but there is a file of that name`);
  }
  return undefined;
}
