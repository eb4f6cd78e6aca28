import { expect, test } from "vitest";
import { checkPolicy, type FilterScope, matchesPolicy, scopeOf } from "./filter-policy.ts";
import type { PublishedAttribute } from "./published-message.ts";

const ATTRIBUTES: Readonly<Record<string, PublishedAttribute>> = {
  color: { Type: "String", Value: "red" },
  size: { Type: "Number", Value: "5.50" },
  tags: { Type: "String.Array", Value: '["a", 1, true, null]' },
  broken: { Type: "String.Array", Value: '["a"' },
  bytes: { Type: "Binary", Value: "AAEC" },
  seven: { Type: "String", Value: "7" },
};
const MESSAGE = { attributes: ATTRIBUTES, message: '{"order":{"total":12},"kind":"new"}' };

test.each<[unknown, FilterScope | undefined, boolean]>([
  [{}, undefined, true],
  [{ color: ["red", "blue"] }, undefined, true],
  [{ color: ["blue"] }, undefined, false],
  [{ color: ["red"], size: [5.5] }, undefined, true],
  [{ color: ["red"], size: [6] }, undefined, false],
  [{ size: [{ numeric: [">", 5, "<", 6] }] }, undefined, true],
  [{ size: ["5.50"] }, undefined, false],
  [{ seven: [7] }, undefined, false],
  [{ seven: ["7"] }, undefined, true],
  [{ tags: ["a"] }, undefined, true],
  [{ tags: [1] }, undefined, true],
  [{ tags: [null] }, undefined, true],
  [{ tags: ["b"] }, undefined, false],
  [{ broken: [{ exists: true }] }, undefined, false],
  [{ bytes: [{ exists: true }] }, undefined, false],
  [{ bytes: [{ exists: false }] }, undefined, true],
  [{ missing: [{ exists: false }] }, undefined, true],
  [{ color: [{ "anything-but": ["blue"] }] }, undefined, true],
  [{ missing: [{ "anything-but": ["blue"] }] }, undefined, false],
  [{ $or: [{ color: ["blue"] }, { size: [5.5] }] }, undefined, true],
  [{ constructor: [{ exists: true }] }, undefined, false],
  // the body
  [{ order: { total: [{ numeric: [">", 10] }] } }, undefined, true],
  [{ order: { total: [1] } }, undefined, false],
  [{ kind: ["new"] }, undefined, false],
  [{ kind: ["new"] }, "MessageBody", true],
  [{ color: ["red"] }, "MessageBody", false],
  // no policy
  ["red", undefined, false],
  [null, "MessageBody", false],
])("%j in scope %s matches: %s", (policy, scope, expected) => {
  expect(matchesPolicy(policy, MESSAGE, scope)).toBe(expected);
});

test.each(["no JSON", "[1]", "null", ""])("a body that is no JSON object, %j, matches no policy on the body", (message) => {
  expect(matchesPolicy({ kind: [{ exists: false }] }, { attributes: {}, message }, "MessageBody")).toBe(false);
});

test("a nested policy is about the body, a flat one about the attributes", () => {
  expect([scopeOf({ a: { b: ["c"] } }), scopeOf({ a: ["c"] }), scopeOf("a")]).toEqual([
    "MessageBody",
    "MessageAttributes",
    "MessageAttributes",
  ]);
});

const list = (count: number) => Array.from({ length: count }, (_, place) => place);

test.each<[string, unknown, FilterScope | undefined, string | undefined]>([
  ["empty", {}, undefined, undefined],
  ["flat", { a: ["b"] }, undefined, undefined],
  ["nested", { a: { b: ["c"] } }, undefined, undefined],
  ["nested over attributes", { a: { b: ["c"] } }, "MessageAttributes", "nested fields"],
  ["six keys", Object.fromEntries(list(6).map((place) => [`k${place}`, [1]])), undefined, "6 keys"],
  ["151 values", { a: list(151) }, undefined, "151 combinations"],
  ["150 combinations", { a: list(15), b: list(10) }, undefined, undefined],
  ["160 combinations", { a: list(16), b: list(10) }, undefined, "160 combinations"],
  ["a text", { a: "b" }, undefined, 'Write { "a": ["b"] }'],
  ["no object", 5, undefined, "not an object"],
])("a policy is checked: %s", (_, policy, scope, problem) => {
  const found = checkPolicy(policy, scope);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});
