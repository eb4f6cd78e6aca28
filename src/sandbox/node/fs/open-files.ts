/** File descriptors: what is open, where each reads and writes next, and how /tmp's limit is kept. */

import { FS } from "../linux-constants.ts";
import type { NodeHost } from "../node-host.ts";
import { type FileTree, requireWritable } from "./file-tree.ts";
import { type FileNode, type Inode, touch } from "./inodes.ts";
import { Errno } from "./system-error.ts";

const { O_APPEND = 0, O_CREAT = 0, O_DIRECTORY = 0, O_EXCL = 0, O_NOFOLLOW = 0, O_RDWR = 0, O_TRUNC = 0, O_WRONLY = 0 } = FS;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, read 2026-11: file descriptors, 1,024. */
const MAX_OPEN = 1024;
const FIRST_FD = 3;
const STDOUT = 1;
const STDERR = 2;

interface OpenFile {
  readonly node: Inode;
  readonly flags: number;
  position: number;
}

const mayRead = (flags: number): boolean => (flags & O_WRONLY) === 0;
const mayWrite = (flags: number): boolean => (flags & (O_WRONLY | O_RDWR)) !== 0;

export class OpenFiles {
  readonly #tree: FileTree;
  readonly #print: NodeHost["write"];
  readonly #open = new Map<number, OpenFile>();
  readonly #decoders = { 1: new TextDecoder(), 2: new TextDecoder() };

  constructor(tree: FileTree, print: NodeHost["write"]) {
    this.#tree = tree;
    this.#print = print;
  }

  open(path: string, flags: number, permissions: number): number {
    const creating = (flags & O_CREAT) !== 0;
    const exclusive = creating && (flags & O_EXCL) !== 0;
    const place = this.#tree.locate(path, (flags & O_NOFOLLOW) === 0 && !exclusive);
    if (creating && place.slash) throw new Errno("EISDIR");
    if (exclusive && place.node) throw new Errno("EEXIST");
    if (!creating && !place.node) throw new Errno("ENOENT");
    const node = place.node ?? this.#tree.createFile(place, permissions);
    this.#admit(node, flags);
    const fd = this.#freeNumber();
    if (node.type === "file") node.openCount += 1;
    this.#open.set(fd, { node, flags, position: 0 });
    if ((flags & O_TRUNC) !== 0 && node.type === "file" && node.size > 0) this.#resize(node, 0);
    return fd;
  }

  #admit(node: Inode, flags: number): void {
    if (node.type === "symlink") throw new Errno("ELOOP");
    if (node.type === "directory" && (mayWrite(flags) || (flags & O_CREAT) !== 0)) throw new Errno("EISDIR");
    if (node.type !== "directory" && (flags & O_DIRECTORY) !== 0) throw new Errno("ENOTDIR");
    if (mayWrite(flags)) requireWritable(node);
    if ((mayRead(flags) && (node.mode & 0o400) === 0) || (mayWrite(flags) && (node.mode & 0o200) === 0)) throw new Errno("EACCES");
  }

  #freeNumber(): number {
    for (let fd = FIRST_FD; fd < MAX_OPEN; fd += 1) if (!this.#open.has(fd)) return fd;
    throw new Errno("EMFILE");
  }

  #get(fd: number): OpenFile {
    const file = this.#open.get(fd);
    if (!file) throw new Errno("EBADF");
    return file;
  }

  close(fd: number): void {
    if (fd >= 0 && fd < FIRST_FD) return;
    const { node } = this.#get(fd);
    this.#open.delete(fd);
    if (node.type !== "file") return;
    node.openCount -= 1;
    this.#tree.releaseIfGone(node);
  }

  node(fd: number): Inode {
    return this.#get(fd).node;
  }

  read(fd: number, into: Uint8Array, position: number | null): number {
    if (fd === 0) return 0;
    const file = this.#get(fd);
    if (!mayRead(file.flags)) throw new Errno("EBADF");
    const { node } = file;
    if (node.type !== "file") throw new Errno("EISDIR");
    const from = position ?? file.position;
    const count = Math.max(0, Math.min(into.length, node.size - from));
    into.set(node.bytes.subarray(from, from + count));
    node.atimeMs = Date.now();
    if (position === null) file.position += count;
    return count;
  }

  /** How much was written: less than asked for where /tmp is nearly full, as on Linux. */
  write(fd: number, bytes: Uint8Array, position: number | null): number {
    if (fd === STDOUT || fd === STDERR) return this.#writeStandard(fd, bytes);
    const file = this.#get(fd);
    if (!mayWrite(file.flags) || file.node.type !== "file") throw new Errno("EBADF");
    const { node } = file;
    const appending = (file.flags & O_APPEND) !== 0;
    const from = appending ? node.size : (position ?? file.position);
    const room = node.mount.limitBytes - node.mount.usedBytes + node.size - from;
    const count = Math.min(bytes.length, Math.max(0, room));
    if (count === 0 && bytes.length > 0) throw new Errno("ENOSPC");
    const part = bytes.subarray(0, count);
    this.#reserve(node, Math.max(node.size, from + count));
    node.bytes.set(part, from);
    touch(node);
    if (count > 0) this.#tree.tellWrite(node, from, part);
    if (position === null || appending) file.position = from + count;
    return count;
  }

  #writeStandard(fd: 1 | 2, bytes: Uint8Array): number {
    this.#print(fd === STDOUT ? "stdout" : "stderr", this.#decoders[fd].decode(bytes, { stream: true }));
    return bytes.length;
  }

  truncate(fd: number, size: number): void {
    const { node, flags } = this.#get(fd);
    if (!mayWrite(flags) || node.type !== "file") throw new Errno("EINVAL");
    this.#resize(node, size);
  }

  #resize(node: FileNode, size: number): void {
    if (size - node.size > node.mount.limitBytes - node.mount.usedBytes) throw new Errno("ENOSPC");
    if (size < node.size) {
      node.bytes = node.bytes.slice(0, size);
      node.mount.usedBytes -= node.size - size;
      node.size = size;
    } else this.#reserve(node, size);
    touch(node);
    this.#tree.tellWrite(node, size, new Uint8Array(0));
  }

  /** Grows a file to a size, by doubling what is kept, so that many small writes are cheap. */
  #reserve(node: FileNode, size: number): void {
    if (size > node.bytes.length) {
      const grown = new Uint8Array(Math.min(Math.max(size, node.bytes.length * 2, 64), Math.max(size, node.mount.limitBytes)));
      grown.set(node.bytes.subarray(0, node.size));
      node.bytes = grown;
    }
    node.mount.usedBytes += size - node.size;
    node.size = size;
  }
}
