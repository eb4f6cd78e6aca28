import { describe, expect, test } from "vitest";
import { marshallItem } from "./attribute-values.ts";
import { conditionHolds } from "./condition-evaluation.ts";
import { parseCondition } from "./condition-expression.ts";
import { ExpressionNames } from "./expression-names.ts";

const ITEM = {
  ...marshallItem({
    id: "1",
    n: 5,
    s: "hello",
    t: true,
    nil: null,
    letters: [1, { a: "x" }, [7]],
    tree: { a: { b: 2 }, "odd name": 1 },
    name: "Ada",
  }),
  ss: { SS: ["a", "b"] },
  ns: { NS: ["1", "2"] },
  bytes: { B: "AAEC" },
};

const VALUES = {
  ":a": { S: "a" },
  ":1": { N: "1" },
  ":2": { N: "2" },
  ":5": { N: "5" },
  ":9": { N: "9" },
  ":he": { S: "he" },
  ":hello": { S: "hello" },
  ":x": { S: "x" },
  ":true": { BOOL: true },
  ":null": { NULL: true },
  ":bs": { B: "AAE=" },
  ":L": { S: "L" },
  ":bad": { S: "LIST" },
  ":set": { SS: ["b", "a"] },
};
const NAMES = { "#n": "name", "#odd": "odd name", "#s": "s" };

const parse = (text: string) =>
  parseCondition("ConditionExpression", text, new ExpressionNames(NAMES, VALUES, { ConditionExpression: true }));

describe("conditions that hold", () => {
  test.each([
    "n = :5",
    ":5 = n",
    "n <> :1",
    "absent <> :1",
    "n < :9",
    "n <= :5",
    "n > :1",
    "n >= :5",
    "n BETWEEN :1 AND :5",
    "n between :5 and :9",
    "n IN (:1, :5)",
    "s in (:5, :hello)",
    "t = :true",
    "nil = :null",
    "ss = :set",
    "#n <> :hello",
    "tree.#odd = :1",
    "tree.a.b = :2",
    "letters[0] = :1",
    "letters[1].a = :x",
    "letters[2][0] > :5",
    "attribute_exists(id)",
    "attribute_exists(tree.a.b)",
    "attribute_not_exists(tree.a.c)",
    "attribute_not_exists(letters[9])",
    "attribute_not_exists(hasOwnProperty)",
    "attribute_not_exists(s.x)",
    "attribute_type(letters, :L)",
    "begins_with(s, :he)",
    "begins_with(bytes, :bs)",
    "contains(s, :he)",
    "contains(ss, :a)",
    "contains(ns, :2)",
    "contains(letters, :1)",
    "contains(bytes, :bs)",
    "size(s) = :5",
    "size(ss) = :2",
    "size(letters) > :2",
    "size(tree) >= :2",
    "size(bytes) < :5",
    ":5 = size(s)",
    "NOT n = :1",
    "not not n = :5",
    "n = :5 AND s = :hello",
    "n = :1 OR s = :hello",
    // AND binds before OR, NOT before AND.
    "n = :5 OR n = :5 AND n = :1",
    "NOT n = :1 AND n = :5",
    "NOT (n = :5 AND n = :1)",
    "(n = :1 OR n = :5) AND s = :hello",
    "n BETWEEN :1 AND :9 AND s = :hello",
    "(n) = :5",
    "n=:5 AND(s=:hello)",
    "\n n\t=\r\n:5 ",
  ])("%s", (text) => expect(conditionHolds(parse(text), ITEM)).toBe(true));
});

describe("conditions that do not hold", () => {
  test.each([
    "n = :hello",
    "n < :hello",
    "absent = :1",
    "absent = absent2",
    "absent < :1",
    "absent BETWEEN :1 AND :5",
    "absent IN (:1)",
    "begins_with(absent, :he)",
    "begins_with(n, :he)",
    "contains(n, :5)",
    "contains(s, :5)",
    "size(n) = :1",
    "size(absent) = :1",
    "attribute_exists(toString)",
    "attribute_type(absent, :L)",
    "n = :5 AND n = :1 OR n = :9",
    "NOT n = :5 OR n = :1",
  ])("%s", (text) => expect(conditionHolds(parse(text), ITEM)).toBe(false));
});

