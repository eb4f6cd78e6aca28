/** For tests: the browser's caches in memory, and a host whose files can be taken away. */
import { contentHash } from "./content-hash.ts";
import type { FileList, ListedFile, PartName } from "./file-list.ts";

export const BASE = new URL("https://coldstart.test/some/path/");

/** What is used of it, in the order of making. */
export function memoryCaches(): CacheStorage {
  const all = new Map<string, Map<string, Response>>();
  const cacheOf = (name: string) => {
    const entries = all.get(name) ?? new Map<string, Response>();
    all.set(name, entries);
    return {
      match: async (url: string) => entries.get(url)?.clone(),
      put: async (url: string, response: Response) => void entries.set(url, response),
      keys: async () => [...entries.keys()].map((url) => ({ url })),
    };
  };
  return {
    open: async (name: string) => cacheOf(name),
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    match: async (url: string, { cacheName }: { cacheName: string }) => all.get(cacheName)?.get(url)?.clone(),
  } as unknown as CacheStorage;
}

/** By path, the texts of the files; what begins with "assets/x-" is of part x. */
export async function listOf(build: string, texts: Readonly<Record<string, string>>): Promise<FileList> {
  const files = Object.entries(texts).map(async ([path, text]): Promise<ListedFile> => {
    const bytes = new TextEncoder().encode(text);
    const part = (/^assets\/(bundler|editor|runtime)-/.exec(path)?.[1] ?? "page") as PartName;
    return { path, part, bytes: bytes.byteLength, hash: await contentHash(bytes) };
  });
  return { build, marker: `assets/marker-${build}.js`, files: await Promise.all(files) };
}

export class TestHost {
  readonly asked: string[] = [];
  texts: Readonly<Record<string, string>>;

  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = texts;
  }

  readonly fetchFile = async ({ path }: Pick<ListedFile, "path">, signal?: AbortSignal): Promise<Response> => {
    this.asked.push(path);
    await Promise.resolve();
    signal?.throwIfAborted();
    const text = this.texts[path];
    if (text === undefined) throw new TypeError("Failed to fetch");
    return new Response(text, { headers: { "content-type": "text/plain", "content-encoding": "identity" } });
  };
}
