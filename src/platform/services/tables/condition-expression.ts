/**
 * The grammar of conditions (ConditionExpression, FilterExpression, KeyConditionExpression): from text to a tree.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 * Precedence: comparison, IN, BETWEEN and functions; then parentheses; then NOT, AND, OR.
 */
import { ATTRIBUTE_TYPES, typeOf } from "./attribute-values.ts";
import { compareValues } from "./compare-values.ts";
import { pathText } from "./document-path.ts";
import type { ExpressionNames } from "./expression-names.ts";
import { type CallOperand, ExpressionReader, type Operand } from "./expression-operands.ts";
import type { ExpressionKind } from "./expression-tokens.ts";

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: "in"; readonly operand: Operand; readonly choices: readonly Operand[] }
  | CallOperand;

const COMPARATORS: readonly string[] = ["=", "<>", "<", "<=", ">", ">="] satisfies Comparator[];
const ORDERED = ["S", "N", "B"];
const MAX_CHOICES = 100;
const OPERAND_COUNTS: ReadonlyMap<string, number> = new Map([
  ["attribute_exists", 1],
  ["attribute_not_exists", 1],
  ["attribute_type", 2],
  ["begins_with", 2],
  ["contains", 2],
  ["size", 1],
]);
const NEEDS_PATH = ["attribute_exists", "attribute_not_exists"];

export function parseCondition(kind: ExpressionKind, text: string, names: ExpressionNames): Condition {
  const reader = new ExpressionReader(kind, text, names);
  const condition = either(reader);
  reader.finish();
  return condition;
}

function either(reader: ExpressionReader): Condition {
  return chain(reader, "or", "OR", both);
}

function both(reader: ExpressionReader): Condition {
  return chain(reader, "and", "AND", negated);
}

function chain(reader: ExpressionReader, kind: "and" | "or", word: string, part: (reader: ExpressionReader) => Condition): Condition {
  const first = part(reader);
  const parts = [first];
  while (reader.cursor.acceptWord(word)) {
    reader.cursor.countOperator();
    parts.push(part(reader));
  }
  return parts.length === 1 ? first : { kind, parts };
}

function negated(reader: ExpressionReader): Condition {
  if (!reader.cursor.atWord("NOT")) return single(reader);
  reader.cursor.take();
  reader.cursor.countOperator();
  return { kind: "not", part: negated(reader) };
}

function single(reader: ExpressionReader): Condition {
  if (reader.cursor.at("(") && !opensOperand(reader)) return grouped(reader);
  const operand = comparedOperand(reader);
  if (operand.kind === "call" && !continuesComparison(reader)) return conditionCall(reader, operand);
  checkOperandCall(reader, operand);
  reader.cursor.countOperator();
  if (reader.cursor.acceptWord("BETWEEN")) return between(reader, operand);
  if (reader.cursor.acceptWord("IN")) return oneOf(reader, operand);
  const token = reader.cursor.peek();
  if (token.type !== "sign" || !COMPARATORS.includes(token.text)) throw reader.cursor.syntaxError();
  reader.cursor.take();
  return compared(reader, token.text as Comparator, operand, checkedOperand(reader));
}

/** Whether the parenthesis here stands around an operand, (a) = :b, not around a condition. */
function opensOperand(reader: ExpressionReader): boolean {
  const closing = reader.cursor.closingAhead();
  return closing !== undefined && continuesComparison(reader, closing + 1);
}

function continuesComparison(reader: ExpressionReader, ahead = 0): boolean {
  const token = reader.cursor.peek(ahead);
  if (token.type === "sign") return COMPARATORS.includes(token.text);
  return reader.cursor.atWord("BETWEEN", ahead) || reader.cursor.atWord("IN", ahead);
}

function grouped(reader: ExpressionReader): Condition {
  const closing = reader.cursor.closingAhead();
  reader.cursor.take();
  reader.cursor.countOperator();
  if (reader.cursor.at("(") && closing !== undefined && reader.cursor.closingAhead() === closing - 2)
    reader.report("redundant-parentheses", "The expression has redundant parentheses;");
  const condition = either(reader);
  reader.cursor.expect(")");
  return condition;
}

function comparedOperand(reader: ExpressionReader): Operand {
  if (!reader.cursor.accept("(")) return reader.operand();
  reader.cursor.countOperator();
  const operand = comparedOperand(reader);
  reader.cursor.expect(")");
  return operand;
}

function checkedOperand(reader: ExpressionReader): Operand {
  const operand = comparedOperand(reader);
  checkOperandCall(reader, operand);
  return operand;
}

/** Only size() is a value; the other functions are conditions. */
function checkOperandCall(reader: ExpressionReader, operand: Operand): void {
  if (operand.kind !== "call") return;
  checkCall(reader, operand);
  if (operand.name !== "size") misused(reader, operand.name);
}

function conditionCall(reader: ExpressionReader, call: CallOperand): Condition {
  checkCall(reader, call);
  if (call.name === "size") misused(reader, call.name);
  return call;
}

