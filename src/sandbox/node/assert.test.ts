import nodeAssert from "node:assert";
import { expect, test } from "vitest";
import { answerOf, errorParts, loadBuiltins } from "./builtins-under-test.ts";

type Assert = typeof nodeAssert;
const { load } = await loadBuiltins();
const assert: Assert = load<Assert>("assert");

/** The first line says what was expected; how the difference is drawn changes from one Node.js version to the next. */
const firstLine = (text: unknown) => String(text).split("\n")[0];

/** Made anew for each call, and so never the same. */
const plain = (value: unknown) => (typeof value === "function" ? value.name : value instanceof Error ? String(value) : value);

function verdictOf(call: () => unknown): unknown {
  try {
    call();
    return "passes";
  } catch (thrown) {
    const { name, code, message, operator, generatedMessage, actual, expected } = thrown as Record<string, unknown>;
    return { name, code, message: firstLine(message), operator, generatedMessage, actual: plain(actual), expected: plain(expected) };
  }
}

class Mine extends Error {}
const thrower = (error: unknown) => () => {
  throw error;
};

const SAME: Readonly<Record<string, (assert: Assert) => unknown>> = {
  "ok: true": (a) => a.ok(1),
  "ok: false, with a message": (a) => a.ok(0, "zero"),
  "ok: an error as the message": (a) => a(0, new RangeError("mine")),
  "ok: nothing": (a) => (a.ok as () => void)(),
  "equal: loose": (a) => a.equal(1, "1"),
  "equal: NaN": (a) => a.equal(Number.NaN, Number.NaN),
  "equal: fails": (a) => a.equal(1, 2),
  "equal: one argument": (a) => (a.equal as (value: unknown) => void)(1),
  "notEqual: fails": (a) => a.notEqual(1, 1),
  "strictEqual: short": (a) => a.strictEqual(1, 2),
  "strictEqual: text": (a) => a.strictEqual("a long first text", "a long second text"),
  "strictEqual: objects": (a) => a.strictEqual([1], [1]),
  "strictEqual: -0": (a) => a.strictEqual(0, -0),
  "strictEqual: message": (a) => a.strictEqual(1, 2, "own words"),
  "strictEqual: error message": (a) => a.strictEqual(1, 2, new Mine("own")),
  "strict.equal": (a) => a.strict.equal(1, "1"),
  "notStrictEqual: fails": (a) => a.notStrictEqual(1, 1),
  "notStrictEqual: object": (a) => a.notStrictEqual(a, a),
  "deepEqual: loose": (a) => a.deepEqual({ a: 1, b: [new Date(0)] }, { a: "1", b: [new Date(0)] }),
  "deepEqual: fails": (a) => a.deepEqual({ a: 1 }, { a: 2 }),
  "deepEqual: Set of loose": (a) => a.deepEqual(new Set([1, 2]), new Set(["1", 2])),
  "deepEqual: Map of loose": (a) => a.deepEqual(new Map([[1, { a: 1 }]]), new Map([["1", { a: 1 }]])),
  "deepEqual: null and undefined": (a) => a.deepEqual([null], [undefined]),
  "deepEqual: array and object": (a) => a.deepEqual([], {}),
  "notDeepEqual: fails": (a) => a.notDeepEqual({ a: 1 }, { a: 1 }),
  "deepStrictEqual: passes": (a) =>
    a.deepStrictEqual({ a: { b: [1, { c: new Map([[1, new Set([2])]]) }] } }, { a: { b: [1, { c: new Map([[1, new Set([2])]]) }] } }),
  "deepStrictEqual: fails": (a) => a.deepStrictEqual({ a: 1, b: [1, 2, 3] }, { a: 1, b: [1, 2, 4] }),
  "deepStrictEqual: prototypes": (a) => a.deepStrictEqual(new Mine("a"), new Error("a")),
  "deepStrictEqual: missing key": (a) => a.deepStrictEqual({ a: undefined }, {}),
  "deepStrictEqual: typed arrays": (a) => a.deepStrictEqual(new Uint8Array([1]), new Int8Array([1])),
  "deepStrictEqual: extra on an array": (a) => a.deepStrictEqual(Object.assign([1], { a: 1 }), [1]),
  "deepStrictEqual: regexps": (a) => a.deepStrictEqual(/a/g, /a/i),
  "deepStrictEqual: causes": (a) => a.deepStrictEqual(new Error("a", { cause: 1 }), new Error("a", { cause: 2 })),
  "deepStrictEqual: functions": (a) => a.deepStrictEqual({ f: Math.abs }, { f: Math.abs }),
  "notDeepStrictEqual: fails": (a) => a.notDeepStrictEqual([1], [1]),
  "fail: nothing": (a) => a.fail(),
  "fail: message": (a) => a.fail("boom"),
  "fail: error": (a) => a.fail(new Mine("boom")),
  "ifError: null": (a) => a.ifError(null),
  "ifError: error": (a) => a.ifError(new Error("bad")),
  "ifError: zero": (a) => a.ifError(0),
  "match: passes": (a) => a.match("abc", /b/),
  "match: fails": (a) => a.match("abc", /x/),
  "match: number": (a) => a.match(1 as never, /x/),
  "match: no pattern": (a) => a.match("x", "x" as never),
  "doesNotMatch: fails": (a) => a.doesNotMatch("abc", /b/),
  "throws: anything": (a) => a.throws(thrower(new Error("x"))),
  "throws: nothing": (a) => a.throws(() => {}),
  "throws: nothing, of a class": (a) => a.throws(() => {}, TypeError, "own"),
  "throws: class": (a) => a.throws(thrower(new Mine("x")), Mine),
  "throws: other class": (a) => a.throws(thrower(new Mine("x")), TypeError),
  "throws: pattern": (a) => a.throws(thrower(new Error("abc")), /^Error: abc$/),
  "throws: other pattern": (a) => a.throws(thrower(new Error("abc")), /x/),
  "throws: object": (a) => a.throws(thrower(Object.assign(new Error("abc"), { code: 7 })), { message: /b/, code: 7 }),
  "throws: other object": (a) => a.throws(thrower(Object.assign(new Error("abc"), { code: 7 })), { code: 8 }),
  "throws: empty object": (a) => a.throws(thrower(new Error("abc")), {}),
  "throws: error": (a) => a.throws(thrower(new Error("abc")), new Error("abc")),
  "throws: check": (a) => a.throws(thrower(new Error("abc")), (error: Error) => error.message === "abc"),
  "throws: check that is false": (a) => a.throws(thrower(new Error("abc")), () => false),
  "throws: ambiguous message": (a) => a.throws(thrower(new Error("abc")), "abc" as never),
  "throws: message": (a) => a.throws(thrower(new Error("abc")), "words" as never),
  "throws: no function": (a) => a.throws("x" as never),
  "doesNotThrow: passes": (a) => a.doesNotThrow(() => {}),
  "doesNotThrow: fails": (a) => a.doesNotThrow(thrower(new Error("abc")), "own words"),
  "doesNotThrow: another class passes the error on": (a) => a.doesNotThrow(thrower(new Error("abc")), TypeError),
  AssertionError: (a) => {
    throw new a.AssertionError({ actual: 1, expected: 2, operator: "strictEqual" });
  },
  "AssertionError: message": (a) => {
    throw new a.AssertionError({ message: "own" });
  },
  "AssertionError: no options": (a) => Reflect.construct(a.AssertionError, []),
};

