/** Source text as lines of coloured pieces. A reading of words, no parser: enough to tell a keyword from a string. */
import { maskedSource } from "../editor/masked-source.ts";

export type TokenKind = "plain" | "key" | "text" | "comment" | "number" | "call";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const KEYWORDS = new Set(
  "as async await break case catch class const continue debugger default delete do else enum export extends false finally for from function get if implements import in instanceof interface let new null of return satisfies set static super switch this throw true try type typeof undefined var void while with yield".split(
    " ",
  ),
);

const WORD = /[A-Za-z_$][\w$]*|\d[\w.]*|\n|[^A-Za-z_$\d\n]+/g;

/** As many lines as the source has. */
export function tokenLines(source: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of tokensOf(source)) {
    for (const [place, part] of text.split("\n").entries()) {
      if (place > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ kind, text: part });
    }
  }
  return lines;
}

function* tokensOf(source: string): Generator<Token> {
  const masked = maskedSource(source);
  let at = 0;
  while (at < source.length) {
    const hidden = firstHidden(source, masked, at);
    if (hidden > at) yield* wordsOf(source.slice(at, hidden));
    if (hidden >= source.length) return;
    const isComment = masked[hidden] === " ";
    at = isComment ? endOfComment(source, hidden) : endOfText(masked, hidden);
    yield { kind: isComment ? "comment" : "text", text: source.slice(hidden, at) };
  }
}

function firstHidden(source: string, masked: string, from: number): number {
  let at = from;
  while (at < source.length && source[at] === masked[at]) at += 1;
  return at;
}

function endOfComment(source: string, at: number): number {
  const end = source.startsWith("/*", at) ? source.indexOf("*/", at + 2) + 2 : source.indexOf("\n", at);
  return end <= at ? source.length : end;
}

/** A value is masked by dots that end in "_". */
function endOfText(masked: string, at: number): number {
  let end = at;
  while (masked[end] === "." || masked[end] === "\n") end += 1;
  return masked[end] === "_" ? end + 1 : Math.max(end, at + 1);
}

function* wordsOf(code: string): Generator<Token> {
  for (const { 0: text, index } of code.matchAll(WORD)) {
    yield { kind: kindOf(text, code.slice(0, index), code.slice(index + text.length)), text };
  }
}

function kindOf(text: string, before: string, after: string): TokenKind {
  if (/^\d/.test(text)) return "number";
  if (!/^[A-Za-z_$]/.test(text)) return "plain";
  // "map.get" is a name, "...new" is not.
  if (KEYWORDS.has(text) && !/(?:^|[^.])\.$/.test(before)) return "key";
  return /^\s*\(/.test(after) ? "call" : "plain";
}
