/** Equality and order of attribute values: numbers by value, text by its UTF-8 bytes, bytes as unsigned, sets without order. */
import { bytesFromBase64 } from "../../triggers/http-bytes.ts";
import { type AttributeValue, attributeOf, type Item } from "./attribute-values.ts";
import { compareDecimals, decimalOf } from "./decimal.ts";

/** Undefined where DynamoDB knows no order: of different types, or other than S, N and B. */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if ("S" in left && "S" in right) return compareText(left.S, right.S);
  if ("N" in left && "N" in right) return compareDecimals(decimalOf(left.N), decimalOf(right.N));
  if ("B" in left && "B" in right) return compareBytes(left.B, right.B);
  return undefined;
}

export function valuesEqual(left: AttributeValue, right: AttributeValue): boolean {
  if ("S" in left) return "S" in right && left.S === right.S;
  if ("N" in left) return "N" in right && left.N === right.N;
  if ("B" in left) return "B" in right && left.B === right.B;
  if ("BOOL" in left) return "BOOL" in right && left.BOOL === right.BOOL;
  if ("SS" in left) return "SS" in right && setsEqual(left.SS, right.SS);
  if ("NS" in left) return "NS" in right && setsEqual(left.NS, right.NS);
  if ("BS" in left) return "BS" in right && setsEqual(left.BS, right.BS);
  if ("L" in left) return "L" in right && listsEqual(left.L, right.L);
  if ("M" in left) return "M" in right && itemsEqual(left.M, right.M);
  return "NULL" in right;
}

export function itemsEqual(left: Item, right: Item): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => optionalEqual(attributeOf(left, name), attributeOf(right, name)))
  );
}

function optionalEqual(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  return left !== undefined && right !== undefined && valuesEqual(left, right);
}

function listsEqual(left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean {
  return left.length === right.length && left.every((value, place) => optionalEqual(value, right[place]));
}

function setsEqual(left: readonly string[], right: readonly string[]): boolean {
  const members = new Set(left);
  return left.length === right.length && right.every((member) => members.has(member));
}

/** UTF-8 sorts as code points do, which UTF-16 does not: surrogates stand before U+E000 to U+FFFF. */
function compareText(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let place = 0; place < shorter; place += 1) {
    const [one, other] = [left.charCodeAt(place), right.charCodeAt(place)];
    if (one !== other) return codeUnitRank(one) - codeUnitRank(other);
  }
  return left.length - right.length;
}

function codeUnitRank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;
}

function compareBytes(left: string, right: string): number {
  const one = bytesFromBase64(left) ?? new Uint8Array();
  const other = bytesFromBase64(right) ?? new Uint8Array();
  const shorter = Math.min(one.length, other.length);
  for (let place = 0; place < shorter; place += 1) {
    const difference = (one[place] ?? 0) - (other[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
