/**
 * What all expressions share: paths, values, function calls, and the order in which DynamoDB reports what is wrong with
 * an expression whose grammar is right (it names one problem, not the first in the text).
 */
import type { AttributeValue } from "./attribute-values.ts";
import { type DocumentPath, pathsClash, pathText } from "./document-path.ts";
import type { ExpressionNames } from "./expression-names.ts";
import { ExpressionCursor, type ExpressionKind } from "./expression-tokens.ts";
import { isReservedWord } from "./reserved-words.ts";

export interface PathOperand {
  readonly kind: "path";
  readonly path: DocumentPath;
}

export interface ValueOperand {
  readonly kind: "value";
  /** Undefined where it is not defined; the expression is refused then. */
  readonly value: AttributeValue | undefined;
}

export interface CallOperand {
  readonly kind: "call";
  readonly name: string;
  readonly operands: readonly Operand[];
}

export type Operand = PathOperand | ValueOperand | CallOperand;

/** In the order of their precedence. */
const PROBLEMS = [
  "redundant-parentheses",
  "reserved-word",
  "unknown-function",
  "misused-function",
  "repeated-section",
  "undefined-name",
  "undefined-value",
  "overlap",
  "conflict",
  "section-operand-type",
  "operand-count",
  "not-distinct",
  "path-required",
  "operand-type",
] as const;
export type ExpressionProblem = (typeof PROBLEMS)[number];

/** A list's place as DynamoDB bounds it; one past any list of 400 KB. */
const MAX_LIST_PLACE = 999_999_999;

export class ExpressionReader {
  readonly cursor: ExpressionCursor;
  readonly #names: ExpressionNames;
  readonly #problems = new Map<ExpressionProblem, string>();

  constructor(kind: ExpressionKind, text: string, names: ExpressionNames) {
    this.cursor = new ExpressionCursor(kind, text);
    this.#names = names;
  }

  report(problem: ExpressionProblem, message: string): void {
    if (!this.#problems.has(problem)) this.#problems.set(problem, message);
  }

  /** When the whole text was parsed. */
  finish(): void {
    this.cursor.expectEnd();
    for (const problem of PROBLEMS) {
      const message = this.#problems.get(problem);
      if (message !== undefined) throw this.cursor.refused(message);
    }
  }

  path(): PathOperand {
    const path: (string | number)[] = [this.#pathName()];
    for (;;) {
      if (this.cursor.accept(".")) path.push(this.#pathName());
      else if (this.cursor.accept("[")) {
        if (this.cursor.peek().type !== "number") throw this.cursor.syntaxError();
        path.push(this.#listPlace(this.cursor.take().text));
        this.cursor.expect("]");
      } else return { kind: "path", path };
    }
  }

  #listPlace(digits: string): number {
    const place = Number(digits);
    if (place > MAX_LIST_PLACE) throw this.cursor.refused(`List index is not within the allowable range; index: [${digits}]`);
    return place;
  }

  #pathName(): string {
    const token = this.cursor.peek();
    if (token.type === "name") {
      this.cursor.take();
      if (isReservedWord(token.text)) this.report("reserved-word", `Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
      return token.text;
    }
    if (token.type !== "alias") throw this.cursor.syntaxError();
    this.cursor.take();
    const name = this.#names.name(token.text);
    if (name !== undefined) return name;
    this.report("undefined-name", `An expression attribute name used in the document path is not defined; attribute name: ${token.text}`);
    return token.text;
  }

  value(): ValueOperand {
    const token = this.cursor.peek();
    if (token.type !== "value") throw this.cursor.syntaxError();
    this.cursor.take();
    const value = this.#names.value(token.text);
    if (value === undefined)
      this.report("undefined-value", `An expression attribute value used in expression is not defined; attribute value: ${token.text}`);
    return { kind: "value", value };
  }

  /** A path, a value, or a call. */
  operand(): Operand {
    if (this.cursor.peek().type === "value") return this.value();
    return this.atCall() ? this.call() : this.path();
  }

  atCall(): boolean {
    return this.cursor.peek().type === "name" && this.cursor.at("(", 1);
  }

  call(): CallOperand {
    const name = this.cursor.take().text;
    this.cursor.countOperator();
    this.cursor.expect("(");
    const operands = [this.operand()];
    while (this.cursor.accept(",")) operands.push(this.operand());
    this.cursor.expect(")");
    return { kind: "call", name, operands };
  }

  checkCount(operator: string, operands: readonly unknown[], expected: number): void {
    if (operands.length !== expected)
      this.report(
        "operand-count",
        `Incorrect number of operands for operator or function; operator or function: ${operator}, number of operands: ${operands.length}`,
      );
  }

  wrongOperandType(operator: string, type: string): void {
    this.report(
      "operand-type",
      `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
    );
  }

  /** No path may be, contain or contradict another. */
  checkPaths(paths: readonly DocumentPath[]): void {
    for (const [place, one] of paths.entries())
      for (const other of paths.slice(0, place)) {
        const clash = pathsClash(other, one);
        if (clash !== undefined)
          this.report(
            clash,
            `Two document paths ${clash} with each other; must remove or rewrite one of these paths; path one: ${pathText(other)}, path two: ${pathText(one)}`,
          );
      }
  }
}
