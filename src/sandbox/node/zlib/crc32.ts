/** The checksum of gzip and zip files. */
import { Buffer } from "node:buffer";
import { invalidArgType, outOfRange } from "../node-errors.ts";

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crc32(data: unknown, value: unknown = 0): number {
  if (typeof data !== "string" && !ArrayBuffer.isView(data))
    throw invalidArgType("data", ["string", "Buffer", "TypedArray", "DataView"], data);
  if (typeof value !== "number") throw invalidArgType("value", "number", value);
  if (!Number.isInteger(value)) throw outOfRange("value", "an integer", value);
  if (value < 0 || value > 2 ** 32 - 1) throw outOfRange("value", ">= 0 && <= 4294967295", value);
  const bytes = typeof data === "string" ? Buffer.from(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  let crc = ~value;
  for (let at = 0; at < bytes.length; at += 1) crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return ~crc >>> 0;
}
