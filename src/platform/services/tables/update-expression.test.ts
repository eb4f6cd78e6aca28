import { describe, expect, test } from "vitest";
import { marshall, marshallItem } from "./attribute-values.ts";
import { ExpressionNames } from "./expression-names.ts";
import { updated } from "./update-evaluation.ts";
import { parseUpdate } from "./update-expression.ts";

const BEFORE = {
  ...marshallItem({ id: "1", n: 5, tenth: 0.1, s: "hello", letters: ["a", "b", "c", "d"], tree: { a: 1, deep: { b: [1, 2] } } }),
  ss: { SS: ["a", "b"] },
  ns: { NS: ["1"] },
};
const VALUES = {
  ":s": { S: "x" },
  ":n": { N: "2" },
  ":fifth": { N: "0.2" },
  ":l": { L: [{ S: "z" }] },
  ":m": { M: {} },
  ":b": { BOOL: true },
  ":ss": { SS: ["b", "c"] },
  ":ab": { SS: ["a", "b"] },
  ":ns": { NS: ["1.0", "3"] },
  ":big": { N: "1e100" },
};
const NAMES = { "#c": "count", "#d": "[3]" };

const parse = (text: string) => parseUpdate(text, new ExpressionNames(NAMES, VALUES, { UpdateExpression: true }));
const update = (text: string) => updated(BEFORE, parse(text));

describe("updates", () => {
  test.each<[string, object]>([
    ["SET s = :s", { s: { S: "x" } }],
    ["set s=:s,n=:n", { s: { S: "x" }, n: { N: "2" } }],
    ["SET n = n + :n", { n: { N: "7" } }],
    ["SET n = n - :n", { n: { N: "3" } }],
    ["SET n = :n - n", { n: { N: "-3" } }],
    ["SET n = (n + :n)", { n: { N: "7" } }],
    ["SET n = tenth + :fifth", { n: { N: "0.3" } }],
    ["SET #c = if_not_exists(#c, :n) + :n", { count: { N: "4" } }],
    ["SET #c = if_not_exists(n, :n)", { count: { N: "5" } }],
    ["SET s = n, n = :n", { s: { N: "5" }, n: { N: "2" } }],
    ["SET tree.a = :s", { tree: marshall({ a: "x", deep: { b: [1, 2] } }) }],
    ["SET tree.deep.b[0] = :n", { tree: marshall({ a: 1, deep: { b: [2, 2] } }) }],
    ["SET tree.fresh = :l", { tree: { M: { a: { N: "1" }, deep: marshall({ b: [1, 2] }), fresh: { L: [{ S: "z" }] } } } }],
    ["SET letters[1] = :s", { letters: marshall(["a", "x", "c", "d"]) }],
    ["SET letters[99] = :s, letters[50] = :n", { letters: { L: [...["a", "b", "c", "d"].map(marshall), { N: "2" }, { S: "x" }] } }],
    ["SET letters = list_append(letters, :l)", { letters: marshall(["a", "b", "c", "d", "z"]) }],
    ["SET letters = list_append(:l, letters)", { letters: marshall(["z", "a", "b", "c", "d"]) }],
    ["SET fresh = list_append(if_not_exists(fresh, :l), :l)", { fresh: marshall(["z", "z"]) }],
    ["REMOVE s", { s: undefined }],
    ["REMOVE absent, s", { s: undefined }],
    ["REMOVE letters[0], letters[2]", { letters: marshall(["b", "d"]) }],
    ["REMOVE letters[9]", {}],
    ["REMOVE tree.deep.b[1]", { tree: marshall({ a: 1, deep: { b: [1] } }) }],
    ["SET letters[3] = :s REMOVE letters[0]", { letters: marshall(["b", "c", "x"]) }],
    ["ADD n :n", { n: { N: "7" } }],
    ["ADD fresh :n", { fresh: { N: "2" } }],
    ["ADD ss :ss", { ss: { SS: ["a", "b", "c"] } }],
    ["ADD ns :ns", { ns: { NS: ["1", "3"] } }],
    ["ADD fresh :ss", { fresh: { SS: ["b", "c"] } }],
    ["DELETE ss :ss", { ss: { SS: ["a"] } }],
    ["DELETE ss :ab", { ss: undefined }],
    ["DELETE absent :ss", {}],
    ["ADD n :n SET s = :s REMOVE letters DELETE ss :ss", { n: { N: "7" }, s: { S: "x" }, letters: undefined, ss: { SS: ["a"] } }],
  ])("%s", (text, changed) => {
    const copy = structuredClone(BEFORE);
    expect(update(text)).toEqual(Object.fromEntries(Object.entries({ ...BEFORE, ...changed }).filter(([, value]) => value !== undefined)));
    expect(BEFORE).toEqual(copy);
  });

  test("a __proto__ attribute is an attribute", () => {
    const names = new ExpressionNames({ "#p": "__proto__" }, { ":s": { S: "x" } }, { UpdateExpression: true });
    const after = updated({}, parseUpdate("SET #p = :s", names));
    expect(JSON.stringify(after)).toBe('{"__proto__":{"S":"x"}}');
    expect(Object.getPrototypeOf(after)).toBe(null);
  });
});

