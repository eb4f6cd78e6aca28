/** Writable and duplex streams of Node as the web's, and back; after Node's own lib/internal/webstreams/adapters.js. */
import { Buffer } from "node:buffer";
import { invalidArgType } from "../node-errors.ts";
import { Duplex, type DuplexOptions, destroy, finished, Writable, type WritableOptions } from "./classes.ts";
import { abortError, premature, readableToWeb } from "./web-readable.ts";

type Done = (error?: Error | null) => void;

/** How a web writer takes what Node writes; shared by Writable and Duplex. */
function sinkOf(writer: WritableStreamDefaultWriter<unknown>, decodeStrings: boolean, objectMode: boolean) {
  const prepared = (chunk: unknown, encoding: BufferEncoding) =>
    typeof chunk === "string" && decodeStrings && !objectMode ? new Uint8Array(Buffer.from(chunk, encoding)) : chunk;
  return {
    write(chunk: unknown, encoding: BufferEncoding, callback: Done) {
      writer.ready.then(() => writer.write(prepared(chunk, encoding))).then(() => callback(), callback);
    },
    final(callback: Done) {
      writer.close().then(() => callback(), callback);
    },
    abandon(error: Error | null, callback: Done) {
      const done = () => callback(error);
      (error ? writer.abort(error) : writer.close()).then(done, done);
    },
  };
}

export function writableFromWeb(webStream: unknown, options: WritableOptions = {}): InstanceType<typeof Writable> {
  if (!(webStream instanceof WritableStream)) throw invalidArgType("writableStream", "WritableStream", webStream);
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  const writer: WritableStreamDefaultWriter<unknown> = webStream.getWriter();
  const sink = sinkOf(writer, decodeStrings, objectMode);
  let closed = false;
  const writable = new Writable({
    objectMode,
    decodeStrings,
    ...(highWaterMark === undefined ? {} : { highWaterMark }),
    ...(signal === undefined ? {} : { signal }),
    write: sink.write,
    final: sink.final,
    destroy(error, callback) {
      if (closed) callback(error);
      else sink.abandon(error, callback);
    },
  });
  whenClosed(writer, writable, () => {
    closed = true;
  });
  return writable;
}

function whenClosed(writer: WritableStreamDefaultWriter<unknown>, stream: InstanceType<typeof Writable>, mark: () => void): void {
  writer.closed.then(
    () => {
      mark();
      if (!stream.writableEnded) destroy(stream, abortError(undefined));
    },
    (error: unknown) => {
      mark();
      destroy(stream, error as Error);
    },
  );
}

export function writableToWeb(writable: InstanceType<typeof Writable>): WritableStream {
  if (typeof Reflect.get(Object(writable), "_writableState") !== "object")
    throw invalidArgType("streamWritable", "stream.Writable", writable);
  if (writable.destroyed || !writable.writable) {
    const ended = new WritableStream();
    void ended.close();
    return ended;
  }
  const { writableHighWaterMark: highWaterMark, writableObjectMode: objectMode } = writable;
  const strategy: QueuingStrategy = objectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller: WritableStreamDefaultController | undefined;
  let drained: { resolve(): void; reject(reason: unknown): void } | undefined;
  let ended: { resolve(): void; reject(reason: unknown): void } | undefined;

  const cleanup = finished(writable, (error: unknown) => {
    cleanup();
    writable.on("error", () => {});
    if (error) {
      drained?.reject(error);
      ended?.reject(error);
      controller?.error(premature(error) ? abortError(error) : error);
    } else if (ended) ended.resolve();
    else controller?.error(abortError(undefined));
    ended = undefined;
  });
  writable.on("drain", () => drained?.resolve());

  return new WritableStream(
    {
      start(started) {
        controller = started;
      },
      write(chunk: unknown) {
        if (!writable.writableNeedDrain && writable.write(chunk)) return undefined;
        return new Promise<void>((resolve, reject) => {
          drained = { resolve, reject };
        }).finally(() => {
          drained = undefined;
        });
      },
      abort(reason: unknown) {
        destroy(writable, reason as Error);
      },
      close() {
        const closing = new Promise<void>((resolve, reject) => {
          ended = { resolve, reject };
        });
        writable.end();
        return closing;
      },
    },
    strategy,
  );
}

export function duplexFromWeb(pair: unknown, options: DuplexOptions = {}): InstanceType<typeof Duplex> {
  const readableStream: unknown = Reflect.get(Object(pair), "readable");
  const writableStream: unknown = Reflect.get(Object(pair), "writable");
  if (!(readableStream instanceof ReadableStream)) throw invalidArgType("pair.readable", "ReadableStream", readableStream);
  if (!(writableStream instanceof WritableStream)) throw invalidArgType("pair.writable", "WritableStream", writableStream);
  const { objectMode = false, decodeStrings = true } = options;
  const reader: ReadableStreamDefaultReader<unknown> = readableStream.getReader();
  const writer: WritableStreamDefaultWriter<unknown> = writableStream.getWriter();
  const sink = sinkOf(writer, decodeStrings, objectMode);
  let writerClosed = false;
  let readerClosed = false;
  const duplex = new Duplex({
    ...options,
    write: sink.write,
    final: sink.final,
    read() {
      reader.read().then(
        ({ done, value }) => duplex.push(done ? null : value),
        (error: unknown) => destroy(duplex, error as Error),
      );
    },
    destroy(error, callback) {
      const closing = [
        writerClosed ? undefined : error ? writer.abort(error) : writer.close(),
        readerClosed ? undefined : reader.cancel(error),
      ];
      void Promise.allSettled(closing).then(() => callback(error));
    },
  });
  whenClosed(writer, duplex, () => {
    writerClosed = true;
  });
  reader.closed.then(
    () => {
      readerClosed = true;
    },
    (error: unknown) => {
      readerClosed = true;
      destroy(duplex, error as Error);
    },
  );
  return duplex;
}

export function duplexToWeb(duplex: InstanceType<typeof Duplex>): { readable: ReadableStream; writable: WritableStream } {
  const state = Object(duplex);
  if (typeof state._writableState !== "object" || typeof state._readableState !== "object")
    throw invalidArgType("duplex", "stream.Duplex", duplex);
  return { readable: readableToWeb(duplex), writable: writableToWeb(duplex) };
}
