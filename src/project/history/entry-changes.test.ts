import { expect, test } from "vitest";
import { entry } from "./entries-under-test.ts";
import { changesBetween } from "./entry-changes.ts";

const { definition } = entry({ atMs: 1 });
const of = (hashes: Readonly<Record<string, string>>, rest = {}) => ({ ...definition, ...rest, hashes });
const NOTHING = { added: [], removed: [], changed: [], moved: [], settings: [] };

const table = [
  ["nothing", of({ a: "1" }), of({ a: "1" }), {}],
  ["a file more", of({ a: "1" }), of({ a: "1", b: "2" }), { added: ["b"] }],
  ["a file less", of({ a: "1", b: "2" }), of({ a: "1" }), { removed: ["b"] }],
  ["another text", of({ a: "1" }), of({ a: "2" }), { changed: ["a"] }],
  ["another name", of({ a: "1", b: "2" }), of({ a: "1", c: "2" }), { moved: [{ from: "b", to: "c" }] }],
  ["all files of the first", undefined, of({ a: "1" }), { added: ["a"] }],
  ["memory", of({}), of({}, { memoryMb: 512 }), { settings: [{ name: "memory", before: "128 MB", after: "512 MB" }] }],
  [
    "a variable and a reservation",
    of({}, { reservedConcurrency: 5 }),
    of({}, { environment: { TABLE: "things" } }),
    {
      settings: [
        { name: "reserved concurrency", before: "5", after: undefined },
        { name: "environment: TABLE", before: undefined, after: "things" },
      ],
    },
  ],
  ["not triggers", of({}), of({}, { triggers: [] }), {}],
] as const;

test.each(table)("%s", (_, before, after, changes) => {
  expect(changesBetween(before, after)).toEqual({ ...NOTHING, ...changes });
});
