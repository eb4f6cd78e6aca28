/** Whether a condition holds for an item. What is missing equals nothing and has no order; nothing here refuses. */
import { bytesFromBase64 } from "../../triggers/http-bytes.ts";
import type { Item } from "./attribute-values.ts";
import { type AttributeValue, typeOf } from "./attribute-values.ts";
import { compareValues, valuesEqual } from "./compare-values.ts";
import type { Comparator, Condition } from "./condition-expression.ts";
import { valueAt } from "./document-path.ts";
import type { CallOperand, Operand } from "./expression-operands.ts";

type Found = AttributeValue | undefined;

export function conditionHolds(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case "and":
      return condition.parts.every((part) => conditionHolds(part, item));
    case "or":
      return condition.parts.some((part) => conditionHolds(part, item));
    case "not":
      return !conditionHolds(condition.part, item);
    case "compare":
      return comparisonHolds(condition.comparator, found(condition.left, item), found(condition.right, item));
    case "between": {
      const value = found(condition.operand, item);
      return comparisonHolds(">=", value, found(condition.low, item)) && comparisonHolds("<=", value, found(condition.high, item));
    }
    case "in": {
      const value = found(condition.operand, item);
      return condition.choices.some((choice) => comparisonHolds("=", value, found(choice, item)));
    }
    case "call":
      return functionHolds(condition, item);
  }
}

function found(operand: Operand, item: Item): Found {
  if (operand.kind === "value") return operand.value;
  if (operand.kind === "path") return valueAt(item, operand.path);
  const [of] = operand.operands;
  return of === undefined ? undefined : sizeOf(found(of, item));
}

export function comparisonHolds(comparator: Comparator, left: Found, right: Found): boolean {
  if (comparator === "<>") return !comparisonHolds("=", left, right);
  if (left === undefined || right === undefined) return false;
  if (comparator === "=") return valuesEqual(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  switch (comparator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

function functionHolds({ name, operands }: CallOperand, item: Item): boolean {
  const [first, second] = operands.map((operand) => found(operand, item));
  switch (name) {
    case "attribute_exists":
      return first !== undefined;
    case "attribute_not_exists":
      return first === undefined;
    case "attribute_type":
      return first !== undefined && second !== undefined && "S" in second && typeOf(first) === second.S;
    case "begins_with":
      return beginsWith(first, second);
    case "contains":
      return contains(first, second);
    default:
      return false;
  }
}

export function beginsWith(value: Found, prefix: Found): boolean {
  if (value === undefined || prefix === undefined) return false;
  if ("S" in value && "S" in prefix) return value.S.startsWith(prefix.S);
  return "B" in value && "B" in prefix && binaryText(value.B).startsWith(binaryText(prefix.B));
}

function contains(value: Found, part: Found): boolean {
  if (value === undefined || part === undefined) return false;
  if ("S" in value) return "S" in part && value.S.includes(part.S);
  if ("B" in value) return "B" in part && binaryText(value.B).includes(binaryText(part.B));
  if ("SS" in value) return "S" in part && value.SS.includes(part.S);
  if ("NS" in value) return "N" in part && value.NS.includes(part.N);
  if ("BS" in value) return "B" in part && value.BS.includes(part.B);
  return "L" in value && value.L.some((element) => valuesEqual(element, part));
}

/** One character for each byte, so that text searches find bytes. */
function binaryText(base64: string): string {
  return Array.from(bytesFromBase64(base64) ?? [], (byte) => String.fromCharCode(byte)).join("");
}

function sizeOf(value: Found): Found {
  const size = value === undefined ? undefined : elementCount(value);
  return size === undefined ? undefined : { N: String(size) };
}

function elementCount(value: AttributeValue): number | undefined {
  if ("S" in value) return value.S.length;
  if ("B" in value) return bytesFromBase64(value.B)?.length;
  if ("SS" in value) return value.SS.length;
  if ("NS" in value) return value.NS.length;
  if ("BS" in value) return value.BS.length;
  if ("L" in value) return value.L.length;
  if ("M" in value) return Object.keys(value.M).length;
  return undefined;
}
