/** node:querystring: the lenient parser and writer of query strings that came before URLSearchParams. */
import { Buffer } from "node:buffer";

type Value = string | number | bigint | boolean;
type Fields = Record<string, unknown>;
interface ParseOptions {
  readonly maxKeys?: number;
  readonly decodeURIComponent?: (text: string) => string;
}
interface StringifyOptions {
  readonly encodeURIComponent?: (text: string) => string;
}

const isUnescapedInQuery = /^[A-Za-z0-9\-_.!~*'()]*$/;

function qsEscape(value: unknown): string {
  const text = typeof value === "string" ? value : typeof value === "object" ? String(value) : `${value as string}`;
  if (isUnescapedInQuery.test(text)) return text;
  try {
    return encodeURIComponent(text);
  } catch {
    throw Object.assign(new URIError("URI malformed"), { code: "ERR_INVALID_URI" });
  }
}

/** What is no escape stays as it is. */
function unescapeBuffer(text: string, decodeSpaces?: boolean): Buffer {
  const bytes: number[] = [];
  const source = Buffer.from(text, "latin1");
  for (let at = 0; at < source.length; at += 1) {
    const byte = source[at] ?? 0;
    const digits = text.slice(at + 1, at + 3);
    if (byte === 0x25 && /^[0-9A-Fa-f]{2}$/.test(digits)) {
      bytes.push(Number.parseInt(digits, 16));
      at += 2;
    } else bytes.push(byte === 0x2b && decodeSpaces ? 0x20 : byte);
  }
  return Buffer.from(bytes);
}

function qsUnescape(text: string, decodeSpaces?: boolean): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return unescapeBuffer(text, decodeSpaces).toString();
  }
}

const isValue = (value: unknown): value is Value =>
  (typeof value === "string" && value !== "") ||
  (typeof value === "number" && Number.isFinite(value)) ||
  typeof value === "bigint" ||
  typeof value === "boolean";

function stringify(fields?: Fields | null, separator?: string, equals?: string, options?: StringifyOptions): string {
  if (fields === null || typeof fields !== "object") return "";
  const encode = typeof options?.encodeURIComponent === "function" ? options.encodeURIComponent : querystring.escape;
  const text = (value: unknown) => (isValue(value) ? encode(String(value)) : "");
  return Object.keys(fields)
    .flatMap((key) => {
      const value = fields[key];
      const start = encode(key) + (equals || "=");
      return Array.isArray(value) ? value.map((each) => start + text(each)) : [start + text(value)];
    })
    .join(separator || "&");
}

function parse(query?: unknown, separator?: string, equals?: string, options?: ParseOptions): Fields {
  const fields = Object.create(null) as Record<string, string | string[]>;
  if (typeof query !== "string" || query === "") return fields;
  const decode = typeof options?.decodeURIComponent === "function" ? options.decodeURIComponent : querystring.unescape;
  const decoded = (text: string) => {
    const spaced = text.replaceAll("+", " ");
    try {
      return spaced.includes("%") || decode !== qsUnescape ? decode(spaced) : spaced;
    } catch {
      return qsUnescape(spaced, true);
    }
  };
  const maxKeys = typeof options?.maxKeys === "number" ? options.maxKeys : 1000;
  const sign = equals || "=";
  let parts = query.split(separator || "&").filter((part) => part !== "");
  if (maxKeys > 0) parts = parts.slice(0, maxKeys);
  for (const part of parts) {
    const at = part.indexOf(sign);
    const key = decoded(at === -1 ? part : part.slice(0, at));
    const value = at === -1 ? "" : decoded(part.slice(at + sign.length));
    const before = fields[key];
    if (before === undefined) fields[key] = value;
    else if (Array.isArray(before)) before.push(value);
    else fields[key] = [before, value];
  }
  return fields;
}

/** Replacing `escape` or `unescape` here changes what the others do, as in Node. */
const querystring = { unescapeBuffer, unescape: qsUnescape, escape: qsEscape, stringify, encode: stringify, parse, decode: parse };

export default querystring;
