/**
 * JSON to deflated bytes and back. By fflate, not the browser's CompressionStream: a set-up is a few hundred bytes, most of
 * them words that every set-up has, and only fflate lets deflate refer to a dictionary of those, which halves a link.
 * Unpacking is counted as it goes and stops at a bound, so that a small link cannot fill the memory.
 */
import { deflateSync, Inflate } from "fflate";
import type { Parsed } from "../../platform/triggers/parsed.ts";
import { refuseLink } from "./link-code.ts";

/** More than the files of the largest project (project/schema.ts), in any script's UTF-8. */
export const MAX_UNPACKED_BYTES = 20_000_000;
/** Deflate makes at most 1,032 bytes of one: what is unpacked between two looks at the count stays below a megabyte. */
const SLICE_BYTES = 512;

export function pack(text: string, dictionary: Uint8Array): Uint8Array {
  return deflateSync(new TextEncoder().encode(text), { level: 9, mem: 9, dictionary });
}

export function unpack(bytes: Uint8Array, dictionary: Uint8Array): Parsed<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const inflate = new Inflate({ dictionary }, (part) => {
      length += part.length;
      if (length <= MAX_UNPACKED_BYTES) parts.push(part.slice());
    });
    for (let from = 0; from < bytes.length && length <= MAX_UNPACKED_BYTES; from += SLICE_BYTES) {
      inflate.push(bytes.subarray(from, from + SLICE_BYTES), from + SLICE_BYTES >= bytes.length);
    }
    if (length > MAX_UNPACKED_BYTES) return refuseLink("link-too-large");
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(joined(parts, length)) };
  } catch {
    return refuseLink("link-damaged");
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
