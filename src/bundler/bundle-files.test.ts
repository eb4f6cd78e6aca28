/** Bundles files with the native esbuild and runs what comes out, as a container would: with built-ins from outside. */
import { createRequire } from "node:module";
import * as esbuild from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { BUILTIN_NAMES, NEEDS_LOWERED_ASYNC, UNAVAILABLE_BUILTINS } from "../sandbox/node/builtin-names.ts";
import type { Bundle, BundleResult } from "./bundle.ts";
import { createBundler } from "./bundle-files.ts";

const bundler = createBundler(esbuild, { names: BUILTIN_NAMES, unavailable: UNAVAILABLE_BUILTINS, needLoweredAsync: NEEDS_LOWERED_ASYNC });
const bundle = (files: Record<string, string>, handler = "index.handler") => bundler.bundle({ files, handler, runtime: "nodejs22.x" });

beforeAll(() => {
  const require = createRequire(import.meta.url);
  Object.defineProperty(globalThis, Symbol.for("coldstart.require"), {
    value: (name: string) => require(`node:${name}`),
    configurable: true,
  });
});

function built(result: BundleResult): Bundle {
  if (!result.ok) throw new Error(result.messages.map(({ text }) => text).join("; "));
  return result.bundle;
}

async function load(files: Record<string, string>, handler?: string): Promise<Record<string, unknown>> {
  const { code } = built(await bundle(files, handler));
  const module = (await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`)) as {
    handlerModule: Record<string, unknown>;
  };
  return module.handlerModule;
}

async function call(files: Record<string, string>, handler?: string): Promise<unknown> {
  const module = await load(files, handler);
  const found = module[(handler ?? "index.handler").split(".").at(-1) ?? ""];
  if (typeof found !== "function") throw new Error("no handler");
  return (found as (event: unknown) => unknown)({ n: 2 });
}

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

describe("what fails when it runs, as on Lambda", () => {
  test("a handler whose file is missing", async () => {
    const files = { "index.js": "exports.handler = 1;" };
    expect((await bundle(files, "app.handler")).messages).toMatchObject([{ severity: "warning", code: "handler-missing" }]);
    await expect(load(files, "app.handler")).rejects.toMatchObject({
      code: "MODULE_NOT_FOUND",
      message: "Cannot find module 'app'\nRequire stack:\n- /var/runtime/index.mjs",
    });
  });

  test.each([
    [
      "required",
      "require(`./lib/${'b'}`)",
      "MODULE_NOT_FOUND",
      "Cannot find module './lib/b'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs",
    ],
    ["imported", "import('./lib/' + 'bc'[0])", "ERR_MODULE_NOT_FOUND", "Cannot find module './lib/b' imported from /var/task/index.js"],
  ])("a %s file whose name is put together, and which is not there", async (_what, load, code, message) => {
    const files = {
      "index.js": `exports.handler = async (_e, b = 'b') => ${load.replace("'b'", "b").replace("'bc'[0]", "b")};`,
      "lib/a.js": "exports.v = 1",
    };
    await expect(call(files)).rejects.toMatchObject({ code, message });
  });

  test.each([
    ["on one line", "const k = await Promise.reject(new Error('late')); export const handler = () => k;"],
    ["after a comment", "/* late */ export const handler = () => k; const k = await Promise.reject(new Error('late'));"],
  ])("a top-level await that rejects, %s", async (_what, text) => {
    await expect(load({ "index.js": text })).rejects.toThrow("late");
  });

  test("each file that requires what is not there is named in its own error", async () => {
    const files = {
      "index.js":
        "const tried = (load) => { try { load() } catch (error) { return error.message.split('\\n')[2] } };\n" +
        "exports.handler = () => [tried(() => require('./a')), tried(() => require('./b'))];",
      "a.js": "require('left-pad');",
      "b.js": "require('left-pad');",
    };
    expect(await call(files)).toEqual(["- /var/task/a.js", "- /var/task/b.js"]);
  });

  test.each([
    ["a package", "left-pad", "Cannot find package 'left-pad' imported from /var/task/lib/index.mjs"],
    ["a file", "../a.mjs", "Cannot find module '/var/task/a.mjs' imported from /var/task/lib/index.mjs"],
    ["a built-in that is not here", "node:net", `"net" of Node.js is not available in this playground. ${UNAVAILABLE_BUILTINS.net}`],
  ])("%s imported when it is needed", async (_what, specifier, message) => {
    const files = { "lib/index.mjs": `export const handler = () => import("${specifier}");` };
    await expect(call(files, "lib/index.handler")).rejects.toMatchObject({ code: "ERR_MODULE_NOT_FOUND", message });
  });

  test("a required package that is not there, with a warning at the build", async () => {
    const files = { "index.js": "require('left-pad'); exports.handler = () => 1;" };
    await expect(load(files)).rejects.toMatchObject({
      code: "MODULE_NOT_FOUND",
      message: "Cannot find module 'left-pad'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs",
    });
    expect((await bundle(files)).messages).toMatchObject([
      { severity: "warning", code: "package-missing", file: "index.js", line: 1, column: 8 },
    ]);
  });
});

describe("what cannot be built", () => {
  test.each<[string, Record<string, string>, object]>([
    ["a syntax error", { "index.js": "exports.handler = async () => {\n  return (;\n};" }, { code: "syntax", file: "index.js", line: 2 }],
    [
      "a package that is not there",
      { "index.mjs": 'import sharp from "sharp";\nexport const handler = () => sharp;' },
      { code: "package-missing", text: expect.stringContaining('"sharp"'), remedy: expect.stringContaining("built-in"), line: 1 },
    ],
    [
      "a package's file",
      { "index.mjs": 'import a from "@scope/pack/lib/a";\nexport const handler = () => a;' },
      { text: expect.stringContaining('"@scope/pack"') },
    ],
    [
      "a file that is not there",
      { "index.ts": '\nimport { a } from "./missing";\nexport const handler = () => a;' },
      { code: "file-missing", text: 'index.ts imports "./missing", and there is no such file.', line: 2 },
    ],
    [
      "a way out of the folder",
      { "index.ts": 'import { a } from "../../etc/passwd";\nexport const handler = () => a;' },
      { code: "file-missing" },
    ],
    ["a native addon", { "index.mjs": 'import a from "./build/addon.node";\nexport const handler = () => a;' }, { code: "native-addon" }],
    [
      "child_process",
      { "index.mjs": 'import { spawn } from "node:child_process";\nexport const handler = () => spawn;' },
      {
        code: "builtin-unavailable",
        text: '"child_process" of Node.js is not available in this playground.',
        remedy: UNAVAILABLE_BUILTINS.child_process,
      },
    ],
    [
      "a built-in that Node.js has not",
      { "index.mjs": 'import a from "node:nope";\nexport const handler = () => a;' },
      { code: "builtin-unknown", text: expect.stringContaining('"node:nope"') },
    ],
    [
      "an address",
      { "index.mjs": 'import a from "https://esm.sh/lodash";\nexport const handler = () => a;' },
      { code: "url-import", text: expect.stringContaining("https://esm.sh/lodash") },
    ],
    [
      "an export that is not there",
      { "index.mjs": 'import { b } from "./a.mjs";\nexport const handler = () => b;', "a.mjs": "export const a = 1;" },
      { code: "export-missing", text: 'No matching export in "a.mjs" for import "b"', line: 1, column: 9 },
    ],
    ["JSX", { "index.js": "exports.handler = () => <p/>;" }, { code: "jsx", line: 1, column: 24 }],
    [
      "a JSX file",
      { "index.mjs": 'import { V } from "./v.tsx";\nexport const handler = () => V;', "v.tsx": "export const V = <p/>;" },
      { code: "jsx", text: expect.stringContaining("v.tsx"), line: 1 },
    ],
    [
      "what strict mode bars",
      { "index.js": "exports.handler = (o) => { with (o) { return a; } };" },
      { code: "strict-mode", text: "With statements cannot be used in strict mode", remedy: expect.any(String) },
    ],
    [
      "JSON with a comma too many",
      { "index.js": 'exports.handler = require("./d.json");', "d.json": '{"a":1,}' },
      { file: "d.json", column: 6 },
    ],
    ["an error on a line that asks for its own path", { "index.js": "const d = __dirname; exports.handler = (;" }, { line: 1, column: 40 }],
    [
      "an error after letters of more than a byte",
      { "index.js": 'const é = "日本"; exports.handler = (;' },
      { code: "syntax", line: 1, column: 35, length: 1 },
    ],
    [
      "the AWS SDK",
      { "index.mjs": 'import { S3Client } from "@aws-sdk/client-s3";\nexport const handler = () => S3Client;' },
      { code: "package-missing", text: expect.stringContaining("@aws-sdk/client-s3") },
    ],
  ])("%s", async (_what, files, message) => {
    const result = await bundle(files);
    expect(result.ok).toBe(false);
    expect(result.messages[0]).toMatchObject({ severity: "error", ...message });
  });
});
