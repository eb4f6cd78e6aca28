/**
 * Attribute values as on DynamoDB's wire ({ S: "a" }, { N: "1" }, …), and their plain JSON form for pages and scripts.
 * Objects made here have no prototype, so an attribute may be called "__proto__". Reading what a caller sent, with
 * DynamoDB's refusals, is item-parser.ts; this file trusts its types.
 */
import { bytesFromBase64, utf8Length } from "../../triggers/http-bytes.ts";
import { decimalOf, decimalSizeBytes, decimalText, parseDecimal } from "./decimal.ts";

export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  /** Base64 text. */
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

/** Without a prototype where it was made here. */
export interface Item {
  readonly [name: string]: AttributeValue;
}

export type MutableItem = Record<string, AttributeValue>;

export const ATTRIBUTE_TYPES = ["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

export function emptyItem(): MutableItem {
  return Object.create(null) as MutableItem;
}

/** Undefined for what is not the item's own. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

export function typeOf(value: AttributeValue): AttributeType {
  return ATTRIBUTE_TYPES.find((type) => Object.hasOwn(value, type)) ?? "NULL";
}

/**
 * Plain JSON as an attribute value. Numbers beyond DynamoDB's 38 digits and non-finite ones become text; `undefined` and
 * what JSON does not know become NULL.
 */
export function marshall(value: unknown): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "boolean") return { BOOL: value };
  if (typeof value === "number" || typeof value === "bigint") {
    const parsed = parseDecimal(String(value));
    return parsed.ok ? { N: decimalText(parsed.value) } : { S: String(value) };
  }
  if (Array.isArray(value)) return { L: value.map(marshall) };
  if (typeof value === "object" && value !== null) return { M: marshallItem(value) };
  return { NULL: true };
}

/** The properties of a plain object as an item; `undefined` ones are left out. */
export function marshallItem(value: object): Item {
  const item = emptyItem();
  for (const [name, member] of Object.entries(value)) if (member !== undefined) item[name] = marshall(member);
  return item;
}

/** As plain JSON: sets as arrays, bytes as base64 text, numbers as text where a double would not hold them. */
export function unmarshall(value: AttributeValue): unknown {
  if ("S" in value) return value.S;
  if ("N" in value) return plainNumber(value.N);
  if ("B" in value) return value.B;
  if ("BOOL" in value) return value.BOOL;
  if ("SS" in value) return value.SS;
  if ("NS" in value) return value.NS.map(plainNumber);
  if ("BS" in value) return value.BS;
  if ("L" in value) return value.L.map(unmarshall);
  if ("M" in value) return unmarshallItem(value.M);
  return null;
}

/** Without a prototype. */
export function unmarshallItem(item: Item): Readonly<Record<string, unknown>> {
  const plain = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(item)) plain[name] = unmarshall(value);
  return plain;
}

function plainNumber(text: string): number | string {
  const near = Number(text);
  const parsed = parseDecimal(String(near));
  return parsed.ok && decimalText(parsed.value) === decimalText(decimalOf(text)) ? near : text;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function valueSizeBytes(value: AttributeValue): number {
  if ("S" in value) return utf8Length(value.S);
  if ("N" in value) return decimalSizeBytes(decimalOf(value.N));
  if ("B" in value) return bytesFromBase64(value.B)?.length ?? value.B.length;
  if ("SS" in value) return sum(value.SS.map(utf8Length));
  if ("NS" in value) return sum(value.NS.map((text) => decimalSizeBytes(decimalOf(text))));
  if ("BS" in value) return sum(value.BS.map((text) => bytesFromBase64(text)?.length ?? text.length));
  if ("L" in value) return 3 + sum(value.L.map((member) => 1 + valueSizeBytes(member)));
  if ("M" in value) return 3 + itemSizeBytes(value.M) + Object.keys(value.M).length;
  return 1;
}

/** Items never change, and large ones are measured often: by each write, each page and the stream. */
const MEASURED = new WeakMap<Item, number>();

/** Names and values, as DynamoDB counts its 400 KB and its stream's SizeBytes. The item must be complete. */
export function itemSizeBytes(item: Item): number {
  const known = MEASURED.get(item);
  if (known !== undefined) return known;
  const sizeBytes = sum(Object.entries(item).map(([name, value]) => utf8Length(name) + valueSizeBytes(value)));
  MEASURED.set(item, sizeBytes);
  return sizeBytes;
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
