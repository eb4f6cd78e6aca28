/** node:buffer: the package's Buffer, with Node's encodings (base64url among them), checks and numeric methods put over its own. */
import { Buffer, INSPECT_MAX_BYTES, SlowBuffer } from "buffer/";
import { bufferMakers } from "../buffer/make.ts";
import { numericMethods } from "../buffer/numbers.ts";
import { textMethods } from "../buffer/text-methods.ts";
import { throwingExports } from "../gaps.ts";
import { invalidArgType, nodeError } from "../node-errors.ts";

type Bytes = Uint8Array | ArrayBuffer;
type EncodingName = Parameters<typeof Buffer.isEncoding>[0] & BufferEncoding;

const constants = { MAX_LENGTH: 2 ** 53 - 1, MAX_STRING_LENGTH: 2 ** 29 - 24 };

function put(target: object, members: object): void {
  for (const [name, value] of Object.entries(members)) {
    if (value.name !== name && !numericMethods[name]) Object.defineProperty(value, "name", { value: name, configurable: true });
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: true });
  }
}

put(Buffer, bufferMakers(Buffer));
put(Buffer.prototype, numericMethods);
put(Buffer.prototype, textMethods);
Object.defineProperty(Buffer, "of", { value: (...bytes: number[]) => Buffer.from(bytes), writable: true, configurable: true });
const swaps = Buffer.prototype as unknown as Record<string, (this: Uint8Array) => Uint8Array>;
const swap = (bits: number, original: ((this: Uint8Array) => Uint8Array) | undefined) =>
  function (this: Uint8Array): Uint8Array | undefined {
    if ((this.length * 8) % bits !== 0)
      throw nodeError(RangeError, "ERR_INVALID_BUFFER_SIZE", `Buffer size must be a multiple of ${bits}-bits`);
    return original?.call(this);
  };

put(Buffer.prototype, {
  swap16: swap(16, swaps.swap16),
  swap32: swap(32, swaps.swap32),
  swap64: swap(64, swaps.swap64),
  inspect(this: Uint8Array): string {
    const shown = Array.from(this.subarray(0, exported.INSPECT_MAX_BYTES), (byte) => byte.toString(16).padStart(2, "0"));
    const rest = this.length - shown.length;
    if (rest > 0) shown.push(`... ${rest} more byte${rest > 1 ? "s" : ""}`);
    return `<${this.constructor.name} ${shown.join(" ")}>`;
  },
  equals(this: Uint8Array, other: unknown): boolean {
    if (!(other instanceof Uint8Array)) throw invalidArgType("otherBuffer", ["Buffer", "Uint8Array"], other);
    return this === other || Buffer.compare(this, other) === 0;
  },
});

function asView(input: unknown): Uint8Array {
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  throw invalidArgType("input", ["ArrayBuffer", "Buffer", "TypedArray"], input);
}

function isUtf8(input: Bytes): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(asView(input)));
    return true;
  } catch (error) {
    if (error instanceof TypeError && "code" in error && error.code === "ERR_INVALID_ARG_TYPE") throw error;
    return false;
  }
}

const isAscii = (input: Bytes): boolean => asView(input).every((byte) => byte < 0x80);

const TRANSCODED = new Set(["utf8", "utf-8", "ucs2", "ucs-2", "utf16le", "utf-16le", "latin1", "binary", "ascii"]);

/** Characters that the target has not become "?", as ICU makes them. */
function transcode(source: Uint8Array, fromEncoding: string, toEncoding: string): Uint8Array {
  if (!(source instanceof Uint8Array)) throw invalidArgType("source", ["Buffer", "Uint8Array"], source);
  const [from, to] = [fromEncoding.toLowerCase() as EncodingName, toEncoding.toLowerCase() as EncodingName] as const;
  if (!TRANSCODED.has(from) || !TRANSCODED.has(to))
    throw Object.assign(new Error("Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]"), { code: "U_ILLEGAL_ARGUMENT_ERROR", errno: 1 });
  const text = Buffer.from(source).toString(from);
  const max = to === "ascii" ? 0x7f : to === "latin1" || to === "binary" ? 0xff : undefined;
  return Buffer.from(max === undefined ? text : Array.from(text, (char) => ((char.codePointAt(0) ?? 0) > max ? "?" : char)).join(""), to);
}

const exported = {
  ...throwingExports("buffer"),
  Buffer,
  SlowBuffer,
  INSPECT_MAX_BYTES,
  kMaxLength: constants.MAX_LENGTH,
  kStringMaxLength: constants.MAX_STRING_LENGTH,
  constants,
  Blob,
  File: Reflect.get(globalThis, "File") as unknown,
  atob: (text: string): string => atob(text),
  btoa: (text: string): string => btoa(text),
  isUtf8,
  isAscii,
  transcode,
};

Object.defineProperty(Buffer.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value: Reflect.get(Buffer.prototype, "inspect"),
  writable: true,
  configurable: true,
});

export default exported;
