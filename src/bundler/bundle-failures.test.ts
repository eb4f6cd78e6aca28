/** What fails: some when it is built, with words and a place; the rest when it runs, as on Lambda. */
import { beforeAll, describe, expect, test } from "vitest";
import { UNAVAILABLE_BUILTINS } from "../sandbox/node/builtin-names.ts";
import { bundle, call, load, offerBuiltins } from "./bundles-under-test.ts";

beforeAll(offerBuiltins);

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

  test("on nodejs24.x the runtime is not in the stack of what was required", async () => {
    const message = "Cannot find module 'left-pad'\nRequire stack:\n- /var/task/index.js";
    await expect(load({ "index.js": "require('left-pad');" }, "index.handler", "nodejs24.x")).rejects.toMatchObject({ message });
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
      "a client of the AWS SDK that is not in this runtime",
      { "index.mjs": 'import { SESClient } from "@aws-sdk/client-ses";\nexport const handler = () => SESClient;' },
      {
        code: "package-missing",
        text: expect.stringContaining('"@aws-sdk/client-ses"'),
        remedy: expect.stringMatching(/@aws-sdk\/client-dynamodb, .*@aws-sdk\/client-s3, /),
      },
    ],
    [
      "a package of which others are here",
      { "index.mjs": 'import m from "moment";\nexport const handler = () => m;' },
      { code: "package-missing", remedy: expect.stringContaining("dayjs, jose, jsonwebtoken, lodash, uuid and zod") },
    ],
    ...["node-fetch", "axios", "undici", "got"].map((name): [string, Record<string, string>, object] => [
      `${name}, whose place fetch takes`,
      { "index.mjs": `import get from "${name}";\nexport const handler = () => get;` },
      { code: "package-missing", text: expect.stringContaining(`"${name}"`), remedy: expect.stringContaining("await fetch(url)") },
    ]),
    [
      "a file that a package has not",
      { "index.mjs": 'import a from "lodash/nope";\nexport const handler = () => a;' },
      { code: "package-file-missing", text: 'The package "lodash" has no "nope" here.', line: 1 },
    ],
    [
      "a way out of a package",
      { "index.mjs": 'import a from "lodash/../../index.mjs";\nexport const handler = () => a;' },
      { code: "package-file-missing" },
    ],
  ])("%s", async (_what, files, message) => {
    const result = await bundle(files);
    expect(result.ok).toBe(false);
    expect(result.messages[0]).toMatchObject({ severity: "error", ...message });
  });
});
