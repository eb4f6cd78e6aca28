/**
 * One file of a zip, unpacked: counted while it inflates, and stopped where it grows beyond what the zip says of it. What
 * comes out is the file that went in, or nothing.
 */
import { Inflate } from "fflate";
import type { Parsed } from "../../platform/triggers/parsed.ts";
import { crc32 } from "../share-link/crc32.ts";
import { damaged, quoted, type ZipEntry } from "./zip-directory.ts";

/** Deflate makes at most 1,032 times as much of it: 4 MB between two looks at the count. */
const STEP_BYTES = 4_096;

export function unpack({ name, isDeflated, checksum, plainBytes, packed }: ZipEntry): Parsed<Uint8Array> {
  const plain = isDeflated ? inflated(packed, plainBytes) : packed;
  if (plain === undefined) return damaged(`${quoted(name)} cannot be unpacked`);
  return crc32(plain) === checksum ? { ok: true, value: plain } : damaged(`${quoted(name)} is not what was packed`);
}

function inflated(packed: Uint8Array, plainBytes: number): Uint8Array | undefined {
  const plain = new Uint8Array(plainBytes);
  let filled = 0;
  const inflate = new Inflate((part) => {
    // Thrown through fflate: nothing more is inflated.
    if (filled + part.byteLength > plainBytes) throw new RangeError("More than it says.");
    plain.set(part, filled);
    filled += part.byteLength;
  });
  try {
    for (let at = 0; at < packed.byteLength; at += STEP_BYTES)
      inflate.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.byteLength);
  } catch {
    return undefined;
  }
  return filled === plainBytes ? plain : undefined;
}
