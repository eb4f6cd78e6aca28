/** The assertions that compare values. */
import { isDeepEqual, isDeepStrictEqual } from "node:internal/comparisons";
import { inspect } from "node:util";
import { invalidArgType, missingArgs, received } from "../node-errors.ts";
import { AssertionError } from "./assertion-error.ts";

type Message = string | Error | undefined;
type Test = (actual: unknown, expected: unknown) => boolean;
export type Comparing = (actual: unknown, expected: unknown, message?: Message) => void;

function failWith(message: Message, options: ConstructorParameters<typeof AssertionError>[0]): never {
  if (message instanceof Error) throw message;
  throw new AssertionError({ ...options, message });
}

function comparing(name: string, operator: string, test: Test): Comparing {
  const assertion = (...args: unknown[]): void => {
    if (args.length < 2) throw missingArgs("actual", "expected");
    const [actual, expected, message] = args;
    if (!test(actual, expected)) failWith(message as Message, { actual, expected, operator, stackStartFn: assertion });
  };
  return Object.defineProperty(assertion, "name", { value: name });
}

// biome-ignore lint/suspicious/noDoubleEquals: it is what assert.equal means.
const looselyEqual: Test = (a, b) => a == b || (Number.isNaN(a) && Number.isNaN(b));

export const equal = comparing("equal", "==", looselyEqual);
export const notEqual = comparing("notEqual", "!=", (a, b) => !looselyEqual(a, b));
export const deepEqual = comparing("deepEqual", "deepEqual", isDeepEqual);
export const notDeepEqual = comparing("notDeepEqual", "notDeepEqual", (a, b) => !isDeepEqual(a, b));
export const deepStrictEqual = comparing("deepStrictEqual", "deepStrictEqual", isDeepStrictEqual);
export const notDeepStrictEqual = comparing("notDeepStrictEqual", "notDeepStrictEqual", (a, b) => !isDeepStrictEqual(a, b));
export const strictEqual = comparing("strictEqual", "strictEqual", Object.is);
export const notStrictEqual = comparing("notStrictEqual", "notStrictEqual", (a, b) => !Object.is(a, b));

type Matching = (text: unknown, pattern: RegExp, message?: Message) => void;

function matching(name: string, wanted: boolean): Matching {
  const assertion: Matching = (text, pattern, message) => {
    if (!(pattern instanceof RegExp)) throw invalidArgType("regexp", "RegExp", pattern);
    if (typeof text === "string" && pattern.test(text) === wanted) return;
    if (message instanceof Error) throw message;
    const verdict = wanted ? "did not match the regular expression" : "was expected to not match the regular expression";
    const generated =
      typeof text === "string"
        ? `The input ${verdict} ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`
        : `The "string" argument must be of type string. Received ${received(text)}`;
    const error = new AssertionError({
      actual: text,
      expected: pattern,
      message: message ?? generated,
      operator: name,
      stackStartFn: assertion,
    });
    throw Object.assign(error, { generatedMessage: message === undefined });
  };
  return Object.defineProperty(assertion, "name", { value: name });
}

export const match = matching("match", true);
export const doesNotMatch = matching("doesNotMatch", false);

export function ifError(value: unknown): void {
  if (value === null || value === undefined) return;
  const text =
    typeof value === "object" && typeof Reflect.get(value, "message") === "string"
      ? String(Reflect.get(value, "message")) || String(value.constructor?.name)
      : inspect(value);
  throw new AssertionError({
    actual: value,
    expected: null,
    operator: "ifError",
    message: `ifError got unwanted exception: ${text}`,
    stackStartFn: ifError,
  });
}