test.each(Object.entries(SAME))("%s", (_name, call) => {
  expect(verdictOf(() => call(assert))).toEqual(verdictOf(() => call(nodeAssert)));
});

const LATER: Readonly<Record<string, (assert: Assert) => Promise<unknown>>> = {
  "rejects: promise": (a) => a.rejects(Promise.reject(new Mine("x")), Mine),
  "rejects: function": (a) => a.rejects(async () => Promise.reject(new Error("x")), /x/),
  "rejects: resolves": (a) => a.rejects(Promise.resolve(1)),
  "rejects: no promise": (a) => a.rejects(() => 1 as never),
  "rejects: number": (a) => a.rejects(1 as never),
  "doesNotReject: passes": (a) => a.doesNotReject(Promise.resolve()),
  "doesNotReject: fails": (a) => a.doesNotReject(Promise.reject(new Error("x"))),
};

test.each(Object.entries(LATER))("%s", async (_name, call) => {
  const settled = (of: Assert) =>
    call(of).then(
      () => "passes",
      (error: unknown) => errorParts(error),
    );
  expect(await settled(assert)).toEqual(await settled(nodeAssert));
});

test("the difference is drawn line by line", () => {
  const { error } = answerOf(() => assert.deepStrictEqual({ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 3] } })) as { error: Error };
  expect(error.message).toBe(`Expected values to be strictly deep-equal:
+ actual - expected

  {
    a: 1,
    b: {
      c: [
        1,
+       2
-       3
      ]
    }
  }
`);
});

test("long equal stretches are left out", () => {
  const numbers = Array.from({ length: 60 }, (_, at) => at);
  const { error } = answerOf(() => assert.deepStrictEqual(numbers, numbers.with(30, -1))) as { error: Error };
  expect(error.message.split("\n").slice(1)).toEqual([
    "+ actual - expected",
    "... Skipped lines",
    "",
    "...",
    "    28,",
    "    29,",
    "+   30,",
    "-   -1,",
    "    31,",
    "    32,",
    "...",
    "",
  ]);
});

test("an assertion error shows as one, and its stack begins at the caller", () => {
  const { inspect } = load<typeof import("node:util")>("util");
  try {
    assert.strictEqual(1, 2);
    expect.unreachable();
  } catch (error) {
    const text = inspect(error);
    expect(text).toMatch(
      /^AssertionError \[ERR_ASSERTION\]: Expected values to be strictly equal:\n\n1 !== 2\n\n {4}at .*assert\.test\.ts/,
    );
    expect(text).toContain("generatedMessage: true,\n  code: 'ERR_ASSERTION',\n  actual: 1,\n  expected: 2,\n  operator: 'strictEqual'");
    expect(error).toBeInstanceOf(assert.AssertionError);
  }
});

test("assert/strict is assert.strict", () => {
  expect(load("assert/strict")).toBe(assert.strict);
  expect(assert.strict.deepEqual).toBe(assert.deepStrictEqual);
});
