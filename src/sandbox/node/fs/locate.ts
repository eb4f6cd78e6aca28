/** From a path to the place it names, symbolic links followed, as Linux does it. */
import type { Directory, Inode } from "./inodes.ts";
import { Errno } from "./system-error.ts";

export interface Place {
  readonly parent: Directory;
  /** Empty where the path ends in the directory itself: "/", "x/..". */
  readonly name: string;
  readonly node: Inode | undefined;
  /** The path ended in a slash. */
  readonly slash: boolean;
}

const MAX_HOPS = 40;
const MAX_NAME_BYTES = 255;

export function locate(root: Directory, path: string, follow: boolean): Place {
  const place = step(root, root, path, follow, { left: MAX_HOPS });
  if (place.slash && place.node && place.node.type !== "directory") throw new Errno("ENOTDIR");
  return place;
}

function step(root: Directory, from: Directory, path: string, follow: boolean, hops: { left: number }): Place {
  if (path === "") throw new Errno("ENOENT");
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  const slash = /\/\.?$/.test(path);
  let directory = path.startsWith("/") ? root : from;
  for (let at = 0; at < parts.length; at += 1) {
    const name = parts[at] ?? "";
    const isLast = at === parts.length - 1;
    if (name === "..") {
      directory = directory.links[0]?.parent ?? root;
      continue;
    }
    if (name.length > MAX_NAME_BYTES) throw new Errno("ENAMETOOLONG");
    let node = directory.entries.get(name);
    if (node?.type === "symlink" && (!isLast || follow || slash)) {
      hops.left -= 1;
      if (hops.left < 0) throw new Errno("ELOOP");
      const target = step(root, directory, node.target, true, hops);
      if (isLast) return { ...target, slash: slash || target.slash };
      node = target.node;
    }
    if (isLast) return { parent: directory, name, node, slash };
    if (!node) throw new Errno("ENOENT");
    if (node.type !== "directory") throw new Errno("ENOTDIR");
    directory = node;
  }
  return { parent: directory, name: "", node: directory, slash };
}

/** The thing itself, which must be there. */
export function find(root: Directory, path: string, follow = true): Inode {
  const { node } = locate(root, path, follow);
  if (!node) throw new Errno("ENOENT");
  return node;
}
