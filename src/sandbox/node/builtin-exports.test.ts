import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { BUILTIN_NAMES, UNAVAILABLE_BUILTINS } from "./builtin-names.ts";
import { builtScripts, loadBuiltins } from "./builtins-under-test.ts";
import { ABSENT, THROWING } from "./gaps.ts";

const nodeRequire = createRequire(import.meta.url);
const scripts = await builtScripts();
/** The one changes promises and timers, the other hands on the container's console; they are tested in files of their own. */
const OF_GLOBALS = ["async_hooks", "console"];

/** Members of every function, and what two Node.js versions have in different forms. */
const UNIMPORTANT = ["length", "name", "prototype", "arguments", "caller"];

/** Where two names share their exports, the gaps stand under the first. */
const SAME_AS: Readonly<Record<string, string>> = {
  "assert/strict": "assert",
  "path/posix": "path",
  "path/win32": "path",
  sys: "util",
};

function isAbsent(module: string, name: string): boolean {
  return Object.keys(ABSENT[module] ?? {}).some((gap) => gap === name || (gap.endsWith("*") && name.startsWith(gap.slice(0, -1))));
}

describe("the scripts", () => {
  test("there is one for each name, and each name they require is one", () => {
    const names = scripts.map(({ name }) => name);
    expect(BUILTIN_NAMES.filter((name) => !names.includes(name))).toEqual([]);
    expect(scripts.flatMap(({ requires }) => requires).filter((name) => !names.includes(name))).toEqual([]);
  });

  test("what a person is told is there or not covers Node's own list", () => {
    const { builtinModules } = nodeRequire("node:module") as { builtinModules: readonly string[] };
    const known = new Set([...BUILTIN_NAMES, ...Object.keys(UNAVAILABLE_BUILTINS)]);
    const left = builtinModules.filter((name) => !name.startsWith("_") && !known.has(name.replace("node:", "")));
    expect(left).toEqual([]);
  });

  test("what all share is in one of them only", () => {
    const holders = scripts.filter(({ code }) => code.includes("is not available in this playground")).map(({ name }) => name);
    expect(holders).toEqual(["internal/errors"]);
  });
});

describe.each(BUILTIN_NAMES.filter((name) => !OF_GLOBALS.includes(name)))("node:%s", (name) => {
  const module = SAME_AS[name] ?? name;

  test("each of Node's exports is there, throws by name, or is in the table of gaps", async () => {
    const mine = (await loadBuiltins()).load<object>(name);
    const theirs = nodeRequire(`node:${name}`) as object;
    const wrong: string[] = [];
    for (const key of Object.getOwnPropertyNames(theirs)) {
      if (UNIMPORTANT.includes(key)) continue;
      const [expected, actual] = [Reflect.get(theirs, key) as unknown, Reflect.get(mine, key) as unknown];
      if (expected === undefined || isAbsent(module, key)) continue;
      if (typeof actual !== typeof expected) wrong.push(`${key}: ${typeof actual}, not ${typeof expected}`);
    }
    expect(wrong).toEqual([]);
  });

  test("each gap throws an error that names it", async () => {
    const mine = (await loadBuiltins()).load<object>(name);
    for (const gap of Object.keys(THROWING[module] ?? {})) {
      const call = Reflect.get(mine, gap) as new () => unknown;
      const named = expect.objectContaining({
        code: "ERR_METHOD_NOT_IMPLEMENTED",
        message: expect.stringContaining(`${module}.${gap} is not available in this playground's Node.js runtime.`),
      });
      expect(call, gap).toBeTypeOf("function");
      expect(() => Reflect.apply(call, mine, [])).toThrow(named);
      expect(() => new call()).toThrow(named);
    }
    for (const gap of Object.keys(ABSENT[module] ?? {})) expect(Reflect.get(mine, gap), gap).toBeUndefined();
  });
});
