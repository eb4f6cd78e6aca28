/** The ways to make a Buffer, over the package's constructor: Buffer.from, alloc, concat and their checks. */
import { invalidArgType, outOfRange } from "../node-errors.ts";
import { encodingNamed, findEncoding } from "./encodings.ts";

export interface BufferClass {
  readonly prototype: Uint8Array;
  alloc(size: number, fill?: unknown, encoding?: string): Uint8Array;
}

const MAX_LENGTH = 2 ** 53 - 1;
const KINDS = ["string", "Buffer", "ArrayBuffer", "Array", "Array-like Object"];

function checkSize(size: unknown): asserts size is number {
  if (typeof size !== "number") throw invalidArgType("size", "number", size);
  if (!(size >= 0 && size <= MAX_LENGTH)) throw outOfRange("size", `>= 0 && <= ${MAX_LENGTH}`, size);
}

const isAnyArrayBuffer = (value: unknown): value is ArrayBuffer =>
  value instanceof ArrayBuffer || Object.prototype.toString.call(value) === "[object SharedArrayBuffer]";

export function bufferMakers(Buffer: BufferClass) {
  const wrap = (bytes: Uint8Array): Uint8Array => Object.setPrototypeOf(bytes, Buffer.prototype) as Uint8Array;
  const make = (size: number) => wrap(new Uint8Array(size));

  const fromArrayLike = (values: ArrayLike<unknown>): Uint8Array => {
    const bytes = make(Math.max(0, Number(values.length) || 0));
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number(values[at]);
    return bytes;
  };

  const fromObject = (value: object): Uint8Array | undefined => {
    if (Reflect.get(value, "length") !== undefined || isAnyArrayBuffer(Reflect.get(value, "buffer")))
      return typeof Reflect.get(value, "length") === "number" ? fromArrayLike(value as ArrayLike<unknown>) : make(0);
    const isJson = Reflect.get(value, "type") === "Buffer" && Array.isArray(Reflect.get(value, "data"));
    return isJson ? fromArrayLike(Reflect.get(value, "data") as unknown[]) : undefined;
  };

  const from = (value: unknown, encodingOrOffset?: unknown, length?: unknown): Uint8Array => {
    if (typeof value === "string") return wrap(Uint8Array.from(encodingNamed(encodingOrOffset).encode(value)));
    if (typeof value !== "object" || value === null) throw invalidArgType("first argument", KINDS, value);
    if (isAnyArrayBuffer(value)) {
      const offset = encodingOrOffset === undefined ? 0 : Number(encodingOrOffset) || 0;
      if (offset > value.byteLength)
        throw Object.assign(new RangeError('"offset" is outside of buffer bounds'), { code: "ERR_BUFFER_OUT_OF_BOUNDS" });
      const room = value.byteLength - offset;
      const size = length === undefined ? room : Math.max(Number(length) || 0, 0);
      if (size > room) throw Object.assign(new RangeError('"length" is outside of buffer bounds'), { code: "ERR_BUFFER_OUT_OF_BOUNDS" });
      return wrap(new Uint8Array(value, offset, size));
    }
    const primitive: unknown = value.valueOf();
    if (
      primitive !== null &&
      primitive !== undefined &&
      primitive !== value &&
      (typeof primitive === "string" || typeof primitive === "object")
    )
      return from(primitive, encodingOrOffset, length);
    const made = fromObject(value);
    if (made) return made;
    const convert: unknown = Reflect.get(value, Symbol.toPrimitive);
    if (typeof convert === "function") {
      const text: unknown = Reflect.apply(convert, value, ["string"]);
      if (typeof text === "string") return from(text, encodingOrOffset);
    }
    throw invalidArgType("first argument", KINDS, value);
  };

  const alloc = (size: unknown, fill?: unknown, encoding?: unknown): Uint8Array => {
    checkSize(size);
    const bytes = make(size);
    if (fill === undefined || fill === 0 || size === 0) return bytes;
    if (encoding !== undefined && typeof encoding !== "string") throw invalidArgType("encoding", "string", encoding);
    return Reflect.apply(Buffer.prototype.fill, bytes, encoding === undefined ? [fill] : [fill, encoding]) as Uint8Array;
  };
  const allocUnsafe = (size: unknown): Uint8Array => {
    checkSize(size);
    return make(size);
  };

  const concat = (list: unknown, totalLength?: unknown): Uint8Array => {
    if (!Array.isArray(list)) throw invalidArgType("list", "Array", list);
    list.forEach((part: unknown, at) => {
      if (!(part instanceof Uint8Array)) throw invalidArgType(`list[${at}]`, ["Buffer", "Uint8Array"], part);
    });
    const parts = list as Uint8Array[];
    const sum = parts.reduce((total, part) => total + part.length, 0);
    if (totalLength !== undefined && typeof totalLength !== "number") throw invalidArgType("length", "number", totalLength);
    const joined = make(totalLength ?? sum);
    let at = 0;
    for (const part of parts) {
      if (at >= joined.length) break;
      joined.set(part.subarray(0, joined.length - at), at);
      at += part.length;
    }
    return joined;
  };

  const byteLength = (value: unknown, encoding?: unknown): number => {
    if (typeof value === "string") return (findEncoding(encoding) ?? encodingNamed("utf8")).byteLength(value);
    if (ArrayBuffer.isView(value) || isAnyArrayBuffer(value)) return value.byteLength;
    throw invalidArgType("string", ["string", "Buffer", "ArrayBuffer"], value);
  };

  const copyBytesFrom = (view: unknown, offset = 0, length?: number): Uint8Array => {
    if (!ArrayBuffer.isView(view) || view instanceof DataView) throw invalidArgType("view", "TypedArray", view);
    const { BYTES_PER_ELEMENT: width, length: count } = view as Uint8Array;
    if (offset < 0) throw outOfRange("offset", ">= 0 && <= 9007199254740991", offset);
    const end = length === undefined ? count : Math.min(offset + length, count);
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    return wrap(bytes.slice(Math.min(offset, count) * width, Math.max(offset, end) * width));
  };

  const compare = (a: unknown, b: unknown): number => {
    if (!(a instanceof Uint8Array)) throw invalidArgType("buf1", ["Buffer", "Uint8Array"], a);
    if (!(b instanceof Uint8Array)) throw invalidArgType("buf2", ["Buffer", "Uint8Array"], b);
    const length = Math.min(a.length, b.length);
    for (let at = 0; at < length; at += 1) {
      const difference = (a[at] ?? 0) - (b[at] ?? 0);
      if (difference !== 0) return Math.sign(difference);
    }
    return Math.sign(a.length - b.length);
  };

  const isEncoding = (name: unknown): boolean => typeof name === "string" && name !== "" && findEncoding(name) !== undefined;

  return { from, alloc, allocUnsafe, allocUnsafeSlow: allocUnsafe, concat, byteLength, copyBytesFrom, compare, isEncoding };
}
