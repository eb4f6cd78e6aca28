/** Files, directories and symbolic links as a kernel keeps them: a file is not its name, so a rename leaves it open. */
import { FS } from "../linux-constants.ts";

/** One mounted file system. */
export interface Mount {
  readonly device: number;
  readonly readOnly: boolean;
  readonly limitBytes: number;
  usedBytes: number;
  /** Told to the host, so that it outlives the process. */
  readonly mirrored: boolean;
}

export interface Link {
  readonly parent: Directory;
  readonly name: string;
}

interface Meta {
  readonly ino: number;
  readonly mount: Mount;
  /** Type and permissions. */
  mode: number;
  uid: number;
  gid: number;
  atimeMs: number;
  mtimeMs: number;
  ctimeMs: number;
  readonly birthtimeMs: number;
  /** The names it has; a file without one goes when it is closed. */
  links: Link[];
}

export interface FileNode extends Meta {
  readonly type: "file";
  /** As large as was needed so far; `size` of it is the content. */
  bytes: Uint8Array;
  size: number;
  openCount: number;
}

export interface Directory extends Meta {
  readonly type: "directory";
  readonly entries: Map<string, Inode>;
}

export interface SymlinkNode extends Meta {
  readonly type: "symlink";
  readonly target: string;
}

export type Inode = FileNode | Directory | SymlinkNode;

const UMASK = 0o022;
const { S_IFMT = 0, S_IFREG = 0, S_IFDIR = 0, S_IFLNK = 0 } = FS;

let lastIno = 1;

function meta(mount: Mount, mode: number): Meta {
  const nowMs = Date.now();
  lastIno += 1;
  // A container in a browser has no user of an operating system: everything is root's.
  return { ino: lastIno, mount, mode, uid: 0, gid: 0, atimeMs: nowMs, mtimeMs: nowMs, ctimeMs: nowMs, birthtimeMs: nowMs, links: [] };
}

export function makeFile(mount: Mount, permissions: number): FileNode {
  return { ...meta(mount, S_IFREG | (permissions & 0o7777 & ~UMASK)), type: "file", bytes: new Uint8Array(0), size: 0, openCount: 0 };
}

export function makeDirectory(mount: Mount, permissions: number): Directory {
  return { ...meta(mount, S_IFDIR | (permissions & 0o7777 & ~UMASK)), type: "directory", entries: new Map() };
}

export function makeSymlink(mount: Mount, target: string): SymlinkNode {
  return { ...meta(mount, S_IFLNK | 0o777), type: "symlink", target };
}

export function setPermissions(node: Inode, permissions: number): void {
  node.mode = (node.mode & S_IFMT) | (permissions & 0o7777);
  node.ctimeMs = Date.now();
}

export function sizeOf(node: Inode): number {
  if (node.type === "file") return node.size;
  return node.type === "directory" ? 4096 : node.target.length;
}

export function linkCount(node: Inode): number {
  if (node.type !== "directory") return node.links.length;
  let count = 2;
  for (const child of node.entries.values()) if (child.type === "directory") count += 1;
  return count;
}

export function attach(parent: Directory, name: string, node: Inode): void {
  parent.entries.set(name, node);
  node.links.push({ parent, name });
  touch(parent);
  node.ctimeMs = Date.now();
}

export function detach(parent: Directory, name: string, node: Inode): void {
  parent.entries.delete(name);
  node.links = node.links.filter((link) => link.parent !== parent || link.name !== name);
  touch(parent);
  node.ctimeMs = Date.now();
}

export function touch(node: Inode): void {
  node.mtimeMs = Date.now();
  node.ctimeMs = node.mtimeMs;
}

export function pathOf({ parent, name }: Link): string {
  const above = parent.links[0];
  return `${above ? pathOf(above) : ""}/${name}`;
}

export function isWithin(node: Directory, ancestor: Inode): boolean {
  for (let at: Directory | undefined = node; at; at = at.links[0]?.parent) if (at === ancestor) return true;
  return false;
}
