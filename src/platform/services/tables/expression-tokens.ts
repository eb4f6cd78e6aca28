/**
 * The words of DynamoDB's expressions: names, #placeholders, :values, numbers (in list places only) and signs. The cursor
 * walks them for the parsers and words their syntax errors as DynamoDB does, with the tokens before and after.
 */
import { utf8Length } from "../../triggers/http-bytes.ts";
import { invalid } from "./refusals.ts";

export type ExpressionKind =
  | "ConditionExpression"
  | "FilterExpression"
  | "KeyConditionExpression"
  | "ProjectionExpression"
  | "UpdateExpression";

export type TokenType = "name" | "alias" | "value" | "number" | "sign" | "stray" | "end";

export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters */
const MAX_EXPRESSION_BYTES = 4096;
const MAX_OPERATORS = 300;

const PATTERNS: readonly (readonly [TokenType, RegExp])[] = [
  ["name", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["alias", /#[A-Za-z0-9_]+/y],
  ["value", /:[A-Za-z0-9_]+/y],
  ["number", /[0-9]+/y],
  ["sign", /<>|<=|>=|[()[\].,=<>+-]/y],
];
const SPACE = /\s*/y;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let from = 0;
  for (;;) {
    SPACE.lastIndex = from;
    from += SPACE.exec(text)?.[0].length ?? 0;
    if (from >= text.length) return [...tokens, { type: "end", text: "<EOF>", from: text.length, to: text.length }];
    const token = tokenAt(text, from);
    tokens.push(token);
    from = token.to;
  }
}

function tokenAt(text: string, from: number): Token {
  for (const [type, pattern] of PATTERNS) {
    pattern.lastIndex = from;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { type, text: found, from, to: from + found.length };
  }
  const stray = String.fromCodePoint(text.codePointAt(from) ?? 0);
  return { type: "stray", text: stray, from, to: from + stray.length };
}

export class ExpressionCursor {
  readonly kind: ExpressionKind;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #place = 0;
  #operators = 0;

  constructor(kind: ExpressionKind, text: string) {
    this.kind = kind;
    this.#text = text;
    if (text.trim() === "") throw this.refused("The expression can not be empty;");
    const sizeBytes = utf8Length(text);
    if (sizeBytes > MAX_EXPRESSION_BYTES)
      throw this.refused(`Expression size has exceeded the maximum allowed size; expression size: ${sizeBytes}`);
    this.#tokens = tokensOf(text);
    this.#end = { type: "end", text: "<EOF>", from: text.length, to: text.length };
  }

  refused(message: string): Error {
    return invalid(`Invalid ${this.kind}: ${message}`);
  }

  /** `ahead`: how many tokens from here. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#place + ahead] ?? this.#end;
  }

  take(): Token {
    const token = this.peek();
    this.#place += 1;
    return token;
  }

  /** Takes the sign if it is next. */
  accept(sign: string): boolean {
    if (!this.at(sign)) return false;
    this.#place += 1;
    return true;
  }

  at(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.type === "sign" && token.text === sign;
  }

  expect(sign: string): void {
    if (!this.accept(sign)) throw this.syntaxError();
  }

  /** Keywords have no case. */
  atWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.type === "name" && token.text.toUpperCase() === word;
  }

  acceptWord(word: string): boolean {
    if (!this.atWord(word)) return false;
    this.#place += 1;
    return true;
  }

  expectEnd(): void {
    if (this.peek().type !== "end") throw this.syntaxError();
  }

  /** How many tokens ahead the parenthesis that opens here closes; undefined where it never does. */
  closingAhead(): number | undefined {
    let depth = 0;
    for (let ahead = 0; this.peek(ahead).type !== "end"; ahead += 1) {
      if (this.at("(", ahead)) depth += 1;
      else if (this.at(")", ahead)) depth -= 1;
      if (depth === 0) return ahead;
    }
    return undefined;
  }

  /** Bounds operators, and with them how deep a parser can be led. */
  countOperator(): void {
    this.#operators += 1;
    if (this.#operators > MAX_OPERATORS)
      throw this.refused(`The expression contains too many operators and functions; maximum allowed: ${MAX_OPERATORS}`);
  }

  /** At the next token. */
  syntaxError(): Error {
    const token = this.peek();
    const before = this.#tokens[this.#place - 1] ?? token;
    const near = this.#text.slice(before.from, this.peek(1).to).trim();
    return this.refused(`Syntax error; token: "${token.text}", near: "${near}"`);
  }
}
