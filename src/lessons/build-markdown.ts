/**
 * Build side (Node): a lesson's Markdown as plain data, block by block with its line. Only what a lesson may hold comes
 * through; anything else (HTML, images, lists within lists) is refused with what to write instead, never dropped unsaid.
 */
import { Marked, type MarkedToken, type Token, type Tokens } from "marked";
import type { GlossaryEntry } from "./glossary.ts";
import type { Block, Inline } from "./lesson.ts";

/** A heading, a hint or a fence that is no code for the reader: what a lesson is cut by. */
export type Piece =
  | { readonly type: "block"; readonly line: number; readonly block: Block }
  | { readonly type: "heading"; readonly line: number; readonly depth: number; readonly text: string }
  | { readonly type: "hint"; readonly line: number; readonly text: readonly Block[] }
  | { readonly type: "step"; readonly line: number; readonly text: string };

export interface Reading {
  readonly glossary: readonly GlossaryEntry[];
  /** The ids of the course: what a relative link may lead to. */
  readonly lessons: readonly string[];
  readonly refuse: (line: number, message: string) => void;
}

/** Of a link to another lesson, in place of its relative path. */
export const LESSON_LINK = "lesson:";

interface TermToken {
  readonly type: "term";
  readonly raw: string;
  readonly term: string;
  readonly text: string;
}
interface KeyToken {
  readonly type: "key";
  readonly raw: string;
  readonly text: string;
}

const marked = new Marked({
  extensions: [
    inlineRule("term", "[[", /^\[\[([^\]|]+)(?:\|([^\]|]+))?\]\]/, ([raw, term = "", text = term]) => ({ type: "term", raw, term, text })),
    inlineRule("key", "<kbd>", /^<kbd>([^<]+)<\/kbd>/, ([raw, text = ""]) => ({ type: "key", raw, text })),
  ],
});

function inlineRule<T extends TermToken | KeyToken>(name: T["type"], begin: string, rule: RegExp, read: (found: RegExpExecArray) => T) {
  return {
    name,
    level: "inline" as const,
    start: (text: string) => {
      const at = text.indexOf(begin);
      return at < 0 ? undefined : at;
    },
    tokenizer: (text: string) => {
      const found = rule.exec(text);
      return found ? read(found) : undefined;
    },
  };
}

/** `firstLine`: where the text begins in its file. */
export function readMarkdown(text: string, firstLine: number, reading: Reading): readonly Piece[] {
  const pieces: Piece[] = [];
  let line = firstLine;
  for (const token of marked.lexer(text) as MarkedToken[]) {
    const piece = pieceOf(token, line, reading);
    if (piece) pieces.push(piece);
    line += token.raw.split("\n").length - 1;
  }
  return pieces;
}

