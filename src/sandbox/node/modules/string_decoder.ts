/** node:string_decoder: text out of bytes that come in pieces; what is not a whole character yet waits for the next piece. */
import { Buffer } from "node:buffer";
import { invalidArgType, nodeError } from "../node-errors.ts";

type Bytes = Uint8Array;

/** How many bytes at the end are the start of something that is not whole. */
const HELD: Readonly<Record<string, (bytes: Bytes) => number>> = {
  utf8: (bytes) => {
    for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
      const byte = bytes[bytes.length - back] ?? 0;
      if (byte < 0x80) return 0;
      if (byte >= 0xc0) return back < sequenceLength(byte) ? back : 0;
    }
    return 0;
  },
  utf16le: (bytes) => {
    if (bytes.length % 2 === 1) return 1 + (isHighSurrogate(bytes[bytes.length - 2]) ? 2 : 0);
    return isHighSurrogate(bytes[bytes.length - 1]) ? 2 : 0;
  },
  base64: (bytes) => bytes.length % 3,
  base64url: (bytes) => bytes.length % 3,
};

/** By its first byte; what follows may still be wrong. */
const sequenceLength = (lead: number): number => (lead >= 0xf8 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2);
const isHighSurrogate = (highByte: number | undefined) => highByte !== undefined && highByte >= 0xd8 && highByte <= 0xdb;

const NORMAL: Readonly<Record<string, BufferEncoding>> = {
  "utf-8": "utf8",
  ucs2: "utf16le",
  "ucs-2": "utf16le",
  "utf-16le": "utf16le",
  binary: "latin1",
};

function normalize(encoding: unknown): BufferEncoding {
  if (encoding === undefined || encoding === null || encoding === "") return "utf8";
  const name = String(encoding).toLowerCase();
  if (!Buffer.isEncoding(name)) throw nodeError(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${String(encoding)}`);
  return NORMAL[name] ?? name;
}

interface Decoder {
  encoding: BufferEncoding;
  held: Bytes;
}

const states = new WeakMap<object, Decoder>();

/** A function and no class: old code calls `StringDecoder.call(this)`. */
function StringDecoder(this: object, encoding?: string): void {
  const state = { encoding: normalize(encoding), held: new Uint8Array(0) };
  states.set(this, state);
  Object.defineProperty(this, "encoding", { value: state.encoding, writable: true, enumerable: true, configurable: true });
}

function stateOf(decoder: object): Decoder {
  const state = states.get(decoder);
  if (!state) throw nodeError(TypeError, "ERR_INVALID_THIS", 'Value of "this" must be of type StringDecoder');
  return state;
}

const textOf = (bytes: Bytes, encoding: BufferEncoding) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding);

Object.assign(StringDecoder.prototype, {
  write(this: object, piece: unknown): string {
    if (typeof piece === "string") return piece;
    if (!ArrayBuffer.isView(piece)) throw invalidArgType("buf", ["Buffer", "TypedArray", "DataView"], piece);
    const state = stateOf(this);
    const fresh = new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
    const bytes = state.held.length === 0 ? fresh : new Uint8Array(Buffer.concat([state.held, fresh]));
    const whole = bytes.length - (HELD[state.encoding]?.(bytes) ?? 0);
    state.held = bytes.slice(whole);
    return textOf(bytes.subarray(0, whole), state.encoding);
  },
  end(this: object & { write(piece: unknown): string }, piece?: unknown): string {
    const before = piece === undefined ? "" : this.write(piece);
    const state = stateOf(this);
    const { held } = state;
    state.held = new Uint8Array(0);
    return before + textOf(held, state.encoding);
  },
  text(this: object & { write(piece: unknown): string }, bytes: Bytes, offset: number): string {
    stateOf(this).held = new Uint8Array(0);
    return this.write(bytes.subarray(offset));
  },
});
const described = (get: (state: Decoder) => unknown) => ({
  get(this: object) {
    return get(stateOf(this));
  },
  enumerable: true,
  configurable: true,
});
Object.defineProperties(StringDecoder.prototype, {
  lastNeed: described(({ held }) => (held.length === 0 ? 0 : neededAfter(held))),
  lastTotal: described(({ held }) => (held.length === 0 ? 0 : held.length + neededAfter(held))),
  lastChar: described(({ held }) => Buffer.concat([held], 4)),
});

function neededAfter(held: Bytes): number {
  return Math.max(sequenceLength(held[0] ?? 0) - held.length, 1);
}

export default { StringDecoder };
