/** `awslambda.streamifyResponse`: collects what a handler streams. The page shows the whole; a browser has no reader to stream it to. */
import { STREAMED_BYTES } from "../../protocol/bounds.ts";
import { RuntimeError } from "./lambda-errors.ts";
import { type Handler, STREAMING } from "./lambda-handler.ts";

export const DEFAULT_CONTENT_TYPE = "application/octet-stream";
export const INTEGRATION_CONTENT_TYPE = "application/vnd.awslambda.http-integration-response";

interface Emitter {
  on(event: string, listener: Handler): unknown;
  emit(event: string, ...args: unknown[]): boolean;
}

export interface Collected {
  readonly stream: object;
  contentType(): string;
  prelude(): string | undefined;
  body(): Uint8Array;
  isEnded(): boolean;
  readonly ended: Promise<void>;
}

/** In the order in which each client's stream shows them. */
const EMITTER_METHODS = {
  "nodejs22.x": [
    "addListener",
    "emit",
    "eventNames",
    "getMaxListeners",
    "listenerCount",
    "listeners",
    "off",
    "on",
    "once",
    "prependListener",
    "prependOnceListener",
    "rawListeners",
    "removeAllListeners",
    "removeListener",
    "setMaxListeners",
  ],
  "nodejs24.x": [
    "addListener",
    "on",
    "once",
    "prependListener",
    "prependOnceListener",
    "off",
    "removeListener",
    "removeAllListeners",
    "setMaxListeners",
    "getMaxListeners",
    "listeners",
    "rawListeners",
    "listenerCount",
    "eventNames",
    "emit",
  ],
} as const;

const SET_PRELUDE = Symbol("prelude");

export function collectStream(runtime: keyof typeof EMITTER_METHODS, createEmitter: () => Emitter): Collected {
  const chunks: Uint8Array[] = [];
  const encoder = new TextEncoder();
  const emitter = createEmitter();
  let bytes = 0;
  let ended = false;
  let started = false;
  let contentType = DEFAULT_CONTENT_TYPE;
  let prelude: string | undefined;
  let finish: () => void = () => {};
  const whenEnded = new Promise<void>((resolve) => {
    finish = resolve;
  });

  const write = (chunk: unknown, encodingOrCallback?: unknown, callback?: unknown): boolean => {
    if (ended) throw Object.assign(new Error("write after end"), { code: "ERR_STREAM_WRITE_AFTER_END" });
    const part = chunk instanceof Uint8Array ? chunk.slice() : encoder.encode(typeof chunk === "string" ? chunk : JSON.stringify(chunk));
    bytes += part.byteLength;
    if (bytes > STREAMED_BYTES)
      throw new RuntimeError(
        "Function.ResponseSizeTooLarge",
        `The streamed response is over ${STREAMED_BYTES} bytes, the most this playground keeps.`,
      );
    started = true;
    chunks.push(part);
    const done = typeof encodingOrCallback === "function" ? encodingOrCallback : callback;
    if (typeof done === "function") queueMicrotask(() => Reflect.apply(done, undefined, []));
    return true;
  };
  const end = (chunk?: unknown, ...rest: unknown[]): object => {
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function") write(chunk);
    if (!ended) {
      ended = true;
      queueMicrotask(() => {
        emitter.emit("finish");
        emitter.emit("close");
      });
      finish();
    }
    const done = [chunk, ...rest].find((value) => typeof value === "function");
    if (typeof done === "function") queueMicrotask(() => Reflect.apply(done, undefined, []));
    return stream;
  };
  const setContentType = (next: string): void => {
    if (started) throw new RuntimeError("Runtime.InvalidStreamingOperation", "Cannot set content-type, too late.");
    contentType = next;
  };

  const stream: Record<string | symbol, unknown> = {
    cork() {},
    destroy: (error?: unknown) => (error === undefined ? end() : emitter.emit("error", error)),
    end,
    uncork() {},
    write,
  };
  for (const name of EMITTER_METHODS[runtime])
    stream[name] = (...args: unknown[]) => Reflect.apply(Reflect.get(emitter, name) as Handler, emitter, args);
  stream.setContentType = setContentType;
  const hidden = (name: string, get: () => unknown) => Object.defineProperty(stream, name, { get, configurable: true });
  hidden("writable", () => !ended);
  hidden("writableEnded", () => ended);
  hidden("writableFinished", () => ended);
  hidden("writableHighWaterMark", () => 16_384);
  hidden("writableLength", () => 0);
  Object.defineProperty(stream, SET_PRELUDE, {
    value: (metadata: unknown) => {
      setContentType(INTEGRATION_CONTENT_TYPE);
      prelude = JSON.stringify(metadata);
    },
  });

  return {
    stream,
    contentType: () => contentType,
    // As recorded: the prelude travels with the first chunk, and is lost when nothing is written.
    prelude: () => (started ? prelude : undefined),
    body() {
      const whole = new Uint8Array(bytes);
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.byteLength;
      }
      return whole;
    },
    isEnded: () => ended,
    ended: whenEnded,
  };
}

/** The global `awslambda`. */
export function createAwslambda(): object {
  return {
    streamifyResponse: (handler: Handler, options?: { highWaterMark?: number }): Handler => {
      Reflect.set(handler, STREAMING, "response");
      if (typeof options?.highWaterMark === "number")
        Reflect.set(handler, Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark"), options.highWaterMark);
      return handler;
    },
    HttpResponseStream: {
      from: (stream: object, metadata: unknown): object => {
        const setPrelude: unknown = Reflect.get(stream, SET_PRELUDE);
        if (typeof setPrelude === "function") Reflect.apply(setPrelude, undefined, [metadata]);
        return stream;
      },
    },
  };
}
