/** What is added to a bundle that needs it, at the end of it or of a line, so that no position of the person's moves. */
import type { Files } from "./resolve.ts";

/** esbuild's own name for a `require` whose argument is known only at run time. */
const DYNAMIC_REQUIRE = "var __require = ";
const REQUIRE_AT_RUN_TIME = 'function require(name) { return globalThis[Symbol.for("coldstart.require")](name); }';

/** A function at the top of the bundle under a name that ends in a number, as esbuild renames what clashes. */
const NUMBERED = /^(?:async )?(?:function\*? |var )([\w$]*[a-zA-Z_$]\d+)(?: = (?:async|function|\()|\()/gm;
/** The first line of a class, which esbuild makes an expression; one that speaks of itself is `var A = class _A`. */
const CLASS = /^[ \t]*(?:var )?([\w$]+) = class(?: ([\w$]+))?(?: extends [\w$.]+)? \{$/gm;

export function requiresAtRunTime(code: string): boolean {
  return code.includes(DYNAMIC_REQUIRE);
}

/** Built-ins whose names stand in the text as strings: one of them may be what is required at run time. */
export function namesInStrings(files: Files, names: readonly string[]): readonly string[] {
  const texts = Object.values(files);
  return names.filter((name) => {
    const string = new RegExp(`["'\`](?:node:)?${name}["'\`]`);
    return texts.some((text) => string.test(text));
  });
}

export function finishBundle(code: string, files: Files): string {
  const ends = [...(requiresAtRunTime(code) ? [REQUIRE_AT_RUN_TIME] : []), ...functionNames(code, files)];
  const named = withClassNames(code, files);
  return ends.length === 0 ? named : `${named}${ends.join("\n")}\n`;
}

/** Two files may each have a class NotFound: what an error says of its type must not be NotFound2, nor _NotFound. */
function withClassNames(code: string, files: Files): string {
  return code.replace(CLASS, (line, variable: string, inner?: string) => {
    const name = inner ?? variable;
    const own = hasWord(files, name) ? name : ownName(variable, files);
    return own === undefined || own === name ? line : `${line} static { ${restoring("this", name, own)} }`;
  });
}

/** The same for what a trace calls a function. */
function functionNames(code: string, files: Files): readonly string[] {
  return [...code.matchAll(NUMBERED)].flatMap(([, name = ""]) => {
    const own = ownName(name, files);
    return own === undefined || own === name ? [] : [restoring(name, name, own)];
  });
}

function restoring(holder: string, name: string, own: string): string {
  return `if (${holder}?.name === "${name}") Object.defineProperty(${holder}, "name", { value: "${own}", configurable: true });`;
}

/** What the person called it; undefined when it is not the person's. */
function ownName(name: string, files: Files): string | undefined {
  return [name, name.replace(/\d+$/, "")].find((candidate) => hasWord(files, candidate));
}

function hasWord(files: Files, word: string): boolean {
  const whole = new RegExp(`(?<![\\w$])${word.replaceAll("$", "\\$&")}(?![\\w$])`);
  return Object.values(files).some((text) => whole.test(text));
}
