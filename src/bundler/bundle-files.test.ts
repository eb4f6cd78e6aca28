/** What can be deployed, and answers as it would on Lambda. */
import { beforeAll, describe, expect, test } from "vitest";
import { built, bundle, call, offerBuiltins } from "./bundles-under-test.ts";

beforeAll(offerBuiltins);

describe("what can be deployed", () => {
  test.each<[string, Record<string, string>, string | undefined, unknown]>([
    [
      "TypeScript",
      { "index.ts": "interface E { n: number }\nexport const handler = async (e: E): Promise<number> => e.n * 2;" },
      undefined,
      4,
    ],
    ["an ES module", { "index.mjs": "export const handler = async (e) => e.n;" }, undefined, 2],
    ["an ES module called .js", { "index.js": "export async function handler(e) { return e.n; }" }, undefined, 2],
    ["CommonJS, exports", { "index.js": "exports.handler = async (e) => e.n;" }, undefined, 2],
    ["CommonJS, module.exports", { "index.cjs": "module.exports = { handler: async (e) => e.n };" }, undefined, 2],
    ["a top-level await", { "index.mjs": "const k = await Promise.resolve(3); export const handler = async () => k;" }, undefined, 3],
    ["a nested handler", { "src/api/orders.ts": "export const main = () => 'orders';" }, "src/api/orders.main", "orders"],
    [
      "an imported file without its ending",
      { "index.ts": 'import { two } from "./lib/two";\nexport const handler = () => two;', "lib/two.ts": "export const two = 2;" },
      undefined,
      2,
    ],
    [
      "an imported folder",
      { "index.ts": 'import { two } from "./lib";\nexport const handler = () => two;', "lib/index.ts": "export const two = 2;" },
      undefined,
      2,
    ],
    [
      "./two.js that means two.ts",
      { "index.ts": 'import { two } from "./two.js";\nexport const handler = () => two;', "two.ts": "export const two = 2;" },
      undefined,
      2,
    ],
    ["../ from a folder", { "a/index.js": 'exports.handler = () => require("../b").b;', "b.js": "exports.b = 5;" }, "a/index.handler", 5],
    ["JSON", { "index.mjs": 'import data from "./data.json"; export const handler = () => data.a;', "data.json": '{"a":7}' }, undefined, 7],
    ["required JSON", { "index.js": 'exports.handler = () => require("./data.json").a;', "data.json": '{"a":7}' }, undefined, 7],
    [
      "type-only imports of a package",
      { "index.ts": 'import type { Context } from "aws-lambda";\nexport const handler = (_e: unknown, c?: Context) => typeof c;' },
      undefined,
      "undefined",
    ],
    [
      "types imported without the word type",
      { "index.ts": 'import { Context } from "aws-lambda";\nexport const handler = (_e: unknown, c?: Context) => typeof c;' },
      undefined,
      "undefined",
    ],
    [
      "a named import of a built-in",
      { "index.mjs": 'import { basename } from "node:path"; export const handler = () => basename("/a/b");' },
      undefined,
      "b",
    ],
    [
      "a default import of a built-in",
      { "index.mjs": 'import path from "path"; export const handler = () => path.basename("/a/b");' },
      undefined,
      "b",
    ],
    [
      "a namespace import of a built-in",
      { "index.ts": 'import * as path from "node:path"; export const handler = () => path.basename("/a/b");' },
      undefined,
      "b",
    ],
    [
      "a required built-in",
      { "index.js": 'const { basename } = require("path"); exports.handler = () => basename("/a/b");' },
      undefined,
      "b",
    ],
    [
      "an import when it is needed",
      { "index.mjs": 'export const handler = async () => (await import("node:path")).basename("/a/b");' },
      undefined,
      "b",
    ],
    [
      "__dirname and __filename",
      { "lib/a.js": "exports.handler = () => [__dirname, __filename];" },
      "lib/a.handler",
      ["/var/task/lib", "/var/task/lib/a.js"],
    ],
    [
      "import.meta.url, each file's own",
      {
        "index.mjs": 'import { where } from "./lib/a b.mjs";\nexport const handler = () => [import.meta.dirname, where];',
        "lib/a b.mjs": "export const where = [import.meta.url, import.meta.filename];",
      },
      undefined,
      ["/var/task", ["file:///var/task/lib/a%20b.mjs", "/var/task/lib/a b.mjs"]],
    ],
    [
      "a __dirname of the person's own",
      {
        "index.mjs": 'import { __dirname } from "./place.mjs";\nexport const handler = () => __dirname;',
        "place.mjs": 'export const __dirname = "mine";',
      },
      undefined,
      "mine",
    ],
    ["a script's first line", { "index.js": "#!/usr/bin/env node\nexports.handler = () => __filename;" }, undefined, "/var/task/index.js"],
    ["a handler with ./ before it", { "index.js": "exports.handler = () => 1;" }, "./index.handler", 1],
    [
      "a built-in whose name is known only at run time",
      { "index.js": 'const name = "path"; exports.handler = () => require(name).basename("/a/b");' },
      undefined,
      "b",
    ],
    [
      "JSON with its type said",
      { "index.mjs": 'import data from "./data.json" with { type: "json" }; export const handler = () => data.a;', "data.json": '{"a":7}' },
      undefined,
      7,
    ],
    [
      "classes of the same name in two files",
      {
        "index.mjs":
          'import { Other } from "./b.mjs";\nclass NotFound extends Error {}\nexport const handler = () => [NotFound.name, Other.name];',
        "b.mjs": "class NotFound extends Error {}\nexport const Other = NotFound;",
      },
      undefined,
      ["NotFound", "NotFound"],
    ],
    [
      "a class that speaks of itself",
      {
        "index.mjs":
          'import { Other } from "./b.mjs";\nclass Item extends Object { static one() { return new Item(); } }\nexport const handler = () => [Item.one().constructor.name, Other.one().constructor.name];',
        "b.mjs": "class Item { static one() { return new Item(); } }\nexport const Other = Item;",
      },
      undefined,
      ["Item", "Item"],
    ],
    [
      "functions of the same name in two files",
      {
        "index.mjs": 'import { other } from "./b.mjs";\nconst load = async () => 1;\nexport const handler = () => [load.name, other.name];',
        "b.mjs": "async function load() {}\nexport const other = load;",
      },
      undefined,
      ["load", "load"],
    ],
    [
      "a class with a name of its own making",
      { "index.mjs": 'class A { static name = "mine"; static a = () => A; }\nexport const handler = () => A.name;' },
      undefined,
      "mine",
    ],
    [
      "a required file whose name is put together",
      {
        "api/index.js":
          "const names = ['a', 'b.js', 'folder', 'made.js', 'data.json', 'c'];\n" +
          "exports.handler = () => [...names.slice(0, 5).map((n) => require(`../lib/${n}`).v), require('./' + names[5]).v, require(`./${names[5]}`).v];",
        "api/c.js": "exports.v = 'c'",
        "lib/a.js": "exports.v = 'a'",
        "lib/b.js": "exports.v = 'b'",
        "lib/folder/index.ts": "export const v = 'folder';",
        "lib/made.ts": "export const v = 'made';",
        "lib/data.json": '{"v":"data"}',
        "lib/notes.txt": "not code",
      },
      "api/index.handler",
      ["a", "b", "folder", "made", "data", "c", "c"],
    ],
    [
      "an imported file whose name is put together",
      {
        "index.ts": "export const handler = async ({ n }: { n: number }) => (await import(`./lang/${'ende'.slice(n, n + 2)}.mjs`)).hello;",
        "lang/en.mjs": "export const hello = 'Hello';",
        "lang/de.mjs": "export const hello = 'Hallo';",
      },
      undefined,
      "Hallo",
    ],
    ["a name that ends in a number", { "index.mjs": "class Sha256 {}\nexport const handler = () => Sha256.name;" }, undefined, "Sha256"],
    ["import.meta.url", { "index.mjs": "export const handler = () => import.meta.url;" }, undefined, "file:///var/task/index.mjs"],
    [
      "a require in a try",
      { "index.js": 'let has = true; try { require("sharp"); } catch (e) { has = e.code; } exports.handler = () => has;' },
      undefined,
      "MODULE_NOT_FOUND",
    ],
    [
      "names of classes and functions",
      { "index.ts": "class OutOfStock extends Error {}\nexport const handler = () => OutOfStock.name;" },
      undefined,
      "OutOfStock",
    ],
  ])("%s", async (_what, files, handler, answer) => {
    expect(await call(files, handler)).toEqual(answer);
  });

  test("built-ins are named, and nothing of them is in the package", async () => {
    const { builtins, packageBytes, code } = built(
      await bundle({
        "index.mjs": 'import { createHash } from "node:crypto"; import "fs/promises"; export const handler = () => createHash;',
      }),
    );
    expect([...builtins].sort()).toEqual(["crypto", "fs/promises"]);
    expect(packageBytes).toBe(Buffer.byteLength(code));
    expect(packageBytes).toBeLessThan(3_000);
  });

  test("CommonJS keeps its own exports, whatever it did to the built-ins", async () => {
    const { code } = built(await bundle({ "index.js": "exports.handler = async () => 1;" }));
    expect(code).not.toContain("__toESM");
  });

  test("what is not imported is not in the package", async () => {
    const { code } = built(
      await bundle({ "index.mjs": "export const handler = () => 1;", "notes.mjs": "export const secret = 'unused';" }),
    );
    expect(code).not.toContain("unused");
  });

  test("where async_hooks is imported, await is lowered so that it can be followed", async () => {
    const files = {
      "index.mjs":
        'import { AsyncLocalStorage } from "node:async_hooks"; export const handler = async () => { await null; return typeof AsyncLocalStorage; };',
    };
    expect(built(await bundle(files)).code).not.toMatch(/\bawait\b/);
    expect(await call(files)).toBe("function");
  });
});

test("beside a top-level await, await cannot be lowered, and the build says what that costs", async () => {
  const files = {
    "index.mjs":
      'import { AsyncLocalStorage } from "node:async_hooks";\nconst k = await Promise.resolve(4);\nexport const handler = async () => k;',
  };
  expect(await call(files)).toBe(4);
  expect((await bundle(files)).messages).toMatchObject([{ severity: "warning", code: "store-lost-at-await", file: "index.mjs", line: 2 }]);
});

test("a built-in that is required by a name in a variable is loaded with the container", async () => {
  const { builtins } = built(await bundle({ "index.js": "const name = 'node:os'; exports.handler = () => require(name).EOL;" }));
  expect(builtins).toContain("os");
});
