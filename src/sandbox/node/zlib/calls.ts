/** zlib's calls on whole buffers: at once, and with a callback. */
import { Buffer } from "node:buffer";
import { invalidArgType, nodeError, requireFunction } from "../node-errors.ts";
import { Engine } from "./engine.ts";
import { type Mode, readOptions, type ZlibOptions } from "./options.ts";
import type { ZlibStream } from "./streams.ts";

export type StreamClass = new (options?: ZlibOptions) => ZlibStream;
type Callback = (error: Error | null, result?: unknown) => void;

function bytesOf(value: unknown): Uint8Array {
  if (typeof value === "string") return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw invalidArgType("buffer", ["string", "Buffer", "TypedArray", "DataView", "ArrayBuffer"], value);
}

/** `Class` is made only for those who ask for it with `info`. */
function prepare(mode: Mode, Class: StreamClass, data: unknown, options: unknown): () => unknown {
  const input = bytesOf(data);
  const given = (typeof options === "object" && options !== null ? options : {}) as ZlibOptions;
  const settings = readOptions(mode, given);
  return () => {
    const engine = new Engine(settings);
    const pieces: Uint8Array[] = [];
    let length = 0;
    engine.run(input, settings.finishFlush, (output) => {
      length += output.length;
      if (length > settings.maxOutputLength)
        throw nodeError(RangeError, "ERR_BUFFER_TOO_LARGE", `Cannot create a Buffer larger than ${settings.maxOutputLength} bytes`);
      pieces.push(output);
    });
    const buffer = Buffer.concat(pieces, length);
    return settings.info ? { buffer, engine: new Class({ ...given }) } : buffer;
  };
}

export function syncCall(name: string, mode: Mode, Class: StreamClass): (data: unknown, options?: unknown) => unknown {
  const call = (data: unknown, options?: unknown): unknown => prepare(mode, Class, data, options)();
  return Object.defineProperty(call, "name", { value: name });
}

export function callbackCall(name: string, mode: Mode, Class: StreamClass): (...args: [unknown, unknown?, unknown?]) => void {
  const call = (data: unknown, options?: unknown, last?: unknown): void => {
    const callback = typeof options === "function" ? options : last;
    requireFunction(callback, "callback");
    const work = prepare(mode, Class, data, options);
    setImmediate(() => {
      let result: unknown;
      try {
        result = work();
      } catch (error) {
        (callback as Callback)(error as Error);
        return;
      }
      (callback as Callback)(null, result);
    });
  };
  return Object.defineProperty(call, "name", { value: name });
}
