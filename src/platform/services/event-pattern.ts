/**
 * Event patterns, as rules of EventBridge and filters of Lambda's event source mappings use them: whether an event
 * matches, and what is wrong with a pattern. A wrong pattern matches nothing.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * One difference: EventBridge compares numbers as they are written (300 is not 300.0), here they are already read.
 */
import { isRecord } from "../triggers/parsed.ts";
import { type Leaf, type LeafTest, OPERATOR_NAMES, PatternProblem, readMatcher } from "./event-pattern-operators.ts";

/** All fields must match, and one alternative of each "$or". */
interface Branch {
  readonly kind: "branch";
  readonly fields: readonly (readonly [string, Branch | Leaves])[];
  readonly choices: readonly (readonly Branch[])[];
}

/** One test must match, or the field must be absent where `orAbsent`. */
interface Leaves {
  readonly kind: "leaves";
  readonly path: readonly string[];
  readonly tests: readonly LeafTest[];
  readonly orAbsent: boolean;
}

/** Deeper than any pattern a person writes; what is deeper could exhaust the stack. */
const MAX_DEPTH = 100;

const named = (path: readonly string[]) => (path.length === 0 ? "The pattern" : `"${path.join(".").slice(0, 100)}"`);

function inShort(value: unknown): string {
  const text = JSON.stringify(value) ?? "…";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function readLeaves(list: readonly unknown[], path: readonly string[]): Leaves {
  if (list.length === 0) throw new PatternProblem(`${named(path)} has an empty list, which matches nothing. Put at least one value in it.`);
  const tests: LeafTest[] = [];
  let orAbsent = false;
  for (const raw of list) {
    try {
      const matcher = readMatcher(raw);
      if (matcher.kind === "absent") orAbsent = true;
      else tests.push(matcher.test);
    } catch (problem) {
      if (problem instanceof PatternProblem) throw new PatternProblem(`${named(path)}: ${problem.message}`);
      throw problem;
    }
  }
  return { kind: "leaves", path, tests, orAbsent };
}

/** "$or" is an alternative only with two or more objects whose keys are no operators; else it is a field's name. https://github.com/aws/event-ruler#the-or-primitive */
function isChoice(key: string, value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  if (key !== "$or" || !Array.isArray(value) || value.length < 2) return false;
  return value.every((each) => isRecord(each) && !Object.keys(each).some((name) => OPERATOR_NAMES.includes(name)));
}

/** `path` leads to the fields in the event: those of an alternative stand where its "$or" stands. */
function readBranch(pattern: Readonly<Record<string, unknown>>, path: readonly string[], depth: number): Branch {
  if (depth > MAX_DEPTH) throw new PatternProblem(`The pattern is more than ${MAX_DEPTH} levels deep. Make it flatter.`);
  if (depth > 0 && Object.keys(pattern).length === 0) {
    throw new PatternProblem(`${named(path)} has an empty object in it. Name a field, or leave it out.`);
  }
  const fields: (readonly [string, Branch | Leaves])[] = [];
  const choices: (readonly Branch[])[] = [];
  for (const [key, value] of Object.entries(pattern)) {
    const here = [...path, key];
    if (isChoice(key, value)) {
      choices.push(value.map((each) => readBranch(each, path, depth + 1)));
    } else if (Array.isArray(value)) {
      if (key === "$or") {
        throw new PatternProblem(`${named(here)} takes two or more objects of fields. Write { "$or": [{ "a": ["x"] }, { "b": ["y"] }] }.`);
      }
      fields.push([key, readLeaves(value, here)]);
    } else if (isRecord(value)) {
      fields.push([key, readBranch(value, here, depth + 1)]);
    } else {
      throw new PatternProblem(`${named(here)} is not a list. Write { ${inShort(key)}: [${inShort(value)}] }.`);
    }
  }
  return { kind: "branch", fields, choices };
}

type ReadPattern = { readonly branch: Branch } | { readonly problem: string };

/** A pattern is read once; patterns are never changed after they were given. */
const known = new WeakMap<object, ReadPattern>();

function readPattern(pattern: unknown): ReadPattern {
  if (!isRecord(pattern)) {
    const remedy =
      typeof pattern === "string" ? "Give the object itself, not its JSON text" : 'Write { "detail": { "state": ["running"] } }';
    return { problem: `The pattern is not an object. ${remedy}.` };
  }
  const before = known.get(pattern);
  if (before) return before;
  let read: ReadPattern;
  try {
    read = { branch: readBranch(pattern, [], 0) };
  } catch (problem) {
    if (!(problem instanceof PatternProblem)) throw problem;
    read = { problem: problem.message };
  }
  known.set(pattern, read);
  return read;
}

/** Lists are seen through, lists in lists too; an empty one is as if it were not there. */
function* elementsOf(value: unknown): Generator<unknown> {
  if (!Array.isArray(value)) {
    if (value !== undefined) yield value;
    return;
  }
  const open = [value.values()];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.next();
    if (next.done === true) open.pop();
    else if (Array.isArray(next.value)) open.push(next.value.values());
    else if (next.value !== undefined) yield next.value;
  }
}

