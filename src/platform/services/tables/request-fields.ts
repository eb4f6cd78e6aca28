/** The fields of a request, of which nothing is known: read by name and type, refused as AWS's request validation does. */
import { isRecord } from "../../triggers/parsed.ts";
import { wrongType } from "./item-parser.ts";
import { invalid, unsatisfied } from "./refusals.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** Undefined for null too, as AWS reads JSON. */
export function field(input: Fields, name: string): unknown {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  return value === null ? undefined : value;
}

export function textField(input: Fields, name: string): string | undefined {
  const value = field(input, name);
  if (value !== undefined && typeof value !== "string") throw wrongType(value, "String");
  return value;
}

export function flagField(input: Fields, name: string): boolean | undefined {
  const value = field(input, name);
  if (value !== undefined && typeof value !== "boolean") throw wrongType(value, "Boolean");
  return value;
}

/** A whole number within the bounds. */
export function wholeField(input: Fields, name: string, least: number, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const value = field(input, name);
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw wrongType(value, "Integer");
  if (value < least) throw unsatisfied(`'${value}'`, memberName(name), `Member must have value greater than or equal to ${least}`);
  if (value > most) throw unsatisfied(`'${value}'`, memberName(name), `Member must have value less than or equal to ${most}`);
  return value;
}

export function choiceField<Choice extends string>(input: Fields, name: string, choices: readonly Choice[]): Choice | undefined {
  const value = textField(input, name);
  if (value === undefined) return undefined;
  const choice = choices.find((each) => each === value);
  if (choice === undefined)
    throw unsatisfied(`'${value}'`, memberName(name), `Member must satisfy enum value set: [${choices.join(", ")}]`);
  return choice;
}

export function mapField(input: Fields, name: string): Fields | undefined {
  const value = field(input, name);
  if (value !== undefined && !isRecord(value)) throw wrongType(value, "a map");
  return value;
}

export function listField(input: Fields, name: string): readonly unknown[] | undefined {
  const value = field(input, name);
  if (value !== undefined && !Array.isArray(value)) throw wrongType(value, "a list");
  return value;
}

export function structure(value: unknown): Fields {
  if (!isRecord(value)) throw wrongType(value, "a structure");
  return value;
}

export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw unsatisfied("null", memberName(name), "Member must not be null");
  return value;
}

/** AWS names members with a small first letter. */
function memberName(name: string): string {
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}

const LEGACY: Readonly<Record<string, string>> = {
  AttributeUpdates: "UpdateExpression",
  Expected: "ConditionExpression",
  ConditionalOperator: "ConditionExpression",
  KeyConditions: "KeyConditionExpression",
  QueryFilter: "FilterExpression",
  ScanFilter: "FilterExpression",
  AttributesToGet: "ProjectionExpression",
};

/** The parameters from before expressions, which AWS itself advises against. */
export function refuseLegacy(input: Fields): void {
  for (const [name, instead] of Object.entries(LEGACY))
    if (field(input, name) !== undefined)
      throw invalid(`${name} is a legacy parameter, which this playground does not carry out. Use ${instead} instead.`);
}

/** Deeper than any request within DynamoDB's 32 levels of nesting. */
const MAX_JSON_DEPTH = 100;

/** Before anything walks it by recursion. */
export function refuseTooDeep(input: unknown): void {
  let level: unknown[] = [input];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_JSON_DEPTH) throw invalid("Nesting Levels have exceeded supported limits");
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
}
