import { describe, expect, test } from "vitest";
import { starterFunction, starterProject } from "../starter.ts";
import { withBroughtBack } from "./bring-back.ts";
import { entry } from "./entries-under-test.ts";
import { lossOf } from "./function-edit.ts";
import { parseEntry, sameCode } from "./history-entry.ts";

describe("an entry", () => {
  const kept = [
    entry({ atMs: 5, number: 3 }),
    entry({ atMs: 6 }),
    entry({ atMs: 7, reason: { type: "file-removed", path: "a.ts" } }),
    entry({ atMs: 8, reason: { type: "file-renamed", path: "a.ts", next: "b.ts" } }),
  ];
  test.each(kept)("is read as it was written", (written) => {
    expect(parseEntry(JSON.parse(JSON.stringify(written)))).toEqual(written);
  });

  const whole = entry({ atMs: 5, number: 3 });
  const bad: readonly (readonly [string, unknown])[] = [
    ["no object", "x"],
    ["without an id", { ...whole, id: 7 }],
    ["of no kind", { ...whole, kept: { type: "dream" } }],
    ["a version without a number", { ...whole, kept: { type: "version", packageBytes: 1 } }],
    ["without hashes", { ...whole, definition: { ...whole.definition, hashes: undefined } }],
    ["with a path that leaves", { ...whole, definition: { ...whole.definition, hashes: { "../x.ts": "h" } } }],
    ["with a key that reaches the prototype", { ...whole, definition: JSON.parse('{"__proto__": {}}') }],
    ["with memory out of bounds", { ...whole, definition: { ...whole.definition, memoryMb: 1 } }],
  ];
  test.each(bad)("%s is none", (_, input) => {
    expect(parseEntry(input)).toBeUndefined();
  });

  test("is the same code whatever the order of its files and whatever triggers it", () => {
    const { definition } = entry({ atMs: 1, hashes: { "a.ts": "1", "b.ts": "2" } });
    const { "a.ts": a = "", ...rest } = definition.hashes;
    expect(sameCode(definition, { ...definition, hashes: { ...rest, "a.ts": a }, triggers: [] })).toBe(true);
    expect(sameCode(definition, { ...definition, memoryMb: 512 })).toBe(false);
    expect(sameCode(definition, { ...definition, environment: { A: "1" } })).toBe(false);
    expect(sameCode(definition, { ...definition, hashes: { ...definition.hashes, "a.ts": "2" } })).toBe(false);
  });
});

describe("what a change loses", () => {
  const long = "x".repeat(201);
  const table: readonly (readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, unknown])[] = [
    ["a key", { a: "one" }, { a: "on" }, undefined],
    ["a file more", { a: "1" }, { a: "1", b: "" }, undefined],
    ["a large paste that takes nothing away", { a: "1" }, { a: `1${long}` }, undefined],
    ["a large part of a text", { a: `a${long}b` }, { a: "ab" }, { type: "replaced" }],
    ["two texts at once", { a: "1", b: "2" }, { a: "2", b: "1" }, { type: "replaced" }],
    ["a file", { a: "1", b: "2" }, { a: "1" }, { type: "file-removed", path: "b" }],
    ["two files", { a: "1", b: "2", c: "3" }, { a: "1" }, { type: "replaced" }],
    ["a name", { a: "1", b: "2" }, { a: "1", c: "2" }, { type: "file-renamed", path: "b", next: "c" }],
    ["a file, with a change in another", { a: "1", b: "2" }, { a: "0" }, { type: "replaced" }],
  ];
  test.each(table)("%s", (_, before, after, reason) => {
    expect(lossOf(before, after)).toEqual(reason);
  });
});

describe("bringing back", () => {
  const open = starterProject();
  const older = { ...starterFunction(), files: { "index.ts": "old", "gone.ts": "gone" }, memoryMb: 512, triggers: [] };
  const hello = (project: typeof open) => project.functions.find(({ name }) => name === "hello");

  test("the whole function: files and settings, not triggers", () => {
    expect(hello(withBroughtBack(open, older, {}))).toEqual({ ...older, triggers: starterFunction().triggers });
  });
  test("triggers too, when asked", () => {
    expect(hello(withBroughtBack(open, older, { triggers: true }))).toEqual(older);
  });
  test("one file alone: all else stays", () => {
    const { files, ...rest } = starterFunction();
    expect(hello(withBroughtBack(open, older, { path: "gone.ts" }))).toEqual({ ...rest, files: { ...files, "gone.ts": "gone" } });
  });
  test("a function that is gone comes back at the end, without what triggered it unless asked", () => {
    const removed = { ...older, name: "gone", triggers: starterFunction().triggers };
    expect(withBroughtBack(open, removed, {}).functions).toEqual([...open.functions, { ...removed, triggers: [] }]);
    expect(withBroughtBack(open, removed, { triggers: true }).functions[1]).toEqual(removed);
  });
  test("a locked file stays as it is", () => {
    const locked = [{ functionName: "hello", path: "index.ts" }];
    expect(hello(withBroughtBack(open, older, {}, locked))?.files).toEqual({
      ...older.files,
      "index.ts": starterFunction().files["index.ts"],
    });
    expect(hello(withBroughtBack(open, older, { path: "index.ts" }, locked))?.files).toEqual(starterFunction().files);
  });
});
