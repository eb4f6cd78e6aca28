/**
 * The files of one build, in parts: what the page needs in order to open, and what a person may never need. The build
 * writes the list into the service worker, so that another build is another worker.
 */
export const PARTS = ["page", "bundler", "runtime", "packages", "editor", "examples", "licences"] as const;

export type PartName = (typeof PARTS)[number];

export interface ListedFile {
  /** Below the worker's scope: "assets/index-Dx4kXJAl.js". */
  readonly path: string;
  readonly part: PartName;
  readonly bytes: number;
  /** Of its content: see content-hash.ts. */
  readonly hash: string;
}

export interface FileList {
  /** Of all that is in it. */
  readonly build: string;
  /** A file whose name no other build has: a page says by its address which build it is of. */
  readonly marker: string;
  readonly files: readonly ListedFile[];
}

/** The document, which leads to all the others. */
export const DOCUMENT = "index.html";

/** Names in here carry a hash of their content: what was there once under such a name is right for ever. */
export const HASHED_FOLDER = "assets/";

/** What the first request needs: the page, and what every container is given of Node. Kept for everybody. */
export const NEEDED_PARTS: ReadonlySet<PartName> = new Set<PartName>(["page", "runtime"]);

/** Of no use in pieces: who used one of its files needs the others. */
export const WHOLE_PARTS: ReadonlySet<PartName> = new Set<PartName>(["bundler"]);
