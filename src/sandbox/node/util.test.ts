import nodeUtil from "node:util";
import { describe, expect, test, vi } from "vitest";
import { answerOf, loadBuiltins } from "./builtins-under-test.ts";

type Util = typeof nodeUtil;
const { load } = await loadBuiltins();
const util = load<Util>("util");
const types = load<typeof nodeUtil.types>("util/types");

class Point {
  x = 1;
  y = [1, { z: 2 }];
}
const circular: Record<string, unknown> = { name: "me" };
circular.self = circular;

const VALUES: Readonly<Record<string, unknown>> = {
  nested: { a: { b: { c: { d: 1 } } } },
  instance: new Point(),
  "null prototype": Object.assign(Object.create(null), { a: 1 }),
  circular,
  map: new Map<unknown, unknown>([
    ["a", 1],
    [{ b: 2 }, new Set([1, "2"])],
  ]),
  "many numbers": Array.from({ length: 120 }, (_, at) => at * 7),
  "holes and extras": Object.assign(new Array(3), { 1: "b", extra: true }),
  "long text": { text: "lorem ipsum ".repeat(20) },
  quotes: ["it's", 'a "b"', `c\`d'"`],
  "symbols and getters": {
    [Symbol("key")]: 1,
    get a() {
      return 1;
    },
    set a(_value) {},
  },
  functions: [() => 1, function named() {}, class A extends Point {}, async () => {}],
  primitives: [undefined, null, -0, 10n, Number.NaN, true, Symbol("s")],
  dates: [new Date(0), new Date(Number.NaN)],
  bytes: [new Uint8Array([1, 2]), new ArrayBuffer(2), new Float64Array(1)],
  boxes: [Object(1), Object("text"), Object(Symbol("x"))],
  regexp: /a+/gi,
  weak: new WeakMap(),
  url: new URL("https://user:pw@example.com:8080/a/b?c=d#e"),
  "nested url": { at: new URLSearchParams("a=1&b=2") },
  headers: { none: new URLSearchParams() },
};

describe("inspect", () => {
  test.each(Object.entries(VALUES))("%s", (_name, value) => {
    expect(util.inspect(value)).toBe(nodeUtil.inspect(value));
  });

  test.each([
    [{ depth: 0 }],
    [{ depth: null, compact: false }],
    [{ colors: true }],
    [{ showHidden: true }],
    [{ breakLength: 20, sorted: true }],
    [{ maxArrayLength: 2, maxStringLength: 5 }],
    [{ getters: true, numericSeparator: true }],
  ])("with %j", (options) => {
    for (const value of [VALUES.nested, VALUES.instance, VALUES.map, VALUES["long text"], VALUES["symbols and getters"], [123456.789]])
      expect(util.inspect(value, options)).toBe(nodeUtil.inspect(value, options));
  });

  test("an object's own method is asked", () => {
    const value = { [util.inspect.custom]: (depth: number) => `<at ${depth}>` };
    expect(util.inspect({ value })).toBe(nodeUtil.inspect({ value }));
  });

  test("an error shows its stack, its cause and its own properties", () => {
    const error = Object.assign(new RangeError("no", { cause: new Error("why") }), { code: 7 });
    expect(util.inspect(error)).toBe(nodeUtil.inspect(error));
  });
});

