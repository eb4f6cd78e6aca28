/**
 * Loads Node's built-ins on demand: each is a classic script that defines itself through one well-known symbol. Only
 * what is required is fetched and evaluated, inside init or inside the invocation that first asks. A script comes
 * together with those that it asks for: one after the other, each fetch would cost an init some milliseconds.
 */
import type { BuiltinFactory, NodeHost } from "./node/node-host.ts";

/** A global of classic workers, which the DOM types lack. */
declare const importScripts: (...urls: string[]) => void;

export type RequireBuiltin = (name: string) => unknown;

const DEFINE = Symbol.for("coldstart.define");
const REQUIRE = Symbol.for("coldstart.require");

/** By name. */
export type BuiltinScripts = Readonly<Record<string, { readonly url: string; readonly requires: readonly string[] }>>;

export function installBuiltins(scope: typeof globalThis, scripts: BuiltinScripts, host: NodeHost): RequireBuiltin {
  const importScript = importScripts.bind(scope);
  const modules = new Map<string, { exports: unknown }>();
  const factories = new Map<string, BuiltinFactory>();

  // Only scripts of ours define: user code runs at no time when this is true.
  let isImporting = false;

  const define = (name: string, factory: BuiltinFactory) => {
    if (isImporting) factories.set(name, factory);
  };

  const importWithRequired = (name: string) => {
    const wanted = [name];
    for (let at = 0; at < wanted.length; at += 1)
      for (const required of scripts[wanted[at] ?? ""]?.requires ?? [])
        if (scripts[required] && !factories.has(required) && !wanted.includes(required)) wanted.push(required);
    isImporting = true;
    try {
      importScript(...wanted.map((each) => scripts[each]?.url ?? ""));
    } finally {
      isImporting = false;
    }
  };

  const requireBuiltin: RequireBuiltin = (specifier) => {
    const name = specifier.startsWith("node:") ? specifier.slice(5) : specifier;
    const loaded = modules.get(name);
    if (loaded) return loaded.exports;
    if (!Object.hasOwn(scripts, name)) throw notFound(specifier);
    if (!factories.has(name)) importWithRequired(name);
    const factory = factories.get(name);
    if (!factory) throw new Error(`The built-in module '${name}' did not define itself.`);
    const module = { exports: {} as unknown };
    modules.set(name, module);
    try {
      factory(requireBuiltin, module, host);
    } catch (error) {
      modules.delete(name);
      throw error;
    }
    return module.exports;
  };

  Object.defineProperty(scope, DEFINE, { value: define });
  Object.defineProperty(scope, REQUIRE, { value: requireBuiltin });
  return requireBuiltin;
}

function notFound(specifier: string): Error {
  if (specifier.startsWith("node:"))
    return Object.assign(new Error(`No such built-in module: ${specifier}`), { code: "ERR_UNKNOWN_BUILTIN_MODULE" });
  return Object.assign(new Error(`Cannot find module '${specifier}'`), { code: "MODULE_NOT_FOUND" });
}
