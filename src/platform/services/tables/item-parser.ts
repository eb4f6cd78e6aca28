/**
 * Reads attribute values that a caller sent, of which nothing is known, and refuses what DynamoDB refuses, in its words.
 * Numbers come out in their one canonical text. Nesting is bounded before anything else looks at the value.
 */

import { base64FromBytes, bytesFromBase64 } from "../../triggers/http-bytes.ts";
import { isRecord } from "../../triggers/parsed.ts";
import { ATTRIBUTE_TYPES, type AttributeType, type AttributeValue, emptyItem, type Item } from "./attribute-values.ts";
import { decimalText, parseDecimal } from "./decimal.ts";
import { invalid, invalidParameter, unreadable } from "./refusals.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-attributes */
const MAX_NESTING = 32;

const EMPTY = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
const SEVERAL = "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";

export function parseItem(given: unknown): Item {
  return parseMembers(given, 0);
}

export function parseAttributeValue(given: unknown): AttributeValue {
  return parseValue(given, 0);
}

function parseMembers(given: unknown, depth: number): Item {
  if (!isRecord(given)) throw wrongType(given, "a map of attribute values");
  const item = emptyItem();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) item[name] = parseValue(value, depth);
  return item;
}

function parseValue(given: unknown, depth: number): AttributeValue {
  if (depth > MAX_NESTING) throw invalid("Nesting Levels have exceeded supported limits");
  if (!isRecord(given)) throw wrongType(given, 'an attribute value such as { S: "text" }');
  const types = ATTRIBUTE_TYPES.filter((type) => Object.hasOwn(given, type) && given[type] !== undefined && given[type] !== null);
  const [type] = types;
  if (type === undefined) throw invalid(EMPTY);
  const read = types.map((each) => valueOfType(each, given[each], depth));
  const [value] = read;
  if (value === undefined || types.length > 1) throw invalid(SEVERAL);
  return value;
}

function valueOfType(type: AttributeType, given: unknown, depth: number): AttributeValue {
  switch (type) {
    case "S":
      return { S: text(given) };
    case "N":
      return { N: number(given) };
    case "B":
      return { B: binary(given) };
    case "BOOL":
      if (typeof given !== "boolean") throw wrongType(given, "a boolean");
      return { BOOL: given };
    case "NULL":
      if (typeof given !== "boolean") throw wrongType(given, "a boolean");
      if (!given) throw invalidParameter("Null attribute value types must have the value of true");
      return { NULL: true };
    case "SS":
      return { SS: stringSet(given) };
    case "NS":
      return { NS: numberSet(given) };
    case "BS":
      return { BS: binarySet(given) };
    case "L":
      return { L: list(given).map((member) => parseValue(member, depth + 1)) };
    case "M":
      return { M: parseMembers(given, depth + 1) };
  }
}

function stringSet(given: unknown): readonly string[] {
  const members = list(given).map(text);
  if (members.length === 0) throw invalidParameter("An string set  may not be empty");
  if (new Set(members).size < members.length) throw invalidParameter(`Input collection [${members.join(", ")}] contains duplicates.`);
  return members;
}

function numberSet(given: unknown): readonly string[] {
  const members = list(given).map(number);
  if (members.length === 0) throw invalidParameter("An number set  may not be empty");
  if (new Set(members).size < members.length) throw invalid("Input collection contains duplicates");
  return members;
}

function binarySet(given: unknown): readonly string[] {
  const members = list(given).map(binary);
  if (members.length === 0) throw invalidParameter("Binary sets should not be empty");
  if (new Set(members).size < members.length)
    throw invalidParameter(`Input collection [${members.join(", ")}]of type BS contains duplicates.`);
  return members;
}

function text(given: unknown): string {
  if (typeof given !== "string") throw wrongType(given, "a string");
  return given;
}

function number(given: unknown): string {
  const parsed = parseDecimal(text(given));
  if (!parsed.ok) throw invalid(parsed.message);
  return decimalText(parsed.value);
}

/** In its one form: base64 may say the same bytes in several ways. */
function binary(given: unknown): string {
  const bytes = bytesFromBase64(text(given));
  if (bytes === undefined) throw unreadable("Base64 encoded length is expected a multiple of 4 bytes, of A-Z a-z 0-9 + / and =");
  return base64FromBytes(bytes);
}

function list(given: unknown): readonly unknown[] {
  if (!Array.isArray(given)) throw wrongType(given, "a list");
  return given;
}

/** "NUMBER_VALUE cannot be converted to …": AWS names the JSON token it met. */
export function wrongType(given: unknown, expected: string): Error {
  const met = Array.isArray(given)
    ? "START_ARRAY"
    : typeof given === "object" && given !== null
      ? "START_OBJECT"
      : typeof given === "number"
        ? "NUMBER_VALUE"
        : typeof given === "string"
          ? "STRING_VALUE"
          : typeof given === "boolean"
            ? `${String(given).toUpperCase()}_VALUE`
            : "NULL_VALUE";
  return unreadable(`${met} cannot be converted to ${expected}`);
}
