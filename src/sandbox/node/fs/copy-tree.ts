/**
 * cp: copies files, links and whole directories, with Node's rules for what may replace what. A generator, because the
 * filter may answer at once or with a promise: whoever runs it hands the answer back in.
 */
import { invalidArgType } from "../node-errors.ts";
import { absolute, type Options, toMode, toPath } from "./arguments.ts";
import { attributeCalls } from "./calls-attributes.ts";
import { dataCalls } from "./calls-data.ts";
import { nameCalls, sortedEntries } from "./calls-names.ts";
import { tree } from "./container-files.ts";
import { type Inode, isWithin } from "./inodes.ts";
import { asCall, refusal } from "./system-error.ts";

type Filtering = Generator<unknown, void, unknown>;

function place(path: string, follow: boolean): Inode | undefined {
  return tree.locate(absolute(path), follow).node;
}

function check(source: Inode, target: Inode | undefined, from: string, to: string): void {
  const self = "Invalid src or dest";
  if (target === source) throw refusal("ERR_FS_CP_EINVAL", self, "cp", "EINVAL", "src and dest cannot be the same", to);
  if (target && source.type === "directory" && target.type !== "directory") {
    const why = `cannot overwrite non-directory ${to} with directory ${from}`;
    throw refusal("ERR_FS_CP_DIR_TO_NON_DIR", "Cannot overwrite non-directory with directory", "cp", "EISDIR", why, to);
  }
  if (target && source.type !== "directory" && target.type === "directory") {
    const why = `cannot overwrite directory ${to} with non-directory ${from}`;
    throw refusal("ERR_FS_CP_NON_DIR_TO_DIR", "Cannot overwrite directory with non-directory", "cp", "ENOTDIR", why, to);
  }
}

function checkNotWithin(source: Inode, from: string, to: string): void {
  const parts = absolute(to).split("/").filter(Boolean);
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const above = place(`/${parts.slice(0, count).join("/")}`, true);
    if (above?.type !== "directory") continue;
    if (!isWithin(above, source)) return;
    const why = `cannot copy ${from} to a subdirectory of self ${to}`;
    throw refusal("ERR_FS_CP_EINVAL", "Invalid src or dest", "cp", "EINVAL", why, to);
  }
}

export function* copyTree(source: unknown, destination: unknown, options: unknown): Filtering {
  if (options !== undefined && options !== null && typeof options !== "object") throw invalidArgType("options", "object", options);
  const opts = (options ?? {}) as Options;
  toMode(opts.mode, 0);
  const [from, to] = [toPath(source, "src"), toPath(destination, "dest")];
  const node = asCall("lstat", () => tree.find(absolute(from), Boolean(opts.dereference)), from);
  check(node, locateTarget(to, opts), from, to);
  if (node.type === "directory") checkNotWithin(node, from, to);
  if (!(yield* isWanted(opts, from, to))) return;
  const parent = absolute(to).replace(/\/+[^/]*\/*$/, "");
  if (parent !== "") nameCalls.mkdir(parent, { recursive: true });
  yield* copyNode(node, from, to, opts);
}

function locateTarget(to: string, opts: Options): Inode | undefined {
  try {
    return place(to, Boolean(opts.dereference));
  } catch {
    return undefined;
  }
}

function* isWanted({ filter }: Options, from: string, to: string): Generator<unknown, boolean, unknown> {
  return typeof filter === "function" ? Boolean(yield Reflect.apply(filter, undefined, [from, to])) : true;
}

function* copyNode(node: Inode, from: string, to: string, opts: Options): Filtering {
  if (node.type === "directory") {
    if (!opts.recursive) {
      const why = `${from} is a directory (not copied)`;
      throw refusal("ERR_FS_EISDIR", "Recursive option not enabled, cannot copy a directory", "cp", "EISDIR", why, from);
    }
    if (!locateTarget(to, opts)) nameCalls.mkdir(to, { mode: node.mode & 0o777 });
    for (const [name, child] of sortedEntries(node)) {
      const [below, target] = [`${from}/${name}`, `${to}/${name}`];
      const copied = opts.dereference && child.type === "symlink" ? tree.find(absolute(below)) : child;
      if (!(yield* isWanted(opts, below, target))) continue;
      check(copied, locateTarget(target, opts), below, target);
      yield* copyNode(copied, below, target, opts);
    }
  } else if (!makeRoom(to, opts)) return;
  else if (node.type === "symlink") nameCalls.symlink(linkTarget(node.target, from, opts), to);
  else dataCalls.copyFile(from, to, opts.mode);
  if (opts.preserveTimestamps && node.type !== "symlink") attributeCalls.utimes(to, node.atimeMs / 1000, node.mtimeMs / 1000);
}

/** False where what is there stays. */
function makeRoom(to: string, { force = true, errorOnExist }: Options): boolean {
  if (!place(to, false)) return true;
  if (force) {
    nameCalls.unlink(to);
    return true;
  }
  if (errorOnExist) throw refusal("ERR_FS_CP_EEXIST", "Target already exists", "cp", "EEXIST", `${to} already exists`, to);
  return false;
}

/** A relative target is made absolute, unless it is to stay as it is. */
function linkTarget(target: string, from: string, { verbatimSymlinks }: Options): string {
  if (verbatimSymlinks || target.startsWith("/")) return target;
  return `${absolute(from).replace(/\/[^/]*$/, "")}/${target}`;
}

export function cpSync(source: unknown, destination: unknown, options?: unknown): void {
  const copying = copyTree(source, destination, options);
  for (let step = copying.next(); !step.done; ) step = copying.next(step.value);
}

export async function cpAsync(source: unknown, destination: unknown, options?: unknown): Promise<void> {
  const copying = copyTree(source, destination, options);
  for (let step = copying.next(); !step.done; ) step = copying.next(await step.value);
}