describe("conditions that are refused", () => {
  const TYPE = "Incorrect operand type for operator or function; operator or function:";
  test.each([
    ["", "The expression can not be empty;"],
    ["   ", "The expression can not be empty;"],
    ["n", 'Syntax error; token: "<EOF>", near: "n"'],
    ["n =", 'Syntax error; token: "<EOF>", near: "="'],
    ["n = 5", 'Syntax error; token: "5", near: "= 5"'],
    ["n = 'a'", `Syntax error; token: "'", near: "= 'a"`],
    ["n == :5", 'Syntax error; token: "=", near: "== :5"'],
    ["n = :5 s = :hello", 'Syntax error; token: "s", near: ":5 s ="'],
    ["(n = :5", 'Syntax error; token: "<EOF>", near: ":5"'],
    ["n = :5)", 'Syntax error; token: ")", near: ":5)"'],
    ["n BETWEEN :1", 'Syntax error; token: "<EOF>", near: ":1"'],
    ["n BETWEEN :1 OR :5", 'Syntax error; token: "OR", near: ":1 OR :5"'],
    ["n IN ()", 'Syntax error; token: ")", near: "()"'],
    ["letters[a] = :1", 'Syntax error; token: "a", near: "[a]"'],
    ["a..b = :1", 'Syntax error; token: ".", near: "..b"'],
    ["attribute_exists(", 'Syntax error; token: "<EOF>", near: "("'],
    ["name = :1", "Attribute name is a reserved keyword; reserved keyword: name"],
    ["tree.Status = :1", "Attribute name is a reserved keyword; reserved keyword: Status"],
    ["#absent = :1", "An expression attribute name used in the document path is not defined; attribute name: #absent"],
    ["n = :absent", "An expression attribute value used in expression is not defined; attribute value: :absent"],
    ["exists(n)", "Invalid function name; function: exists"],
    ["Attribute_Exists(n)", "Invalid function name; function: Attribute_Exists"],
    ["size(n)", "The function is not allowed to be used this way in an expression; function: size"],
    ["contains(s, :a) = :true", "The function is not allowed to be used this way in an expression; function: contains"],
    [
      "attribute_exists(n, s)",
      "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2",
    ],
    ["attribute_exists(:a)", "Operator or function requires a document path; operator or function: attribute_exists"],
    ["attribute_type(n, s)", `${TYPE} attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}`],
    ["attribute_type(n, :1)", `${TYPE} attribute_type, operand type: N`],
    ["attribute_type(n, :bad)", "Invalid attribute type name found; type: LIST, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"],
    ["begins_with(n, :1)", `${TYPE} begins_with, operand type: N`],
    ["n < :true", `${TYPE} <, operand type: BOOL`],
    ["n BETWEEN :true AND :true", `${TYPE} BETWEEN, operand type: BOOL`],
    [
      "n BETWEEN :9 AND :1",
      "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:9}, upper bound operand: AttributeValue: {N:1}",
    ],
    [
      "n BETWEEN :1 AND :a",
      "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}",
    ],
    [
      "n = n",
      "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [n]",
    ],
    ["((n = :5))", "The expression has redundant parentheses;"],
    // What is wrong with names comes before what is wrong with values, wherever they stand.
    ["n = :absent AND name = :1", "Attribute name is a reserved keyword; reserved keyword: name"],
  ])("%s", (text, message) => expect(() => parse(text)).toThrow(`Invalid ConditionExpression: ${message}`));

  test("too long and too deep ones, without an overflow", () => {
    expect(() => parse(`${"x".repeat(5_000)} = :1`)).toThrow(
      "Expression size has exceeded the maximum allowed size; expression size: 5005",
    );
    expect(() => parse("(".repeat(4_000))).toThrow("too many operators");
    expect(() => parse("NOT ".repeat(1_000))).toThrow("too many operators");
    expect(() => parse(`${"size(".repeat(800)}`)).toThrow("too many operators");
  });
});

test("names and values must be well formed, defined in an expression, and used", () => {
  const names = (given: unknown, values?: unknown) => new ExpressionNames(given, values, { FilterExpression: true });
  expect(() => names({})).toThrow("ExpressionAttributeNames must not be empty");
  expect(() => names({ a: "a" })).toThrow('ExpressionAttributeNames contains invalid key: Syntax error; key: "a"');
  expect(() => names(undefined, {})).toThrow("ExpressionAttributeValues must not be empty");
  expect(() => names(undefined, { b: { S: "a" } })).toThrow('ExpressionAttributeValues contains invalid key: Syntax error; key: "b"');
  expect(() => names(undefined, { ":b": {} })).toThrow(
    "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :b",
  );
  expect(() => names({ "#a": "a", "#b": "b" }).checkAllUsed()).toThrow(
    "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}",
  );
  expect(() => names(undefined, { ":x": { S: "a" } }).checkAllUsed()).toThrow(
    "Value provided in ExpressionAttributeValues unused in expressions: keys: {:x}",
  );
  expect(() => new ExpressionNames({ "#a": "a" }, undefined, { FilterExpression: false })).toThrow(
    "ExpressionAttributeNames can only be specified when using expressions",
  );
});
