/** Arguments of fs calls, checked as Node checks them. */
import { Buffer } from "node:buffer";
import process from "node:process";
import { FS } from "../linux-constants.ts";
import { invalidArgType, invalidArgValue, nodeError, outOfRange } from "../node-errors.ts";

const { O_APPEND = 0, O_CREAT = 0, O_EXCL = 0, O_RDWR = 0, O_SYNC = 0, O_TRUNC = 0, O_WRONLY = 0 } = FS;

const FLAGS = new Map<string, number>([
  ["r", 0],
  ["rs", O_SYNC],
  ["r+", O_RDWR],
  ["rs+", O_RDWR | O_SYNC],
  ["w", O_TRUNC | O_CREAT | O_WRONLY],
  ["wx", O_TRUNC | O_CREAT | O_WRONLY | O_EXCL],
  ["w+", O_TRUNC | O_CREAT | O_RDWR],
  ["wx+", O_TRUNC | O_CREAT | O_RDWR | O_EXCL],
  ["a", O_APPEND | O_CREAT | O_WRONLY],
  ["ax", O_APPEND | O_CREAT | O_WRONLY | O_EXCL],
  ["as", O_APPEND | O_CREAT | O_WRONLY | O_SYNC],
  ["a+", O_APPEND | O_CREAT | O_RDWR],
  ["ax+", O_APPEND | O_CREAT | O_RDWR | O_EXCL],
  ["as+", O_APPEND | O_CREAT | O_RDWR | O_SYNC],
]);
for (const [alias, name] of Object.entries({
  sr: "rs",
  "sr+": "rs+",
  xw: "wx",
  "xw+": "wx+",
  xa: "ax",
  sa: "as",
  "xa+": "ax+",
  "sa+": "as+",
}))
  FLAGS.set(alias, FLAGS.get(name) ?? 0);

export type Options = Readonly<Record<string, unknown>>;

/** A path as it was written; errors show this one. */
export function toPath(value: unknown, name = "path"): string {
  const path = isUrl(value) ? pathOfUrl(value) : value;
  if (typeof path !== "string" && !(path instanceof Uint8Array)) throw invalidArgType(name, ["string", "Buffer", "URL"], path);
  const text = typeof path === "string" ? path : Buffer.from(path).toString();
  if (text.includes("\0")) {
    const shown = text.replaceAll("\0", "\\x00");
    throw invalidArgValue(name, shown, "must be a string, Uint8Array, or URL without null bytes");
  }
  return text;
}

function isUrl(value: unknown): value is URL {
  return typeof value === "object" && value !== null && "href" in value && "protocol" in value && !("auth" in value);
}

function pathOfUrl(url: URL): string {
  if (url.protocol !== "file:") throw nodeError(TypeError, "ERR_INVALID_URL_SCHEME", "The URL must be of scheme file");
  if (url.hostname !== "") throw nodeError(TypeError, "ERR_INVALID_FILE_URL_HOST", 'File URL host must be "localhost" or empty on linux');
  if (/%2f/i.test(url.pathname))
    throw nodeError(TypeError, "ERR_INVALID_FILE_URL_PATH", "File URL path must not include encoded / characters");
  return decodeURIComponent(url.pathname);
}

/** From the root; what the kernel is asked for. */
export function absolute(path: string): string {
  return path === "" || path.startsWith("/") ? path : `${process.cwd()}/${path}`;
}

export function toFd(value: unknown): number {
  if (typeof value !== "number") throw invalidArgType("fd", "number", value);
  if (!Number.isInteger(value)) throw outOfRange("fd", "an integer", value);
  if (value < 0 || value > 2 ** 31 - 1) throw outOfRange("fd", ">= 0 && <= 2147483647", value);
  return value;
}

export function toFlags(flags: unknown, name = "flags", otherwise = 0): number {
  if (flags === undefined || flags === null) return otherwise;
  if (typeof flags === "number") return toInteger(flags, name, -(2 ** 31), 2 ** 31 - 1);
  const known = typeof flags === "string" ? FLAGS.get(flags) : undefined;
  if (known === undefined) throw invalidArgValue(name, flags);
  return known;
}

export function toMode(mode: unknown, otherwise: number | undefined, name = "mode"): number {
  if ((mode === undefined || mode === null) && otherwise !== undefined) return otherwise;
  if (typeof mode === "string") {
    if (!/^[0-7]+$/.test(mode)) throw invalidArgValue(name, mode, "must be a 32-bit unsigned integer or an octal string");
    return Number.parseInt(mode, 8);
  }
  return toInteger(mode, name, 0, 2 ** 32 - 1);
}

export function toInteger(value: unknown, name: string, min: number, max: number): number {
  if (typeof value !== "number") throw invalidArgType(name, "number", value);
  if (!Number.isInteger(value)) throw outOfRange(name, "an integer", value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
  return value;
}

/** Options as an object; a string is an encoding. */
export function toOptions(options: unknown, defaults: Options = {}): Options {
  if (options === undefined || options === null || typeof options === "function") return defaults;
  if (typeof options !== "string" && typeof options !== "object") throw invalidArgType("options", ["string", "Object"], options);
  const all: Options = typeof options === "string" ? { ...defaults, encoding: options } : { ...defaults, ...options };
  const { encoding } = all;
  if (
    encoding !== undefined &&
    encoding !== null &&
    encoding !== "buffer" &&
    !(typeof encoding === "string" && Buffer.isEncoding(encoding))
  )
    throw invalidArgValue("encoding", encoding, "is invalid encoding");
  return all;
}

export function encodingOf({ encoding }: Options): BufferEncoding | undefined {
  return typeof encoding === "string" && encoding !== "buffer" ? (encoding as BufferEncoding) : undefined;
}

/** A name or path as a string, or as a Buffer where that was asked for. */
export function named(text: string, { encoding }: Options): string | Buffer {
  if (encoding === "buffer") return Buffer.from(text);
  return typeof encoding === "string" && encoding !== "utf8" ? Buffer.from(text).toString(encoding as BufferEncoding) : text;
}

export function toData(data: unknown, encoding: unknown, name = "data"): Uint8Array {
  if (typeof data === "string") return Buffer.from(data, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8");
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw invalidArgType(name, ["string", "Buffer", "TypedArray", "DataView"], data);
}

export function toView(value: unknown, name = "buffer"): Uint8Array {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  throw invalidArgType(name, ["Buffer", "TypedArray", "DataView"], value);
}

/** A position in a file; null, undefined and -1 mean "where the last call ended". */
export function toPosition(position: unknown): number | null {
  if (position === undefined || position === null || position === -1 || position === -1n) return null;
  if (typeof position === "bigint") return Number(position);
  return toInteger(position, "position", -1, Number.MAX_SAFE_INTEGER);
}

/** Seconds or a Date, in milliseconds. */
export function toTimeMs(time: unknown): number {
  if (time instanceof Date) return time.getTime();
  const seconds = typeof time === "string" && time.trim() !== "" ? Number(time) : time;
  if (typeof seconds === "number" && Number.isFinite(seconds)) return seconds < 0 ? Date.now() : seconds * 1000;
  if (typeof seconds === "number" && !Number.isNaN(seconds)) return Date.now();
  throw invalidArgType("time", ["Date", "Time in seconds"], time);
}
