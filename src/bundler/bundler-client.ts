/**
 * The page's end of the bundler: starts its worker when something must be built, answers from memory what was built
 * before (the starter is built with the page), and says in words when the bundler could not be loaded.
 */
import { wrap } from "comlink";
import type { BundleRequest, BundleResult, Bundler } from "./bundle.ts";
import type { BundlerWorker } from "./bundler.worker.ts";
import type { BuiltinNames } from "./node-compat.ts";

/** Enough for going back and forth between a few versions of each function. */
const KEPT_RESULTS = 40;

export interface BundlerClient extends Bundler {
  /** Loads the bundler ahead of the first build. */
  warmUp(): void;
}

export interface BundlerClientOptions {
  readonly prebuilt: readonly { readonly request: BundleRequest; readonly result: BundleResult }[];
  readonly builtins: BuiltinNames & { readonly needLoweredAsync: readonly string[] };
  readonly createWorker?: () => BundlerThread;
}

/** A worker and what it offers; tests give one of their own. */
export interface BundlerThread {
  readonly remote: Pick<BundlerWorker, "start" | "bundle">;
  /** Never settles unless the worker's script fails. */
  readonly broken: Promise<never>;
  terminate(): void;
}

export function createBundlerClient({ prebuilt, builtins, createWorker = startWorker }: BundlerClientOptions): BundlerClient {
  const results = new Map(
    prebuilt.map(({ request, result }): [string, Promise<BundleResult>] => [keyOf(request), Promise.resolve(result)]),
  );
  let starting: Promise<BundlerThread> | undefined;

  const start = async (): Promise<BundlerThread> => {
    const thread = createWorker();
    try {
      await Promise.race([thread.remote.start(builtins), thread.broken]);
      return thread;
    } catch (reason) {
      starting = undefined;
      thread.terminate();
      throw notLoaded(reason);
    }
  };

  const thread = () => {
    starting ??= start();
    return starting;
  };

  const build = async (request: BundleRequest): Promise<BundleResult> => {
    const { remote, broken } = await thread();
    return Promise.race([remote.bundle(request), broken]);
  };

  return {
    bundle(request) {
      const key = keyOf(request);
      const known = results.get(key);
      if (known) return known;
      const result = build(request);
      remember(results, key, result);
      return result;
    },
    warmUp: () => void thread().catch(() => {}),
  };
}

/** What could not be built is not remembered; of the rest, the oldest goes. */
function remember(results: Map<string, Promise<BundleResult>>, key: string, result: Promise<BundleResult>): void {
  results.set(key, result);
  result.catch(() => results.delete(key));
  if (results.size <= KEPT_RESULTS) return;
  const [oldest] = results.keys();
  if (oldest !== undefined) results.delete(oldest);
}

function keyOf({ files, handler, runtime }: BundleRequest): string {
  return JSON.stringify([runtime, handler, Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function startWorker(): BundlerThread {
  const worker = new Worker(new URL("./bundler.worker.ts", import.meta.url), { type: "module", name: "bundler" });
  const broken = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || "its worker did not start"));
    };
  });
  broken.catch(() => {});
  return { remote: wrap<BundlerWorker>(worker), broken, terminate: () => worker.terminate() };
}

/** Carries the three texts of a Problem. */
function notLoaded(reason: unknown): Error {
  const why = reason instanceof Error ? reason.message : String(reason);
  const remedy = "Check the connection, then deploy again. Nothing of your code is lost.";
  return Object.assign(new Error(`The bundler could not be loaded: ${why}`), { code: "bundler-not-loaded", remedy });
}