function pieceOf(token: MarkedToken, line: number, reading: Reading): Piece | undefined {
  if (token.type === "space") return undefined;
  // A title is plain: what marks code or stress in it is left out.
  if (token.type === "heading") return { type: "heading", line, depth: token.depth, text: token.text.replaceAll(/`|\*\*/g, "") };
  if (token.type === "code" && token.lang === "step") return { type: "step", line, text: token.text };
  if (token.type === "blockquote") return hintOf(token, line, reading);
  const block = blockOf(token, line, reading);
  return block && { type: "block", line, block };
}

function hintOf({ tokens }: Tokens.Blockquote, line: number, reading: Reading): Piece | undefined {
  const [first, ...rest] = tokens as MarkedToken[];
  const opening = first?.type === "paragraph" ? first.tokens[0] : undefined;
  const said = opening?.type === "text" ? /^Hint:\s+/.exec(opening.raw) : null;
  if (first?.type !== "paragraph" || opening?.type !== "text" || !said) {
    reading.refuse(line, 'A quotation is a hint of its step and begins with "Hint: ".');
    return undefined;
  }
  const cut = said[0].length;
  const without = opening.raw.length === cut ? [] : [{ ...opening, raw: opening.raw.slice(cut), text: opening.text.slice(cut) }];
  const text: Block[] = [];
  for (const token of [{ ...first, tokens: [...without, ...first.tokens.slice(1)] }, ...rest]) {
    const block = token.type === "space" ? undefined : blockOf(token, line, reading);
    if (block) text.push(block);
  }
  return { type: "hint", line, text };
}

function blockOf(token: MarkedToken, line: number, reading: Reading): Block | undefined {
  const words = (tokens: readonly Token[]) => inlinesOf(tokens, { ...reading, line, block: token.raw });
  switch (token.type) {
    case "paragraph":
      return { type: "paragraph", text: words(token.tokens) };
    case "list":
      return { type: "list", ordered: token.ordered, items: token.items.map((item) => itemOf(item, words, line, reading)) };
    case "code":
      return { type: "code", language: token.lang ?? "", text: token.text };
    case "table":
      return {
        type: "table",
        head: token.header.map((cell) => words(cell.tokens)),
        rows: token.rows.map((row) => row.map((cell) => words(cell.tokens))),
      };
    case "html":
      reading.refuse(line, "HTML is not supported in lessons, except <kbd>: write Markdown.");
      return undefined;
    case "hr":
      reading.refuse(line, "A rule (---) is not supported: begin a section with ##.");
      return undefined;
    default:
      reading.refuse(line, `"${firstWords(token.raw)}": ${token.type} is not supported in lessons.`);
      return undefined;
  }
}

function itemOf(
  item: Tokens.ListItem,
  words: (tokens: readonly Token[]) => readonly Inline[],
  line: number,
  { refuse }: Reading,
): readonly Inline[] {
  const [only, ...others] = (item.tokens as MarkedToken[]).filter(({ type }) => type !== "space");
  const isPlain = others.length === 0 && !item.task && (only?.type === "text" || only?.type === "paragraph");
  if (!isPlain) {
    refuse(line, `"${firstWords(item.raw)}": an item of a list is one paragraph, without lists or boxes within it.`);
    return [];
  }
  return words(only.tokens ?? [only]);
}

interface InlineReading extends Reading {
  readonly line: number;
  readonly block: string;
}

function inlinesOf(tokens: readonly Token[], reading: InlineReading): readonly Inline[] {
  const inlines: Inline[] = [];
  for (const token of tokens as (MarkedToken | TermToken | KeyToken)[]) {
    const inline = inlineOf(token, reading);
    const before = inlines.at(-1);
    if (typeof inline === "string" && typeof before === "string") inlines[inlines.length - 1] = before + inline;
    else if (inline !== undefined) inlines.push(inline);
  }
  return inlines;
}

function inlineOf(token: MarkedToken | TermToken | KeyToken, reading: InlineReading): Inline | undefined {
  const at = reading.line + linesBefore(token.raw, reading.block);
  switch (token.type) {
    case "text":
      if (/&(?:#\d+|#x[\da-f]+|[a-z]+);/i.test(token.raw))
        reading.refuse(at, `"${token.raw.trim()}": write the sign itself, not its entity.`);
      if (/\[\[|\]\]/.test(token.raw))
        reading.refuse(at, `"${token.raw.trim()}": a term is written [[cold start]] or [[cold start|starts cold]].`);
      return token.text.replaceAll(/\s+/g, " ");
    case "escape":
      return token.text;
    case "codespan":
      return { type: "code", text: token.text };
    case "strong":
    case "em":
      return { type: token.type, text: inlinesOf(token.tokens, reading) };
    case "link":
      return linkOf(token, at, reading);
    case "term":
      return termOf(token as TermToken, at, reading);
    case "key":
      return { type: "key", text: token.text };
    case "image":
      reading.refuse(at, "Images are not supported: point at the control itself (point: in the step), or say it in words.");
      return undefined;
    case "html":
      reading.refuse(at, `${token.raw.trim()}: HTML is not supported in lessons, except <kbd>.`);
      return undefined;
    default:
      reading.refuse(at, `"${token.raw.trim()}": ${token.type} is not supported in lessons.`);
      return undefined;
  }
}

function linkOf({ href, tokens }: Tokens.Link, line: number, reading: InlineReading): Inline {
  const text = inlinesOf(tokens, reading);
  if (/^https:\/\//.test(href)) return { type: "link", href, text };
  const [, lesson] = /^\.\.\/([^/]+)\/(?:lesson\.md)?$/.exec(href) ?? [];
  if (lesson === undefined || !reading.lessons.includes(lesson)) {
    reading.refuse(line, `The link to ${href} leads nowhere: link to https://… or to another lesson, ../02-first-function/.`);
  }
  return { type: "link", href: `${LESSON_LINK}${lesson ?? ""}`, text };
}

function termOf({ term: written, text }: TermToken, line: number, { glossary, refuse }: Reading): Inline {
  const found = glossary.find(({ term, also = [] }) => [term, ...also].some((each) => each.toLowerCase() === written.toLowerCase()));
  if (!found) refuse(line, `[[${written}]] is no term of the glossary: add it to glossary.ts, or write it plainly.`);
  return { type: "term", term: found?.term ?? written, text };
}

function linesBefore(raw: string, block: string): number {
  const at = block.indexOf(raw);
  return at < 0 ? 0 : block.slice(0, at).split("\n").length - 1;
}

function firstWords(raw: string): string {
  const text = raw.trim().split("\n")[0] ?? "";
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