describe("updates that the item refuses", () => {
  const MISSING = "The provided expression refers to an attribute that does not exist in the item";
  const PATH = "The document path provided in the update expression is invalid for update";
  const TYPE = "An operand in the update expression has an incorrect data type";
  test.each([
    ["SET n = absent", MISSING],
    ["SET n = absent + :n", MISSING],
    ["SET absent.a = :n", PATH],
    ["SET s.a = :n", PATH],
    ["SET tree[0] = :n", PATH],
    ["SET letters.a = :n", PATH],
    ["REMOVE absent.a", PATH],
    ["SET n = s + :n", TYPE],
    ["SET letters = list_append(s, :l)", TYPE],
    ["ADD s :n", TYPE],
    ["ADD ss :ns", TYPE],
    ["DELETE n :ss", TYPE],
    ["SET n = n + :big", "Attempting to store more than 38 significant digits in a Number"],
  ])("%s", (text, message) => expect(() => update(text)).toThrow(message));
});

describe("updates that are refused by their text", () => {
  const TYPE = "Incorrect operand type for operator or function;";
  test.each([
    ["", "The expression can not be empty;"],
    ["whatever", 'Syntax error; token: "whatever", near: "whatever"'],
    ["SET a", 'Syntax error; token: "<EOF>", near: "a"'],
    ["SET a = ", 'Syntax error; token: "<EOF>", near: "="'],
    ["SET a = :s,", 'Syntax error; token: "<EOF>", near: ","'],
    ["SET a = 1", 'Syntax error; token: "1", near: "= 1"'],
    ["SET path1 = VALUE1 1", 'Syntax error; token: "1", near: "VALUE1 1"'],
    ["INVALID SYNTAX HERE", 'Syntax error; token: "INVALID", near: "INVALID SYNTAX"'],
    ["SET a = b / c", 'Syntax error; token: "/", near: "b / c"'],
    ["SET a = b + c + d", 'Syntax error; token: "+", near: "c + d"'],
    ["SET :s = b", 'Syntax error; token: ":s", near: "SET :s ="'],
    ["ADD a b", 'Syntax error; token: "b", near: "a b"'],
    ["ADD n :n, #c = :s", 'Syntax error; token: "=", near: "#c = :s"'],
    ["REMOVE a = b", 'Syntax error; token: "=", near: "a = b"'],
    ["REMOVE Absolute", "Attribute name is a reserved keyword; reserved keyword: Absolute"],
    ["SET a = set", "Attribute name is a reserved keyword; reserved keyword: set"],
    ["SET #c = if_not_exist(:c) SET c = d", "Invalid function name; function: if_not_exist"],
    ["SET a = #x SET c = :d", 'The "SET" section can only be used once in an update expression;'],
    ["SET #x = if_not_exists(:c)", "An expression attribute name used in the document path is not defined; attribute name: #x"],
    ["SET #c = if_not_exists(:c)", "An expression attribute value used in expression is not defined; attribute value: :c"],
    [
      "SET c[1].a = a, c = if_not_exists(a)",
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [c, [1], a], path two: [c]",
    ],
    [
      "REMOVE a.c SET a[1] = #d",
      "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, c], path two: [a, [1]]",
    ],
    ["SET b = list_append(:s, a), c = if_not_exists(a) ADD a.b :s", `${TYPE} operator: ADD, operand type: STRING`],
    ["DELETE a :n", `${TYPE} operator: DELETE, operand type: NUMBER`],
    ["ADD a :m", `${TYPE} operator: ADD, operand type: MAP`],
    [
      "SET a = if_not_exists(c)",
      "Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1",
    ],
    ["SET a = if_not_exists(:s, c)", "Operator or function requires a document path; operator or function: if_not_exists"],
    ["SET a = list_append(:s, a)", `${TYPE} operator or function: list_append, operand type: S`],
    ["SET a = a + :b", `${TYPE} operator or function: +, operand type: BOOL`],
    ["SET a = :s - :n", `${TYPE} operator or function: -, operand type: S`],
  ])("%s", (text, message) => expect(() => parse(text)).toThrow(`Invalid UpdateExpression: ${message}`));

  test("a deep one, without an overflow", () => expect(() => parse(`SET a = ${"(".repeat(4_000)}`)).toThrow("too many operators"));
});
