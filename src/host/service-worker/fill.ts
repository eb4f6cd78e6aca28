/**
 * Brings files of this build into the store, a few at a time. What is there is not fetched again, so a fill that was cut
 * short goes on where it was; a file that cannot be had leaves the others alone.
 */
import { DOCUMENT, HASHED_FOLDER, type ListedFile } from "./file-list.ts";
import { inOrder, type StoredFiles } from "./stored-files.ts";

/** What a person does on the page meanwhile needs the line too. */
const AT_ONCE = 3;
/** The line is gone, not a file. */
const GIVE_UP_AFTER = 4;

export type FillFailure = "no-network" | "no-room" | "other-content";

export interface FillOptions {
  readonly files: readonly ListedFile[];
  readonly stored: StoredFiles;
  readonly fetchFile: (file: ListedFile, signal: AbortSignal) => Promise<Response>;
  readonly signal: AbortSignal;
  /** Of the file that is on its way: what has arrived since the last word. */
  readonly onBytes?: (file: ListedFile, bytes: number) => void;
  readonly onKept?: (file: ListedFile) => void;
}

/** undefined: all of them are there, or it was stopped. */
export async function fill({ files, stored, fetchFile, signal, onBytes, onKept }: FillOptions): Promise<FillFailure | undefined> {
  const kept = await stored.kept();
  const missing = inOrder(files.filter(({ path }) => !kept.has(path)));
  const waiting = missing.filter(({ path }) => path !== DOCUMENT);
  let failure: FillFailure | undefined;
  let failedInARow = 0;

  const bring = async (file: ListedFile): Promise<void> => {
    try {
      if (!(await stored.takeOver(file))) {
        const response = await fetchFile(file, signal);
        if (!response.ok) throw new FillError("no-network");
        const bytes = await bytesOf(response, (count) => onBytes?.(file, count));
        const type = response.headers.get("content-type") ?? "application/octet-stream";
        if (!(await stored.keep(file, bytes, type))) throw new FillError("other-content");
      }
      failedInARow = 0;
      onKept?.(file);
    } catch (reason) {
      if (signal.aborted) return;
      failure = failureOf(reason);
      failedInARow = failure === "no-room" ? GIVE_UP_AFTER : failedInARow + 1;
    }
  };

  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file && !signal.aborted && failedInARow < GIVE_UP_AFTER; file = waiting.shift()) await bring(file);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const last = missing.find(({ path }) => path === DOCUMENT);
  if (last && failure === undefined && !signal.aborted) await bring(last);
  return failure;
}

/** What was loaded once under a name with a hash is still right, however old it is. */
export function fetchListed(base: URL): FillOptions["fetchFile"] {
  return ({ path }, signal) =>
    fetch(new URL(path, base), { cache: path.startsWith(HASHED_FOLDER) ? "force-cache" : "no-cache", credentials: "same-origin", signal });
}

class FillError extends Error {
  readonly failure: FillFailure;

  constructor(failure: FillFailure) {
    super(failure);
    this.failure = failure;
  }
}

function failureOf(reason: unknown): FillFailure {
  if (reason instanceof FillError) return reason.failure;
  return reason instanceof DOMException && reason.name === "QuotaExceededError" ? "no-room" : "no-network";
}

async function bytesOf(response: Response, onBytes: (count: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    chunks.push(next.value);
    onBytes(next.value.byteLength);
  }
  const all = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
