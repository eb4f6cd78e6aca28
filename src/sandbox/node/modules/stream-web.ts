/** node:stream/web: the browser's own classes. */
import { notAvailable } from "../gaps.ts";

const NAMES = [
  "ReadableStream",
  "ReadableStreamDefaultReader",
  "ReadableStreamBYOBReader",
  "ReadableStreamBYOBRequest",
  "ReadableByteStreamController",
  "ReadableStreamDefaultController",
  "TransformStream",
  "TransformStreamDefaultController",
  "WritableStream",
  "WritableStreamDefaultWriter",
  "WritableStreamDefaultController",
  "ByteLengthQueuingStrategy",
  "CountQueuingStrategy",
  "TextEncoderStream",
  "TextDecoderStream",
  "CompressionStream",
  "DecompressionStream",
] as const;

/** A browser without one of them gets a class that says so. */
function missing(name: string): unknown {
  return function missingClass(): never {
    throw notAvailable("stream/web", name, "This browser does not have it.");
  };
}

export default Object.fromEntries(NAMES.map((name) => [name, Reflect.get(globalThis, name) ?? missing(name)]));
