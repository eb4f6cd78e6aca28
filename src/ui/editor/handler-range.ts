/**
 * Which lines of a file are the handler's: they run with every request, the others once per container. A reading of the
 * brackets, no parser; where it is not sure it says nothing.
 */
import { maskedSource } from "./masked-source.ts";

/** Lines from 1, both ends included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

const OPENING = "([{";
const CLOSING = ")]}";
/** A statement goes on when its next sign is one of these, */
const GOES_ON = /^(?:[.([{=?:&|+\-*/,<>`]|(?:as|satisfies|extends)\b)/;
/** or when the last of its line is one of these. */
const WANTS_MORE = /(?:[.=?:&|+\-*/,<>]|\b(?:async|function|new|await|as|satisfies))$/;
/** What follows the brace of a type, as in "Promise<{ a: number }> {", on the same line. */
const AFTER_TYPE = /^[ \t]*[>[\]|&,{;]/;

/** `name`: the export, "handler" of "index.handler". Undefined when it is not found, or made somewhere else. */
export function handlerRange(source: string, name: string): LineRange | undefined {
  if (!/^[\w$]+$/.test(name)) return undefined;
  const masked = maskedSource(source);
  const start = startOf(masked, name.replaceAll("$", "\\$"));
  if (start === undefined) return undefined;
  const isFunction = /^(?:export\s+)?(?:async\s+)?function\b/.test(masked.slice(start, start + 60));
  const end = isFunction ? endOfFunction(masked, start) : endOfStatement(masked, start);
  if (end === undefined) return undefined;
  // Without a function in it, as in "export const handler = app", the lines that run are elsewhere.
  if (!/=>|\bfunction\b/.test(masked.slice(start, end + 1))) return undefined;
  return { from: lineAt(masked, start), to: lineAt(masked, end) };
}

function startOf(masked: string, name: string): number | undefined {
  const direct = [
    `^[ \\t]*export\\s+(?:const|let|var)\\s+${name}\\b`,
    `^[ \\t]*export\\s+(?:async\\s+)?function\\s*\\*?\\s*${name}\\b`,
    `^[ \\t]*(?:module\\s*\\.\\s*)?exports\\s*\\.\\s*${name}\\s*=`,
  ];
  const isExported = new RegExp(`(?:export|module\\s*\\.\\s*exports\\s*=)\\s*\\{[^}]*\\b${name}\\b[^:}]*\\}`).test(masked);
  const local = isExported ? [`^[ \\t]*(?:const|let|var)\\s+${name}\\b`, `^[ \\t]*(?:async\\s+)?function\\s*\\*?\\s*${name}\\b`] : [];
  for (const pattern of [...direct, ...local]) {
    const found = new RegExp(pattern, "m").exec(masked);
    if (found) return found.index + (/^\s*/.exec(found[0])?.[0].length ?? 0);
  }
  return undefined;
}

/** Where its body closes: the last brace that no type follows. */
function endOfFunction(masked: string, start: number): number | undefined {
  return scan(masked, start, (place) => masked[place] === "}" && !AFTER_TYPE.test(restOfLine(masked, place)));
}

/** The last sign of the statement: its semicolon, or the end of a line after which nothing of it follows. */
function endOfStatement(masked: string, start: number): number | undefined {
  const isEnd = (place: number) => masked[place] === ";" || (/\S/.test(masked[place] ?? "") && endsLine(masked, place));
  return scan(masked, start, isEnd) ?? (isBalanced(masked, start) ? masked.trimEnd().length - 1 : undefined);
}

/** The first place outside all brackets, or closing the outermost one, of which `isEnd` holds. */
function scan(masked: string, start: number, isEnd: (place: number) => boolean): number | undefined {
  let depth = 0;
  for (let place = start; place < masked.length; place += 1) {
    const sign = masked[place] ?? "";
    if (OPENING.includes(sign)) depth += 1;
    if (CLOSING.includes(sign)) depth -= 1;
    if (depth < 0) return undefined;
    if (depth === 0 && isEnd(place)) return place;
  }
  return undefined;
}

function isBalanced(masked: string, start: number): boolean {
  const count = (signs: string) => [...masked.slice(start)].filter((sign) => signs.includes(sign)).length;
  return count(OPENING) === count(CLOSING);
}

function endsLine(masked: string, place: number): boolean {
  if (restOfLine(masked, place).trim() !== "") return false;
  const line = masked.slice(masked.lastIndexOf("\n", place) + 1, place + 1);
  return !WANTS_MORE.test(line) && !GOES_ON.test(masked.slice(place + 1).trimStart());
}

function restOfLine(masked: string, place: number): string {
  const end = masked.indexOf("\n", place);
  return masked.slice(place + 1, end < 0 ? undefined : end);
}

function lineAt(text: string, place: number): number {
  return text.slice(0, place).split("\n").length;
}
