/** fs calls on names: directories, links, renaming and removing. */
import type { Buffer } from "node:buffer";
import { invalidArgType, nodeError } from "../node-errors.ts";
import { absolute, named, type Options, toMode, toOptions, toPath } from "./arguments.ts";
import { tree } from "./container-files.ts";
import { Dir } from "./dir.ts";
import { type Directory, type Inode, pathOf } from "./inodes.ts";
import { randomName } from "./random-name.ts";
import { Dirent } from "./stats.ts";
import { asCall, Errno, refusal } from "./system-error.ts";

function mkdir(path: unknown, options?: unknown): string | undefined {
  const given = typeof options === "number" || typeof options === "string" ? { mode: options } : ((options ?? {}) as Options);
  const name = toPath(path);
  const { recursive } = given;
  if (recursive !== undefined && typeof recursive !== "boolean") throw invalidArgType("options.recursive", "boolean", recursive);
  const mode = toMode(given.mode, 0o777);
  if (recursive) return makeAll(name, mode);
  asCall("mkdir", () => tree.makeDirectory(absolute(name), mode), name);
  return undefined;
}

/** The first directory that had to be made. */
function makeAll(name: string, mode: number): string | undefined {
  const parts = absolute(name).split("/").filter(Boolean);
  let first: string | undefined;
  for (let count = 1; count <= parts.length; count += 1) {
    const path = `/${parts.slice(0, count).join("/")}`;
    const make = () => {
      const { node } = tree.locate(path, true);
      if (node?.type === "directory") return false;
      if (node) throw new Errno(count === parts.length ? "EEXIST" : "ENOTDIR");
      tree.makeDirectory(path, mode);
      return true;
    };
    if (asCall("mkdir", make, name)) first ??= path;
  }
  return first;
}

function mkdtemp(prefix: unknown, options?: unknown): string | Buffer {
  const opts = toOptions(options);
  const start = toPath(prefix, "prefix");
  const path = `${start}${randomName()}`;
  asCall("mkdtemp", () => tree.makeDirectory(absolute(path), 0o700), `${start}XXXXXX`);
  return named(path, opts);
}

function directoryAt(path: string): Directory {
  const node = tree.find(absolute(path));
  if (node.type !== "directory") throw new Errno("ENOTDIR");
  if ((node.mode & 0o400) === 0) throw new Errno("EACCES");
  return node;
}

export function sortedEntries(directory: Directory): [string, Inode][] {
  return [...directory.entries].sort(([first], [second]) => (first < second ? -1 : 1));
}

function readdir(path: unknown, options?: unknown): unknown[] {
  const opts = toOptions(options, { encoding: "utf8" });
  const { recursive, withFileTypes } = opts;
  if (recursive !== undefined && typeof recursive !== "boolean") throw invalidArgType("options.recursive", "boolean", recursive);
  const name = toPath(path);
  const top = asCall("scandir", () => directoryAt(name), name);
  const found: unknown[] = [];
  // By levels, as Node goes.
  const levels: [string, Directory][] = [["", top]];
  for (let level = levels.shift(); level; level = levels.shift()) {
    const [below, directory] = level;
    const parentPath = below === "" ? name : `${name.replace(/\/$/, "")}/${below}`;
    for (const [entry, node] of sortedEntries(directory)) {
      const relative = below === "" ? entry : `${below}/${entry}`;
      found.push(withFileTypes ? new Dirent(named(entry, opts), parentPath, node.type) : named(relative, opts));
      if (recursive && node.type === "directory") levels.push([relative, node]);
    }
  }
  return found;
}

function opendir(path: unknown, options?: unknown): Dir {
  const opts = toOptions(options, { encoding: "utf8" });
  const name = toPath(path);
  return asCall(
    "opendir",
    () => {
      directoryAt(name);
      return new Dir(name, () => readdir(name, { ...opts, withFileTypes: true }) as Dirent[]);
    },
    name,
  );
}

function realpath(path: unknown, options?: unknown): string | Buffer {
  const opts = toOptions(options);
  const name = toPath(path);
  const resolve = () => {
    const place = tree.locate(absolute(name), true);
    if (!place.node) throw new Errno("ENOENT");
    const [link] = place.node.links;
    return place.name === "" ? (link ? pathOf(link) : "/") : pathOf(place);
  };
  return named(asCall("lstat", resolve, name), opts);
}

function rm(path: unknown, options?: unknown): void {
  const name = toPath(path);
  const { force, recursive } = toOptions(options);
  for (const [key, value] of Object.entries({ force, recursive }))
    if (value !== undefined && typeof value !== "boolean") throw invalidArgType(`options.${key}`, "boolean", value);
  let node: Inode;
  try {
    node = asCall("lstat", () => tree.find(absolute(name), false), name);
  } catch (error) {
    if (force && Reflect.get(Object(error), "code") === "ENOENT") return;
    throw error;
  }
  if (node.type !== "directory") asCall("unlink", () => tree.unlink(absolute(name)), name);
  else if (recursive) removeAll(absolute(name), node);
  else throw refusal("ERR_FS_EISDIR", "Path is a directory", "rm", "EISDIR", "is a directory", name);
}

function removeAll(path: string, directory: Directory): void {
  for (const [name, child] of [...directory.entries]) {
    const below = `${path}/${name}`;
    if (child.type === "directory") removeAll(below, child);
    else asCall("unlink", () => tree.unlink(below), below);
  }
  asCall("rmdir", () => tree.removeDirectory(path), path);
}

function rmdir(path: unknown, options?: unknown): void {
  const name = toPath(path);
  if (Reflect.get(Object(options), "recursive")) {
    const node = asCall("rmdir", () => tree.find(absolute(name), false), name);
    if (node.type === "directory") return removeAll(absolute(name), node);
  }
  asCall("rmdir", () => tree.removeDirectory(absolute(name)), name);
}

export const nameCalls = {
  mkdir,
  mkdtemp,
  readdir,
  opendir,
  realpath,
  rm,
  rmdir,
  unlink(path: unknown): void {
    const name = toPath(path);
    asCall("unlink", () => tree.unlink(absolute(name)), name);
  },
  rename(oldPath: unknown, newPath: unknown): void {
    const [from, to] = [toPath(oldPath, "oldPath"), toPath(newPath, "newPath")];
    asCall("rename", () => tree.rename(absolute(from), absolute(to)), from, to);
  },
  link(existingPath: unknown, newPath: unknown): void {
    const [from, to] = [toPath(existingPath, "existingPath"), toPath(newPath, "newPath")];
    asCall("link", () => tree.link(absolute(from), absolute(to)), from, to);
  },
  symlink(target: unknown, path: unknown): void {
    const [to, name] = [toPath(target, "target"), toPath(path)];
    asCall("symlink", () => tree.symlink(to, absolute(name)), to, name);
  },
  readlink(path: unknown, options?: unknown): string | Buffer {
    const opts = toOptions(options);
    const name = toPath(path);
    const readTarget = () => {
      const node = tree.find(absolute(name), false);
      if (node.type !== "symlink") throw new Errno("EINVAL");
      return node.target;
    };
    return named(asCall("readlink", readTarget, name), opts);
  },
};

export const unsupportedOnLinux = (name: string) => nodeError(Error, "ERR_METHOD_NOT_IMPLEMENTED", `The ${name} method is not implemented`);
