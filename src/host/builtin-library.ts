/**
 * Fetches the scripts of Node's built-ins and of the SDK, each once, with what they require in turn. They belong to the runtime: what a
 * container does not import it never evaluates, and none of it counts in a function's package size.
 */
import { ProblemError } from "./problem.ts";
import type { Script } from "./sandbox-client.ts";

export interface BuiltinEntry {
  readonly url: string;
  readonly requires: readonly string[];
  readonly bytes: number;
}

/** Globals of Node may be used without an import. */
const ALWAYS_AT_HAND = ["util", "buffer", "process", "events"];

export interface BuiltinLibrary {
  /** The scripts of these names, of what they require, and of the globals. Unknown names are left out: the runtime says so. */
  scriptsFor(names: readonly string[]): Promise<readonly Script[]>;
}

export function createBuiltinLibrary(entries: Readonly<Record<string, BuiltinEntry>>): BuiltinLibrary {
  const loading = new Map<string, Promise<Script>>();

  const load = (name: string, { url, requires }: BuiltinEntry): Promise<Script> => {
    const known = loading.get(name);
    if (known) return known;
    const script = fetchText(url).then((text) => ({
      key: `builtin:${name}`,
      name,
      text: `${text}\n//# sourceURL=${traceName(name)}`,
      requires,
    }));
    loading.set(name, script);
    script.catch(() => loading.delete(name));
    return script;
  };

  return {
    scriptsFor(names) {
      const wanted = new Map<string, BuiltinEntry>();
      const want = (name: string) => {
        const entry = entries[name];
        if (!entry || wanted.has(name)) return;
        wanted.set(name, entry);
        for (const required of entry.requires) want(required);
      };
      for (const name of [...ALWAYS_AT_HAND, ...names]) want(name);
      return Promise.all([...wanted].map(([name, entry]) => load(name, entry)));
    },
  };
}

/** What a trace calls it: where it lies on Lambda, or as Node names its own. */
function traceName(name: string): string {
  return name.startsWith("@") ? `/var/runtime/node_modules/${name}/dist-cjs/index.js` : `node:internal/${name}`;
}

async function fetchText(url: string): Promise<string> {
  try {
    const response = await fetch(url);
    if (response.ok) return await response.text();
  } catch {
    // Offline or blocked: told below in words.
  }
  throw new ProblemError(
    "runtime-not-loaded",
    "A part of the Node.js runtime could not be loaded.",
    "Check the connection, then deploy again.",
  );
}
