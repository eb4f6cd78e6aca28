/** A host of a test's own: it can be stopped, and be given the next build. */
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { type Served, serve } from "../.scripts/serve.mjs";
import { listFiles, partOf } from "../src/host/build-file-list.ts";
import { serviceWorkerScript } from "../src/host/build-service-worker.ts";
import type { PartName } from "../src/host/service-worker/file-list.ts";

export const BUILT = "dist";

export interface HostOptions {
  readonly isolated: boolean;
  readonly base: string;
}

export class OwnHost {
  readonly url: string;
  readonly #options: HostOptions;
  #served: Served | undefined;

  private constructor(served: Served, options: HostOptions) {
    this.#served = served;
    this.#options = options;
    this.url = served.url;
  }

  static async start(options: HostOptions): Promise<OwnHost> {
    return new OwnHost(await serve({ ...options, port: 0, root: BUILT, brotli: false }), options);
  }

  /** Nobody answers at its address any more. */
  async stop(): Promise<void> {
    await this.#served?.close();
    this.#served = undefined;
  }

  /** Another folder at the same address; files that are not in it are gone. */
  async show(root: string): Promise<void> {
    await this.stop();
    this.#served = await serve({ ...this.#options, port: Number(new URL(this.url).port), root, brotli: false });
  }
}

const HASHED = /[\w.@-]+-[\w-]{8}\.(?:js|css|json|wasm|woff2|ttf)/g;
const TEXTS = new Set([".js", ".css", ".html"]);

/** The same page as a later build: every name with a hash is another one, and its document says `data-build="next"`. */
export async function nextBuild(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coldstart-next-"));
  await cp(BUILT, folder, { recursive: true });
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const renamed = new Map(
    paths
      .filter((path) => path.startsWith("assets/") && basename(path).match(HASHED)?.[0] === basename(path))
      .map((path) => [basename(path), nextName(path)]),
  );
  const parts = new Map<string, PartName>();
  for (const path of paths) {
    const next = join(dirname(path), renamed.get(basename(path)) ?? basename(path));
    if (TEXTS.has(extname(path))) {
      const text = await readFile(join(folder, path), "utf8");
      const replaced = text.replace(HASHED, (name) => renamed.get(name) ?? name);
      await writeFile(join(folder, path), replaced.replace('<html lang="en">', '<html lang="en" data-build="next">'));
    }
    await rename(join(folder, path), join(folder, next));
    const part = partOf(next);
    if (part) parts.set(next, part);
  }
  await writeFile(join(folder, "service-worker.js"), await serviceWorkerScript(await listFiles(folder, parts)));
  return folder;
}

export async function removeBuild(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** "index-Dx4kXJAl.js" becomes "index-Dx4kXJA_.js". */
function nextName(path: string): string {
  const name = basename(path);
  const end = name.length - extname(name).length;
  return `${name.slice(0, end - 1)}${name[end - 1] === "_" ? "-" : "_"}${name.slice(end)}`;
}
