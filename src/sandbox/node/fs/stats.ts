/** What stat, readdir and statfs answer. */
import type { Buffer } from "node:buffer";
import { FS } from "../linux-constants.ts";
import { type Inode, linkCount, sizeOf } from "./inodes.ts";

const { S_IFMT = 0, S_IFREG = 0, S_IFDIR = 0, S_IFLNK = 0 } = FS;
const BLOCK_BYTES = 4096;
const SECTOR_BYTES = 512;

type Amount = number | bigint;

class StatsBase {
  declare mode: Amount;

  #is(type: number): boolean {
    return (Number(this.mode) & S_IFMT) === type;
  }

  isFile(): boolean {
    return this.#is(S_IFREG);
  }

  isDirectory(): boolean {
    return this.#is(S_IFDIR);
  }

  isSymbolicLink(): boolean {
    return this.#is(S_IFLNK);
  }

  isBlockDevice(): boolean {
    return false;
  }

  isCharacterDevice(): boolean {
    return false;
  }

  isFIFO(): boolean {
    return false;
  }

  isSocket(): boolean {
    return false;
  }
}

const TIMES = ["atimeMs", "mtimeMs", "ctimeMs", "birthtimeMs"] as const;

function numbers(node: Inode): Record<string, number> {
  const size = sizeOf(node);
  const blocks = (Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES) / SECTOR_BYTES;
  const { mode, uid, gid, ino, mount } = node;
  return { dev: mount.device, mode, nlink: linkCount(node), uid, gid, rdev: 0, blksize: BLOCK_BYTES, ino, size, blocks };
}

const dates = (node: Inode) => ({
  atime: new Date(node.atimeMs),
  mtime: new Date(node.mtimeMs),
  ctime: new Date(node.ctimeMs),
  birthtime: new Date(node.birthtimeMs),
});

export class Stats extends StatsBase {
  constructor(node: Inode) {
    super();
    Object.assign(this, numbers(node), Object.fromEntries(TIMES.map((name) => [name, node[name]])), dates(node));
  }
}

export class BigIntStats extends StatsBase {
  constructor(node: Inode) {
    super();
    for (const [name, value] of Object.entries(numbers(node))) Reflect.set(this, name, BigInt(value));
    for (const name of TIMES) Reflect.set(this, name, BigInt(Math.floor(node[name])));
    for (const name of TIMES) Reflect.set(this, name.replace("Ms", "Ns"), BigInt(Math.floor(node[name] * 1000)) * 1000n);
    Object.assign(this, dates(node));
  }
}

export class StatFs {
  constructor({ blocks, free, files }: { blocks: number; free: number; files: number }, big: boolean) {
    const all = { type: 0xef53, bsize: BLOCK_BYTES, blocks, bfree: free, bavail: free, files, ffree: 0 };
    for (const [name, value] of Object.entries(all)) Reflect.set(this, name, big ? BigInt(value) : value);
  }
}

const KINDS = { file: S_IFREG, directory: S_IFDIR, symlink: S_IFLNK } as const;

export class Dirent {
  readonly name: string | Buffer;
  readonly parentPath: string;
  /** The name that parentPath had before. */
  readonly path: string;
  readonly #kind: number;

  constructor(name: string | Buffer, parentPath: string, type: Inode["type"]) {
    this.name = name;
    this.parentPath = parentPath;
    this.path = parentPath;
    this.#kind = KINDS[type];
  }

  isFile(): boolean {
    return this.#kind === S_IFREG;
  }

  isDirectory(): boolean {
    return this.#kind === S_IFDIR;
  }

  isSymbolicLink(): boolean {
    return this.#kind === S_IFLNK;
  }

  isBlockDevice(): boolean {
    return false;
  }

  isCharacterDevice(): boolean {
    return false;
  }

  isFIFO(): boolean {
    return false;
  }

  isSocket(): boolean {
    return false;
  }
}
