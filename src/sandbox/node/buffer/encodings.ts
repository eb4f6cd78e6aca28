/** Bytes to text and back in each of Buffer's encodings, by the browser's own coders where it has one. */
import { nodeError } from "../node-errors.ts";

export interface Encoding {
  byteLength(text: string): number;
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const CHUNK = 8192;

/** A browser's TextDecoder refuses shared memory. */
const unshared = (bytes: Uint8Array): Uint8Array => (bytes.buffer instanceof ArrayBuffer ? bytes : Uint8Array.from(bytes));

function fromCodes(codes: Uint8Array | Uint16Array): string {
  if (codes.length <= CHUNK) return String.fromCharCode(...codes);
  let text = "";
  for (let at = 0; at < codes.length; at += CHUNK) text += String.fromCharCode(...codes.subarray(at, at + CHUNK));
  return text;
}

function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

function utf8Length(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) length += 1;
    else if (code < 0x800) length += 2;
    else {
      const next = text.charCodeAt(at + 1);
      const isPair = code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000;
      length += isPair ? 4 : 3;
      if (isPair) at += 1;
    }
  }
  return length;
}

const utf8: Encoding = {
  byteLength: utf8Length,
  encode: (text) => utf8Encoder.encode(text),
  decode: (bytes) => utf8Decoder.decode(unshared(bytes)),
};

const utf16le: Encoding = {
  byteLength: (text) => text.length * 2,
  encode(text) {
    const bytes = new Uint8Array(text.length * 2);
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      bytes[at * 2] = code;
      bytes[at * 2 + 1] = code >> 8;
    }
    return bytes;
  },
  decode(bytes) {
    const codes = new Uint16Array(bytes.length >> 1);
    for (let at = 0; at < codes.length; at += 1) codes[at] = (bytes[at * 2] ?? 0) | ((bytes[at * 2 + 1] ?? 0) << 8);
    return fromCodes(codes);
  },
};

const latin1: Encoding = { byteLength: (text) => text.length, encode: toBytes, decode: fromCodes };
const ascii: Encoding = { ...latin1, decode: (bytes) => fromCodes(Uint8Array.from(bytes, (byte) => byte & 0x7f)) };

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const hexDigit = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
};

const hex: Encoding = {
  byteLength: (text) => text.length >>> 1,
  encode(text) {
    const bytes = new Uint8Array(text.length >>> 1);
    for (let at = 0; at < bytes.length; at += 1) {
      const high = hexDigit(text.charCodeAt(at * 2));
      const low = hexDigit(text.charCodeAt(at * 2 + 1));
      if (high < 0 || low < 0) return bytes.subarray(0, at);
      bytes[at] = (high << 4) | low;
    }
    return bytes;
  },
  decode(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 1) text += HEX[bytes[at] ?? 0];
    return text;
  },
};

/** Both alphabets are read, what is in neither is skipped, and "=" ends the text. */
function decodeBase64(text: string): Uint8Array {
  const end = text.indexOf("=");
  const digits = (end === -1 ? text : text.slice(0, end))
    .replace(/[^A-Za-z0-9+/_-]/g, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/");
  return toBytes(atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits));
}

/** As Node counts: by the text's length, unread characters included. */
function base64Length(text: string): number {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return ((text.length - padding) * 3) >>> 2;
}

const base64: Encoding = { byteLength: base64Length, encode: decodeBase64, decode: (bytes) => btoa(fromCodes(bytes)) };
const base64url: Encoding = {
  ...base64,
  decode: (bytes) => base64.decode(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
};

const ENCODINGS: Readonly<Record<string, Encoding>> = {
  utf8,
  "utf-8": utf8,
  utf16le,
  "utf-16le": utf16le,
  ucs2: utf16le,
  "ucs-2": utf16le,
  latin1,
  binary: latin1,
  ascii,
  hex,
  base64,
  base64url,
};

export function findEncoding(name: unknown): Encoding | undefined {
  if (typeof name !== "string") return undefined;
  const key = Object.hasOwn(ENCODINGS, name) ? name : name.toLowerCase();
  return Object.hasOwn(ENCODINGS, key) ? ENCODINGS[key] : undefined;
}

/** Undefined, null and "" mean UTF-8. */
export function encodingNamed(name: unknown): Encoding {
  if (name === undefined || name === null || name === "") return utf8;
  const encoding = findEncoding(name);
  if (!encoding) throw nodeError(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${String(name)}`);
  return encoding;
}
