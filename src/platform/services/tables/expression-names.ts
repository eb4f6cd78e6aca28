/**
 * ExpressionAttributeNames and ExpressionAttributeValues of one request: read, checked, looked up by its expressions, and
 * at the end every one of them must have been used.
 */
import { isRecord } from "../../triggers/parsed.ts";
import { ServiceError } from "../service-call.ts";
import type { AttributeValue } from "./attribute-values.ts";
import { parseAttributeValue, wrongType } from "./item-parser.ts";
import { invalid } from "./refusals.ts";

export class ExpressionNames {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, AttributeValue>;
  readonly #usedNames = new Set<string>();
  readonly #usedValues = new Set<string>();

  /** `expressions`: what the request's expressions are called, and whether each is there. */
  constructor(names: unknown, values: unknown, expressions: Readonly<Record<string, boolean>>) {
    const given = Object.values(expressions).includes(true);
    if (names !== undefined && names !== null && !given)
      throw invalid("ExpressionAttributeNames can only be specified when using expressions");
    if (values !== undefined && values !== null && !given)
      throw invalid(
        `ExpressionAttributeValues can only be specified when using expressions: ${Object.keys(expressions).join(" and ")} ${Object.keys(expressions).length > 1 ? "are" : "is"} null`,
      );
    this.#names = readMap(names, "ExpressionAttributeNames", /^#[A-Za-z0-9_]+$/, readName);
    this.#values = readMap(values, "ExpressionAttributeValues", /^:[A-Za-z0-9_]+$/, readValue);
  }

  /** "#a" → "name"; undefined where it is not defined. */
  name(alias: string): string | undefined {
    this.#usedNames.add(alias);
    return this.#names.get(alias);
  }

  value(placeholder: string): AttributeValue | undefined {
    this.#usedValues.add(placeholder);
    return this.#values.get(placeholder);
  }

  /** After all expressions were parsed. */
  checkAllUsed(): void {
    refuseUnused("ExpressionAttributeNames", this.#names, this.#usedNames);
    refuseUnused("ExpressionAttributeValues", this.#values, this.#usedValues);
  }
}

function readMap<T>(given: unknown, what: string, key: RegExp, read: (value: unknown, key: string) => T): ReadonlyMap<string, T> {
  if (given === undefined || given === null) return new Map();
  if (!isRecord(given)) throw wrongType(given, "a map");
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  if (entries.length === 0) throw invalid(`${what} must not be empty`);
  for (const [name] of entries) if (!key.test(name)) throw invalid(`${what} contains invalid key: Syntax error; key: "${name}"`);
  return new Map(entries.map(([name, value]) => [name, read(value, name)]));
}

function readName(value: unknown, key: string): string {
  if (typeof value !== "string") throw wrongType(value, "a string");
  if (value === "") throw invalid(`ExpressionAttributeNames contains invalid value: must not be empty for key ${key}`);
  return value;
}

function readValue(value: unknown, key: string): AttributeValue {
  try {
    return parseAttributeValue(value);
  } catch (error) {
    if (error instanceof ServiceError && error.name === "ValidationException")
      throw invalid(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`);
    throw error;
  }
}

function refuseUnused(what: string, given: ReadonlyMap<string, unknown>, used: ReadonlySet<string>): void {
  const unused = [...given.keys()].filter((key) => !used.has(key));
  if (unused.length > 0) throw invalid(`Value provided in ${what} unused in expressions: keys: {${unused.join(", ")}}`);
}
