/** assert.throws, rejects and their opposites: whether what was thrown is what was expected. */
import { isDeepStrictEqual } from "node:internal/comparisons";
import { inspect, types } from "node:util";
import { invalidArgType, nodeError, received } from "../node-errors.ts";
import { AssertionError, type AssertionOptions } from "./assertion-error.ts";

type Fn = (...args: never[]) => unknown;
type Message = string | Error | undefined;

const NOTHING = Symbol("nothing was thrown");

interface Expectation {
  readonly expected: unknown;
  readonly message: Message;
}

function fail({ message, ...options }: Omit<AssertionOptions, "message"> & { readonly message: Message }): never {
  if (message instanceof Error) throw message;
  throw new AssertionError({ ...options, message });
}

/** The properties that differ, drawn as two objects of one look. */
class Comparison {
  constructor(source: object, keys: readonly string[], actual?: object) {
    for (const key of keys) {
      if (!(key in source)) continue;
      const wanted: unknown = Reflect.get(source, key);
      const found: unknown = actual && Reflect.get(actual, key);
      const isMatch = typeof found === "string" && types.isRegExp(wanted) && wanted.test(found);
      Reflect.set(this, key, isMatch ? found : wanted);
    }
  }
}

function checkProperties(actual: object, expected: object, message: Message, operator: Fn): void {
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push("name", "message");
  else if (keys.length === 0)
    throw nodeError(TypeError, "ERR_INVALID_ARG_VALUE", `The argument 'error' may not be an empty object. Received ${inspect(expected)}`);
  for (const key of keys) {
    const [found, wanted]: unknown[] = [Reflect.get(actual, key), Reflect.get(expected, key)];
    if (typeof found === "string" && types.isRegExp(wanted) && wanted.test(found)) continue;
    if (key in actual && isDeepStrictEqual(found, wanted)) continue;
    const shownMessage =
      message ??
      new AssertionError({
        actual: new Comparison(actual, keys),
        expected: new Comparison(expected, keys, actual),
        operator: "deepStrictEqual",
        stackStartFn: operator,
      }).message;
    const options = { actual, expected, operator: operator.name, stackStartFn: operator };
    if (message === undefined)
      throw Object.assign(new AssertionError({ ...options, message: String(shownMessage) }), { generatedMessage: true });
    fail({ ...options, message });
  }
}

function checkThrown(actual: unknown, { expected, message }: Expectation, operator: Fn): void {
  const options = { actual, expected, operator: operator.name, stackStartFn: operator };
  const generated = (text: string): never => {
    if (message !== undefined) fail({ ...options, message });
    throw Object.assign(new AssertionError({ ...options, message: text }), { generatedMessage: true });
  };
  if (typeof expected !== "function") {
    if (types.isRegExp(expected)) {
      if (expected.test(String(actual))) return;
      generated(`The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(actual))}\n`);
    }
    if (typeof actual !== "object" || actual === null) fail({ ...options, operator: "deepStrictEqual", message });
    checkProperties(actual as object, expected as object, message, operator);
    return;
  }
  if (expected.prototype !== undefined && actual instanceof expected) return;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    if (message === undefined && actual instanceof Error)
      generated(
        `The error is expected to be an instance of "${expected.name}". Received "${actual.constructor.name}"\n\nError message:\n\n${actual.message}`,
      );
    generated(`The error is expected to be an instance of "${expected.name}". Received "${inspect(actual, { depth: -1 })}"`);
  }
  const answer: unknown = Reflect.apply(expected, {}, [actual]);
  if (answer === true) return;
  const name = expected.name === "" ? "" : `"${expected.name}" `;
  const caught = actual instanceof Error ? `\n\nCaught error:\n\n${inspect(actual)}` : "";
  generated(`The ${name}validation function is expected to return "true". Received ${inspect(answer)}${caught}`);
}

