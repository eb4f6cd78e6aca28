/** fs calls that ask about files and change what is known of them: stat, access, chmod, utimes. */
import { FS } from "../linux-constants.ts";
import { absolute, toFd, toInteger, toMode, toOptions, toPath, toTimeMs } from "./arguments.ts";
import { files, tree } from "./container-files.ts";
import { requireWritable } from "./file-tree.ts";
import { type Inode, setPermissions } from "./inodes.ts";
import { BigIntStats, StatFs, Stats } from "./stats.ts";
import { asCall, Errno } from "./system-error.ts";

const { R_OK = 0, W_OK = 0, X_OK = 0 } = FS;

const statsOf = (node: Inode, bigint: unknown): Stats | BigIntStats => (bigint ? new BigIntStats(node) : new Stats(node));

function statBy(syscall: "stat" | "lstat", path: unknown, options: unknown): Stats | BigIntStats | undefined {
  const name = toPath(path);
  const { bigint, throwIfNoEntry = true } = toOptions(options);
  try {
    return asCall(syscall, () => statsOf(tree.find(absolute(name), syscall === "stat"), bigint), name);
  } catch (error) {
    if (!throwIfNoEntry && Reflect.get(Object(error), "code") === "ENOENT") return undefined;
    throw error;
  }
}

function change(syscall: string, path: unknown, follow: boolean, run: (node: Inode) => void): void {
  const name = toPath(path);
  asCall(
    syscall,
    () => {
      const node = tree.find(absolute(name), follow);
      requireWritable(node);
      run(node);
    },
    name,
  );
}

function changeOpen(syscall: string, fd: unknown, run: (node: Inode) => void): void {
  const number = toFd(fd);
  asCall(syscall, () => {
    const node = files.node(number);
    requireWritable(node);
    run(node);
  });
}

const setTimes = (atime: unknown, mtime: unknown): ((node: Inode) => void) => {
  const [atimeMs, mtimeMs] = [toTimeMs(atime), toTimeMs(mtime)];
  return (node) => Object.assign(node, { atimeMs, mtimeMs, ctimeMs: Date.now() });
};

const setOwner = (uid: unknown, gid: unknown): ((node: Inode) => void) => {
  const [user, group] = [toInteger(uid, "uid", -1, 2 ** 32 - 1), toInteger(gid, "gid", -1, 2 ** 32 - 1)];
  return (node) => Object.assign(node, { ...(user < 0 ? {} : { uid: user }), ...(group < 0 ? {} : { gid: group }), ctimeMs: Date.now() });
};

const setMode = (mode: unknown): ((node: Inode) => void) => {
  const permissions = toMode(mode, undefined);
  return (node) => setPermissions(node, permissions);
};

/** The path is checked before what is set, as in Node. */
const checked = <T>(path: unknown, value: T): T => {
  toPath(path);
  return value;
};

export const attributeCalls = {
  stat: (path: unknown, options?: unknown) => statBy("stat", path, options),
  lstat: (path: unknown, options?: unknown) => statBy("lstat", path, options),

  fstat(fd: unknown, options?: unknown): Stats | BigIntStats {
    const number = toFd(fd);
    return asCall("fstat", () => statsOf(files.node(number), toOptions(options).bigint));
  },

  access(path: unknown, mode?: unknown): void {
    const name = toPath(path);
    const wanted = mode === undefined || mode === null ? 0 : toInteger(mode, "mode", 0, 7);
    const check = () => {
      const node = tree.find(absolute(name));
      if ((wanted & W_OK) !== 0) requireWritable(node);
      const lacks = (bit: number, permission: number) => (wanted & bit) !== 0 && (node.mode & permission) === 0;
      if (lacks(R_OK, 0o400) || lacks(W_OK, 0o200) || lacks(X_OK, 0o111)) throw new Errno("EACCES");
    };
    asCall("access", check, name);
  },

  exists(path: unknown): boolean {
    try {
      tree.find(absolute(toPath(path)));
      return true;
    } catch {
      return false;
    }
  },

  chmod: (path: unknown, mode: unknown) => change("chmod", path, true, checked(path, setMode(mode))),
  fchmod: (fd: unknown, mode: unknown) => changeOpen("fchmod", fd, setMode(mode)),
  chown: (path: unknown, uid: unknown, gid: unknown) => change("chown", path, true, checked(path, setOwner(uid, gid))),
  lchown: (path: unknown, uid: unknown, gid: unknown) => change("lchown", path, false, checked(path, setOwner(uid, gid))),
  fchown: (fd: unknown, uid: unknown, gid: unknown) => changeOpen("fchown", fd, setOwner(uid, gid)),
  utimes: (path: unknown, atime: unknown, mtime: unknown) => change("utime", path, true, checked(path, setTimes(atime, mtime))),
  lutimes: (path: unknown, atime: unknown, mtime: unknown) => change("lutime", path, false, checked(path, setTimes(atime, mtime))),
  futimes: (fd: unknown, atime: unknown, mtime: unknown) => changeOpen("futime", fd, setTimes(atime, mtime)),

  statfs(path: unknown, options?: unknown): StatFs {
    const name = toPath(path);
    return asCall("statfs", () => new StatFs(tree.statfs(absolute(name)), Boolean(toOptions(options).bigint)), name);
  },
};
