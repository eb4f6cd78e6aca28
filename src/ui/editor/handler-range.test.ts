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
    ["a division after a string", 'export const handler = async (a) => {\n  return "9" / 3 + "}" / 1;\n};\nx();', { from: 1, to: 3 }],
    ["an arrow that returns text over lines", "export const handler = async () => `a\n  b ${1}`\nconst b = [2];", { from: 1, to: 2 }],
    ["a division is no pattern", "export const handler = async (a) => {\n  return a / 2 + (a / 3);\n};\nx();", { from: 1, to: 3 }],
    [
      "an arrow without braces or semicolons",
      "export const handler = async (event) => event.n\nexport const other = () => 2;",
      { from: 1, to: 1 },
    ],
    ["an arrow that returns text", "export const handler = async () => `a ${1}`\nconst b = [2];", { from: 1, to: 1 }],
    ["an arrow over lines", "export const handler: Handler =\n  async (event) =>\n    work(event);\nx();", { from: 1, to: 3 }],
    ["lines ended as on Windows", "export const handler =\r\n  async () => {\r\n  return 1\r\n}\r\nx()\r\n", { from: 1, to: 4 }],
    ["a typed function", "export async function handler(e: E): Promise<{ a: number }> {\n  return { a: 1 };\n}\nx();", { from: 1, to: 3 }],
    ["a function with an object type", "export function handler(e: E): { a: number } {\n  return { a: 1 };\n}\nx();", { from: 1, to: 3 }],
    ["a function with its brace below", "exports.handler = async function (e)\n{\n  return 1;\n}\nx();", { from: 1, to: 4 }],
    [
      "a handler that takes a destructured event",
      "export const handler = async ({ a }, { b }) => {\n  return a;\n};\nx();",
      { from: 1, to: 3 },
    ],
    ["made elsewhere", "import { app } from './app';\nexport const handler = app;\n\nfunction x() {}\n", undefined],
    ["made by a call", "export const handler = createHandler({ app });\nconst a = () => 1;\n", undefined],
    ["renamed on export", "const main = () => 1;\nexport { main as handler };", undefined],
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
