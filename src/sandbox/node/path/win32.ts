/**
 * Windows paths as text: roots are drives ("C:\"), shares ("\\server\share\") or one separator. There is no current
 * directory of a drive here, so `resolve` begins at the container's own directory, as Node on Linux does.
 */
import { requireString } from "../node-errors.ts";

interface Split {
  /** "C:" or "\\server\share". */
  readonly device: string;
  readonly isAbsolute: boolean;
  readonly tail: string;
}

const SHARE = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)(?:[\\/]+|$)/;
const DRIVE = /^[A-Za-z]:/;

function split(path: string): Split {
  const share = SHARE.exec(path);
  if (share) return { device: `\\\\${share[1]}\\${share[2]}`, isAbsolute: true, tail: path.slice(share[0].length) };
  const device = DRIVE.exec(path)?.[0] ?? "";
  const rest = path.slice(device.length);
  return { device, isAbsolute: /^[\\/]/.test(rest), tail: rest.replace(/^[\\/]+/, "") };
}

function resolveDots(tail: string, isAbsolute: boolean): string {
  const kept: string[] = [];
  for (const part of tail.split(/[\\/]+/)) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!isAbsolute) kept.push("..");
  }
  return kept.join("\\");
}

const isSeparatorAtEnd = (path: string) => /[\\/]$/.test(path);
const cwd = (): string => (Reflect.get(globalThis, "process") as { cwd(): string }).cwd();

function normalize(path: string): string {
  requireString(path, "path");
  if (path === "") return ".";
  const { device, isAbsolute, tail } = split(path);
  let normal = resolveDots(tail, isAbsolute);
  if (normal === "" && !isAbsolute) normal = ".";
  if (normal !== "" && isSeparatorAtEnd(path) && tail !== "") normal += "\\";
  return `${device}${isAbsolute ? "\\" : ""}${normal}`;
}

function isAbsolute(path: string): boolean {
  requireString(path, "path");
  return split(path).isAbsolute;
}

function join(...paths: string[]): string {
  for (const path of paths) requireString(path, "path");
  const parts = paths.filter((path) => path !== "");
  const [first] = parts;
  if (first === undefined) return ".";
  // Two separators that only came together by joining make no share.
  const joined = SHARE.test(first) || /^[\\/]{2}[^\\/]+$/.test(first) ? parts.join("\\") : parts.join("\\").replace(/^[\\/]{2,}/, "\\");
  return normalize(joined);
}

function resolve(...paths: string[]): string {
  let device = "";
  let tail = "";
  let absolute = false;
  for (const [at, path] of paths.entries()) requireString(path, `paths[${at}]`);
  for (const path of [cwd(), ...paths].reverse()) {
    if (path === "") continue;
    const next = split(path);
    if (next.device !== "" && device !== "" && next.device.toLowerCase() !== device.toLowerCase()) continue;
    device ||= next.device;
    if (!absolute) {
      tail = `${next.tail}\\${tail}`;
      absolute = next.isAbsolute;
    }
    if (absolute && device !== "") break;
  }
  const normal = resolveDots(tail, absolute);
  return `${device}${absolute ? "\\" : ""}${normal}` || ".";
}

function relative(from: string, to: string): string {
  requireString(from, "from");
  requireString(to, "to");
  const [start, end] = [resolve(from), resolve(to)];
  if (start.toLowerCase() === end.toLowerCase()) return "";
  const [here, there] = [split(start), split(end)];
  if (here.device.toLowerCase() !== there.device.toLowerCase()) return end;
  const parts = (tail: string) => tail.split("\\").filter((part) => part !== "");
  const [mine, theirs] = [parts(here.tail), parts(there.tail)];
  let common = 0;
  while (common < mine.length && mine[common]?.toLowerCase() === theirs[common]?.toLowerCase()) common += 1;
  return [...mine.slice(common).map(() => ".."), ...theirs.slice(common)].join("\\");
}

const rootOf = (path: string): string => {
  const { device, isAbsolute: absolute, tail } = split(path);
  const root = path.slice(0, path.length - tail.length);
  return absolute ? (SHARE.test(path) ? root : root.slice(0, device.length + 1)) : device;
};

function dirname(path: string): string {
  requireString(path, "path");
  const root = rootOf(path);
  const rest = path.slice(root.length).replace(/[\\/]+$/, "");
  const at = Math.max(rest.lastIndexOf("\\"), rest.lastIndexOf("/"));
  return at === -1 ? root || "." : root + rest.slice(0, at).replace(/[\\/]+$/, "");
}

function basename(path: string, suffix?: string): string {
  requireString(path, "path");
  if (suffix !== undefined) requireString(suffix, "suffix");
  if (suffix !== undefined && suffix === path) return "";
  const rest = (DRIVE.test(path) ? path.slice(2) : path).replace(/[\\/]+$/, "");
  const base = rest.slice(Math.max(rest.lastIndexOf("\\"), rest.lastIndexOf("/")) + 1);
  return suffix && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
}

function extname(path: string): string {
  const base = basename(path);
  const dot = base.lastIndexOf(".");
  return dot <= 0 || base === ".." ? "" : base.slice(dot);
}

function parse(path: string): { root: string; dir: string; base: string; ext: string; name: string } {
  requireString(path, "path");
  const root = rootOf(path);
  const base = path === root ? "" : basename(path.slice(root.length));
  const ext = extname(base);
  const inDirectory = /[\\/]/.test(path.slice(root.length).replace(/[\\/]+$/, ""));
  return { root, dir: inDirectory ? dirname(path) : root, base, ext, name: base.slice(0, base.length - ext.length) };
}

function toNamespacedPath(path: string): string {
  if (typeof path !== "string" || path === "") return path;
  const full = resolve(path);
  if (/^\\\\[^.?]/.test(full)) return `\\\\?\\UNC\\${full.slice(2)}`;
  return /^[A-Za-z]:\\/.test(full) ? `\\\\?\\${full}` : path;
}

export const win32 = {
  resolve,
  normalize,
  isAbsolute,
  join,
  relative,
  toNamespacedPath,
  dirname,
  basename,
  extname,
  parse,
  sep: "\\",
  delimiter: ";",
};
