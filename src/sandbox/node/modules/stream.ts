/**
 * node:stream: readable-stream with what Node.js 22 has on top of it: the web's streams, duplexPair, the larger buffer.
 * The export is the old Stream class with everything else as its properties.
 */
import { Duplex, Readable, Stream, Writable } from "../stream/classes.ts";
import { duplexPair } from "../stream/duplex-pair.ts";
import { readableFromWeb, readableToWeb } from "../stream/web-readable.ts";
import { duplexFromWeb, duplexToWeb, writableFromWeb, writableToWeb } from "../stream/web-writable.ts";

/** https://nodejs.org/en/blog/announcements/v22-release-announce: 64 KiB, from 16 KiB before. */
const HIGH_WATER_MARK_BYTES = 64 * 1024;

Stream.setDefaultHighWaterMark(false, HIGH_WATER_MARK_BYTES);
Object.assign(Readable, { fromWeb: readableFromWeb, toWeb: readableToWeb });
Object.assign(Writable, { fromWeb: writableFromWeb, toWeb: writableToWeb });
Object.assign(Duplex, { fromWeb: duplexFromWeb, toWeb: duplexToWeb });
Object.assign(Stream, {
  duplexPair,
  _isArrayBufferView: ArrayBuffer.isView,
  /** What the library asks of a chunk that is no Buffer: since Node.js 20 any view will do. */
  _isUint8Array: ArrayBuffer.isView,
});

export default Stream;
