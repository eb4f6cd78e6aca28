/**
 * The bytes of the buckets' objects, kept by what they are: the same bytes are kept once, under their MD5 and size. The
 * services know the reference only. Without storage (a private window) they last as long as the page.
 */
import type { ContentRef } from "../platform/services/service-call.ts";
import { ProblemError } from "./problem.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

/** What of storage it needs. */
export interface ContentShelf {
  readContent(contentId: string): Promise<Bytes | undefined>;
  saveContent(contentId: string, bytes: Bytes): Promise<void>;
}

export interface ContentStore {
  keep(bytes: Bytes): Promise<ContentRef>;
  /** Rejects with a Problem where the browser has lost them. */
  read(content: ContentRef): Promise<Bytes>;
  /** From now on they outlive the page. */
  keepOn(shelf: ContentShelf): void;
}

/** Bytes held in memory beside storage: what was used last. */
const CACHE_BYTES = 67_108_864;

export function createContentStore(): ContentStore {
  const cached = new Map<string, Bytes>();
  let cachedBytes = 0;
  let shelf: ContentShelf | undefined;

  const forgetOldest = () => {
    for (const [contentId, bytes] of cached) {
      if (cachedBytes <= CACHE_BYTES) return;
      cached.delete(contentId);
      cachedBytes -= bytes.byteLength;
    }
  };

  const remember = (contentId: string, bytes: Bytes) => {
    if (!cached.delete(contentId)) cachedBytes += bytes.byteLength;
    cached.set(contentId, bytes);
    if (shelf) forgetOldest();
  };

  return {
    async keep(bytes) {
      const [{ md5 }, { bytesToHex }] = await Promise.all([import("@noble/hashes/legacy.js"), import("@noble/hashes/utils.js")]);
      const digest = bytesToHex(md5(bytes));
      const content: ContentRef = { contentId: `${digest}-${bytes.byteLength}`, sizeBytes: bytes.byteLength, md5: digest };
      // In storage before it can be forgotten here.
      await shelf?.saveContent(content.contentId, bytes);
      remember(content.contentId, bytes);
      return content;
    },
    async read({ contentId, sizeBytes }) {
      const bytes = cached.get(contentId) ?? (await shelf?.readContent(contentId));
      if (!bytes) {
        const message = `The ${sizeBytes} bytes of this object are not in this browser any more.`;
        throw new ProblemError("content-lost", message, "Upload the file again.");
      }
      remember(contentId, bytes);
      return bytes;
    },
    keepOn(next) {
      shelf = next;
      // What cannot be saved stays here until it is the oldest.
      const saves = [...cached].map(([contentId, bytes]) => next.saveContent(contentId, bytes));
      void Promise.allSettled(saves).then(forgetOldest);
    },
  };
}

export function isContentRef(value: unknown): value is ContentRef {
  if (typeof value !== "object" || value === null) return false;
  const { contentId, sizeBytes, md5: digest } = value as Partial<ContentRef>;
  return typeof contentId === "string" && typeof sizeBytes === "number" && typeof digest === "string";
}
