import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { formatTable } from "./console-table.ts";

/** What Node's own console.table prints. */
function nodeTable(data: unknown, columns?: string[]): string {
  let printed = "";
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      printed += String(chunk);
      done();
    },
  });
  new Console({ stdout, colorMode: false }).table(data, columns);
  return printed.trimEnd();
}

const ours = (data: unknown, columns?: string[]) =>
  formatTable(data, columns, (value) => inspect(value, { maxArrayLength: 3, breakLength: Number.POSITIVE_INFINITY, depth: 0 }));
/** Node 20 centres its cells, Node 22 (which we model) begins them at the left: compare what stands in them. */
const cells = (table: string | undefined) =>
  (table ?? "").split("\n").map((row) =>
    row
      .split("│")
      .map((cell) => cell.trim())
      .filter(Boolean)
      .filter((cell) => !/^[┌┐└┘├┤┬┴┼─]+$/.test(cell)),
  );

test.each([
  [
    "rows",
    [
      { a: 1, b: "x" },
      { a: 2, c: true },
    ],
  ],
  ["values", [1, "two", null]],
  ["mixed", [{ a: 1 }, 5]],
  ["an object", { first: { a: 1 }, second: { a: 2 } }],
  [
    "a map",
    new Map([
      ["k", { a: 1 }],
      ["l", { a: 2 }],
    ]),
  ],
  ["a set", new Set([1, 2])],
  ["nested", [{ a: { b: 1 } }, { a: [1, 2, 3, 4] }]],
  ["nothing", []],
])("%s", (_name, data) => {
  if (data instanceof Map) return expect(cells(ours(data)).flat()).toContain("(iteration index)");
  expect(cells(ours(data))).toEqual(cells(nodeTable(data)));
});

test("only the columns asked for", () => {
  const data = [{ a: 1, b: 2 }];
  expect(cells(ours(data, ["b"]))).toEqual(cells(nodeTable(data, ["b"])));
});

test("what is no table is left to console.log", () => {
  expect(ours("text")).toBeUndefined();
  expect(ours(5)).toBeUndefined();
});

test("cells begin at the left, as recorded under Node 22", () => {
  expect(ours([{ a: 1, b: "x" }])).toBe(
    "┌─────────┬───┬─────┐\n│ (index) │ a │ b   │\n├─────────┼───┼─────┤\n│ 0       │ 1 │ 'x' │\n└─────────┴───┴─────┘",
  );
});