const SAME: Readonly<Record<string, (util: Util) => unknown>> = {
  "format: all directives": (m) =>
    m.format("%s %d %i %f %j %o %O %c%% %x", "a", "4.5", "4.5", "4.5", { b: 1 }, { c: [1] }, { d: 2 }, "css", "rest"),
  "format: too few": (m) => m.format("%s %s", "a"),
  "format: objects": (m) => m.format({ a: 1 }, "b", [1n], Symbol("c")),
  "format: %s of many": (m) => m.format("%s %s %s %s", -0, 10n, Symbol("a"), { toString: () => "own" }),
  "format: %d of many": (m) => m.format("%d %d %d", 10n, {}, Symbol("a")),
  formatWithOptions: (m) => m.formatWithOptions({ colors: true }, "%O", { a: 1 }),
  stripVTControlCharacters: (m) => m.stripVTControlCharacters("\u001b[31mred\u001b[39m \u001b]8;;http://a\u0007link\u001b]8;;\u0007"),
  toUSVString: (m) => m.toUSVString("a\ud800b\udc00c\u{1f600}"),
  "isDeepStrictEqual: equal": (m) =>
    m.isDeepStrictEqual({ a: [1, new Map([["b", new Set([1])]])] }, { a: [1, new Map([["b", new Set([1])]])] }),
  "isDeepStrictEqual: -0": (m) => [m.isDeepStrictEqual([0], [-0]), m.isDeepStrictEqual([Number.NaN], [Number.NaN])],
  "isDeepStrictEqual: prototypes": (m) => m.isDeepStrictEqual(new Point(), { ...new Point() }),
  "isDeepStrictEqual: symbols": (m) => m.isDeepStrictEqual({ [Symbol.iterator]: 1 }, { [Symbol.iterator]: 2 }),
  "isDeepStrictEqual: errors": (m) => [
    m.isDeepStrictEqual(new Error("a"), new Error("a")),
    m.isDeepStrictEqual(new Error("a"), new Error("b")),
  ],
  "isDeepStrictEqual: unordered": (m) => m.isDeepStrictEqual(new Set([{ a: 1 }, { b: 2 }]), new Set([{ b: 2 }, { a: 1 }])),
  "isDeepStrictEqual: no partner twice": (m) => m.isDeepStrictEqual(new Set([{ a: 1 }, { a: 1 }]), new Set([{ a: 1 }, { a: 2 }])),
  "isDeepStrictEqual: keyed by objects": (m) => m.isDeepStrictEqual(new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 2]])),
  "isDeepStrictEqual: holes": (m) => m.isDeepStrictEqual(Object.assign(new Array(2), { 1: 1 }), [undefined, 1]),
  "isDeepStrictEqual: bytes": (m) => m.isDeepStrictEqual(new Uint8Array([1]), new Uint8Array([2])),
  "isDeepStrictEqual: boxes": (m) => [m.isDeepStrictEqual(Object(1), Object(2)), m.isDeepStrictEqual(Object("a"), Object("a"))],
  "isDeepStrictEqual: dates": (m) => [m.isDeepStrictEqual(new Date(0), new Date(0)), m.isDeepStrictEqual(new Date(0), new Date(1))],
  "isDeepStrictEqual: circular": (m) => {
    const other: Record<string, unknown> = { name: "me" };
    other.self = other;
    return m.isDeepStrictEqual(circular, other);
  },
  "parseArgs: mixed": (m) =>
    m.parseArgs({
      args: ["-f", "--bar", "b", "-xvalue", "--many=1", "--many", "2", "rest", "--", "-z"],
      options: {
        foo: { type: "boolean", short: "f" },
        bar: { type: "string" },
        ex: { type: "string", short: "x" },
        many: { type: "string", multiple: true },
      },
      allowPositionals: true,
      tokens: true,
    }),
  "parseArgs: short group": (m) =>
    m.parseArgs({
      args: ["-abc", "v"],
      options: { a: { type: "boolean", short: "a" }, b: { type: "boolean", short: "b" }, c: { type: "string", short: "c" } },
      tokens: true,
    }),
  "parseArgs: defaults": (m) => m.parseArgs({ args: [], options: { a: { type: "string", default: "x" } } }),
  "parseArgs: not strict": (m) => m.parseArgs({ args: ["--who", "knows", "-q"], strict: false }),
  "parseArgs: unknown": (m) => m.parseArgs({ args: ["--who"] }),
  "parseArgs: a value is missing": (m) => m.parseArgs({ args: ["--a"], options: { a: { type: "string", short: "q" } } }),
  "parseArgs: a flag with a value": (m) => m.parseArgs({ args: ["--a=1"], options: { a: { type: "boolean" } } }),
  "parseArgs: ambiguous": (m) => m.parseArgs({ args: ["--a", "-b"], options: { a: { type: "string" } } }),
  "parseArgs: positional": (m) => m.parseArgs({ args: ["x"] }),
  "MIMEType: parts": (m) => {
    const mime = new m.MIMEType(' text/HTML ; charset="utf-8"; a=b;a=c ;bad ; q="x\\"y"');
    return [mime.essence, mime.type, mime.subtype, String(mime), [...mime.params], mime.params.get("charset"), JSON.stringify(mime)];
  },
  "MIMEType: no slash": (m) => new m.MIMEType("text"),
  "MIMEType: bad subtype": (m) => new m.MIMEType("text/ht ml"),
  getSystemErrorName: (m) => [m.getSystemErrorName(-2), m.getSystemErrorName(-13), m.getSystemErrorMap().get(-111)],
  "getSystemErrorName: positive": (m) => m.getSystemErrorName(2),
  "styleText: one": (m) => m.styleText("red", "x"),
  "inherits: what is no function": (m) => m.inherits(Point, undefined as never),
  "promisify: what is no function": (m) => m.promisify("x" as never),
  "types of exports": (m) => [
    m.TextDecoder === TextDecoder,
    m.TextEncoder === TextEncoder,
    m.inspect.name,
    m.format.name,
    m.promisify.custom,
  ],
  "inspect.defaultOptions": (m) => ({ ...m.inspect.defaultOptions }),
};

