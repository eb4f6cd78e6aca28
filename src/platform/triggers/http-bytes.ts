/**
 * Text, bytes and base64 for HTTP bodies. The platform has neither TextEncoder nor atob (they are not part of the
 * language), so the little it needs of them is here. Base64 is strict: RFC 4648 with its padding, or refused.
 */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PADDING = 61;
const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const VALUES = new Uint8Array(128);
CODES.forEach((code, value) => {
  VALUES[code] = value;
});
/** String.fromCharCode takes its characters as arguments, and engines bound how many. */
const CHUNK = 8192;

/** A lone surrogate has no UTF-8 form; like TextEncoder, write U+FFFD in its place. */
function scalarOf(codePoint: number): number {
  return codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint;
}

export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (const character of text) {
    const code = scalarOf(character.codePointAt(0) ?? 0);
    if (code < 0x80) {
      bytes[at++] = code;
      continue;
    }
    const continuations = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    const lead = [0xc0, 0xe0, 0xf0][continuations - 1] ?? 0;
    bytes[at++] = lead | (code >> (6 * continuations));
    for (let shift = 6 * (continuations - 1); shift >= 0; shift -= 6) bytes[at++] = 0x80 | ((code >> shift) & 0x3f);
  }
  return bytes;
}

/** Undefined when the bytes are not UTF-8. */
export function textFromUtf8(bytes: Uint8Array): string | undefined {
  const escaped: string[] = [];
  for (const byte of bytes) escaped.push(byte < 16 ? `%0${byte.toString(16)}` : `%${byte.toString(16)}`);
  try {
    return decodeURIComponent(escaped.join(""));
  } catch {
    return undefined;
  }
}

export function base64FromBytes(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PADDING);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const left = bytes.length - from;
    const triple = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    codes[to] = CODES[triple >> 18] ?? 0;
    codes[to + 1] = CODES[(triple >> 12) & 63] ?? 0;
    if (left > 1) codes[to + 2] = CODES[(triple >> 6) & 63] ?? 0;
    if (left > 2) codes[to + 3] = CODES[triple & 63] ?? 0;
  }
  const parts: string[] = [];
  // Spread, they would be gone through one by one first: five times slower.
  for (let from = 0; from < codes.length; from += CHUNK)
    parts.push(Reflect.apply(String.fromCharCode, undefined, codes.subarray(from, from + CHUNK)));
  return parts.join("");
}

/** Undefined when the text is not base64. */
export function bytesFromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const sextet = (offset: number): number => VALUES[text.charCodeAt(from + offset)] ?? 0;
    const triple = (sextet(0) << 18) | (sextet(1) << 12) | (sextet(2) << 6) | sextet(3);
    // Writes past the end (the padding's bytes) are ignored by a typed array.
    bytes[to] = triple >> 16;
    bytes[to + 1] = (triple >> 8) & 255;
    bytes[to + 2] = triple & 255;
  }
  return bytes;
}
