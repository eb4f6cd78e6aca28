/**
 * One run of zlib, fed in pieces, over pako's port of zlib itself (not over its one-shot wrappers, which know neither flush
 * modes nor several gzip members). Judges results as Node's own binding does.
 */
import {
  ZStream,
  zlibDeflate,
  zlibDeflateInit2,
  zlibDeflateReset,
  zlibDeflateSetDictionary,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
  zlibInflateSetDictionary,
} from "pako";
import { notAvailable } from "../gaps.ts";
import { codes } from "./constants.ts";
import { isCompressing, Mode, type Settings } from "./options.ts";

type Flush = Parameters<typeof zlibDeflate>[1];
type Strategy = Parameters<typeof zlibDeflateInit2>[5];

const Z_OK = 0;
const Z_STREAM_END = 1;
const Z_NEED_DICT = 2;
const Z_DATA_ERROR = -3;
const Z_BUF_ERROR = -5;
const Z_FINISH = 4;
const Z_DEFLATED = 8;
const GZIP_FIRST_BYTE = 0x1f;

/** zlib's configuration_table: good, lazy, nice, chain; for levels 1 to 9. */
const LEVELS: readonly (readonly [number, number, number, number])[] = [
  [4, 4, 8, 4],
  [4, 5, 16, 8],
  [4, 6, 32, 32],
  [4, 4, 16, 16],
  [8, 16, 32, 32],
  [8, 16, 128, 128],
  [8, 32, 128, 256],
  [32, 128, 258, 1024],
  [32, 258, 258, 4096],
];

function zlibError(status: number, message: string): Error {
  return Object.assign(new Error(message), { errno: status, code: String(codes[String(status)]) });
}

/** How zlib is told of the format: below zero raw, 16 more gzip, 32 more whichever it is. */
function formatBits(mode: Mode, windowBits: number): number {
  // zlib has a bug with 8 bits and raw data; Node takes 9 in its place.
  if (mode === Mode.DeflateRaw) return -Math.max(windowBits, 9);
  if (mode === Mode.InflateRaw) return -windowBits;
  if (mode === Mode.Gzip || mode === Mode.Gunzip) return windowBits + 16;
  return mode === Mode.Unzip ? windowBits + 32 : windowBits;
}

export class Engine {
  readonly #settings: Settings;
  readonly #compressing: boolean;
  readonly #zlib = new ZStream();
  #sawGzip: boolean;
  /** How much was taken in. */
  bytesTaken = 0;

  constructor(settings: Settings) {
    const { mode, windowBits, level, memLevel, strategy } = settings;
    this.#settings = settings;
    this.#compressing = isCompressing(mode);
    this.#sawGzip = mode === Mode.Gunzip;
    const bits = formatBits(mode, windowBits);
    const status = this.#compressing
      ? zlibDeflateInit2(this.#zlib, level, Z_DEFLATED, bits, memLevel, strategy as Strategy)
      : zlibInflateInit2(this.#zlib, bits);
    if (status !== Z_OK) throw zlibError(status, "Init error");
    this.#startDictionary();
  }

  #startDictionary(): void {
    const { dictionary, mode } = this.#settings;
    if (!dictionary) return;
    let status: number = Z_OK;
    if (mode === Mode.Deflate || mode === Mode.DeflateRaw) status = zlibDeflateSetDictionary(this.#zlib, dictionary);
    else if (mode === Mode.InflateRaw) status = zlibInflateSetDictionary(this.#zlib, dictionary);
    if (status !== Z_OK) throw zlibError(status, "Failed to set dictionary");
  }

  reset(): void {
    const status = this.#compressing ? zlibDeflateReset(this.#zlib) : zlibInflateReset(this.#zlib);
    if (status !== Z_OK) throw zlibError(status, "Failed to reset stream");
    this.#startDictionary();
  }

  /** Compresses differently from here on; what came before must have been flushed. */
  setParams(level: number, strategy: number): void {
    const state = this.#zlib.state as Record<string, unknown>;
    const wanted = level === -1 ? 6 : level;
    if (state.level !== wanted) {
      const numbers = LEVELS[wanted - 1];
      if (!numbers || state.level === 0)
        throw notAvailable("zlib", "params", "The level cannot change from or to 0 while compressing: begin a new stream.");
      const [good, lazy, nice, chain] = numbers;
      Object.assign(state, { level: wanted, good_match: good, max_lazy_match: lazy, nice_match: nice, max_chain_length: chain });
    }
    state.strategy = strategy;
  }

  /** Takes all of the input and tells each piece of output; throws as Node does. True where the data's end was met. */
  run(input: Uint8Array, flush: number, emit: (output: Uint8Array<ArrayBuffer>) => void): boolean {
    const zlib = this.#zlib;
    if (this.#settings.mode === Mode.Unzip && this.bytesTaken === 0 && input.length > 0) this.#sawGzip = input[0] === GZIP_FIRST_BYTE;
    zlib.input = input;
    zlib.next_in = 0;
    zlib.avail_in = input.length;
    let status: number;
    do {
      zlib.output = new Uint8Array(this.#settings.chunkSize);
      zlib.next_out = 0;
      zlib.avail_out = this.#settings.chunkSize;
      status = this.#compressing ? zlibDeflate(zlib, flush as Flush) : this.#inflate(flush as Flush);
      if (zlib.next_out > 0) emit(zlib.output.subarray(0, zlib.next_out));
      this.#check(status, flush);
    } while (zlib.avail_out === 0);
    this.bytesTaken += zlib.next_in;
    return status === Z_STREAM_END && zlib.avail_in > 0;
  }

  #inflate(flush: Flush): number {
    const zlib = this.#zlib;
    const { dictionary, mode } = this.#settings;
    let status: number = zlibInflate(zlib, flush);
    if (status === Z_NEED_DICT && dictionary && mode !== Mode.InflateRaw) {
      status = zlibInflateSetDictionary(zlib, dictionary);
      if (status === Z_OK) status = zlibInflate(zlib, flush);
      else if (status === Z_DATA_ERROR) status = Z_NEED_DICT;
    }
    // Another gzip member may follow, or zeros, which are padding.
    while (this.#sawGzip && status === Z_STREAM_END && zlib.avail_in > 0 && zlib.input[zlib.next_in] !== 0) {
      this.reset();
      status = zlibInflate(zlib, flush);
    }
    return status;
  }

  #check(status: number, flush: number): void {
    if (status === Z_STREAM_END) return;
    if (status === Z_OK || status === Z_BUF_ERROR) {
      if (this.#zlib.avail_out !== 0 && flush === Z_FINISH) throw zlibError(Z_BUF_ERROR, "unexpected end of file");
      return;
    }
    if (status === Z_NEED_DICT) throw zlibError(status, this.#settings.dictionary ? "Bad dictionary" : "Missing dictionary");
    throw zlibError(status, this.#zlib.msg || "Zlib error");
  }
}
