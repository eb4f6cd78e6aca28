/** Bundles files with the native esbuild and runs what comes out, as a container would: with built-ins from outside. */
import { createRequire } from "node:module";
import * as esbuild from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { BUILTIN_NAMES, NEEDS_LOWERED_ASYNC, UNAVAILABLE_BUILTINS } from "../sandbox/node/builtin-names.ts";
import type { Bundle, BundleResult } from "./bundle.ts";
import { createBundler } from "./bundle-files.ts";
import { createStackMapper } from "./stack-traces.ts";

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

describe("what fails when it runs, as on Lambda", () => {
  test("a handler whose file is missing", async () => {
    await expect(load({ "index.js": "exports.handler = 1;" }, "app.handler")).rejects.toMatchObject({
      code: "MODULE_NOT_FOUND",
      message: "Cannot find module 'app'\nRequire stack:\n- /var/runtime/index.mjs",
    });
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

test("a position in the bundle is a position in the person's file", async () => {
  const files = {
    "index.ts": 'import { fail } from "./lib/fail";\nexport const handler = () => {\n  fail();\n};\n',
    "lib/fail.ts": "interface A {\n  a: string;\n}\nexport function fail(): never {\n  throw new Error('here');\n}\n",
  };
  const { code, sourceMap } = built(await bundle(files));
  const url = "/var/task/.bundle.mjs";
  const at = code.split("\n").findIndex((line) => line.includes("throw new Error"));
  const column = (code.split("\n")[at] ?? "").indexOf("throw");
  const trace = `Error: here\n    at fail (${url}:${at + 1}:${column + 1})\n    at Runtime.handler (file:///var/runtime/index.mjs:1:2)`;
  expect(createStackMapper(url, sourceMap)(trace)).toBe("Error: here\n    at fail (/var/task/lib/fail.ts:5:3)");
});
