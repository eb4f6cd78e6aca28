/** What node:crypto takes as data and gives as results: strings in an encoding, buffers, or views of them. */
import { Buffer } from "node:buffer";
import { invalidArgType } from "../node-errors.ts";

/** The words of Node's message, in its order, for arguments that may be an ArrayBuffer and for those that may not. */
export const BINARY = ["string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"] as const;
export const VIEWS = ["string", "Buffer", "TypedArray", "DataView"] as const;

export function viewBytes(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** Node falls back to UTF-8 where the encoding is not one it knows. */
function knownEncoding(encoding: unknown): BufferEncoding {
  return typeof encoding === "string" && Buffer.isEncoding(encoding) ? encoding : "utf8";
}

/** The bytes of an argument; `expected` is what the error says it should have been. */
export function toBytes(value: unknown, name: string, expected: readonly string[] = BINARY, encoding?: unknown): Uint8Array {
  if (typeof value === "string" && expected.includes("string")) return Buffer.from(value, knownEncoding(encoding));
  if (ArrayBuffer.isView(value)) return viewBytes(value);
  if (expected.includes("ArrayBuffer") && isArrayBuffer(value)) return new Uint8Array(value);
  throw invalidArgType(name, expected, value);
}

export function isArrayBuffer(value: unknown): value is ArrayBuffer | SharedArrayBuffer {
  const tag = Object.prototype.toString.call(value);
  return tag === "[object ArrayBuffer]" || tag === "[object SharedArrayBuffer]";
}

export function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A Buffer, or a string where a known encoding was asked for. */
export function encoded(bytes: Uint8Array, encoding: unknown): Buffer | string {
  const buffer = toBuffer(bytes);
  return typeof encoding === "string" && encoding !== "buffer" && Buffer.isEncoding(encoding) ? buffer.toString(encoding) : buffer;
}

export function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
