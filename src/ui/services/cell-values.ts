/** An attribute value as a person reads and types it in a cell: its text by its type, and the value of a text. */
import {
  type AttributeType,
  type AttributeValue,
  type Item,
  marshall,
  marshallItem,
  typeOf,
  unmarshall,
  unmarshallItem,
} from "../../platform/services/tables/attribute-values.ts";
import { isRecord, type Parsed, refuse } from "../../platform/triggers/parsed.ts";

export const TYPE_WORDS: Readonly<Record<AttributeType, string>> = {
  S: "String",
  N: "Number",
  B: "Binary",
  BOOL: "Boolean",
  NULL: "Null",
  L: "List",
  M: "Map",
  SS: "String set",
  NS: "Number set",
  BS: "Binary set",
};

/** In the order a person looks for them. */
export const OFFERED_TYPES: readonly AttributeType[] = ["S", "N", "BOOL", "NULL", "L", "M", "SS", "NS", "B", "BS"];

/** In one line, to be read. */
export function cellText(value: AttributeValue): string {
  const plain = unmarshall(value);
  return typeof plain === "string" ? plain : JSON.stringify(plain);
}

/** To be edited: what parseCell reads back. */
export function editText(value: AttributeValue): string {
  if ("S" in value) return value.S;
  if ("N" in value) return value.N;
  if ("B" in value) return value.B;
  if ("NULL" in value) return "null";
  return JSON.stringify(unmarshall(value), null, "L" in value || "M" in value ? 2 : undefined);
}

export function parseCell(type: AttributeType, text: string): Parsed<AttributeValue> {
  switch (type) {
    case "S":
      return good({ S: text });
    case "N": {
      const number = text.trim();
      if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number)) {
        return refuse("number", `${JSON.stringify(text)} is not a number.`, "Write digits: 12 or -0.5.");
      }
      return good({ N: number });
    }
    case "B":
      return /^[A-Za-z0-9+/]*={0,2}$/.test(text.trim())
        ? good({ B: text.trim() })
        : refuse("base64", "That is not base64.", "Write bytes as base64 text.");
    case "NULL":
      return good({ NULL: true });
    case "BOOL": {
      const word = text.trim().toLowerCase();
      return word === "true" || word === "false"
        ? good({ BOOL: word === "true" })
        : refuse("boolean", "That is neither true nor false.", "Write true or false.");
    }
    case "L":
    case "M":
      return parseDocument(type, text);
    case "SS":
    case "NS":
    case "BS":
      return parseSet(type, text);
  }
}

function parseDocument(type: "L" | "M", text: string): Parsed<AttributeValue> {
  const data = jsonOf(text);
  const fits = type === "L" ? Array.isArray(data) : isRecord(data);
  if (!fits) {
    const example = type === "L" ? '["a", 1]' : '{ "a": 1 }';
    return refuse("document", `That is no ${TYPE_WORDS[type].toLowerCase()} in JSON.`, `Write ${example}.`);
  }
  return good(marshall(data));
}

function parseSet(type: "SS" | "NS" | "BS", text: string): Parsed<AttributeValue> {
  const data = jsonOf(text);
  const wanted = type === "NS" ? "number" : "string";
  const items = Array.isArray(data) && data.every((item) => typeof item === wanted) ? data.map(String) : [];
  if (items.length === 0) {
    return refuse("set", `That is no list of ${wanted}s with at least one.`, `Write ${type === "NS" ? "[1, 2]" : '["a", "b"]'}.`);
  }
  if (type === "SS") return good({ SS: items });
  return good(type === "NS" ? { NS: items } : { BS: items });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function good(value: AttributeValue): Parsed<AttributeValue> {
  return { ok: true, value };
}

/** Of what came from outside: what is no attribute value is left out. */
export function itemOf(record: Readonly<Record<string, unknown>>): Item {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, AttributeValue] => isAttributeValue(entry[1])));
}

function isAttributeValue(value: unknown): value is AttributeValue {
  if (!isRecord(value)) return false;
  const [entry, ...others] = Object.entries(value);
  return entry !== undefined && others.length === 0 && holds(entry[0], entry[1]);
}

/** Whether that is the form in which DynamoDB writes a value of the type. */
function holds(type: string, content: unknown): boolean {
  switch (type) {
    case "S":
    case "N":
    case "B":
      return typeof content === "string";
    case "BOOL":
      return typeof content === "boolean";
    case "NULL":
      return content === true;
    case "SS":
    case "NS":
    case "BS":
      return Array.isArray(content) && content.every((member) => typeof member === "string");
    case "L":
      return Array.isArray(content) && content.every(isAttributeValue);
    case "M":
      return isRecord(content) && Object.values(content).every(isAttributeValue);
    default:
      return false;
  }
}

/** Plain JSON knows no sets, no bytes and no number of 38 digits: an item with such is edited as DynamoDB's JSON. */
export function isPlain(item: Item): boolean {
  return JSON.stringify(marshallItem(unmarshallItem(item))) === JSON.stringify(item);
}

export { typeOf };
