/**
 * What of the builds is kept in this browser: a cache for each build, so that a page of the build before finds its files
 * while it is open. Nothing is kept whose content is not what the list says: a half answer, or a hotel's log-in page, is
 * not the file.
 */
import { contentHash } from "./content-hash.ts";
import { DOCUMENT, type FileList, HASHED_FOLDER, type ListedFile } from "./file-list.ts";

/** Beside each kept file stands what its content is known by. */
const HASH_HEADER = "x-coldstart-hash";

export interface StoredFiles {
  /** The paths of this build's files that are here. */
  kept(): Promise<ReadonlySet<string>>;
  /** As this build has it, or else as one before had it. What has no hash in its name comes from a build that is here whole. */
  find(path: string): Promise<Response | undefined>;
  /** False where the content is another one. Rejects where there is no room. */
  keep(file: ListedFile, bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<boolean>;
  /** From the build before, where the content is the same. */
  takeOver(file: ListedFile): Promise<boolean>;
  /** Throws away other builds, but those of these marker addresses. */
  dropOthers(markersInUse: readonly string[], mayStill: () => boolean): Promise<void>;
  hasOthers(): Promise<boolean>;
}

export function storedFiles(caches: CacheStorage, base: URL, { build, files }: FileList): StoredFiles {
  // Other things of this origin, and this page under another path, keep their own.
  const prefix = `coldstart:${base.pathname}:`;
  const ownName = prefix + build;
  const addressOf = (path: string) => new URL(path, base).href;
  const others = async () => (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== ownName);
  let own: Promise<Cache> | undefined;
  const openOwn = () => {
    own ??= caches.open(ownName);
    return own;
  };

  const matchIn = (cacheName: string, path: string) => caches.match(addressOf(path), { cacheName, ignoreVary: true });
  /** The newest first: names are listed in the order of their making. */
  const findIn = async (names: readonly string[], path: string, fits: (response: Response) => boolean): Promise<Response | undefined> => {
    for (const name of names) {
      const found = await matchIn(name, path);
      if (found && fits(found)) return found;
    }
    return undefined;
  };

  return {
    async kept() {
      const listed = new Map(files.map(({ path }) => [addressOf(path), path]));
      const keys = await (await openOwn()).keys();
      return new Set(keys.flatMap(({ url }) => listed.get(url) ?? []));
    },
    async find(path) {
      const names = [ownName, ...(await others()).reverse()];
      if (path.startsWith(HASHED_FOLDER)) return findIn(names, path, () => true);
      for (const name of names) if (await matchIn(name, DOCUMENT)) return matchIn(name, path);
      return undefined;
    },
    async keep({ path, hash }, bytes, contentType) {
      if ((await contentHash(bytes)) !== hash) return false;
      const headers = { "content-type": contentType, "content-length": String(bytes.byteLength), [HASH_HEADER]: hash };
      await (await openOwn()).put(addressOf(path), new Response(bytes, { headers }));
      return true;
    },
    async takeOver({ path, hash }) {
      const found = await findIn((await others()).reverse(), path, ({ headers }) => headers.get(HASH_HEADER) === hash);
      if (found) await (await openOwn()).put(addressOf(path), found);
      return found !== undefined;
    },
    async dropOthers(markersInUse, mayStill) {
      for (const name of await others()) {
        const inUse = await Promise.all(markersInUse.map((marker) => caches.match(marker, { cacheName: name })));
        if (inUse.every((found) => found === undefined) && mayStill()) await caches.delete(name);
      }
    },
    hasOthers: async () => (await others()).length > 0,
  };
}

/** The document comes last: where it is, all that it needs is there too. */
export function inOrder(files: readonly ListedFile[]): readonly ListedFile[] {
  return [...files].sort((a, b) => Number(a.path === DOCUMENT) - Number(b.path === DOCUMENT));
}
