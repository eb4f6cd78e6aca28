/** KeyConditionExpression: one partition, and of its sort keys a range. Refuses the conditions that no index answers. */
import { type AttributeValue, emptyItem, type Item, typeOf, valueSizeBytes } from "./attribute-values.ts";
import { beginsWith, comparisonHolds } from "./condition-evaluation.ts";
import { type Comparator, type Condition, parseCondition } from "./condition-expression.ts";
import type { ExpressionNames } from "./expression-names.ts";
import type { Operand } from "./expression-operands.ts";
import { invalid, invalidParameter } from "./refusals.ts";
import type { KeyAttribute, TableKeys } from "./table-keys.ts";

export interface KeyCondition {
  /** The partition key alone. */
  readonly partition: Item;
  /** Whether a sort key lies in the range. */
  readonly includes: (sort: AttributeValue | undefined) => boolean;
}

/** One condition on one attribute. */
interface Simple {
  readonly name: string;
  readonly operator: Comparator | "BETWEEN" | "begins_with";
  readonly values: readonly AttributeValue[];
}

const FLIPPED: Readonly<Record<Comparator, Comparator>> = { "=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
const NOT_SUPPORTED = "Query key condition not supported";

/** Parses the text now; the table's keys are looked at when it is known. */
export function parseKeyCondition(text: string, names: ExpressionNames): (keys: TableKeys) => KeyCondition {
  const condition = parseCondition("KeyConditionExpression", text, names);
  const parts = flattened(condition).map(simple);
  if (new Set(parts.map(({ name }) => name)).size < parts.length)
    throw invalid("KeyConditionExpressions must only contain one condition per key");
  if (parts.length > 2) throw invalid("Conditions can be of length 1 or 2 only");
  return (keys) => forKeys(parts, keys);
}

function flattened(condition: Condition): readonly Condition[] {
  return condition.kind === "and" ? condition.parts.flatMap(flattened) : [condition];
}

function simple(condition: Condition): Simple {
  switch (condition.kind) {
    case "compare": {
      const { comparator, left, right } = condition;
      if (comparator === "<>") throw wrongOperator("<>");
      const reversed = left.kind === "value" && right.kind === "path";
      return onAttribute(reversed ? FLIPPED[comparator] : comparator, reversed ? [right, left] : [left, right]);
    }
    case "between":
      return onAttribute("BETWEEN", [condition.operand, condition.low, condition.high]);
    case "call":
      if (condition.name !== "begins_with") throw wrongOperator(condition.name);
      return onAttribute("begins_with", condition.operands);
    case "or":
    case "not":
    case "in":
    case "and":
      throw wrongOperator(condition.kind.toUpperCase());
  }
}

function wrongOperator(operator: string): Error {
  return invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);
}

function onAttribute(operator: Simple["operator"], operands: readonly Operand[]): Simple {
  const [first] = operands;
  if ((operator === "BETWEEN" || operator === "begins_with") && first?.kind === "value")
    throw invalid(`Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`);
  if (operands.some((operand) => operand.kind === "call")) throw invalid("KeyConditionExpressions cannot contain nested operations");
  const paths = operands.flatMap((operand) => (operand.kind === "path" ? [operand.path] : []));
  if (paths.length > 1) throw invalid("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
  const [path] = paths;
  const name = path?.[0];
  if (path === undefined || typeof name !== "string")
    throw invalid("Invalid condition in KeyConditionExpression: No key attribute specified");
  if (path.length > 1) throw invalid("KeyConditionExpressions cannot have conditions on nested attributes");
  const values = operands.flatMap((operand) => (operand.kind === "value" && operand.value !== undefined ? [operand.value] : []));
  return { name, operator, values };
}

function forKeys(parts: readonly Simple[], keys: TableKeys): KeyCondition {
  if (parts.length > keys.all().length) throw invalid(NOT_SUPPORTED);
  const onPartition = parts.find(({ name }) => name === keys.partition.name);
  if (onPartition === undefined) throw missed(keys.partition);
  const onSort = parts.find((part) => part !== onPartition);
  if (onSort !== undefined && keys.sort !== undefined && onSort.name !== keys.sort.name) throw missed(keys.sort);
  checkValues(onPartition, keys.partition);
  if (onSort !== undefined && keys.sort !== undefined) checkValues(onSort, keys.sort);
  const [value] = onPartition.values;
  if (onPartition.operator !== "=" || value === undefined) throw invalid(NOT_SUPPORTED);
  const partition = emptyItem();
  partition[keys.partition.name] = value;
  return { partition, includes: (sort) => onSort === undefined || holds(onSort, sort) };
}

function missed({ name }: KeyAttribute): Error {
  return invalid(`Query condition missed key schema element: ${name}`);
}

function checkValues({ operator, values }: Simple, { name, type }: KeyAttribute): void {
  for (const value of values) {
    if (typeOf(value) !== type) throw invalidParameter("Condition parameter type does not match schema type");
    if (operator === "=" && valueSizeBytes(value) === 0)
      throw invalid(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${type === "B" ? "binary" : "string"} value. Key: ${name}`,
      );
  }
}

function holds({ operator, values }: Simple, sort: AttributeValue | undefined): boolean {
  const [low, high] = values;
  if (operator === "begins_with") return beginsWith(sort, low);
  if (operator === "BETWEEN") return comparisonHolds(">=", sort, low) && comparisonHolds("<=", sort, high);
  return comparisonHolds(operator, sort, low);
}
