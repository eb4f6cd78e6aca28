import { describe, expect, test } from "vitest";
import { handlerRange } from "./handler-range.ts";
import { maskedSource } from "./masked-source.ts";

describe("the handler's lines", () => {
  test.each<[string, string, { from: number; to: number } | undefined]>([
    ["an arrow", "const a = 1;\n\nexport const handler = async (event) => {\n  return a;\n};\nlater();\n", { from: 3, to: 5 }],
    ["an arrow without braces", "export const handler = async (event) => event.n;\nconst b = 2;", { from: 1, to: 1 }],
    ["an arrow without semicolons", "export const handler = async (event) => {\n  return 1\n}\nconst b = 2", { from: 1, to: 3 }],
    ["a typed arrow", "export const handler = async (e: Event): Promise<{ a: number }> => {\n  return { a: 1 };\n};", { from: 1, to: 3 }],
    [
      "a function",
      "import x from 'y';\nexport async function handler(event) {\n  if (event) { return 1; }\n  return 2;\n}\nfoo();",
      { from: 2, to: 5 },
    ],
    ["exports.handler", "const fs = require('fs');\nexports.handler = async (event) => {\n  return 1;\n};", { from: 2, to: 4 }],
    ["module.exports.handler", "module.exports.handler = function (e, c, cb) {\n  cb(null, 1);\n};\nx();", { from: 1, to: 3 }],
    ["exported at the end", "const handler = async () => {\n  return 1;\n};\nexport { handler };", { from: 1, to: 3 }],
    ["module.exports = { handler }", "async function handler() {\n  return 1;\n}\nmodule.exports = { handler };", { from: 1, to: 3 }],
    ["a wrapper", "export const handler = wrap(\n  async () => {\n    return 1;\n  },\n);\nx();", { from: 1, to: 5 }],
    ["a wrapper, chained", "exports.handler = middy(async () => {\n  return 1;\n})\n  .use(a())\n  .use(b());\nx();", { from: 1, to: 5 }],
    [
      "brackets in strings, templates, comments and patterns",
      'export const handler = async () => {\n  // }\n  const s = "}" + `}${"}"}` + /[}/]}/.source; /* } */\n  return s;\n};\nx();',
      { from: 1, to: 5 },
    ],
    ["a division is no pattern", "export const handler = async (a) => {\n  return a / 2 + (a / 3);\n};\nx();", { from: 1, to: 3 }],
    ["unfinished", "export const handler = async () => {\n  return 1;\n", undefined],
    ["exported from elsewhere", 'export { handler } from "./app";', undefined],
    ["not there", "export const other = 1;", undefined],
    ["only in a comment", "// export const handler = () => 1;\nconst a = 1;", undefined],
  ])("%s", (_what, source, range) => {
    expect(handlerRange(source, "handler")).toEqual(range);
  });
});

test("a masked source keeps length and lines", () => {
  const source = "const a = `x${`y${'z'}`}` / /[/]\\//.length; // end\n'it\\'s' /* a\nb */";
  const masked = maskedSource(source);
  expect(masked).toHaveLength(source.length);
  expect(masked.split("\n").map((line) => line.length)).toEqual(source.split("\n").map((line) => line.length));
  expect(masked).not.toMatch(/[xyz'"`]/);
});
