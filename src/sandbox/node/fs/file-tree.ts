/**
 * The container's files: everything read-only but /tmp, which is bounded, and whose every change is told to the host, so
 * that it outlives the process. These are the system calls on names; those on open files are in open-files.ts.
 */
import { Buffer } from "node:buffer";
import type { NodeHost } from "../node-host.ts";
import {
  attach,
  type Directory,
  detach,
  type FileNode,
  type Inode,
  isWithin,
  type Mount,
  makeDirectory,
  makeFile,
  makeSymlink,
  pathOf,
} from "./inodes.ts";
import { find, locate, type Place } from "./locate.ts";
import { Errno } from "./system-error.ts";

/** Lambda's file system, as far as a function has reason to look at it. */
const SYSTEM_DIRECTORIES = ["/dev", "/etc", "/home", "/opt", "/proc", "/usr", "/var/lang", "/var/runtime", "/var/task"];

type TmpHost = Pick<NodeHost, "taskFiles" | "tmpEntries" | "tmpLimitBytes" | "recordTmp">;

export class FileTree {
  readonly root: Directory;
  readonly tmp: Mount;
  readonly #host: TmpHost;
  /** While /tmp is being restored, nothing is told. */
  #telling = false;

  constructor(host: TmpHost) {
    this.#host = host;
    const system: Mount = { device: 1, readOnly: true, limitBytes: 0, usedBytes: 0, mirrored: false };
    this.tmp = { device: 2, readOnly: false, limitBytes: host.tmpLimitBytes, usedBytes: 0, mirrored: true };
    this.root = makeDirectory(system, 0o755);
    for (const path of SYSTEM_DIRECTORIES) this.#grow(path, system);
    for (const [name, text] of Object.entries(host.taskFiles)) this.#put(`/var/task/${name}`, Buffer.from(text), system);
    const tmp = makeDirectory(this.tmp, 0o777);
    tmp.mode |= 0o1777;
    attach(this.root, "tmp", tmp);
    for (const entry of host.tmpEntries) {
      const node = entry.type === "directory" ? this.#grow(entry.path, this.tmp) : this.#put(entry.path, entry.bytes.slice(), this.tmp);
      node.mtimeMs = entry.mtimeMs;
    }
    this.#telling = true;
  }

