import { describe, expect, test } from "vitest";
import { checkPattern, matchesMessage, matchesPattern } from "./event-pattern.ts";

const EVENT = {
  source: "aws.ec2",
  "detail-type": "State change",
  resources: ["arn:a", "arn:b"],
  detail: {
    state: "running",
    count: 5,
    ratio: -0.5,
    on: true,
    off: null,
    ip: "10.0.0.33",
    ip6: "2001:db8::1",
    file: "img/lib/a.PNG",
    empty: "",
  },
  people: [
    { first: "Anna", last: "Smith", tags: ["x"] },
    { first: "Peter", last: "Jones" },
  ],
  deep: [[{ a: 1 }], [[{ a: 2, b: 3 }]]],
  none: [],
  hollow: {},
};

test.each<[unknown, boolean]>([
  [{}, true],
  [{ source: ["aws.ec2"] }, true],
  [{ source: ["aws.s3", "aws.ec2"] }, true],
  [{ source: ["AWS.EC2"] }, false],
  [{ source: ["aws.ec2"], detail: { state: ["stopped"] } }, false],
  [{ detail: { count: [5] } }, true],
  [{ detail: { count: ["5"] } }, false],
  [{ detail: { on: [true] } }, true],
  [{ detail: { on: ["true"] } }, false],
  [{ detail: { off: [null] } }, true],
  [{ detail: { state: [null] } }, false],
  [{ detail: { empty: [""] } }, true],
  [{ detail: ["running"] }, false],
  [{ source: { x: ["aws.ec2"] } }, false],
  // prefix, suffix, case
  [{ source: [{ prefix: "aws." }] }, true],
  [{ source: [{ prefix: "AWS." }] }, false],
  [{ source: [{ prefix: { "equals-ignore-case": "AWS." } }] }, true],
  [{ detail: { count: [{ prefix: "5" }] } }, false],
  [{ detail: { file: [{ suffix: ".png" }] } }, false],
  [{ detail: { file: [{ suffix: { "equals-ignore-case": ".png" } }] } }, true],
  [{ source: [{ "equals-ignore-case": "AWS.EC2" }] }, true],
  [{ source: [{ "equals-ignore-case": "AWS.EC" }] }, false],
  // anything-but
  [{ source: [{ "anything-but": "aws.s3" }] }, true],
  [{ source: [{ "anything-but": "aws.ec2" }] }, false],
  [{ source: [{ "anything-but": ["aws.s3", "aws.ec2"] }] }, false],
  [{ detail: { count: [{ "anything-but": [4, 6] }] } }, true],
  [{ detail: { count: [{ "anything-but": 5 }] } }, false],
  [{ detail: { count: [{ "anything-but": "5" }] } }, true],
  [{ source: [{ "anything-but": { prefix: "aws" } }] }, false],
  [{ source: [{ "anything-but": { prefix: ["x", "aws"] } }] }, false],
  [{ source: [{ "anything-but": { suffix: "s3" } }] }, true],
  [{ source: [{ "anything-but": { "equals-ignore-case": "AWS.ec2" } }] }, false],
  [{ detail: { file: [{ "anything-but": { wildcard: "*/lib/*" } }] } }, false],
  [{ missing: [{ "anything-but": "x" }] }, false],
  [{ resources: [{ "anything-but": "arn:a" }] }, true],
  // numeric
  [{ detail: { count: [{ numeric: [">", 0, "<=", 5] }] } }, true],
  [{ detail: { count: [{ numeric: [">", 5] }] } }, false],
  [{ detail: { count: [{ numeric: ["=", 5.0] }] } }, true],
  [{ detail: { ratio: [{ numeric: ["<", 0] }] } }, true],
  [{ detail: { ratio: [{ numeric: [">=", -0.5, "<", 0] }] } }, true],
  [{ detail: { state: [{ numeric: [">", 0] }] } }, false],
  // exists
  [{ detail: { state: [{ exists: true }] } }, true],
  [{ detail: { off: [{ exists: true }] } }, true],
  [{ detail: { state: [{ exists: false }] } }, false],
  [{ detail: { missing: [{ exists: false }] } }, true],
  [{ missing: { deeper: [{ exists: false }] } }, true],
  [{ detail: [{ exists: true }] }, false],
  [{ detail: [{ exists: false }] }, true],
  [{ none: [{ exists: true }] }, false],
  [{ none: [{ exists: false }] }, true],
  [{ hollow: [{ exists: false }] }, true],
  [{ detail: { missing: [{ exists: false }, "x"] } }, true],
  // wildcard
  [{ detail: { file: [{ wildcard: "img/*.PNG" }] } }, true],
  [{ detail: { file: [{ wildcard: "*lib*" }] } }, true],
  [{ detail: { file: [{ wildcard: "img" }] } }, false],
  [{ detail: { file: [{ wildcard: "*" }] } }, true],
  [{ detail: { empty: [{ wildcard: "*" }] } }, true],
  [{ detail: { file: [{ wildcard: "img/lib/a.PNG*a.PNG" }] } }, false],
  // cidr
  [{ detail: { ip: [{ cidr: "10.0.0.0/24" }] } }, true],
  [{ detail: { ip: [{ cidr: "10.0.1.0/24" }] } }, false],
  [{ detail: { ip: [{ cidr: "0.0.0.0/0" }] } }, true],
  [{ detail: { ip6: [{ cidr: "2001:db8::/32" }] } }, true],
  [{ detail: { ip6: [{ cidr: "2001:db9::/32" }] } }, false],
  [{ detail: { ip: [{ cidr: "::/0" }] } }, false],
  [{ detail: { state: [{ cidr: "10.0.0.0/8" }] } }, false],
  // arrays of the event
  [{ resources: ["arn:b"] }, true],
  [{ resources: ["arn:c"] }, false],
  [{ people: { first: ["Anna"] } }, true],
  [{ people: { first: ["Anna"], last: ["Smith"] } }, true],
  [{ people: { first: ["Anna"], last: ["Jones"] } }, false],
  [{ people: { first: ["Peter"], tags: [{ exists: false }] } }, false],
  [{ deep: { a: [2], b: [3] } }, true],
  [{ deep: { a: [1], b: [3] } }, false],
  // $or
  [{ $or: [{ source: ["x"] }, { detail: { state: ["running"] } }] }, true],
  [{ $or: [{ source: ["x"] }, { detail: { state: ["stopped"] } }] }, false],
  [{ source: ["x"], $or: [{ source: ["aws.ec2"] }, { people: { first: ["Anna"] } }] }, false],
  [{ detail: { $or: [{ count: [1] }, { missing: [{ exists: false }] }] } }, true],
  [{ detail: { $or: [{ count: [1] }, { state: [{ exists: false }] }] } }, false],
  [{ $or: [{ source: ["x"] }, { $or: [{ source: ["y"] }, { source: ["aws.ec2"] }] }] }, true],
  // names that objects have without being asked
  [{ constructor: [{ exists: true }] }, false],
  [{ toString: [{ exists: false }] }, true],
  [JSON.parse('{"__proto__":{"x":[1]}}'), false],
])("%j matches: %s", (pattern, expected) => {
  expect(matchesPattern(pattern, EVENT)).toBe(expected);
});

