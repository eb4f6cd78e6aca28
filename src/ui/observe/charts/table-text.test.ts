import { expect, test } from "vitest";
import { type Cell, toCsv, toJson } from "./table-text.ts";

test.each<[string, Cell, string]>([
  ["a number", 9.42, "9.42"],
  ["a negative number", -3, "-3"],
  ["a negative number in a text", "-3.5", "-3.5"],
  ["nothing", undefined, ""],
  ["a switch", true, "true"],
  ["a comma", "a, b", '"a, b"'],
  ["quotes", 'say "x"', '"say ""x"""'],
  ["a line break", "a\nb", '"a\nb"'],
  ["a formula", "=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["a formula with a comma", "@SUM(A1,A2)", '"\'@SUM(A1,A2)"'],
  ["a minus before a name", "-cmd", "'-cmd"],
])("%s in CSV", (_, cell, written) => {
  expect(toCsv({ columns: ["x"], rows: [[cell]] })).toBe(`x\r\n${written}\r\n`);
});

test("JSON has an object a row, null for what is unknown", () => {
  const table = { columns: ["function", "ms"], rows: [["resize", 1.5], ["index"]] };
  expect(JSON.parse(toJson(table))).toEqual([
    { function: "resize", ms: 1.5 },
    { function: "index", ms: null },
  ]);
});
