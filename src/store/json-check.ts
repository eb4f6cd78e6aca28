/**
 * Where a text stops being JSON, and what to do about it. `JSON.parse` decides whether it is; browsers disagree on how
 * to say where it is not, and some do not say, so this reads again from the start, once there is something to say.
 */
import type { Problem } from "../platform/results.ts";

export interface JsonProblem extends Problem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

type Expecting = "a value" | "a value or ]" | "a property name or }" | "a property name" | '":"' | '"," or }' | '"," or ]' | "the end";
type Bracket = "{" | "[";

interface Fault {
  readonly offset: number;
  readonly expecting: Expecting;
  readonly afterComma: boolean;
}

const WHITE_SPACE = /[ \t\n\r]*/y;
/** A bracket, colon or comma; a text (any character but ", \ and those below the space); a number, true, false or null. */
const TOKEN =
  /[{}[\]:,]|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.+-])/y;

/** Undefined when the text is JSON. */
export function checkJson(text: string): JsonProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return problemAt(text, findFault(text));
  }
}

function findFault(text: string): Fault {
  const open: Bracket[] = [];
  let fault: Fault = { offset: endOf(WHITE_SPACE, text, 0) ?? 0, expecting: "a value", afterComma: false };
  for (;;) {
    const { offset, expecting } = fault;
    const first = text[offset];
    const end = endOf(TOKEN, text, offset);
    const next = first === undefined || end === undefined ? undefined : expectedAfter(first, expecting, open);
    if (end === undefined || next === undefined) return fault;
    fault = { offset: endOf(WHITE_SPACE, text, end) ?? end, expecting: next, afterComma: first === "," };
  }
}

/** Where the match ends that begins at `offset`; undefined when none does. */
function endOf(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** What may follow the token that begins with `first`; undefined when the token itself is out of place. Keeps `open`. */
function expectedAfter(first: string, expecting: Expecting, open: Bracket[]): Expecting | undefined {
  const wantsValue = expecting === "a value" || expecting === "a value or ]";
  const wantsName = expecting === "a property name" || expecting === "a property name or }";
  switch (first) {
    case "{":
    case "[":
      if (!wantsValue) return undefined;
      open.push(first);
      return first === "{" ? "a property name or }" : "a value or ]";
    case "}":
    case "]":
      // Whatever may be closed here says with what.
      if (!expecting.endsWith(` or ${first}`)) return undefined;
      open.pop();
      return afterValue(open);
    case ":":
      return expecting === '":"' ? "a value" : undefined;
    case ",":
      return expecting === '"," or }' ? "a property name" : expecting === '"," or ]' ? "a value" : undefined;
    default:
      if (wantsName) return first === '"' ? '":"' : undefined;
      return wantsValue ? afterValue(open) : undefined;
  }
}

function afterValue(open: readonly Bracket[]): Expecting {
  const innermost = open.at(-1);
  if (innermost === undefined) return "the end";
  return innermost === "{" ? '"," or }' : '"," or ]';
}

function problemAt(text: string, { offset, expecting, afterComma }: Fault): JsonProblem {
  const before = text.slice(0, offset).split("\n");
  const line = before.length;
  const column = (before.at(-1) ?? "").length + 1;
  const found = foundAt(text, offset);
  const message = `Line ${line}, column ${column}: not JSON. Expected ${expecting}, found ${found}.`;
  return { code: "bad-json", message, remedy: remedyFor(text[offset], expecting, afterComma), line, column };
}

function foundAt(text: string, offset: number): string {
  const character = text[offset];
  if (character === undefined) return "the end of the text";
  if (character === '"') return "a text that does not end, or has a character that must be escaped";
  return /[\w$.+-]+/y.exec(text.slice(offset, offset + 20))?.[0] ?? character;
}

function remedyFor(character: string | undefined, expecting: Expecting, afterComma: boolean): string {
  if (afterComma && (character === "}" || character === "]")) return "Remove the comma before it.";
  if (character === "'" || character === "`") return 'Put texts between double quotes: "…".';
  if (character === "/") return "Remove the comment: JSON has none.";
  if (character === undefined) return "Close what is open.";
  if (character === '"' && expecting !== '"," or }' && expecting !== '"," or ]')
    return 'End it with ", and write line breaks in it as \\n.';
  if (expecting === "a property name" || expecting === "a property name or }") return 'Put the name between double quotes: "name".';
  if (expecting === '"," or }' || expecting === '"," or ]') return "Put a comma between the two.";
  return "Mend it there, then send again.";
}
