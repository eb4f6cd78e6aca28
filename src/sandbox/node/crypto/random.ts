/** Random numbers, from the browser's own generator. */
import { Buffer } from "node:buffer";
import { invalidArgType, nodeError, outOfRange, requireFunction } from "../node-errors.ts";
import { isArrayBuffer, viewBytes } from "./bytes.ts";

const webcrypto = globalThis.crypto;
const MAX_SIZE = 2 ** 31 - 1;
/** What getRandomValues gives at once. */
const QUOTA_BYTES = 65_536;

type Callback = (error: Error | null, value?: unknown) => void;

function fill(bytes: Uint8Array<ArrayBuffer>): void {
  for (let at = 0; at < bytes.length; at += QUOTA_BYTES) webcrypto.getRandomValues(bytes.subarray(at, at + QUOTA_BYTES));
}

export function randomBuffer(size: number): Buffer<ArrayBuffer> {
  const buffer = Buffer.alloc(size);
  fill(buffer);
  return buffer;
}

/** Node's own order: the answer comes a turn of the loop later, and the loop waits for it. */
function later(callback: unknown, make: () => unknown): void {
  requireFunction(callback, "callback");
  const value = make();
  setImmediate(() => (callback as Callback)(null, value));
}

export function randomBytes(size: unknown, callback?: unknown): Buffer | undefined {
  if (typeof size !== "number") throw invalidArgType("size", "number", size);
  if (Number.isNaN(size) || size < 0 || size > MAX_SIZE) throw outOfRange("size", ">= 0 && <= 2147483647", size);
  const make = () => randomBuffer(Math.trunc(size));
  if (callback === undefined) return make();
  later(callback, make);
  return undefined;
}

/** The part of a buffer that is to be filled, in bytes; offset and size count the buffer's own elements. */
function partOf(buffer: unknown, offset: unknown, size: unknown): Uint8Array<ArrayBuffer> {
  if (!ArrayBuffer.isView(buffer) && !isArrayBuffer(buffer)) throw invalidArgType("buf", ["ArrayBuffer", "ArrayBufferView"], buffer);
  const bytes = ArrayBuffer.isView(buffer) ? viewBytes(buffer) : new Uint8Array(buffer);
  const elementBytes = Number(Reflect.get(buffer, "BYTES_PER_ELEMENT") ?? 1);
  const inRange = (value: unknown, name: string, max: number): number => {
    if (typeof value !== "number") throw invalidArgType(name, "number", value);
    const inBytes = value * elementBytes;
    if (Number.isNaN(inBytes) || inBytes < 0 || inBytes > max) throw outOfRange(name, `>= 0 && <= ${max}`, inBytes);
    return inBytes;
  };
  const from = offset === undefined ? 0 : inRange(offset, "offset", bytes.length);
  const length = size === undefined ? bytes.length - from : inRange(size, "size", MAX_SIZE);
  if (from + length > bytes.length) throw outOfRange("size + offset", `<= ${bytes.length}`, from + length);
  return bytes.subarray(from, from + length) as Uint8Array<ArrayBuffer>;
}

export function randomFillSync<T>(buffer: T, offset?: unknown, size?: unknown): T {
  const part = partOf(buffer, offset, size);
  const random = randomBuffer(part.length);
  part.set(random);
  return buffer;
}

export function randomFill(buffer: unknown, ...rest: unknown[]): void {
  const callback = rest.find((value) => typeof value === "function") ?? rest[2];
  const [offset, size] = rest.map((value) => (typeof value === "function" ? undefined : value));
  if (ArrayBuffer.isView(buffer) || isArrayBuffer(buffer)) requireFunction(callback, "callback");
  later(callback, () => randomFillSync(buffer, offset, size));
}

const MAX_RANGE = 2 ** 48 - 1;

export function randomInt(first: unknown, second?: unknown, third?: unknown): number | undefined {
  const onlyMax = second === undefined || typeof second === "function";
  const [min, max, callback] = onlyMax ? [0, first, second] : [first, second, third];
  if (callback !== undefined) requireFunction(callback, "callback");
  if (!Number.isSafeInteger(min)) throw invalidArgType("min", "a safe integer", min);
  if (!Number.isSafeInteger(max)) throw invalidArgType("max", "a safe integer", max);
  const [low, high] = [Number(min), Number(max)];
  if (high <= low) throw outOfRange("max", `greater than the value of "min" (${low})`, high);
  const range = high - low;
  if (range > MAX_RANGE) throw outOfRange(onlyMax ? "max" : "max - min", `<= ${MAX_RANGE}`, range);
  const make = () => low + below(range);
  if (callback === undefined) return make();
  later(callback, make);
  return undefined;
}

/** Draws 48 bits until they fall below a multiple of the range, so that every number is equally likely. */
function below(range: number): number {
  const limit = MAX_RANGE - (MAX_RANGE % range);
  for (;;) {
    const drawn = randomBuffer(6).readUIntBE(0, 6);
    if (drawn < limit) return drawn % range;
  }
}

export function randomUUID(options?: unknown): string {
  if (options !== undefined && (typeof options !== "object" || options === null)) throw invalidArgType("options", "object", options);
  const cache: unknown = options && Reflect.get(options, "disableEntropyCache");
  if (cache !== undefined && typeof cache !== "boolean") throw invalidArgType("options.disableEntropyCache", "boolean", cache);
  const bytes = randomBuffer(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function timingSafeEqual(first: unknown, second: unknown): boolean {
  const bytesOf = (value: unknown, name: string): Uint8Array => {
    if (ArrayBuffer.isView(value)) return viewBytes(value);
    if (isArrayBuffer(value)) return new Uint8Array(value);
    const message = `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`;
    throw nodeError(TypeError, "ERR_INVALID_ARG_TYPE", message);
  };
  const [left, right] = [bytesOf(first, "buf1"), bytesOf(second, "buf2")];
  if (left.length !== right.length)
    throw nodeError(RangeError, "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length");
  let difference = 0;
  for (let at = 0; at < left.length; at += 1) difference |= (left[at] ?? 0) ^ (right[at] ?? 0);
  return difference === 0;
}