test.each([undefined, null, 5, "x", [], [EVENT]])("what is no event matches nothing: %j", (event) => {
  expect(matchesPattern({}, event)).toBe(false);
});

test.each<[unknown, string]>([
  [undefined, "not an object"],
  [[], "not an object"],
  ['{"a":["b"]}', "not its JSON text"],
  [{}, "matches everything"],
  [{ a: "b" }, 'Write { "a": ["b"] }.'],
  [{ a: 1 }, 'Write { "a": [1] }.'],
  [{ a: null }, 'Write { "a": [null] }.'],
  [{ a: {} }, "empty object"],
  [{ a: [] }, "empty list"],
  [{ a: [["b"]] }, "neither a value nor an operator"],
  [{ a: [{}] }, '"" is not an operator'],
  [{ a: [{ contains: "b" }] }, '"contains" is not an operator'],
  [{ a: [{ toString: "b" }] }, '"toString" is not an operator'],
  [{ a: [{ prefix: "a", suffix: "b" }] }, "several operators"],
  [{ a: [{ prefix: 1 }] }, '"prefix" takes a text'],
  [{ a: [{ suffix: { prefix: "x" } }] }, '"suffix" takes a text'],
  [{ a: [{ "equals-ignore-case": 1 }] }, "takes a text"],
  [{ a: [{ exists: "yes" }] }, '"exists" takes true or false'],
  [{ a: [{ numeric: 5 }] }, "takes a comparison"],
  [{ a: [{ numeric: ["=", "5"] }] }, "numbers only"],
  [{ a: [{ numeric: ["=", Number.NaN] }] }, "billion"],
  [{ a: [{ numeric: ["=", 5_000_000_001] }] }, "billion"],
  [{ a: [{ numeric: ["==", 5] }] }, "knows ="],
  [{ a: [{ numeric: ["constructor", 5] }] }, "knows ="],
  [{ a: [{ numeric: ["<", 5, ">", 0] }] }, "lower bound first"],
  [{ a: [{ numeric: [">", 5, "<", 5] }] }, "not below"],
  [{ a: [{ "anything-but": ["a", 1] }] }, "anything-but"],
  [{ a: [{ "anything-but": [] }] }, "anything-but"],
  [{ a: [{ "anything-but": null }] }, "anything-but"],
  [{ a: [{ "anything-but": { numeric: ["=", 1] } }] }, "anything-but"],
  [{ a: [{ "anything-but": { prefix: [] } }] }, "anything-but"],
  [{ a: [{ wildcard: "a**b" }] }, "two stars"],
  [{ a: [{ wildcard: "a\\b" }] }, "backslash"],
  [{ a: [{ wildcard: "a\\" }] }, "backslash"],
  [{ a: [{ cidr: "10.0.0.0" }] }, "block of addresses"],
  [{ a: [{ cidr: "10.0.0.0/33" }] }, "block of addresses"],
  [{ a: [{ cidr: "10.0.0.256/8" }] }, "block of addresses"],
  [{ a: [{ cidr: "1::2::3/8" }] }, "block of addresses"],
  [{ a: { b: { c: "d" } } }, '"a.b.c" is not a list'],
  [{ $or: [{ a: ["b"] }] }, "two or more objects"],
  [{ $or: [{ a: ["b"] }, {}] }, "empty object"],
])("%j is refused", (pattern, problem) => {
  expect(checkPattern(pattern)).toContain(problem);
  if (Object.keys(Object(pattern)).length > 0) expect(matchesPattern(pattern, EVENT)).toBe(false);
});

