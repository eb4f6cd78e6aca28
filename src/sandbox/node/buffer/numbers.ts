/** Buffer's numeric methods (readUInt16LE, writeDoubleBE, …), made from one table over DataView. */
import { invalidArgType, nodeError, outOfRange } from "../node-errors.ts";

type Method = (this: Uint8Array, ...args: never[]) => unknown;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function checkOffset(bytes: Uint8Array, offset: unknown, width: number): asserts offset is number {
  if (typeof offset !== "number") throw invalidArgType("offset", "number", offset);
  const last = bytes.length - width;
  if (Number.isInteger(offset) && offset >= 0 && offset <= last) return;
  if (!Number.isInteger(offset)) throw outOfRange("offset", "an integer", offset);
  if (last < 0) throw nodeError(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds");
  throw outOfRange("offset", `>= 0 and <= ${last}`, offset);
}

function checkWidth(width: unknown): asserts width is number {
  if (typeof width !== "number") throw invalidArgType("byteLength", "number", width);
  if (!Number.isInteger(width)) throw outOfRange("byteLength", "an integer", width);
  if (width < 1 || width > 6) throw outOfRange("byteLength", ">= 1 and <= 6", width);
}

function checkValue(value: number | bigint, min: number | bigint, max: number | bigint, width: number): void {
  if (value >= min && value <= max) return;
  if (!(value < min) && !(value > max)) return; // NaN is written as 0.
  const isBig = typeof min === "bigint";
  const n = isBig ? "n" : "";
  if (width <= 4) throw outOfRange("value", `>= ${min}${n} and <= ${max}${n}`, value);
  const bits = width * 8;
  const range =
    min === 0 || min === 0n
      ? `>= 0${n} and < 2${n} ** ${bits}${n}`
      : isBig
        ? `>= -(2n ** ${bits - 1}n) and < 2n ** ${bits - 1}n`
        : `>= -(2 ** ${bits - 1}) and < 2 ** ${bits - 1}`;
  throw outOfRange("value", range, value);
}

interface Kind {
  readonly name: string;
  readonly width: number;
  readonly view: "Uint8" | "Int8" | "Uint16" | "Int16" | "Uint32" | "Int32" | "BigUint64" | "BigInt64" | "Float32" | "Float64";
  readonly range?: readonly [number, number] | readonly [bigint, bigint];
}

const KINDS: readonly Kind[] = [
  { name: "UInt8", width: 1, view: "Uint8", range: [0, 0xff] },
  { name: "Int8", width: 1, view: "Int8", range: [-0x80, 0x7f] },
  { name: "UInt16", width: 2, view: "Uint16", range: [0, 0xffff] },
  { name: "Int16", width: 2, view: "Int16", range: [-0x8000, 0x7fff] },
  { name: "UInt32", width: 4, view: "Uint32", range: [0, 0xffff_ffff] },
  { name: "Int32", width: 4, view: "Int32", range: [-0x8000_0000, 0x7fff_ffff] },
  { name: "BigUInt64", width: 8, view: "BigUint64", range: [0n, 2n ** 64n - 1n] },
  { name: "BigInt64", width: 8, view: "BigInt64", range: [-(2n ** 63n), 2n ** 63n - 1n] },
  { name: "Float", width: 4, view: "Float32" },
  { name: "Double", width: 8, view: "Float64" },
];

/** "UInt8" is "Uint8" too. */
const spellings = (name: string) => (name.includes("UInt") ? [name, name.replace("UInt", "Uint")] : [name]);

function fixedMethods({ name, width, view, range }: Kind, ending: string): Record<string, Method> {
  const isLittle = ending === "LE";
  const get = Reflect.get(DataView.prototype, `get${view}`) as (at: number, little: boolean) => number | bigint;
  const set = Reflect.get(DataView.prototype, `set${view}`) as (at: number, value: number | bigint, little: boolean) => void;
  const read = function (this: Uint8Array, offset: unknown = 0): number | bigint {
    checkOffset(this, offset, width);
    return Reflect.apply(get, viewOf(this), [offset, isLittle]);
  };
  const write = function (this: Uint8Array, value: number | bigint, offset: unknown = 0): number {
    const isBig = typeof range?.[0] === "bigint";
    if (isBig && typeof value !== "bigint") throw invalidArgType("value", "bigint", value);
    const number = isBig ? value : Number(value);
    if (range) checkValue(number, range[0], range[1], width);
    checkOffset(this, offset, width);
    Reflect.apply(set, viewOf(this), [offset, number, isLittle]);
    return offset + width;
  };
  return Object.fromEntries(
    spellings(name).flatMap((spelled) => [
      [`read${spelled}${ending}`, read],
      [`write${spelled}${ending}`, write],
    ]),
  );
}

/** Of one to six bytes: readUIntBE(offset, byteLength). */
function sizedMethods(signed: boolean, ending: string): Record<string, Method> {
  const positions = (width: number) => Array.from({ length: width }, (_, at) => (ending === "LE" ? width - 1 - at : at));
  const read = function (this: Uint8Array, offset: unknown, width: unknown): number {
    if (offset === undefined) throw invalidArgType("offset", "number", offset);
    checkWidth(width);
    checkOffset(this, offset, width);
    const value = positions(width).reduce((sum, at) => sum * 256 + (this[offset + at] ?? 0), 0);
    return signed && value >= 2 ** (width * 8 - 1) ? value - 2 ** (width * 8) : value;
  };
  const write = function (this: Uint8Array, value: number, offset: unknown, width: unknown): number {
    checkWidth(width);
    const number = Number(value);
    const limit = signed ? 2 ** (width * 8 - 1) : 2 ** (width * 8);
    checkValue(number, signed ? -limit : 0, limit - 1, width);
    checkOffset(this, offset, width);
    let rest = Math.trunc(number);
    for (const at of positions(width).reverse()) {
      this[offset + at] = ((rest % 256) + 256) % 256;
      rest = Math.floor(rest / 256);
    }
    return offset + width;
  };
  return Object.fromEntries(
    spellings(signed ? "Int" : "UInt").flatMap((spelled) => [
      [`read${spelled}${ending}`, read],
      [`write${spelled}${ending}`, write],
    ]),
  );
}

export const numericMethods: Readonly<Record<string, Method>> = Object.assign(
  {},
  ...KINDS.flatMap((kind) => (kind.width === 1 ? [fixedMethods(kind, "")] : [fixedMethods(kind, "LE"), fixedMethods(kind, "BE")])),
  ...["LE", "BE"].flatMap((ending) => [sizedMethods(true, ending), sizedMethods(false, ending)]),
);
