/** What an import of anything but the person's own files becomes: a built-in of the runtime, or an error that says what to do. */
import type { BuildMessage, BundleRequest } from "./bundle.ts";
import { packageOf } from "./npm-packages.ts";
import { TASK_ROOT } from "./own-path.ts";
import { isRelative } from "./resolve.ts";

export interface BuiltinNames {
  /** As user code writes them, without "node:". */
  readonly names: readonly string[];
  /** npm packages that are part of the runtime, as Node's own modules are. */
  readonly packages: readonly string[];
  /** The others of Node's, each with why it is not there and what to do. */
  readonly unavailable: Readonly<Record<string, string>>;
}

/** Why an import cannot be had. */
export interface Refusal extends Pick<BuildMessage, "code" | "text"> {
  readonly remedy: string;
}

export const JSX_REMEDY = "Write it without JSX: build the text with a template string, for example.";
const RUNTIME_FILE = "/var/runtime/index.mjs";

/** Looks the built-in up in the container, where it is part of the runtime: nothing of it is in the bundle. */
export function builtinModule(name: string): string {
  return `module.exports = globalThis[Symbol.for("coldstart.require")](${JSON.stringify(name)});`;
}

/** What loading a handler's file that is not there does on Lambda. */
export function missingHandler(module: string): string {
  return throwing(`Cannot find module '${module}'\nRequire stack:\n- ${RUNTIME_FILE}`, "MODULE_NOT_FOUND");
}

/** Who imports, how, and on which runtime. */
export interface Importing {
  readonly importer: string;
  readonly isRequire: boolean;
  readonly runtime: BundleRequest["runtime"];
}

/** What requiring or importing what is not there does on Lambda, at run time; what Lambda has and we have not is told as it is. */
export function missingModule({ code, text, remedy }: Refusal, specifier: string, importing: Importing): string {
  if (code === "builtin-unavailable") return throwing(`${text} ${remedy}`, notFoundCode(importing));
  return throwing(notFoundText(specifier, importing), notFoundCode(importing));
}

export function notFoundCode({ isRequire }: Importing): string {
  return isRequire ? "MODULE_NOT_FOUND" : "ERR_MODULE_NOT_FOUND";
}

function notFoundText(specifier: string, importing: Importing): string {
  if (importing.isRequire || !isRelative(specifier)) {
    const what = importing.isRequire ? `module '${specifier}'` : `package '${packageOf(specifier)}'`;
    return `Cannot find ${what}${byWhom(importing)}`;
  }
  return `Cannot find module '${new URL(specifier, `file://${TASK_ROOT}/${importing.importer}`).pathname}'${byWhom(importing)}`;
}

/** Lambda's runtime for Node.js 24 imports the handler's file, so it is not in the stack of what that requires. */
export function byWhom({ importer, isRequire, runtime }: Importing): string {
  const from = `${TASK_ROOT}/${importer}`;
  if (!isRequire) return ` imported from ${from}`;
  return `\nRequire stack:\n- ${from}${runtime === "nodejs22.x" ? `\n- ${RUNTIME_FILE}` : ""}`;
}

function throwing(message: string, code: string): string {
  return `throw Object.assign(new Error(${JSON.stringify(message)}), { code: "${code}" });`;
}

export function unavailableBuiltin(name: string, why: string): Refusal {
  return { code: "builtin-unavailable", text: `"${name}" of Node.js is not available in this playground.`, remedy: why };
}

export function missingFile(specifier: string, importer: string): Refusal {
  if (specifier.endsWith(".node")) return nativeAddon(specifier);
  return {
    code: "file-missing",
    text: `${importer} imports "${specifier}", and there is no such file.`,
    remedy: "Add the file, or mend the path.",
  };
}

/** Packages that do what the runtime's own `fetch` does. */
const FETCHERS =
  /^(?:node-fetch|cross-fetch|isomorphic-fetch|isomorphic-unfetch|axios|undici|got|ky|request|request-promise|superagent|needle|phin)$/;

/** What can be imported besides Node's own modules. */
export interface PackagesAtHand {
  /** Parts of the runtime. */
  readonly runtime: readonly string[];
  readonly npm: readonly string[];
}

export function missingPackage(specifier: string, { runtime, npm }: PackagesAtHand): Refusal {
  if (specifier.endsWith(".node")) return nativeAddon(specifier);
  if (specifier.startsWith("node:")) {
    const remedy = "Mend the name: Node.js lists its built-ins at https://nodejs.org/api/.";
    return { code: "builtin-unknown", text: `Node.js has no built-in module "${specifier}".`, remedy };
  }
  if (/^[a-z]+:/.test(specifier)) {
    const remedy = "Copy the code that you need into a file of this function and import that.";
    return { code: "url-import", text: `"${specifier}" is an address: Node.js does not import code from there.`, remedy };
  }
  const name = packageOf(specifier);
  const text = `There is no package "${name}" here: npm packages cannot be installed in this playground.`;
  if (/^@(?:aws-sdk|smithy|aws)\//.test(name))
    return {
      code: "package-missing",
      text: `The package "${name}" is not in this playground's runtime.`,
      remedy: `Of AWS's SDK there are ${listed(runtime)}.`,
    };
  if (FETCHERS.test(name))
    return { code: "package-missing", text, remedy: "Use fetch, which is a global of Node.js: const response = await fetch(url)." };
  const remedy = `Those that are here: ${listed(npm)}. Or use a built-in of Node.js, or copy the code that you need into a file of this function and import that.`;
  return { code: "package-missing", text, remedy };
}

/** The package is here, and has no such file. */
export function missingSubpath(specifier: string): Refusal {
  const name = packageOf(specifier);
  const file = specifier.slice(name.length + 1);
  return {
    code: "package-file-missing",
    text: `The package "${name}" has no "${file}" here.`,
    remedy: `Import it from "${name}" itself, or mend the path.`,
  };
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

export function jsxFile(path: string): Refusal {
  return { code: "jsx", text: `${path} is a JSX file: JSX is not read in this playground.`, remedy: JSX_REMEDY };
}

function nativeAddon(specifier: string): Refusal {
  const remedy = "A browser cannot load machine code: use a package written in JavaScript.";
  return { code: "native-addon", text: `"${specifier}" is a native addon.`, remedy };
}
