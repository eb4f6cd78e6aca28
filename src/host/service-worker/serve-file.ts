/**
 * Where a file of the page comes from. Names that carry a hash: from the store, for ever. The document: from the network
 * while it answers soon, so that a visit has the newest page; else from the store. What stands beside it (sandbox.html)
 * comes from where its document came from: two builds are never mixed in one page.
 */
import { DOCUMENT, HASHED_FOLDER, type ListedFile } from "./file-list.ts";
import { isolated, needsIsolation } from "./isolated.ts";
import type { StoredFiles } from "./stored-files.ts";
import type { WorkerFetchEvent } from "./worker-scope.ts";

/** Who waits longer than this for a document would rather have the one that is here. */
const DOCUMENT_WITHIN_MS = 3_000;

export interface FileServer {
  /** undefined: no file of this page, and nobody's business here. */
  answer(event: WorkerFetchEvent): Promise<Response> | undefined;
}

export interface FileServerOptions {
  readonly base: URL;
  readonly files: readonly ListedFile[];
  readonly stored: StoredFiles;
  readonly isOnline: () => boolean;
  readonly onReached: (reached: boolean) => void;
  readonly onUsed: (file: ListedFile, response: Response) => Promise<unknown>;
  readonly fetchNow?: (request: Request) => Promise<Response>;
}

export function fileServer(options: FileServerOptions): FileServer {
  const { base, stored, isOnline, onReached, onUsed, fetchNow = (request: Request) => fetch(request) } = options;
  const listed = new Map(options.files.map((file) => [file.path, file]));
  /** The windows whose document came from the store. */
  const fromStore = new Set<string>();

  const fromNetwork = async (request: Request): Promise<Response> => {
    try {
      const response = await fetchNow(request);
      // Other files may have come out of the browser's own cache.
      if (request.mode === "navigate") onReached(true);
      return response;
    } catch (reason) {
      // What the page itself called off says nothing about the network.
      if (!request.signal.aborted) onReached(false);
      throw reason;
    }
  };

  const documentFor = async ({ request, resultingClientId }: WorkerFetchEvent): Promise<Response> => {
    const takeStored = async () => {
      const found = await stored.find(DOCUMENT);
      if (found) fromStore.add(resultingClientId);
      return found;
    };
    const network = fromNetwork(request);
    network.catch(() => {});
    const soon = isOnline() ? await within(DOCUMENT_WITHIN_MS, network) : undefined;
    if (soon && soon.status < 500) return soon;
    return (await takeStored()) ?? network;
  };

  const hashedFile = async (event: WorkerFetchEvent, path: string): Promise<Response> => {
    const found = await stored.find(path);
    if (found) return found;
    const response = await fromNetwork(event.request);
    const file = listed.get(path);
    if (file && response.status === 200) event.waitUntil(onUsed(file, response.clone()).catch(() => {}));
    return response;
  };

  const plainFile = async ({ request, clientId }: WorkerFetchEvent, path: string): Promise<Response> => {
    if (fromStore.has(clientId)) {
      const found = await stored.find(path);
      if (found) return found;
    }
    try {
      return await fromNetwork(request);
    } catch (reason) {
      const found = await stored.find(path);
      if (!found) throw reason;
      return found;
    }
  };

  const respond = async (event: WorkerFetchEvent, path: string): Promise<Response> => {
    const answer =
      path === DOCUMENT ? documentFor(event) : path.startsWith(HASHED_FOLDER) ? hashedFile(event, path) : plainFile(event, path);
    const response = await answer;
    return needsIsolation(event.request) ? isolated(response) : response;
  };

  return {
    answer(event) {
      const { request } = event;
      const { origin, pathname } = new URL(request.url);
      if (request.method !== "GET" || origin !== base.origin || !pathname.startsWith(base.pathname)) return undefined;
      const path = pathname.slice(base.pathname.length) || DOCUMENT;
      if (listed.has(path) || path.startsWith(HASHED_FOLDER)) return respond(event, path);
      return needsIsolation(request) ? fetchNow(request).then(isolated) : undefined;
    },
  };
}

/** undefined where it takes longer, or comes to nothing. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