  #grow(path: string, mount: Mount): Directory {
    let at = this.root;
    for (const name of path.split("/").filter(Boolean)) {
      const found = at.entries.get(name);
      if (found?.type === "directory") {
        at = found;
        continue;
      }
      const made = makeDirectory(mount, 0o755);
      attach(at, name, made);
      at = made;
    }
    return at;
  }

  #put(path: string, bytes: Uint8Array, mount: Mount): FileNode {
    const slash = path.lastIndexOf("/");
    const file = makeFile(mount, 0o644);
    file.bytes = bytes;
    file.size = bytes.length;
    mount.usedBytes += bytes.length;
    attach(this.#grow(path.slice(0, slash), mount), path.slice(slash + 1), file);
    return file;
  }

  // What the host is told.

  tellWrite(file: FileNode, offset: number, bytes: Uint8Array): void {
    if (!this.#telling || !file.mount.mirrored) return;
    // A view's whole buffer would be sent with it: send a copy of just these bytes.
    for (const link of file.links)
      this.#host.recordTmp({ op: "write", path: pathOf(link), offset, bytes: Uint8Array.from(bytes), size: file.size });
  }

  #tellRemoved(parent: Directory, name: string): void {
    if (parent.mount.mirrored) this.#host.recordTmp({ op: "remove", path: pathOf({ parent, name }) });
  }

  // System calls.

  find(path: string, follow = true): Inode {
    return find(this.root, path, follow);
  }

  locate(path: string, follow: boolean): Place {
    return locate(this.root, path, follow);
  }

  /** A place for something new. */
  #vacant(path: string): Place {
    const place = locate(this.root, path, false);
    if (place.node) throw new Errno("EEXIST");
    requireWritable(place.parent);
    return place;
  }

  makeDirectory(path: string, permissions: number): void {
    const { parent, name } = this.#vacant(path);
    attach(parent, name, makeDirectory(parent.mount, permissions));
    if (parent.mount.mirrored) this.#host.recordTmp({ op: "make-directory", path: pathOf({ parent, name }) });
  }

  createFile({ parent, name }: Place, permissions: number): FileNode {
    requireWritable(parent);
    const file = makeFile(parent.mount, permissions);
    attach(parent, name, file);
    this.tellWrite(file, 0, new Uint8Array(0));
    return file;
  }

  symlink(target: string, path: string): void {
    const { parent, name, slash } = this.#vacant(path);
    if (slash) throw new Errno("ENOENT");
    attach(parent, name, makeSymlink(parent.mount, target));
  }

  link(existing: string, path: string): void {
    const node = this.find(existing, false);
    const place = locate(this.root, path, false);
    if (place.node) throw new Errno("EEXIST");
    requireWritable(place.parent);
    if (node.mount !== place.parent.mount) throw new Errno("EXDEV");
    if (node.type === "directory") throw new Errno("EPERM");
    attach(place.parent, place.name, node);
    if (node.type === "file") this.tellWrite(node, 0, node.bytes.subarray(0, node.size));
  }

  unlink(path: string): void {
    const { parent, name, node } = locate(this.root, path, false);
    if (name === "") throw new Errno("EISDIR");
    requireWritable(parent);
    if (!node) throw new Errno("ENOENT");
    if (node.type === "directory") throw new Errno("EISDIR");
    this.#remove(parent, name, node);
  }

  removeDirectory(path: string): void {
    const { parent, name, node } = locate(this.root, path, false);
    if (name === "") throw new Errno("EBUSY");
    requireWritable(parent);
    if (!node) throw new Errno("ENOENT");
    if (node.type !== "directory") throw new Errno("ENOTDIR");
    if (node.entries.size > 0) throw new Errno("ENOTEMPTY");
    this.#remove(parent, name, node);
  }

  #remove(parent: Directory, name: string, node: Inode): void {
    detach(parent, name, node);
    this.#tellRemoved(parent, name);
    this.releaseIfGone(node);
  }

  /** A file without a name that nobody has open gives back its space. */
  releaseIfGone(node: Inode): void {
    if (node.type !== "file" || node.links.length > 0 || node.openCount > 0) return;
    node.mount.usedBytes -= node.size;
    node.size = 0;
    node.bytes = new Uint8Array(0);
  }

  rename(oldPath: string, newPath: string): void {
    const from = locate(this.root, oldPath, false);
    const to = locate(this.root, newPath, false);
    if (from.parent.mount !== to.parent.mount) throw new Errno("EXDEV");
    if (from.name === "" || to.name === "") throw new Errno("EBUSY");
    requireWritable(from.parent);
    const { node } = from;
    if (!node) throw new Errno("ENOENT");
    if (node.type !== "directory" && to.slash) throw new Errno("ENOTDIR");
    if (node.type === "directory" && isWithin(to.parent, node)) throw new Errno("EINVAL");
    if (to.node === node) return;
    if (to.node) this.#replace(node, to.node);
    detach(from.parent, from.name, node);
    if (to.node) detach(to.parent, to.name, to.node);
    attach(to.parent, to.name, node);
    if (to.node) this.releaseIfGone(to.node);
    this.#tellRenamed(from, to, node);
  }

  #replace(node: Inode, target: Inode): void {
    if (node.type === "directory") {
      if (target.type !== "directory") throw new Errno("ENOTDIR");
      if (target.entries.size > 0) throw new Errno("ENOTEMPTY");
    } else if (target.type === "directory") throw new Errno("EISDIR");
  }

  #tellRenamed(from: Place, to: Place, node: Inode): void {
    if (!from.parent.mount.mirrored) return;
    // Symbolic links are not kept beyond the process; what one replaces must still go.
    if (to.node) this.#tellRemoved(to.parent, to.name);
    if (node.type !== "symlink") this.#host.recordTmp({ op: "rename", from: pathOf(from), to: pathOf(to) });
  }

  statfs(path: string): { blocks: number; free: number; files: number } {
    const { mount } = this.find(path);
    const blocks = Math.ceil(mount.limitBytes / 4096);
    return { blocks, free: Math.max(0, Math.floor((mount.limitBytes - mount.usedBytes) / 4096)), files: countNodes(this.root) };
  }
}

function countNodes(node: Inode): number {
  if (node.type !== "directory") return 1;
  let count = 1;
  for (const child of node.entries.values()) count += countNodes(child);
  return count;
}

export function requireWritable(node: Inode): void {
  if (node.mount.readOnly) throw new Errno("EROFS");
}
