/**
 * The page's end of the bundler: starts its worker when something must be built, answers from memory what was built
 * before (the starter is built with the page), and says in words when the bundler could not be loaded.
 */
import type { BundleRequest, BundleResult, Bundler } from "./bundle.ts";
import type { BundlerSettings, BundlerWorker } from "./bundler.worker.ts";

/** Enough for going back and forth between a few versions of each function. */
const KEPT_RESULTS = 40;
const STOPPED = "bundler-stopped";

export interface BundlerClient extends Bundler {
  /** Loads the bundler ahead of the first build. */
  warmUp(): void;
}

export interface BundlerClientOptions {
  readonly prebuilt: readonly { readonly request: BundleRequest; readonly result: BundleResult }[];
  readonly settings: BundlerSettings;
  readonly createWorker?: () => BundlerThread | Promise<BundlerThread>;
}

/** A worker and what it offers; tests give one of their own. */
export interface BundlerThread {
  readonly remote: Pick<BundlerWorker, "start" | "bundle">;
  /** Never settles unless the worker's script fails. */
  readonly broken: Promise<never>;
  terminate(): void;
}

export function createBundlerClient({ prebuilt, settings, createWorker = loadThread }: BundlerClientOptions): BundlerClient {
  const results = new Map(
    prebuilt.map(({ request, result }): [string, Promise<BundleResult>] => [keyOf(request), Promise.resolve(result)]),
  );
  let current: Promise<RunningThread> | undefined;

  const start = async (): Promise<RunningThread> => {
    let thread: RunningThread | undefined;
    try {
      thread = running(await createWorker());
      await Promise.race([thread.remote.start(settings), thread.ended]);
      return thread;
    } catch (reason) {
      thread?.end(reason);
      throw notLoaded(reason);
    }
  };

  const forget = (starting: Promise<RunningThread>) => {
    if (current === starting) current = undefined;
  };

  const thread = (): Promise<RunningThread> => {
    if (current) return current;
    const starting = start();
    current = starting;
    starting.catch(() => forget(starting));
    return starting;
  };

  const build = async (request: BundleRequest): Promise<BundleResult> => {
    const starting = thread();
    const { remote, ended, end } = await starting;
    try {
      return await Promise.race([remote.bundle(request), ended]);
    } catch (reason) {
      // Whatever it was, a new thread is the better start; those who wait for the old one are told.
      forget(starting);
      const told = stopped(reason);
      end(told);
      throw told;
    }
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

interface RunningThread {
  readonly remote: BundlerThread["remote"];
  /** A call to a worker that is gone never settles; this does, once the thread has ended. */
  readonly ended: Promise<never>;
  end(reason: unknown): void;
}

function running({ remote, broken, terminate }: BundlerThread): RunningThread {
  let fail: (reason: unknown) => void = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  ended.catch(() => {});
  broken.catch(fail);
  const end = (reason: unknown) => {
    fail(reason);
    terminate();
  };
  return { remote, ended, end };
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

/** Its code comes with the first build, not with the page. */
async function loadThread(): Promise<BundlerThread> {
  const { startBundlerThread } = await import("./bundler-thread.ts");
  return startBundlerThread();
}

function notLoaded(reason: unknown): Error {
  const remedy = "Check the connection, then deploy again. Nothing of your code is lost.";
  return problem("bundler-not-loaded", `The bundler could not be loaded: ${messageOf(reason)}`, remedy);
}

function stopped(reason: unknown): Error {
  if (reason instanceof Error && Reflect.get(reason, "code") === STOPPED) return reason;
  return problem(STOPPED, `The bundler stopped: ${messageOf(reason)}`, "Deploy again: the bundler is started anew.");
}

/** Carries the three texts of a Problem. */
function problem(code: string, message: string, remedy: string): Error {
  return Object.assign(new Error(message), { code, remedy });
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
