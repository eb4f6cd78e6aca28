/** A bucket's keys as folders: S3 knows none, a "/" in a key is read as one. */
import type { ObjectView } from "../../platform/services/services-view.ts";

export interface Folder {
  /** "2026/", below the folder that is shown. */
  readonly name: string;
  readonly prefix: string;
  readonly count: number;
  readonly sizeBytes: number;
}

export interface FolderListing {
  readonly folders: readonly Folder[];
  readonly objects: readonly ObjectView[];
}

export function listFolder(objects: readonly ObjectView[], prefix: string): FolderListing {
  const folders = new Map<string, Folder>();
  const here: ObjectView[] = [];
  for (const object of objects) {
    if (!object.key.startsWith(prefix)) continue;
    const rest = object.key.slice(prefix.length);
    const slash = rest.indexOf("/");
    // A key that is the folder itself ("raw/") is shown inside of it, as the S3 console does.
    if (slash < 0 || rest === "") {
      here.push(object);
      continue;
    }
    const name = rest.slice(0, slash + 1);
    const known = folders.get(name);
    folders.set(name, {
      name,
      prefix: prefix + name,
      count: (known?.count ?? 0) + 1,
      sizeBytes: (known?.sizeBytes ?? 0) + object.sizeBytes,
    });
  }
  return { folders: [...folders.values()], objects: here };
}

/** "raw/2026/" as [["raw", "raw/"], ["2026", "raw/2026/"]]. */
export function crumbsOf(prefix: string): readonly (readonly [name: string, prefix: string])[] {
  const parts = prefix.split("/").slice(0, -1);
  return parts.map((name, place) => [name, `${parts.slice(0, place + 1).join("/")}/`] as const);
}

/** Where files go, as typed: "raw" and "/raw/" are "raw/". */
export function folderPrefix(typed: string): string {
  const trimmed = typed.trim().replace(/^\/+/, "");
  return trimmed === "" || trimmed.endsWith("/") ? trimmed : `${trimmed}/`;
}
