/**
 * Loads Node's built-ins on demand: each is a classic script that defines itself through one well-known symbol. Only
 * what is required is fetched and evaluated, inside init or inside the invocation that first asks.
 */
import type { BuiltinFactory, NodeHost } from "./node/node-host.ts";

/** A global of classic workers, which the DOM types lack. */
declare const importScripts: (...urls: string[]) => void;

export type RequireBuiltin = (name: string) => unknown;

const DEFINE = Symbol.for("coldstart.define");
const REQUIRE = Symbol.for("coldstart.require");

export function installBuiltins(scope: typeof globalThis, urls: Readonly<Record<string, string>>, host: NodeHost): RequireBuiltin {
  const importScript = importScripts.bind(scope);
  const modules = new Map<string, { exports: unknown }>();
  const factories = new Map<string, BuiltinFactory>();

  const define = (name: string, factory: BuiltinFactory) => {
    factories.set(name, factory);
  };

  const requireBuiltin: RequireBuiltin = (specifier) => {
    const name = specifier.startsWith("node:") ? specifier.slice(5) : specifier;
    const loaded = modules.get(name);
    if (loaded) return loaded.exports;
    const url = urls[name];
    if (url === undefined) throw notFound(specifier);
    importScript(url);
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
