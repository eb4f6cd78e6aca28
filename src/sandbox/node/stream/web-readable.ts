/** Readable streams of Node as the web's, and back; after Node's own lib/internal/webstreams/adapters.js. */
import { Buffer } from "node:buffer";
import { invalidArgType, nodeError } from "../node-errors.ts";
import { destroy, finished, Readable, type ReadableOptions } from "../stream/classes.ts";

export interface ReadableStrategy {
  readonly strategy?: QueuingStrategy;
}

export function readableFromWeb(webStream: unknown, options: ReadableOptions = {}): InstanceType<typeof Readable> {
  if (!(webStream instanceof ReadableStream)) throw invalidArgType("readableStream", "ReadableStream", webStream);
  if (typeof options !== "object" || options === null) throw invalidArgType("options", "object", options);
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  const reader: ReadableStreamDefaultReader<unknown> = webStream.getReader();
  let closed = false;

  const readable = new Readable({
    objectMode,
    ...(highWaterMark === undefined ? {} : { highWaterMark }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(signal === undefined ? {} : { signal }),
    read() {
      reader.read().then(
        ({ done, value }) => readable.push(done ? null : value),
        (error: unknown) => destroy(readable, error as Error),
      );
    },
    destroy(error, callback) {
      const done = () => callback(error);
      if (closed) done();
      else reader.cancel(error).then(done, done);
    },
  });
  reader.closed.then(
    () => {
      closed = true;
    },
    (error: unknown) => {
      closed = true;
      destroy(readable, error as Error);
    },
  );
  return readable;
}

export function readableToWeb(readable: InstanceType<typeof Readable>, options: ReadableStrategy = {}): ReadableStream {
  if (typeof Reflect.get(Object(readable), "_readableState") !== "object")
    throw invalidArgType("streamReadable", "stream.Readable", readable);
  const objectMode = readable.readableObjectMode;
  if (readable.destroyed || !readable.readable) {
    const ended = new ReadableStream();
    void ended.cancel();
    return ended;
  }
  const { readableHighWaterMark: highWaterMark } = readable;
  const strategy =
    options.strategy ?? (objectMode ? new CountQueuingStrategy({ highWaterMark }) : new ByteLengthQueuingStrategy({ highWaterMark }));
  let controller: ReadableStreamDefaultController | undefined;
  let cancelled = false;

  const onData = (chunk: unknown) => {
    const plain = Buffer.isBuffer(chunk) && !objectMode ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength) : chunk;
    controller?.enqueue(plain);
    if ((controller?.desiredSize ?? 0) <= 0) readable.pause();
  };

  readable.pause();
  const cleanup = finished(readable, (error: unknown) => {
    cleanup();
    // What is still to come is of no interest to anybody.
    readable.on("error", () => {});
    if (error) controller?.error(premature(error) ? abortError(error) : error);
    else if (!cancelled) controller?.close();
  });
  readable.on("data", onData);

  return new ReadableStream(
    {
      start(started) {
        controller = started;
      },
      pull() {
        readable.resume();
      },
      cancel(reason: unknown) {
        cancelled = true;
        destroy(readable, reason as Error);
      },
    },
    strategy,
  );
}

export const premature = (error: unknown): boolean => Reflect.get(Object(error), "code") === "ERR_STREAM_PREMATURE_CLOSE";

/** Node tells the web's side of a stream that ended too early that it was aborted. */
export function abortError(cause: unknown): Error {
  const error = nodeError(Error, "ABORT_ERR", "The operation was aborted");
  error.name = "AbortError";
  Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
  return error;
}
