/** What is added to the end of a bundle, where no line of the person's moves: only in bundles that need it. */
import type { Files } from "./resolve.ts";

/** esbuild's own name for a `require` whose argument is known only at run time. */
const DYNAMIC_REQUIRE = "var __require = ";
const REQUIRE_AT_RUN_TIME = 'function require(name) { return globalThis[Symbol.for("coldstart.require")](name); }';

/** Something declared at the top of the bundle under a name that ends in a number, as esbuild renames what clashes. */
const NUMBERED = /^(?:async )?(?:function\*? |var )(([\w$]*?[a-zA-Z_$])\d+)(?: = (?:class|async|function|\()|\()/gm;

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
  const ends = [...(requiresAtRunTime(code) ? [REQUIRE_AT_RUN_TIME] : []), ...ownNames(code, files)];
  return ends.length === 0 ? code : `${code}${ends.join("\n")}\n`;
}

/** Two files may each have a class NotFound: an error's type and a trace must not say NotFound2. */
function ownNames(code: string, files: Files): readonly string[] {
  const renamed = [...code.matchAll(NUMBERED)]
    .map(([, name = "", own = ""]) => [name, own] as const)
    .filter(([name, own]) => hasWord(files, own) && !hasWord(files, name));
  if (renamed.length === 0) return [];
  const pairs = renamed.map(([name, own]) => `[${name}, ${JSON.stringify(name)}, ${JSON.stringify(own)}]`);
  return [
    `for (const [value, name, own] of [${pairs.join(", ")}]) if (typeof value === "function" && value.name === name) Object.defineProperty(value, "name", { value: own, configurable: true });`,
  ];
}

function hasWord(files: Files, word: string): boolean {
  const whole = new RegExp(`(?<![\\w$])${word.replaceAll("$", "\\$")}(?![\\w$])`);
  return Object.values(files).some((text) => whole.test(text));
}