const fieldOf = (value: Readonly<Record<string, unknown>>, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);

/** One event against one pattern. Absence is asked of the whole event, everything else of one element of each list. */
class Matching {
  readonly #event: unknown;
  readonly #absent = new Map<Leaves, boolean>();

  constructor(event: unknown) {
    this.#event = event;
  }

  branch(branch: Branch, value: Readonly<Record<string, unknown>>): boolean {
    return (
      branch.fields.every(([key, field]) =>
        field.kind === "leaves" ? this.#leaves(field, fieldOf(value, key)) : this.#nested(field, fieldOf(value, key)),
      ) && branch.choices.every((alternatives) => alternatives.some((alternative) => this.branch(alternative, value)))
    );
  }

  #nested(branch: Branch, value: unknown): boolean {
    for (const element of elementsOf(value)) if (isRecord(element) && this.branch(branch, element)) return true;
    // Nothing there: only what asks for absence can match.
    return this.branch(branch, {});
  }

  #leaves(leaves: Leaves, value: unknown): boolean {
    for (const element of elementsOf(value)) {
      if (typeof element === "object" && element !== null) continue;
      if (leaves.tests.some((test) => test(element as Leaf))) return true;
    }
    return leaves.orAbsent && this.#isAbsent(leaves);
  }

  #isAbsent(leaves: Leaves): boolean {
    const before = this.#absent.get(leaves);
    if (before !== undefined) return before;
    let values: unknown[] = [this.#event];
    for (const key of leaves.path) {
      values = values.flatMap((value) => (isRecord(value) ? [...elementsOf(fieldOf(value, key))] : []));
    }
    const absent = !values.some((value) => typeof value !== "object" || value === null);
    this.#absent.set(leaves, absent);
    return absent;
  }
}

/** `event`: what JSON.parse gives. */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  const read = readPattern(pattern);
  if ("problem" in read || !isRecord(event)) return false;
  return new Matching(event).branch(read.branch, event);
}

/** What is wrong with the pattern and how to write it; undefined when it is good. */
export function checkPattern(pattern: unknown): string | undefined {
  const read = readPattern(pattern);
  if ("problem" in read) return read.problem;
  if (Object.keys(Object(pattern)).length === 0)
    return "The pattern is an empty object, which matches everything. Name a field in it, or leave the filter out.";
  return undefined;
}

/** A body counts as JSON when it is an object or a list; a bare number or word is a text. */
function readBody(body: string): unknown {
  if (!/^\s*[{[]/.test(body)) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/**
 * A message of a queue: an object as the pattern of `body` takes JSON bodies only, a list takes plain texts only; what
 * does not fit is filtered out. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 * Lambda filters a queue by its body only; here the other fields of the record can be named too.
 */
export function matchesMessage(pattern: unknown, record: { readonly body: string }): boolean {
  return matchesRead(pattern, { ...record, body: readBody(record.body) });
}

function matchesRead(pattern: unknown, event: { readonly body: unknown }): boolean {
  if (!isRecord(pattern)) return false;
  const { $or: choice, ...rest } = pattern;
  if (isChoice("$or", choice)) return matchesRead(rest, event) && choice.some((alternative) => matchesRead(alternative, event));
  if (pattern.body !== undefined && isRecord(pattern.body) === (typeof event.body === "string")) return false;
  return matchesPattern(pattern, event);
}