function misused(reader: ExpressionReader, name: string): void {
  reader.report("misused-function", `The function is not allowed to be used this way in an expression; function: ${name}`);
}

function checkCall(reader: ExpressionReader, { name, operands }: CallOperand): void {
  const count = OPERAND_COUNTS.get(name);
  if (count === undefined) return reader.report("unknown-function", `Invalid function name; function: ${name}`);
  reader.checkCount(name, operands, count);
  for (const operand of operands) checkOperandCall(reader, operand);
  const [first, second] = operands;
  if (NEEDS_PATH.includes(name) && first?.kind !== "path")
    reader.report("path-required", `Operator or function requires a document path; operator or function: ${name}`);
  if (name === "attribute_type" && second !== undefined) checkTypeName(reader, second);
  if (name === "begins_with") for (const operand of operands) checkType(reader, name, operand, ["S", "B"]);
  if (name === "size" && first !== undefined) checkType(reader, name, first, ["S", "B", "SS", "NS", "BS", "L", "M"]);
  if ((name === "begins_with" || name === "contains") && operands.length === 2) checkDistinct(reader, name, operands);
}

function checkTypeName(reader: ExpressionReader, operand: Operand): void {
  if (operand.kind !== "value") return reader.wrongOperandType("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
  if (operand.value === undefined) return;
  if (!("S" in operand.value)) return reader.wrongOperandType("attribute_type", typeOf(operand.value));
  const { S: name } = operand.value;
  if (!ATTRIBUTE_TYPES.some((type) => type === name))
    reader.report("operand-type", `Invalid attribute type name found; type: ${name}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`);
}

function checkType(reader: ExpressionReader, operator: string, operand: Operand, allowed: readonly string[]): void {
  if (operand.kind === "value" && operand.value !== undefined && !allowed.includes(typeOf(operand.value)))
    reader.wrongOperandType(operator, typeOf(operand.value));
}

function checkDistinct(reader: ExpressionReader, operator: string, operands: readonly Operand[]): void {
  const [first, ...others] = operands;
  if (first?.kind !== "path") return;
  const text = pathText(first.path);
  if (others.some((other) => other.kind === "path" && pathText(other.path) === text))
    reader.report(
      "not-distinct",
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${text}`,
    );
}

function compared(reader: ExpressionReader, comparator: Comparator, left: Operand, right: Operand): Condition {
  if (comparator !== "=" && comparator !== "<>") for (const operand of [left, right]) checkType(reader, comparator, operand, ORDERED);
  checkDistinct(reader, comparator, [left, right]);
  return { kind: "compare", comparator, left, right };
}

function between(reader: ExpressionReader, operand: Operand): Condition {
  const low = checkedOperand(reader);
  if (!reader.cursor.acceptWord("AND")) throw reader.cursor.syntaxError();
  const high = checkedOperand(reader);
  for (const each of [operand, low, high]) checkType(reader, "BETWEEN", each, ORDERED);
  checkDistinct(reader, "BETWEEN", [operand, low, high]);
  checkBounds(reader, low, high);
  return { kind: "between", operand, low, high };
}

function checkBounds(reader: ExpressionReader, low: Operand, high: Operand): void {
  if (low.kind !== "value" || high.kind !== "value" || low.value === undefined || high.value === undefined) return;
  const order = compareValues(low.value, high.value);
  const named = (value: object) => `AttributeValue: {${Object.entries(value).map(([type, content]) => `${type}:${String(content)}`)}}`;
  const bounds = `lower bound operand: ${named(low.value)}, upper bound operand: ${named(high.value)}`;
  if (typeOf(low.value) !== typeOf(high.value))
    reader.report("operand-type", `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
  else if (order !== undefined && order > 0)
    reader.report("operand-type", `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`);
}

function oneOf(reader: ExpressionReader, operand: Operand): Condition {
  reader.cursor.expect("(");
  const choices = [checkedOperand(reader)];
  while (reader.cursor.accept(",")) choices.push(checkedOperand(reader));
  reader.cursor.expect(")");
  if (choices.length > MAX_CHOICES) reader.checkCount("IN", [operand, ...choices], MAX_CHOICES + 1);
  checkDistinct(reader, "IN", [operand, ...choices]);
  return { kind: "in", operand, choices };
}

/** Every path and value in it. */
export function operandsOf(condition: Condition): readonly Operand[] {
  const within = (operand: Operand): readonly Operand[] => (operand.kind === "call" ? operand.operands.flatMap(within) : [operand]);
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.parts.flatMap(operandsOf);
    case "not":
      return operandsOf(condition.part);
    case "compare":
      return [condition.left, condition.right].flatMap(within);
    case "between":
      return [condition.operand, condition.low, condition.high].flatMap(within);
    case "in":
      return [condition.operand, ...condition.choices].flatMap(within);
    case "call":
      return within(condition);
  }
}
