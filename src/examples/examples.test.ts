import * as esbuild from "esbuild";
import { describe, expect, test } from "vitest";
import { gatheredPackages } from "../bundler/build-npm-packages.ts";
import { createBundler } from "../bundler/bundle-files.ts";
import { parseProject } from "../project/schema.ts";
import { RUNTIME_NAMES } from "../sandbox/runtime-names.ts";
import { readExamples } from "./build-examples.ts";
import { parseExample } from "./example.ts";

const examples = readExamples();
const bundler = createBundler(esbuild, RUNTIME_NAMES, gatheredPackages());

test("there are enough of them, each with a title of its own", () => {
  expect(examples.length).toBeGreaterThanOrEqual(12);
  expect(new Set(examples.map(({ about }) => about.title)).size).toBe(examples.length);
});

describe.each(examples.map((example) => [example.about.id, example] as const))("%s", (_, { about, setup }) => {
  test("is read without a warning, and says what to do in sentences", () => {
    const read = parseProject(setup.project);
    expect(read).toMatchObject({ ok: true, warnings: [], ignored: [], notYet: [] });
    expect(about.summary).toMatch(/^[A-Z].*\.$/);
    expect(about.first).toMatch(/^[A-Z].*\.$/);
  });

  test.each(setup.project.functions.map((each) => [each.name, each] as const))("%s builds without a message", async (__, definition) => {
    const { files, handler, nodeRuntime } = definition;
    const built = await bundler.bundle({ files, handler, runtime: nodeRuntime });
    expect(built).toMatchObject({ ok: true, messages: [] });
  });

  test("drafts are of its functions", () => {
    const names = setup.project.functions.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(setup.drafts ?? {})));
  });
});

test.each<[string, Record<string, string>, RegExp]>([
  ["nothing said", { "coldstart.json": "{}" }, /about\.json/],
  ["too little said", { "about.json": '{"title":"x"}' }, /says too little/],
  ["no settings", { "about.json": '{"title":"x","summary":"x","shows":[],"first":"x"}' }, /coldstart\.json/],
])("%s is refused", (_, folder, message) => {
  expect(parseExample("99-x", folder)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
});
