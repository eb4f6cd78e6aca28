/**
 * Columns of numbers as base64, in the least width that holds them all: bytes of a little-endian machine, as every
 * machine that runs a browser is. A column of one value alone is that value.
 */
import { base64FromBytes, bytesFromBase64 } from "../../platform/triggers/http-bytes.ts";
import { list, numberIn, type Reader, refuseAt, text } from "./readers.ts";

export type NumberColumn = Uint8Array | Uint16Array | Uint32Array | Float64Array;
export type ColumnType = "u8" | "u16" | "u32" | "f64";

export type WrittenColumn = { readonly all: number } | { readonly type: ColumnType; readonly base64: readonly string[] };

const BYTES: Readonly<Record<ColumnType, number>> = { u8: 1, u16: 2, u32: 4, f64: 8 };
/** Longer columns stand in parts: no engine need build or search a text of megabytes. Divides by 3, so that only the last part is padded. */
const PART_BYTES = 3 * 8 * 8_192;
const PART_CHARS = (PART_BYTES / 3) * 4;

export function writeColumn(values: NumberColumn): WrittenColumn {
  const first = values[0] ?? 0;
  let greatest = 0;
  let same = true;
  for (const value of values) {
    if (value > greatest) greatest = value;
    if (value !== first) same = false;
  }
  if (same) return { all: first };
  if (values instanceof Float64Array) return { type: "f64", base64: partsOf(bytesOf(values)) };
  if (greatest < 2 ** 8) return { type: "u8", base64: partsOf(Uint8Array.from(values)) };
  if (greatest < 2 ** 16) return { type: "u16", base64: partsOf(bytesOf(Uint16Array.from(values))) };
  return { type: "u32", base64: partsOf(bytesOf(values)) };
}

/** `length` values from 0 to `most`; a column of another length, or with a value that is out of bounds, is refused. */
export function readColumn(value: unknown, at: string, length: number, type: "whole" | "decimal", most: number): NumberColumn {
  const written = readWritten(value, at);
  const column = "all" in written ? filled(written.all, length, type) : decoded(written.base64, at, length, written.type);
  if (type === "whole" && column instanceof Float64Array) return refuseAt(at, "holds decimals, where whole numbers are expected");
  for (const each of column) {
    // Not a number is neither below nor above.
    if (!(each >= 0 && each <= most)) return refuseAt(at, `holds a value that is not from 0 to ${most}`);
  }
  return column;
}

const readAll = numberIn(0, Number.MAX_SAFE_INTEGER);
const readParts = list(text(PART_CHARS), 1_024);

const readWritten: Reader<WrittenColumn> = (value, at) => {
  if (typeof value !== "object" || value === null) return refuseAt(at, "is no column");
  if (Object.hasOwn(value, "all")) return { all: readAll(Reflect.get(value, "all"), at) };
  const type: unknown = Reflect.get(value, "type");
  if (type !== "u8" && type !== "u16" && type !== "u32" && type !== "f64") return refuseAt(`${at}.type`, "is no type of column");
  return { type, base64: readParts(Reflect.get(value, "base64"), `${at}.base64`) };
};

function filled(value: number, length: number, type: "whole" | "decimal"): NumberColumn {
  if (type === "decimal" || !Number.isInteger(value)) return new Float64Array(length).fill(value);
  if (value < 2 ** 8) return new Uint8Array(length).fill(value);
  return value < 2 ** 32 ? new Uint32Array(length).fill(value) : new Float64Array(length).fill(value);
}

function bytesOf(values: NumberColumn): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function partsOf(bytes: Uint8Array): readonly string[] {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += PART_BYTES) parts.push(base64FromBytes(bytes.subarray(from, from + PART_BYTES)));
  return parts;
}

function decoded(parts: readonly string[], at: string, length: number, type: ColumnType): NumberColumn {
  const bytes = new Uint8Array(length * BYTES[type]);
  const expected = Math.ceil(bytes.length / PART_BYTES);
  if (parts.length !== expected) return refuseAt(at, `has ${parts.length} parts, where ${length} values have ${expected}`);
  parts.forEach((part, place) => {
    const held = bytesFromBase64(part) ?? refuseAt(at, "is not base64");
    const from = place * PART_BYTES;
    if (held.length !== Math.min(PART_BYTES, bytes.length - from)) refuseAt(at, `does not hold ${length} values`);
    bytes.set(held, from);
  });
  if (type === "u8") return bytes;
  if (type === "u16") return new Uint16Array(bytes.buffer);
  return type === "u32" ? new Uint32Array(bytes.buffer) : new Float64Array(bytes.buffer);
}