test.each(Object.entries(SAME))("%s", (_name, call) => {
  expect(answerOf(() => call(util))).toEqual(answerOf(() => call(nodeUtil)));
});

test("types answers as Node does for every kind of value", () => {
  const buffer = new ArrayBuffer(1);
  const values: Readonly<Record<string, unknown>> = {
    ...VALUES,
    ...Object.fromEntries(
      Object.entries(VALUES).flatMap(([name, value]) =>
        Array.isArray(value) ? value.map((each: unknown, at) => [`${name} ${at}`, each]) : [],
      ),
    ),
    arguments: (function (..._args: unknown[]) {
      // biome-ignore lint/complexity/noArguments: the object itself is what is tested.
      return arguments;
    })(1),
    generatorFunction: function* () {},
    generator: (function* () {})(),
    asyncGenerator: (async function* () {})(),
    promise: Promise.resolve(),
    mapIterator: new Map().entries(),
    setIterator: new Set().values(),
    weakSet: new WeakSet(),
    dataView: new DataView(buffer),
    shared: new SharedArrayBuffer(1),
    error: new TypeError("x"),
    domException: new DOMException("x"),
    lookAlike: { [Symbol.toStringTag]: "Map" },
    fakeDate: Object.create(Date.prototype),
    fakeMap: Object.create(Map.prototype),
    bigintBox: Object(1n),
    regexpPrototype: RegExp.prototype,
    namespace: nodeUtil,
  };
  const mine = types as unknown as Record<string, (value: unknown) => boolean>;
  const checks = Object.entries(nodeUtil.types).filter(([name]) => name !== "isProxy");
  const wrong = checks.flatMap(([name, check]) =>
    Object.entries(values)
      .filter(([, value]) => mine[name]?.(value) !== (check as (value: unknown) => boolean)(value))
      .map(([of]) => `${name}(${of})`),
  );
  expect(wrong).toEqual([]);
});

test("types knows the keys of node:crypto", () => {
  const { createSecretKey } = load<typeof import("node:crypto")>("crypto");
  expect([types.isKeyObject(createSecretKey(Uint8Array.of(1))), types.isKeyObject({})]).toEqual([true, false]);
});

describe("promisify and callbackify", () => {
  test("a callback's value and error become the promise's", async () => {
    const read = util.promisify((text: string, done: (error: Error | null, value?: string) => void) =>
      done(text === "" ? new Error("empty") : null, text),
    );
    await expect(read("a")).resolves.toBe("a");
    await expect(read("")).rejects.toThrow("empty");
  });

  test("timers have a promise form of their own", async () => {
    await expect(util.promisify(setImmediate)("value")).resolves.toBe("value");
    await expect(util.promisify(setTimeout)(0, "later")).resolves.toBe("later");
  });

  test("a promise's value and error become the callback's", async () => {
    const call = util.callbackify(async (value: unknown) => {
      if (value === null) throw null;
      return value;
    });
    const done = vi.fn();
    await new Promise((resolve) => call(1, (...args: unknown[]) => resolve(done(...args))));
    await new Promise((resolve) => call(null, (...args: unknown[]) => resolve(done(...args))));
    expect(done.mock.calls).toEqual([[null, 1], [expect.objectContaining({ code: "ERR_FALSY_VALUE_REJECTION", reason: null })]]);
  });
});

test("parseEnv reads quotes, comments and exports", () => {
  const text = "A=1\nexport B = two words # note\nC='single $A'\nD=\"line\\nbreak\"\nE=\n# no\nF=`back`\n";
  expect(util.parseEnv(text)).toEqual({ A: "1", B: "two words", C: "single $A", D: "line\nbreak", E: "", F: "back" });
});

test("deprecate warns once and calls through", () => {
  const emitWarning = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const old = util.deprecate((a: number) => a + 1, "old() is old", "DEP_MINE");
  expect([old(1), old(2)]).toEqual([2, 3]);
  expect(emitWarning.mock.calls.map((call) => call.slice(0, 3))).toEqual([["old() is old", "DeprecationWarning", "DEP_MINE"]]);
  emitWarning.mockRestore();
});
