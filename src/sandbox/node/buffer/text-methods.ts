/** Buffer's methods that take or give text: toString, write, fill and the searches, in all encodings. */
import { invalidArgType, invalidArgValue, nodeError, outOfRange } from "../node-errors.ts";
import { encodingNamed } from "./encodings.ts";

type Bytes = Uint8Array;

const clamped = (value: unknown, fallback: number, max: number): number => {
  const number = value === undefined ? fallback : Math.trunc(Number(value)) || 0;
  return Math.min(Math.max(number, 0), max);
};

function toText(this: Bytes, encoding?: string, start?: number, end?: number): string {
  const from = clamped(start, 0, this.length);
  const to = clamped(end, this.length, this.length);
  const coder = encodingNamed(encoding);
  return to <= from ? "" : coder.decode(Uint8Array.prototype.subarray.call(asBytes(this), from, to));
}

/** Without Buffer's prototype, whose subarray makes Buffers. */
const asBytes = (bytes: Bytes): Bytes => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** As many whole characters as fit. */
function writeInto(target: Bytes, text: string, offset: number, length: number, encoding?: string): number {
  const coder = encodingNamed(encoding);
  const room = asBytes(target).subarray(offset, offset + length);
  if (coder === encodingNamed("utf8")) return new TextEncoder().encodeInto(text, room).written;
  const bytes = coder.encode(text);
  const unit = coder === encodingNamed("utf16le") ? 2 : 1;
  const written = Math.min(bytes.length, room.length - (room.length % unit));
  room.set(bytes.subarray(0, written));
  return written;
}

function write(this: Bytes, text: string, ...rest: unknown[]): number {
  if (typeof text !== "string") throw invalidArgType("argument", "string", text);
  const encoding = typeof rest.at(-1) === "string" ? (rest.pop() as string) : undefined;
  const [offset = 0, length] = rest;
  if (typeof offset !== "number") throw invalidArgType("offset", "number", offset);
  if (!Number.isInteger(offset)) throw outOfRange("offset", "an integer", offset);
  if (offset < 0 || offset > this.length) throw outOfRange("offset", `>= 0 && <= ${this.length}`, offset);
  const room = this.length - offset;
  if (length !== undefined && (typeof length !== "number" || length < 0 || length > this.length))
    throw outOfRange("length", `>= 0 && <= ${this.length}`, length);
  return writeInto(this, text, offset, Math.min(length ?? room, room), encoding);
}

function fill(this: Bytes, value: unknown, ...rest: unknown[]): Bytes {
  const encoding = typeof rest.at(-1) === "string" ? (rest.pop() as string) : undefined;
  const [start = 0, end = this.length] = rest as number[];
  if (start < 0 || start > this.length) throw outOfRange("offset", `>= 0 && <= ${this.length}`, start);
  if (end < 0 || end > this.length) throw outOfRange("end", `>= 0 && <= ${this.length}`, end);
  const room = asBytes(this).subarray(start, end);
  if (typeof value !== "string" && !(value instanceof Uint8Array)) {
    room.fill(Number(value) & 255);
    return this;
  }
  const pattern = typeof value === "string" ? encodingNamed(encoding).encode(value) : asBytes(value);
  if (pattern.length === 0 && value.length > 0) throw invalidArgValue("value", value);
  if (pattern.length === 0) room.fill(0);
  else for (let at = 0; at < room.length; at += pattern.length) room.set(pattern.subarray(0, room.length - at), at);
  return this;
}

function search(bytes: Bytes, value: unknown, offset: unknown, encoding: unknown, backwards: boolean): number {
  const fallback = backwards ? bytes.length : 0;
  const [start, name] = typeof offset === "string" ? [undefined, offset] : [offset, encoding];
  const number = start === undefined ? fallback : Number(start);
  let from = Number.isNaN(number) ? fallback : Math.trunc(number);
  if (from < 0) from += bytes.length;
  if (typeof value === "number") {
    const plain = asBytes(bytes);
    if (backwards) return from < 0 ? -1 : plain.lastIndexOf(value & 255, from);
    return plain.indexOf(value & 255, Math.max(from, 0));
  }
  if (typeof value !== "string" && !(value instanceof Uint8Array))
    throw invalidArgType("value", ["number", "string", "Buffer", "Uint8Array"], value);
  const wanted = typeof value === "string" ? encodingNamed(name).encode(value) : value;
  const last = bytes.length - wanted.length;
  if (wanted.length === 0) return backwards || from > bytes.length ? Math.min(Math.max(from, 0), bytes.length) : Math.max(from, 0);
  const step = name !== undefined && encodingNamed(name) === encodingNamed("utf16le") ? 2 : 1;
  const matches = (at: number) => wanted.every((byte, index) => bytes[at + index] === byte);
  if (backwards) {
    for (let at = Math.min(from, last); at >= 0; at -= 1) if ((at % step === 0 || step === 1) && matches(at)) return at;
  } else {
    for (let at = Math.max(from, 0); at <= last; at += 1) if ((at % step === 0 || step === 1) && matches(at)) return at;
  }
  return -1;
}

const encodingMethods = Object.fromEntries(
  ["utf8", "ucs2", "utf16le", "latin1", "ascii", "hex", "base64", "base64url"].flatMap((name) => [
    [
      `${name}Slice`,
      function (this: Bytes, start?: number, end?: number): string {
        return toText.call(this, name, start, end);
      },
    ],
    [
      `${name}Write`,
      function (this: Bytes, text: string, offset = 0, length = this.length - offset): number {
        if (offset > this.length) throw nodeError(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", '"offset" is outside of buffer bounds');
        return writeInto(this, text, offset, length, name);
      },
    ],
  ]),
);

export const textMethods = {
  ...encodingMethods,
  toString: toText,
  toLocaleString: toText,
  write,
  fill,
  indexOf(this: Bytes, value: unknown, offset?: unknown, encoding?: unknown): number {
    return search(this, value, offset, encoding, false);
  },
  lastIndexOf(this: Bytes, value: unknown, offset?: unknown, encoding?: unknown): number {
    return search(this, value, offset, encoding, true);
  },
  includes(this: Bytes, value: unknown, offset?: unknown, encoding?: unknown): boolean {
    return search(this, value, offset, encoding, false) !== -1;
  },
};
