/** Traces of real bundles, with the maps that esbuild made of them. */
import { describe, expect, test } from "vitest";
import { built, bundle } from "./bundles-under-test.ts";
import { createStackMapper } from "./stack-traces.ts";

const URL_OF_BUNDLE = "/var/task/.bundle.mjs";

async function bundled(files: Record<string, string>) {
  const { code, sourceMap } = built(await bundle(files));
  /** Where `text` stands in the bundle, as an engine would say it. */
  const place = (text: string): string => {
    const before = code.slice(0, code.indexOf(text)).split("\n");
    if (!code.includes(text)) throw new Error(`no ${text} in the bundle`);
    return `${URL_OF_BUNDLE}:${before.length}:${(before.at(-1) ?? "").length + 1}`;
  };
  return { place, map: createStackMapper(URL_OF_BUNDLE, sourceMap) };
}

const TWO_FILES = {
  "index.ts": 'import { fail } from "./lib/fail";\nexport const handler = () => {\n  fail("it");\n};\n',
  "lib/fail.ts": "interface A {\n  a: string;\n}\nexport function fail(what: string): never {\n  throw new Error(what);\n}\n",
};

describe("a trace", () => {
  test("in V8's form names the person's files and lines, without the runtime's frames", async () => {
    const { place, map } = await bundled(TWO_FILES);
    const trace = [
      "Error: it",
      `    at fail (${place("throw new Error(what)")})`,
      `    at Runtime.handler (file://${place('fail("it")')})`,
      "    at Runtime.call (file:///var/runtime/index.mjs:1173:29)",
    ];
    expect(map(trace.join("\n"))).toBe(
      "Error: it\n    at fail (/var/task/lib/fail.ts:5:3)\n    at Runtime.handler (/var/task/index.ts:3:3)",
    );
  });

  test("in Firefox's form too", async () => {
    const { place, map } = await bundled(TWO_FILES);
    expect(map(`fail@${place("throw new Error(what)")}\nhandler@${place('fail("it")')}`)).toBe(
      "fail@/var/task/lib/fail.ts:5:3\nhandler@/var/task/index.ts:3:3",
    );
  });

  test("calls a CommonJS module's own code what Node calls it", async () => {
    const { place, map } = await bundled({ "index.js": "throw new Error('at load');\n" });
    expect(map(`Error: at load\n    at task:index.js (${place("throw new Error")})`)).toBe(
      "Error: at load\n    at Object.<anonymous> (/var/task/index.js:1:1)",
    );
    expect(map(`task:index.js@${place("throw new Error")}`)).toBe("@/var/task/index.js:1:1");
  });

  test("is right on the lines of a class whose name was restored", async () => {
    const { place, map } = await bundled({
      "index.mjs":
        "class Item {\n  static one() { return new Item(); }\n  fail() { throw oops(this); }\n}\nexport const handler = () => Item.one();\n",
    });
    expect(map(place("throw oops("))).toBe("/var/task/index.mjs:3:12");
  });

  test("leaves out glue that has no source", async () => {
    const { place, map } = await bundled({ "index.js": 'const { join } = require("path");\nexports.handler = () => join("a");\n' });
    expect(map(`Error: x\n    at glue (${place("globalThis[")})\n    at handler (${place('join("a")')})`)).toBe(
      "Error: x\n    at handler (/var/task/index.js:2:25)",
    );
  });

  test("is right on a line that asks for its own path, and on the next", async () => {
    const { place, map } = await bundled({
      "index.mjs": "const own = first(import.meta.url);\nexport const handler = () => second(own);\n",
    });
    expect(map(`${place("first(")} ${place("second(")}`)).toBe("/var/task/index.mjs:1:13 /var/task/index.mjs:2:30");
  });

  test("of other text is left as it is", async () => {
    const { map } = await bundled(TWO_FILES);
    expect(map("an order at 12:30:15\n  of /var/task/index.ts:3:3")).toBe("an order at 12:30:15\n  of /var/task/index.ts:3:3");
  });
});
