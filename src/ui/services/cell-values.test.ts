import { describe, expect, it } from "vitest";
import type { AttributeType, AttributeValue } from "../../platform/services/tables/attribute-values.ts";
import { cellText, editText, isPlain, itemOf, parseCell } from "./cell-values.ts";

describe("a cell's value", () => {
  const values: readonly (readonly [AttributeType, AttributeValue, string])[] = [
    ["S", { S: "12" }, "12"],
    ["S", { S: "" }, ""],
    ["N", { N: "-0.5" }, "-0.5"],
    ["BOOL", { BOOL: false }, "false"],
    ["NULL", { NULL: true }, "null"],
    ["L", { L: [{ N: "1" }, { S: "a" }] }, '[1,"a"]'],
    ["M", { M: { a: { BOOL: true } } }, '{"a":true}'],
    ["SS", { SS: ["a", "b"] }, '["a","b"]'],
    ["NS", { NS: ["1", "2"] }, "[1,2]"],
    ["B", { B: "AQ==" }, "AQ=="],
    ["BS", { BS: ["AQ=="] }, '["AQ=="]'],
  ];
  it.each(values)("%s comes back as it went: %j", (type, value, shown) => {
    expect(cellText(value)).toBe(shown);
    expect(JSON.stringify(parseCell(type, editText(value)))).toBe(JSON.stringify({ ok: true, value }));
  });

  it.each<readonly [AttributeType, string]>([
    ["N", ""],
    ["N", "12a"],
    ["N", "Infinity"],
    ["N", "0x10"],
    ["BOOL", "yes"],
    ["L", '{"a":1}'],
    ["M", "[1]"],
    ["M", "{"],
    ["M", "null"],
    ["SS", "[]"],
    ["SS", "[1]"],
    ["NS", '["1"]'],
    ["B", "no base64"],
  ])("as %s refuses %j and says what to write", (type, text) => {
    const parsed = parseCell(type, text);
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? "" : parsed.remedy).toMatch(/^Write /);
  });

  it("knows which items plain JSON holds", () => {
    expect(isPlain({ a: { S: "x" }, b: { M: { c: { L: [] } } } })).toBe(true);
    expect(isPlain({ a: { SS: ["x"] } })).toBe(false);
    expect(isPlain({ a: { B: "AQ==" } })).toBe(false);
    expect(isPlain({ a: { N: "12345678901234567890123456789012345678" } })).toBe(false);
  });

  it("leaves out what is no attribute value", () => {
    const good = { a: { S: "x" }, l: { L: [{ M: { n: { N: "1" } } }] }, __proto__: null };
    const bad = { b: "x", c: { S: "x", N: "1" }, d: {}, e: null, f: { toString: 1 }, g: { S: 1 }, h: { L: ["x"] }, i: { M: { a: 1 } } };
    expect(itemOf({ ...good, ...bad })).toEqual({ a: good.a, l: good.l });
  });
});
