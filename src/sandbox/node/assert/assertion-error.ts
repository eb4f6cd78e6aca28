/** AssertionError: what was compared, and a message that shows the difference. */
import { inspect } from "node:util";
import { invalidArgType } from "../node-errors.ts";
import { diffLines } from "./line-diff.ts";

export interface AssertionOptions {
  readonly message?: string | undefined;
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly operator?: string | undefined;
  readonly stackStartFn?: ((...args: never[]) => unknown) | undefined;
}

const EXPECTED: Readonly<Record<string, string>> = {
  deepStrictEqual: "Expected values to be strictly deep-equal:",
  strictEqual: "Expected values to be strictly equal:",
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: "Expected values to be loosely deep-equal:",
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: "Values have same structure but are not reference-equal:",
  notDeepEqualUnequal: "Expected values not to be loosely deep-equal:",
};

/** Both texts together: so short that they stand on one line. */
const SHORT_CHARS = 12;
const MAX_CHARS = 512;

const isObject = (value: unknown) => (typeof value === "object" && value !== null) || typeof value === "function";
const cut = (text: string, max = MAX_CHARS) => (text.length > max ? `${text.slice(0, max)}...` : text);

function shown(value: unknown): string {
  return inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Number.POSITIVE_INFINITY,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
  });
}

/** Two errors are never thrown from one place; what is compared is the rest. */
function withoutStack(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const copy = Object.assign(Object.create(Object.getPrototypeOf(value) as object), value) as object;
  return Object.defineProperty(copy, "message", { value: value.message });
}

function differenceMessage(actual: unknown, expected: unknown, operator: string): string {
  const [left, right] = [shown(withoutStack(actual)), shown(withoutStack(expected))];
  const bothObjects = isObject(actual) && isObject(expected);
  const kind = operator === "strictEqual" && bothObjects ? "strictEqualObject" : operator;
  if (left === right) return `${EXPECTED.notIdentical}\n\n${cut(left)}\n`;
  const isOneLine = !left.includes("\n") && !right.includes("\n");
  if (
    isOneLine &&
    left.length + right.length <= SHORT_CHARS &&
    !isObject(actual) &&
    !isObject(expected) &&
    (actual !== 0 || expected !== 0)
  )
    return `${EXPECTED[kind]}\n\n${left} !== ${right}\n`;
  const { text, skipped } = diffLines(left, right);
  const header = `${EXPECTED[kind]}\n+ actual - expected${skipped ? "\n... Skipped lines" : ""}`;
  let pointer = "";
  if (isOneLine && kind === "strictEqual" && left.length + right.length < 80) {
    let at = 0;
    while (at < left.length && left[at] === right[at]) at += 1;
    if (at > 2) pointer = `\n${" ".repeat(at + 2)}^`;
  }
  return `${header}\n\n${text}${pointer}\n`;
}

function sameMessage(actual: unknown, operator: string): string {
  const kind = operator === "notStrictEqual" && isObject(actual) ? "notStrictEqualObject" : operator;
  const text = shown(actual);
  return text.includes("\n") || text.length > 5 ? `${EXPECTED[kind]}\n\n${cut(text)}\n` : `${EXPECTED[kind]} ${text}`;
}

function looseMessage(actual: unknown, expected: unknown, operator: string): string {
  const [left, right] = [shown(actual), shown(expected)];
  if (operator === "deepEqual") return `${EXPECTED.deepEqual}\n\n${cut(left)}\n\nshould loosely deep-equal\n\n${cut(right)}`;
  if (operator === "notDeepEqual" && left !== right)
    return `${EXPECTED.notDeepEqualUnequal}\n\n${cut(left)}\n\nshould not loosely deep-equal\n\n${cut(right)}`;
  if (operator === "notDeepEqual") return `${EXPECTED.notDeepEqual}\n\n${cut(left)}`;
  return `${cut(inspect(actual), 128)} ${operator} ${cut(inspect(expected), 128)}`;
}

function messageOf({ actual, expected, operator = "fail" }: AssertionOptions): string {
  if (operator === "deepStrictEqual" || operator === "strictEqual") return differenceMessage(actual, expected, operator);
  if (operator === "notDeepStrictEqual" || operator === "notStrictEqual") return sameMessage(actual, operator);
  return looseMessage(actual, expected, operator);
}

export class AssertionError extends Error {
  generatedMessage: boolean;
  readonly code: string;
  actual: unknown;
  expected: unknown;
  operator: string | undefined;

  constructor(options: AssertionOptions) {
    if (typeof options !== "object" || options === null) throw invalidArgType("options", "Object", options);
    const { message, actual, expected, operator, stackStartFn } = options;
    super(message === undefined ? messageOf(options) : String(message));
    this.generatedMessage = message === undefined;
    Object.defineProperty(this, "name", {
      value: "AssertionError [ERR_ASSERTION]",
      enumerable: false,
      writable: true,
      configurable: true,
    });
    this.code = "ERR_ASSERTION";
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Error.captureStackTrace?.(this, stackStartFn);
    // Written into the stack by now.
    void this.stack;
    this.name = "AssertionError";
  }

  override toString(): string {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](_depth: number, options: object): string {
    return inspect(this, { ...options, customInspect: false, depth: 0 });
  }
}