/** `assert.throws(fn, "message")` means a message, which must not be mistaken for the error's. */
function readExpectation(actual: unknown, expected: unknown, message: Message, argumentCount: number): Expectation {
  if (typeof expected !== "string") {
    if (expected !== null && expected !== undefined && typeof expected !== "object" && typeof expected !== "function")
      throw invalidArgType("error", ["Object", "Error", "Function", "RegExp"], expected);
    return { expected, message };
  }
  if (argumentCount === 3) throw invalidArgType("error", ["Object", "Error", "Function", "RegExp"], expected);
  const text = typeof actual === "object" && actual !== null ? Reflect.get(actual, "message") : actual;
  if (text === expected)
    throw nodeError(
      TypeError,
      "ERR_AMBIGUOUS_ARGUMENT",
      `The "error/message" argument is ambiguous. The error ${text === actual ? "" : "message "}"${expected}" is identical to the message.`,
    );
  return { expected: undefined, message: expected };
}

function expectThrown(operator: Fn, actual: unknown, args: readonly unknown[]): void {
  const { expected, message } = readExpectation(actual, args[0], args[1] as Message, args.length + 1);
  if (actual === NOTHING) {
    const name = typeof expected === "function" || typeof expected === "object" ? (expected as { name?: string } | null)?.name : undefined;
    const details = `${name ? ` (${name})` : ""}${message instanceof Error || message === undefined ? "." : `: ${message}`}`;
    const what = operator.name === "rejects" ? "rejection" : "exception";
    if (message instanceof Error) throw message;
    throw new AssertionError({
      actual: undefined,
      expected,
      operator: operator.name,
      message: `Missing expected ${what}${details}`,
      stackStartFn: operator,
    });
  }
  if (expected !== undefined && expected !== null) checkThrown(actual, { expected, message }, operator);
}

function expectNothing(operator: Fn, actual: unknown, args: readonly unknown[]): void {
  if (actual === NOTHING) return;
  const [first, second] = args;
  const [expected, message] = typeof first === "string" ? [undefined, first] : [first, second];
  const matches = expected === undefined || isExpected(actual, expected);
  if (!matches) throw actual;
  const details = message === undefined ? "." : `: ${String(message)}`;
  const what = operator.name === "doesNotReject" ? "rejection" : "exception";
  const text = actual instanceof Error ? actual.message : String(actual);
  throw new AssertionError({
    actual,
    expected,
    operator: operator.name,
    message: `Got unwanted ${what}${details}\nActual message: "${text}"`,
    stackStartFn: operator,
  });
}

function isExpected(actual: unknown, expected: unknown): boolean {
  if (types.isRegExp(expected)) return expected.test(String(actual));
  if (typeof expected !== "function") throw invalidArgType("expected", ["Function", "RegExp"], expected);
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  return !Object.prototype.isPrototypeOf.call(Error, expected) && Reflect.apply(expected, {}, [actual]) === true;
}

function thrownBy(call: unknown): unknown {
  if (typeof call !== "function") throw invalidArgType("fn", "function", call);
  try {
    call();
  } catch (error) {
    return error;
  }
  return NOTHING;
}

const isPromiseLike = (value: unknown): value is Promise<unknown> =>
  types.isPromise(value) ||
  (typeof value === "object" &&
    value !== null &&
    typeof Reflect.get(value, "then") === "function" &&
    typeof Reflect.get(value, "catch") === "function");

async function rejectionOf(promiseOrCall: unknown): Promise<unknown> {
  let promise = promiseOrCall;
  if (typeof promiseOrCall === "function") {
    promise = promiseOrCall();
    if (!isPromiseLike(promise))
      throw nodeError(
        TypeError,
        "ERR_INVALID_RETURN_VALUE",
        `Expected instance of Promise to be returned from the "promiseFn" function but got ${received(promise)}.`,
      );
  } else if (!isPromiseLike(promise)) throw invalidArgType("promiseFn", ["Function", "Promise"], promise);
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return NOTHING;
}

export function throws(call: () => unknown, ...args: unknown[]): void {
  expectThrown(throws, thrownBy(call), args);
}

export async function rejects(promise: unknown, ...args: unknown[]): Promise<void> {
  expectThrown(rejects, await rejectionOf(promise), args);
}

export function doesNotThrow(call: () => unknown, ...args: unknown[]): void {
  expectNothing(doesNotThrow, thrownBy(call), args);
}

export async function doesNotReject(promise: unknown, ...args: unknown[]): Promise<void> {
  expectNothing(doesNotReject, await rejectionOf(promise), args);
}
