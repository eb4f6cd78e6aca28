/**
 * node:path: POSIX paths by path-browserify, which is Node's code of version 8; what Node has changed since is put over it.
 * Windows paths are there for a program that handles them as text.
 */
import posixOfNode8 from "path-browserify";
import { throwingExports } from "../gaps.ts";
import { invalidArgType, requireString } from "../node-errors.ts";
import { win32 as win32Paths } from "../path/win32.ts";

interface ParsedPath {
  readonly root?: string;
  readonly dir?: string;
  readonly base?: string;
  readonly name?: string;
  readonly ext?: string;
}

function formatWith(separator: string) {
  return function format(parsed: ParsedPath): string {
    if (typeof parsed !== "object" || parsed === null) throw invalidArgType("pathObject", "Object", parsed);
    const { root = "", dir = root, name = "", ext = "" } = parsed;
    const base = parsed.base || `${name}${ext === "" || ext.startsWith(".") ? ext : `.${ext}`}`;
    if (!dir) return base;
    return dir === root ? `${dir}${base}` : `${dir}${separator}${base}`;
  };
}

const one = <Result>(call: (path: string) => Result) => {
  return (path: string): Result => {
    requireString(path, "path");
    return call(path);
  };
};

const posix = {
  ...throwingExports("path"),
  resolve(...paths: string[]): string {
    for (const [at, path] of paths.entries()) requireString(path, `paths[${at}]`);
    return posixOfNode8.resolve(...paths);
  },
  normalize: one(posixOfNode8.normalize),
  isAbsolute: one(posixOfNode8.isAbsolute),
  join(...paths: string[]): string {
    for (const path of paths) requireString(path, "path");
    return posixOfNode8.join(...paths);
  },
  relative(from: string, to: string): string {
    requireString(from, "from");
    requireString(to, "to");
    return posixOfNode8.relative(from, to);
  },
  toNamespacedPath: (path: string): string => path,
  dirname: one(posixOfNode8.dirname),
  basename(path: string, suffix?: string): string {
    if (suffix !== undefined) requireString(suffix, "suffix");
    requireString(path, "path");
    return posixOfNode8.basename(path, suffix);
  },
  extname: one(posixOfNode8.extname),
  format: formatWith("/"),
  parse: one(posixOfNode8.parse),
  sep: "/",
  delimiter: ":",
};

const win32 = { ...throwingExports("path"), ...win32Paths, format: formatWith("\\") };

for (const flavour of [posix, win32]) {
  Object.assign(flavour, { posix, win32, _makeLong: flavour.toNamespacedPath });
  for (const [name, value] of Object.entries(flavour))
    if (typeof value === "function" && name !== "_makeLong") Object.defineProperty(value, "name", { value: name });
}

export default posix as typeof posix & { readonly posix: typeof posix; readonly win32: typeof win32 };
