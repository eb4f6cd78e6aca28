import { expect, test } from "vitest";
import { compareShapes } from "./compare-shapes.ts";

const differences = (actual: unknown, sample: unknown) => compareShapes(actual, sample).map(({ kind, path }) => `${kind} ${path}`);

test.each<[string, unknown, unknown, string[]]>([
  ["equal shapes with other values", { a: 1, b: ["x"] }, { a: 2, b: ["y"] }, []],
  ["another order of keys", { b: 1, a: 1 }, { a: 1, b: 1 }, []],
  ["a key missing", { a: {} }, { a: { b: 1 } }, ["missing a.b"]],
  ["a key beyond", { a: { b: 1, c: 2 } }, { a: { b: 1 } }, ["extra a.c"]],
  ["another type", { a: "1" }, { a: 1 }, ["type a"]],
  ["null is a type of its own", { a: null }, { a: {} }, ["type a"]],
  ["a list is no object", { a: [] }, { a: {} }, ["type a"]],
  ["a list item missing", { a: [] }, { a: [1] }, ["missing a[0]"]],
  ["a list item beyond", { a: [1, 2] }, { a: [1] }, ["extra a[1]"]],
  ["inside lists", { R: [{ x: 1 }] }, { R: [{ y: 1 }] }, ["missing R[0].y", "extra R[0].x"]],
  ["the whole", "text", { a: 1 }, ["type "]],
  ["keys of Object.prototype are keys", {}, JSON.parse('{"__proto__":1,"toString":1}'), ["missing __proto__", "missing toString"]],
])("%s", (_, actual, sample, expected) => {
  expect(differences(actual, sample)).toEqual(expected);
});
