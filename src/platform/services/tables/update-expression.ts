/**
 * The grammar of UpdateExpression: SET, REMOVE, ADD and DELETE sections, each once, from text to actions.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
import { type AttributeType, type AttributeValue, typeOf } from "./attribute-values.ts";
import type { DocumentPath } from "./document-path.ts";
import type { ExpressionNames } from "./expression-names.ts";
import { ExpressionReader, type Operand } from "./expression-operands.ts";

export type SetValue =
  | Operand
  | { readonly kind: "arithmetic"; readonly operator: "+" | "-"; readonly left: SetValue; readonly right: SetValue };

export interface UpdateActions {
  readonly set: readonly { readonly path: DocumentPath; readonly value: SetValue }[];
  readonly remove: readonly DocumentPath[];
  readonly add: readonly { readonly path: DocumentPath; readonly value: AttributeValue }[];
  readonly delete: readonly { readonly path: DocumentPath; readonly value: AttributeValue }[];
}

type Section = "SET" | "REMOVE" | "ADD" | "DELETE";
const SECTIONS: readonly Section[] = ["SET", "REMOVE", "ADD", "DELETE"];

const TYPE_WORDS: Readonly<Record<AttributeType, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  BOOL: "BOOLEAN",
  NULL: "NULL",
  SS: "SS",
  NS: "NS",
  BS: "BS",
  L: "LIST",
  M: "MAP",
};
const SETS: readonly AttributeType[] = ["SS", "NS", "BS"];

export function parseUpdate(text: string, names: ExpressionNames): UpdateActions {
  return new UpdateParser(new ExpressionReader("UpdateExpression", text, names)).parse();
}

class UpdateParser {
  readonly #reader: ExpressionReader;
  readonly #set: { path: DocumentPath; value: SetValue }[] = [];
  readonly #remove: DocumentPath[] = [];
  readonly #add: { path: DocumentPath; value: AttributeValue }[] = [];
  readonly #delete: { path: DocumentPath; value: AttributeValue }[] = [];
  readonly #paths: DocumentPath[] = [];

  constructor(reader: ExpressionReader) {
    this.#reader = reader;
  }

  parse(): UpdateActions {
    const cursor = this.#reader.cursor;
    const seen = new Set<Section>();
    do {
      const section = SECTIONS.find((each) => cursor.atWord(each));
      if (section === undefined) throw cursor.syntaxError();
      cursor.take();
      if (seen.has(section))
        this.#reader.report("repeated-section", `The "${section}" section can only be used once in an update expression;`);
      seen.add(section);
      do this.#action(section);
      while (cursor.accept(","));
    } while (cursor.peek().type !== "end");
    this.#reader.checkPaths(this.#paths);
    this.#reader.finish();
    return { set: this.#set, remove: this.#remove, add: this.#add, delete: this.#delete };
  }

  #action(section: Section): void {
    this.#reader.cursor.countOperator();
    const { path } = this.#reader.path();
    this.#paths.push(path);
    switch (section) {
      case "SET":
        this.#reader.cursor.expect("=");
        this.#set.push({ path, value: this.#sum() });
        return;
      case "REMOVE":
        this.#remove.push(path);
        return;
      case "ADD":
        return this.#change("ADD", path, ["N", ...SETS], this.#add);
      case "DELETE":
        return this.#change("DELETE", path, SETS, this.#delete);
    }
  }

  #change(section: Section, path: DocumentPath, types: readonly AttributeType[], actions: { path: DocumentPath; value: AttributeValue }[]) {
    const { value } = this.#reader.value();
    if (value === undefined) return;
    if (!types.includes(typeOf(value)))
      this.#reader.report(
        "section-operand-type",
        `Incorrect operand type for operator or function; operator: ${section}, operand type: ${TYPE_WORDS[typeOf(value)]}`,
      );
    actions.push({ path, value });
  }

  /** At most one + or -. */
  #sum(): SetValue {
    const left = this.#term();
    const cursor = this.#reader.cursor;
    const operator = cursor.at("+") ? "+" : cursor.at("-") ? "-" : undefined;
    if (operator === undefined) return left;
    cursor.take();
    cursor.countOperator();
    const right = this.#term();
    for (const operand of [left, right]) this.#checkOperand(operator, operand, "N");
    return { kind: "arithmetic", operator, left, right };
  }

  #term(): SetValue {
    const cursor = this.#reader.cursor;
    if (cursor.accept("(")) {
      cursor.countOperator();
      const value = this.#sum();
      cursor.expect(")");
      return value;
    }
    const operand = this.#reader.operand();
    this.#checkCall(operand);
    return operand;
  }

  #checkCall(operand: Operand): void {
    if (operand.kind !== "call") return;
    const { name, operands } = operand;
    for (const each of operands) this.#checkCall(each);
    if (name !== "if_not_exists" && name !== "list_append") {
      const known = ["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"].includes(name);
      if (known) this.#reader.report("misused-function", `The function is not allowed in an update expression; function: ${name}`);
      else this.#reader.report("unknown-function", `Invalid function name; function: ${name}`);
      return;
    }
    this.#reader.checkCount(name, operands, 2);
    if (name === "if_not_exists" && operands[0]?.kind !== "path")
      this.#reader.report("path-required", `Operator or function requires a document path; operator or function: ${name}`);
    if (name === "list_append") for (const each of operands) this.#checkOperand(name, each, "L");
  }

  #checkOperand(operator: string, operand: SetValue, type: AttributeType): void {
    if (operand.kind === "value" && operand.value !== undefined && typeOf(operand.value) !== type)
      this.#reader.wrongOperandType(operator, typeOf(operand.value));
  }
}
