/** What an import of anything but the person's own files becomes: a built-in of the runtime, or an error that says what to do. */
import type { BuildMessage } from "./bundle.ts";

export interface BuiltinNames {
  /** As user code writes them, without "node:". */
  readonly names: readonly string[];
  /** The others of Node's, each with why it is not there and what to do. */
  readonly unavailable: Readonly<Record<string, string>>;
}

/** Looks the built-in up in the container, where it is part of the runtime: nothing of it is in the bundle. */
export function builtinModule(name: string): string {
  return `module.exports = globalThis[Symbol.for("coldstart.require")](${JSON.stringify(name)});`;
}

/** What requiring a package that is not there does on Lambda, at run time. */
export function missingModule(specifier: string, importer: string): string {
  const message = `Cannot find module '${specifier}'\nRequire stack:\n- /var/task/${importer}\n- /var/runtime/index.mjs`;
  return `throw Object.assign(new Error(${JSON.stringify(message)}), { code: "MODULE_NOT_FOUND" });`;
}

export interface Refusal extends Pick<BuildMessage, "code" | "text"> {
  readonly remedy: string;
}

export function unavailableBuiltin(name: string, why: string): Refusal {
  return { code: "builtin-unavailable", text: `"${name}" of Node.js is not available in this playground.`, remedy: why };
}

export function missingFile(specifier: string, importer: string): Refusal {
  return {
    code: "file-missing",
    text: `${importer} imports "${specifier}", and there is no such file.`,
    remedy: "Add the file, or mend the path.",
  };
}

/** A package by its name: `specifier` may name a file in it. */
export function missingPackage(specifier: string): Refusal {
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  if (specifier.endsWith(".node")) {
    const remedy = "A browser cannot load machine code: use a package written in JavaScript.";
    return { code: "native-addon", text: `"${specifier}" is a native addon.`, remedy };
  }
  if (name === "aws-sdk" || name.startsWith("@aws-sdk/")) {
    return {
      code: "package-missing",
      text: `The package "${name}" is not available here yet.`,
      remedy: "Functions cannot call other services in this version of the playground: return the data instead.",
    };
  }
  return {
    code: "package-missing",
    text: `There is no package "${name}" here: npm packages cannot be installed in this playground.`,
    remedy: "Copy the code that you need into a file of this function and import that, or use a built-in of Node.js.",
  };
}
