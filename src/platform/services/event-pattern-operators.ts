/**
 * The operators of an event pattern: { "prefix": "a" } and its like become tests of one leaf of the event. What is no
 * operator, or has the wrong argument, is refused with the way to write it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
import { isRecord } from "../triggers/parsed.ts";
import { parseCidr } from "./event-pattern-cidr.ts";
import { parseWildcard } from "./event-pattern-wildcard.ts";

export type Leaf = string | number | boolean | null;
export type LeafTest = (leaf: Leaf) => boolean;

/** What is wrong with a pattern and how to write it, caught where the pattern is read. */
export class PatternProblem extends Error {}

/** "absent": { "exists": false }, which no leaf can answer. */
export type Matcher = { readonly kind: "test"; readonly test: LeafTest } | { readonly kind: "absent" };

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html: numeric matching is limited to ±5 billion. */
const NUMERIC_LIMIT = 5e9;

const onText =
  (test: (text: string) => boolean): LeafTest =>
  (leaf) =>
    typeof leaf === "string" && test(leaf);

const isLeaf = (value: unknown): value is Leaf =>
  value === null || typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));

function textOf(argument: unknown, operator: string): string {
  if (typeof argument === "string") return argument;
  throw new PatternProblem(`"${operator}" takes a text. Write { "${operator}": "text" }.`);
}

function equalsIgnoreCase(argument: unknown): LeafTest {
  const wanted = textOf(argument, "equals-ignore-case").toLowerCase();
  return onText((text) => text.toLowerCase() === wanted);
}

/** `end`: "a" or { "equals-ignore-case": "a" }. */
function affix(operator: "prefix" | "suffix", argument: unknown): LeafTest {
  const anyCase = isRecord(argument) && Object.keys(argument).length === 1 ? argument["equals-ignore-case"] : undefined;
  if (typeof argument !== "string" && typeof anyCase !== "string") {
    throw new PatternProblem(
      `"${operator}" takes a text. Write { "${operator}": "text" }, or { "${operator}": { "equals-ignore-case": "text" } }.`,
    );
  }
  const fits = (text: string, end: string) => (operator === "prefix" ? text.startsWith(end) : text.endsWith(end));
  if (typeof argument === "string") return onText((text) => fits(text, argument));
  const end = String(anyCase).toLowerCase();
  return onText((text) => fits(text.toLowerCase(), end));
}

function wildcard(argument: unknown): LeafTest {
  const test = parseWildcard(textOf(argument, "wildcard"));
  if (typeof test === "string") throw new PatternProblem(test);
  return onText(test);
}

function cidr(argument: unknown): LeafTest {
  const test = parseCidr(textOf(argument, "cidr"));
  if (!test) throw new PatternProblem('"cidr" takes a block of addresses. Write { "cidr": "10.0.0.0/24" }.');
  return onText(test);
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
};

function numeric(argument: unknown): LeafTest {
  const refuse = (why: string): never => {
    throw new PatternProblem(`"numeric" ${why}. Write { "numeric": ["=", 5] }, [">", 0] or [">", 0, "<=", 5].`);
  };
  if (!Array.isArray(argument) || (argument.length !== 2 && argument.length !== 4)) return refuse("takes a comparison or a range");
  const tests: ((value: number) => boolean)[] = [];
  const bounds: number[] = [];
  for (let at = 0; at < argument.length; at += 2) {
    const [sign, bound]: readonly unknown[] = [argument[at], argument[at + 1]];
    const compare = typeof sign === "string" && Object.hasOwn(COMPARISONS, sign) ? COMPARISONS[sign] : undefined;
    if (!compare) return refuse("knows =, >, >=, < and <= only");
    if (typeof bound !== "number") return refuse("compares with numbers only");
    if (!(Math.abs(bound) <= NUMERIC_LIMIT)) return refuse("compares with numbers from -5 to 5 billion");
    bounds.push(bound);
    tests.push((value) => compare(value, bound));
  }
  const [low = 0, high] = bounds;
  if (high !== undefined) {
    if (!String(argument[0]).startsWith(">") || !String(argument[2]).startsWith("<")) return refuse("takes the lower bound first");
    if (low >= high) return refuse("has a lower bound that is not below the upper one");
  }
  return (leaf) => typeof leaf === "number" && tests.every((test) => test(leaf));
}

/** Of a leaf that is there: an absent field matches no "anything-but". */
function anythingBut(argument: unknown): LeafTest {
  const values: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  if (values.length > 0 && (values.every((value) => typeof value === "string") || values.every((value) => typeof value === "number"))) {
    const barred = new Set<unknown>(values);
    return (leaf) => !barred.has(leaf);
  }
  if (isRecord(argument)) {
    const [[operator, operand] = ["", undefined], ...more] = Object.entries(argument);
    const read = Object.hasOwn(DENIABLE, operator) && more.length === 0 ? DENIABLE[operator] : undefined;
    if (read) {
      const operands: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
      const tests = operands.map(read);
      if (tests.length > 0) return (leaf) => !tests.some((test) => test(leaf));
    }
  }
  throw new PatternProblem(
    `"anything-but" takes a text, a number, a list of either, or one of ${Object.keys(DENIABLE).join(", ")}. Write { "anything-but": ["a", "b"] } or { "anything-but": { "prefix": "a" } }.`,
  );
}

const DENIABLE: Readonly<Record<string, (argument: unknown) => LeafTest>> = {
  prefix: (argument) => affix("prefix", argument),
  suffix: (argument) => affix("suffix", argument),
  "equals-ignore-case": equalsIgnoreCase,
  wildcard,
};

const OPERATORS: Readonly<Record<string, (argument: unknown) => LeafTest>> = {
  ...DENIABLE,
  "anything-but": anythingBut,
  numeric,
  cidr,
};

export const OPERATOR_NAMES: readonly string[] = [...Object.keys(OPERATORS), "exists"];

/** One entry of a field's list. Throws PatternProblem. */
export function readMatcher(raw: unknown): Matcher {
  if (isLeaf(raw)) return { kind: "test", test: (leaf) => leaf === raw };
  if (!isRecord(raw)) throw new PatternProblem('An entry of the list is neither a value nor an operator. Write ["a", { "prefix": "b" }].');
  const [[operator, argument] = ["", undefined], ...more] = Object.entries(raw);
  if (more.length > 0) {
    throw new PatternProblem(
      'An entry of the list has several operators. Write one an entry, for either of them: [{ "prefix": "a" }, { "suffix": "b" }].',
    );
  }
  if (operator === "exists") {
    if (typeof argument !== "boolean") throw new PatternProblem('"exists" takes true or false. Write { "exists": false }.');
    return argument ? { kind: "test", test: () => true } : { kind: "absent" };
  }
  const read = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (!read) throw new PatternProblem(`"${operator.slice(0, 40)}" is not an operator. Use one of ${OPERATOR_NAMES.join(", ")}.`);
  return { kind: "test", test: read(argument) };
}
