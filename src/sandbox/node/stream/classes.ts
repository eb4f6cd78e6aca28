/**
 * The stream library itself: readable-stream, which is Node's own code of an earlier version, typed as Node's. Only files
 * of the stream built-in import it from here; the others import node:stream, so that a realm has one of each class.
 */
import "./node-words.ts";
import legacyStream from "readable-stream/lib/stream.js";

export type { DuplexOptions, ReadableOptions, WritableOptions } from "node:stream";

export const Stream = legacyStream;
export const { Duplex, Readable, Writable, destroy, finished } = legacyStream as unknown as typeof import("node:stream") & {
  destroy(stream: NodeJS.ReadableStream | NodeJS.WritableStream, error?: Error): void;
};
