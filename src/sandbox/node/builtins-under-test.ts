/**
 * For tests: evaluates the built-ins' scripts as a container would, with a container that is made up, so that each can be
 * compared with what Node itself answers. The scripts are built once for all tests of a file.
 */
import { type BuiltinScript, buildNodeBuiltins } from "../build-node-builtins.ts";
import type { BuiltinFactory, NodeHost, TmpChange } from "./node-host.ts";

export interface BuiltinsUnderTest {
  /** What `require("node:<name>")` answers in a container. */
  load<Exports>(name: string): Exports;
  /** The built-ins that have been loaded so far. */
  loaded(): readonly string[];
  readonly written: { readonly stream: "stdout" | "stderr"; readonly text: string }[];
  readonly tmpChanges: TmpChange[];
  readonly exitCodes: number[];
}

let building: Promise<readonly BuiltinScript[]> | undefined;

export function builtScripts(): Promise<readonly BuiltinScript[]> {
  building ??= buildNodeBuiltins();
  return building;
}

export async function loadBuiltins(changes: Partial<NodeHost> = {}): Promise<BuiltinsUnderTest> {
  const scripts = await builtScripts();
  const under: Omit<BuiltinsUnderTest, "load" | "loaded"> = { written: [], tmpChanges: [], exitCodes: [] };
  const startedMs = performance.now();
  const host: NodeHost = {
    env: {},
    taskFiles: {},
    tmpEntries: [],
    tmpLimitBytes: 512 * 1024 * 1024,
    recordTmp: (change) => under.tmpChanges.push(change),
    write: (stream, text) => under.written.push({ stream, text }),
    exit: (code) => {
      under.exitCodes.push(code);
      throw new Error(`exit ${code}`);
    },
    memoryLimitMb: 128,
    callService: () => Promise.reject(new Error("No service is called here.")),
    nodeVersion: "v22.20.0",
    nowMs: () => performance.now() - startedMs,
    ...changes,
  };

  const modules = new Map<string, { exports: unknown }>();
  const requireBuiltin = (specifier: string): unknown => {
    const name = specifier.replace(/^node:/, "");
    const loaded = modules.get(name);
    if (loaded) return loaded.exports;
    const script = scripts.find((candidate) => candidate.name === name);
    if (!script) throw new Error(`No such built-in module: ${specifier}`);
    const module = { exports: {} as unknown };
    modules.set(name, module);
    factoryOf(script)(requireBuiltin, module, host);
    return module.exports;
  };
  return { ...under, load: <Exports>(name: string) => requireBuiltin(name) as Exports, loaded: () => [...modules.keys()] };
}

function factoryOf(script: BuiltinScript): BuiltinFactory {
  const defined: BuiltinFactory[] = [];
  const scope = globalThis as Record<symbol, unknown>;
  const define = Symbol.for("coldstart.define");
  scope[define] = (_name: string, factory: BuiltinFactory) => defined.push(factory);
  try {
    // Indirect, so that the script sees the global scope only.
    // biome-ignore lint/security/noGlobalEval: it is our own script, run the way a worker's importScripts would.
    // biome-ignore lint/complexity/noCommaOperator: an indirect eval.
    (0, eval)(`${script.code}\n//# sourceURL=node:internal/${script.name}`);
  } finally {
    delete scope[define];
  }
  const [factory] = defined;
  if (!factory || defined.length > 1) throw new Error(`The built-in module '${script.name}' did not define itself once.`);
  return factory;
}

/** What a call answers, its error included, in a form that two answers can be compared in. */
export function answerOf(call: () => unknown): unknown {
  try {
    return { value: call() };
  } catch (thrown) {
    return { error: errorParts(thrown) };
  }
}

export function errorParts(thrown: unknown): object {
  const { name, code, message } = thrown as { name?: unknown; code?: unknown; message?: unknown };
  return { name, code, message };
}
