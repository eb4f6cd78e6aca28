/**
 * The bytes of a link as text that survives its journey: how long it is, a checksum, then base64 with - and _. A mail's
 * line breaks, an added "=" and whatever a messenger glued to its end do no harm; a letter changed or lost is found.
 */
import { base64FromBytes, bytesFromBase64 } from "../../platform/triggers/http-bytes.ts";
import type { Parsed } from "../../platform/triggers/parsed.ts";
import { crc32 } from "./crc32.ts";
import { refuseLink } from "./link-code.ts";
import { readWhole, writeWhole } from "./whole-numbers.ts";

/** Ours: about what the shortest of the browsers' own bounds on addresses leaves (2 MB in Chrome). */
export const MAX_LINK_CHARS = 2_000_000;
const CHECKSUM_BYTES = 4;

/** `mark` is part of what is checked: another version's is another link. */
export function writeFrame(mark: string, body: Uint8Array): string {
  const head = writeWhole(body.length);
  const bytes = new Uint8Array(CHECKSUM_BYTES + head.length + body.length);
  new DataView(bytes.buffer).setUint32(0, checksum(mark, body));
  bytes.set(head, CHECKSUM_BYTES);
  bytes.set(body, CHECKSUM_BYTES + head.length);
  const text = base64FromBytes(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  // Where addresses are made links of, a sign at their end is often taken for the sentence's.
  return `${mark}${text}${/[-_]$/.test(text) ? "0" : ""}`;
}

export function readFrame(mark: string, payload: string): Parsed<Uint8Array<ArrayBuffer>> {
  if (payload.length > MAX_LINK_CHARS) return refuseLink("link-too-large");
  const text = payload.replaceAll(/[\s=\u00ad\u200b-\u200d\u2060\ufeff]+/g, "");
  const [letters = ""] = /^[A-Za-z0-9_-]*/.exec(text) ?? [];
  const bytes = bytesOf(letters);
  const length = readWhole(bytes, CHECKSUM_BYTES);
  // What a foreign letter cut short was changed; what just ends was cut off.
  const short = refuseLink(letters.length < text.length ? "link-damaged" : "link-truncated");
  if (!length || length.end + length.value > bytes.length) return short;
  const body = bytes.slice(length.end, length.end + length.value);
  const expected = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return expected === checksum(mark, body) ? { ok: true, value: body } : refuseLink("link-damaged");
}

function checksum(mark: string, body: Uint8Array): number {
  return crc32(body, crc32(new TextEncoder().encode(mark)));
}

/** A last letter that makes no byte is let go. */
function bytesOf(letters: string): Uint8Array {
  const whole = letters.length % 4 === 1 ? letters.slice(0, -1) : letters;
  const padded = whole.padEnd(Math.ceil(whole.length / 4) * 4, "=");
  return bytesFromBase64(padded.replaceAll("-", "+").replaceAll("_", "/")) ?? new Uint8Array();
}
