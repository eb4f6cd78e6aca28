/** node:module: which built-ins there are, and a `require` for them. A function's own files are bundled: none is found at run time. */
import { BUILTIN_NAMES } from "../builtin-names.ts";
import { throwingExports } from "../gaps.ts";
import { invalidArgValue } from "../node-errors.ts";

declare const require: (name: string) => unknown;

const plain = (specifier: string) => specifier.replace(/^node:/, "");

function isBuiltin(specifier: unknown): boolean {
  return typeof specifier === "string" && BUILTIN_NAMES.includes(plain(specifier));
}

function notFound(specifier: string): Error {
  const reason = isBuiltin(specifier)
    ? `The built-in module '${specifier}' was not loaded with the function: import it at the top of a file, with its name in plain text.`
    : `Cannot find module '${specifier}'. A function's files are bundled when it is deployed: import them at the top of a file.`;
  return Object.assign(new Error(reason), { code: "MODULE_NOT_FOUND", requireStack: [] });
}

function requireBuiltin(specifier: string): unknown {
  if (!isBuiltin(specifier)) throw notFound(specifier);
  try {
    return require(plain(specifier));
  } catch (error) {
    throw error instanceof Error && Reflect.get(error, "code") === "MODULE_NOT_FOUND" ? notFound(specifier) : error;
  }
}

function createRequire(filename: string | URL): object {
  const path = String(filename);
  if (!path.startsWith("/") && !path.startsWith("file:"))
    throw invalidArgValue("filename", filename, "must be a file URL object, file URL string, or absolute path string");
  const resolve = (specifier: string): string => {
    if (!isBuiltin(specifier)) throw notFound(specifier);
    return specifier;
  };
  const required = (specifier: string) => requireBuiltin(specifier);
  Object.defineProperty(required, "name", { value: "require" });
  return Object.assign(required, {
    resolve: Object.assign(resolve, { paths: () => null }),
    main: undefined,
    cache: Object.create(null) as object,
  });
}

/** CommonJS's own class: `new Module(id)`, which makes an empty module. */
class Module {
  readonly id: string;
  readonly path: string;
  exports: unknown = {};
  filename: string | null = null;
  loaded = false;
  readonly children: unknown[] = [];
  paths: string[] = [];

  constructor(id = "") {
    this.id = id;
    this.path = id.slice(0, id.lastIndexOf("/")) || ".";
  }

  require(specifier: string): unknown {
    return requireBuiltin(specifier);
  }
}

const wrapper = ["(function (exports, require, module, __filename, __dirname) { ", "\n});"] as const;

export default Object.assign(Module, throwingExports("module"), {
  Module,
  builtinModules: [...BUILTIN_NAMES],
  createRequire,
  isBuiltin,
  /** Built-ins have one set of exports here, so there is nothing to bring in line. */
  syncBuiltinESMExports: (): void => {},
  wrapper,
  wrap: (code: string): string => `${wrapper[0]}${code}${wrapper[1]}`,
});
