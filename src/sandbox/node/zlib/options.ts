/** Options of zlib's streams and calls, checked in Node's order and with Node's words. */
import { invalidArgType, outOfRange } from "../node-errors.ts";

export interface ZlibOptions {
  readonly flush?: number;
  readonly finishFlush?: number;
  readonly chunkSize?: number;
  readonly windowBits?: number;
  readonly level?: number;
  readonly memLevel?: number;
  readonly strategy?: number;
  readonly dictionary?: ArrayBufferView | ArrayBuffer;
  readonly info?: boolean;
  readonly maxOutputLength?: number;
}

export enum Mode {
  Deflate = 1,
  Inflate = 2,
  Gzip = 3,
  Gunzip = 4,
  DeflateRaw = 5,
  InflateRaw = 6,
  Unzip = 7,
}

export interface Settings {
  readonly mode: Mode;
  readonly flush: number;
  readonly finishFlush: number;
  readonly chunkSize: number;
  readonly windowBits: number;
  readonly level: number;
  readonly memLevel: number;
  readonly strategy: number;
  readonly dictionary: Uint8Array | undefined;
  readonly info: boolean;
  readonly maxOutputLength: number;
}

const Z_NO_FLUSH = 0;
const Z_FINISH = 4;
const Z_BLOCK = 5;
const DEFAULT_LEVEL = 6;
/** buffer.kMaxLength of Node.js 20 and later on a 64-bit system is larger than what a browser's array holds. */
const MAX_OUTPUT_BYTES = 2 ** 32;

export const isCompressing = (mode: Mode): boolean => mode === Mode.Deflate || mode === Mode.Gzip || mode === Mode.DeflateRaw;

export function inRange(value: unknown, name: string, lower: number, upper: number, otherwise: number): number {
  if (value === undefined || Number.isNaN(value)) return otherwise;
  if (typeof value !== "number") throw invalidArgType(name, "number", value);
  if (!Number.isFinite(value)) throw outOfRange(name, "a finite number", value);
  if (value < lower || value > upper)
    throw outOfRange(name, upper === Number.POSITIVE_INFINITY ? `>= ${lower}` : `>= ${lower} and <= ${upper}`, value);
  return value;
}

export function readOptions(mode: Mode, options: ZlibOptions = {}): Settings {
  const chunkSize = inRange(options.chunkSize, "options.chunkSize", 64, Number.POSITIVE_INFINITY, 16 * 1024);
  const flush = inRange(options.flush, "options.flush", Z_NO_FLUSH, Z_BLOCK, Z_NO_FLUSH);
  const finishFlush = inRange(options.finishFlush, "options.finishFlush", Z_NO_FLUSH, Z_BLOCK, Z_FINISH);
  const maxOutputLength = inRange(options.maxOutputLength, "options.maxOutputLength", 1, MAX_OUTPUT_BYTES, MAX_OUTPUT_BYTES);
  // Decompression may take the size from the data itself.
  const fromData = !isCompressing(mode) && mode !== Mode.InflateRaw && !options.windowBits && options.windowBits !== undefined;
  const minBits = mode === Mode.Gzip ? 9 : 8;
  const windowBits = fromData ? 0 : inRange(options.windowBits, "options.windowBits", minBits, 15, 15);
  const level = inRange(options.level, "options.level", -1, 9, -1);
  const memLevel = inRange(options.memLevel, "options.memLevel", 1, 9, 8);
  const strategy = inRange(options.strategy, "options.strategy", 0, 4, 0);
  return {
    mode,
    flush,
    finishFlush,
    chunkSize,
    windowBits,
    level: level === -1 ? DEFAULT_LEVEL : level,
    memLevel,
    strategy,
    dictionary: readDictionary(options.dictionary),
    info: Boolean(options.info),
    maxOutputLength,
  };
}

function readDictionary(dictionary: unknown): Uint8Array | undefined {
  if (dictionary === undefined) return undefined;
  if (ArrayBuffer.isView(dictionary)) return new Uint8Array(dictionary.buffer, dictionary.byteOffset, dictionary.byteLength);
  if (dictionary instanceof ArrayBuffer) return new Uint8Array(dictionary);
  throw invalidArgType("options.dictionary", ["Buffer", "TypedArray", "DataView", "ArrayBuffer"], dictionary);
}
