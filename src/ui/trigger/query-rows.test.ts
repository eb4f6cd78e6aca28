import { describe, expect, it } from "vitest";
import { nextQueryPart, queryRows, withoutQueryRow, withQueryRow } from "./query-rows.ts";

describe("queryRows", () => {
  it.each([
    ["/hello", []],
    ["/hello?", []],
    ["/hello?name=Ada", [{ part: 0, name: "name", value: "Ada" }]],
    [
      "/a?x=1&&flag&e=a=b",
      [
        { part: 0, name: "x", value: "1" },
        { part: 2, name: "flag", value: "" },
        { part: 3, name: "e", value: "a=b" },
      ],
    ],
    ["/a?q=a+b%20%26", [{ part: 0, name: "q", value: "a b &" }]],
    ["/a?b=%E0%A4", [{ part: 0, name: "b", value: "%E0%A4" }]],
  ])("reads %s", (target, rows) => {
    expect(queryRows(target)).toEqual(rows);
  });
});

describe("withQueryRow", () => {
  it.each([
    ["/hello", { part: 0, name: "name", value: "Ada" }, "/hello?name=Ada"],
    ["/a?x=%7e&y=2", { part: 1, name: "y", value: "a b&c" }, "/a?x=%7e&y=a%20b%26c"],
    ["/a?x=1", { part: 0, name: "", value: "" }, "/a?="],
    ["/a", { part: 0, name: "when", value: "10:00,/x" }, "/a?when=10:00,/x"],
    ["/a", { part: 0, name: "half", value: "\ud800" }, "/a?half=%EF%BF%BD"],
  ])("writes only its own row: %s", (target, row, next) => {
    expect(withQueryRow(target, row)).toBe(next);
  });

  it("reads back what it wrote, whatever the text", () => {
    for (const text of ["a=b", "50 %", "+", "ü?#&", "%41", ""]) {
      const target = withQueryRow("/a?z=1", { part: 1, name: "k", value: text });
      expect(queryRows(target)[1]).toEqual({ part: 1, name: "k", value: text });
    }
  });
});

describe("rows that come and go", () => {
  it("takes the question mark away with the last row", () => {
    expect(withoutQueryRow("/a?x=1&y=2", 0)).toBe("/a?y=2");
    expect(withoutQueryRow("/a?y=2", 0)).toBe("/a");
  });

  it("puts a new row where an empty part is waiting", () => {
    expect(nextQueryPart("/a")).toBe(0);
    expect(nextQueryPart("/a?")).toBe(0);
    expect(nextQueryPart("/a?x=1")).toBe(1);
    expect(nextQueryPart("/a?x=1&")).toBe(1);
  });
});