test("a good pattern has no problem", () => {
  expect(checkPattern({ a: ["b", { prefix: "c" }, { exists: false }], $or: [{ x: [1] }, { y: [null] }] })).toBeUndefined();
});

describe("hostile input", () => {
  test("a very deep pattern is refused", () => {
    let pattern: unknown = ["x"];
    for (let depth = 0; depth < 50_000; depth += 1) pattern = { a: pattern };
    expect(checkPattern(pattern)).toContain("levels deep");
    expect(matchesPattern(pattern, EVENT)).toBe(false);
  });

  test("very deep lists in an event end", () => {
    expect(matchesPattern({ a: [1] }, JSON.parse(`{"a":${"[".repeat(50_000)}1${"]".repeat(50_000)}}`))).toBe(true);
  });

  test("stars over a long text are no riddle", () => {
    const wildcard = `${"*a".repeat(200)}*b`;
    expect(matchesPattern({ a: [{ wildcard }] }, { a: "a".repeat(200_000) })).toBe(false);
  });

  test("absence over a long list is looked up once", () => {
    const people = Array.from({ length: 50_000 }, (_, place) => ({ place }));
    expect(matchesPattern({ people: { x: [1], y: [{ exists: false }] } }, { people })).toBe(false);
    expect(matchesPattern({ people: { y: [{ exists: false }], place: [49_999] } }, { people })).toBe(true);
  });
});

describe("a message of a queue", () => {
  test.each<[unknown, string, boolean]>([
    [{ body: { city: ["Seattle"] } }, '{"city":"Seattle"}', true],
    [{ body: { city: ["Seattle"] } }, '{"city":"Rome"}', false],
    [{ body: { city: ["Seattle"] } }, "Seattle", false],
    [{ body: { city: ["Seattle"] } }, '{"city":', false],
    [{ body: { city: [{ exists: false }] } }, "Seattle", false],
    [{ body: { city: [{ exists: false }] } }, "{}", true],
    [{ body: ["Seattle"] }, "Seattle", true],
    [{ body: [{ prefix: "Sea" }] }, "Seattle", true],
    [{ body: ["5"] }, "5", true],
    [{ body: ["Seattle"] }, '{"city":"Seattle"}', false],
    [{ body: [{ exists: false }] }, '{"city":"Seattle"}', false],
    [{ messageId: ["m1"] }, "anything", true],
    [{ messageId: ["m2"] }, "{}", false],
    [{ $or: [{ body: { city: ["Seattle"] } }, { body: ["x"] }] }, "x", true],
    [{ $or: [{ body: { a: [{ exists: false }] } }, { body: ["y"] }] }, "x", false],
    [{ messageId: ["m1"], $or: [{ body: { a: [1] } }, { body: { b: [1] } }] }, '{"b":1}', true],
    ["body", "x", false],
    [{ body: "x" }, "x", false],
  ])("%j takes %j: %s", (pattern, body, expected) => {
    expect(matchesMessage(pattern, { body, messageId: "m1" } as { body: string })).toBe(expected);
  });
});
