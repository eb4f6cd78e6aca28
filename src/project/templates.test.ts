import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import type { ProjectFunction } from "./project-function.ts";
import { starterFunction } from "./starter.ts";
import { FUNCTION_TEMPLATES } from "./templates.ts";

type Handler = (event: { readonly queryStringParameters?: Readonly<Record<string, string>> }) => Promise<unknown>;

/** A fresh instance of the function's module each time, as a new container has one. */
let containers = 0;

async function load({ files }: ProjectFunction): Promise<Handler> {
  const entry = Object.keys(files).find((path) => path.startsWith("index."));
  const { outputFiles } = await build({
    entryPoints: [entry ?? ""],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "silent",
    plugins: [
      {
        name: "files-of-the-function",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /.*/ }, ({ path }) => {
            if (path.startsWith("node:")) return { path, external: true };
            const name = path.replace(/^\.\//, "");
            return { path: [name, `${name}.ts`].find((candidate) => Object.hasOwn(files, candidate)) ?? name, namespace: "function" };
          });
          onLoad({ filter: /.*/, namespace: "function" }, ({ path }) => ({
            contents: files[path] ?? "",
            loader: path.endsWith(".ts") ? "ts" : "js",
          }));
        },
      },
    ],
  });
  containers += 1;
  const source = `${outputFiles[0]?.text}\n// container ${containers}`;
  const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`)) as { handler: Handler };
  return module.handler;
}

function create(id: string): ProjectFunction {
  const template = FUNCTION_TEMPLATES.find((each) => each.id === id);
  if (!template) throw new Error(`no template ${id}`);
  return template.create("demo");
}

describe("the starter", () => {
  test("greets, counts within a container, and starts again in the next", async () => {
    const handler = await load(starterFunction());
    expect(await handler({})).toMatchObject({
      message: expect.stringContaining("Hello, world"),
      served: 1,
      containerAgeMs: expect.any(Number),
    });
    expect(await handler({ queryStringParameters: { name: "Ada" } })).toMatchObject({
      message: expect.stringContaining("Hello, Ada"),
      served: 2,
    });
    const next = await load(starterFunction());
    expect(await next({})).toMatchObject({ served: 1 });
  });

  test("is read at a glance: two files, the first under 20 lines", () => {
    const { files } = starterFunction();
    expect(Object.keys(files)).toEqual(["index.ts", "greeting.ts"]);
    expect(files["index.ts"]?.trimEnd().split("\n").length).toBeLessThan(20);
  });
});

describe("the templates", () => {
  test("have ids and labels of their own", () => {
    expect(new Set(FUNCTION_TEMPLATES.map(({ id }) => id)).size).toBe(FUNCTION_TEMPLATES.length);
    expect(FUNCTION_TEMPLATES.map(({ label }) => label)).toEqual([
      "Blank JavaScript",
      "Blank TypeScript",
      "CPU work",
      "Slow dependency",
      "Errors and timeouts",
      "Scheduled job",
      "Thumbnail on upload",
      "Queue worker",
      "Table stream",
      "Alarm responder",
      "Topic subscriber",
      "Webhook",
      "Caller",
    ]);
  });

  test.each(["blank-javascript", "blank-typescript"])("%s answers 200 in JSON", async (id) => {
    expect(await (await load(create(id)))({})).toEqual({
      statusCode: 200,
      headers: { "content-type": "application/json" },
      body: '{"ok":true}',
    });
  });

  test("CPU work counts right", async () => {
    const handler = await load(create("cpu-work"));
    expect(await handler({ queryStringParameters: { limit: "100" } })).toEqual({ limit: 100, primes: 25 });
  });

  test("the slow dependency is waited for once", async () => {
    const handler = await load(create("slow-dependency"));
    expect(await handler({})).toEqual({ drink: "espresso", priceEur: 2.6 });
    expect(await handler({ queryStringParameters: { drink: "tea" } })).toMatchObject({ statusCode: 404 });
  });

  test("errors come when asked for", async () => {
    const handler = await load(create("errors-and-timeouts"));
    expect(await handler({})).toMatchObject({ mode: "ok" });
    await expect(handler({ queryStringParameters: { mode: "throw" } })).rejects.toMatchObject({
      name: "OutOfStock",
      message: "No filter papers left",
    });
    expect(await handler({ queryStringParameters: { mode: "malformed" } })).toEqual({ statusCode: "fine" });
  });
});
