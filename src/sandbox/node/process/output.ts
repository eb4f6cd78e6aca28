/**
 * process.stdout and process.stderr: written text goes to the log at once. They have what a Writable has of methods and
 * events, and are no instance of stream.Writable, so that reading process.env does not load node:stream.
 */
import EventEmitter from "node:events";
import { host } from "../host.ts";
import { invalidArgType, nodeError } from "../node-errors.ts";

type Done = (error?: Error | null) => void;

export class Output extends EventEmitter {
  readonly fd: number;
  readonly writableHighWaterMark = 16384;
  readonly writableLength = 0;
  readonly writableObjectMode = false;
  writable = true;
  writableEnded = false;
  writableFinished = false;
  destroyed = false;
  readonly #name: "stdout" | "stderr";
  /** Bytes may end inside a character. */
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  constructor(name: "stdout" | "stderr") {
    super();
    this.#name = name;
    this.fd = name === "stdout" ? 1 : 2;
  }

  write(chunk: string | Uint8Array, encoding?: string | Done, done?: Done): boolean {
    const finished = typeof encoding === "function" ? encoding : done;
    if (typeof chunk !== "string" && !(chunk instanceof Uint8Array))
      throw invalidArgType("chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
    if (this.writableEnded) {
      const error = nodeError(Error, "ERR_STREAM_WRITE_AFTER_END", "write after end");
      queueMicrotask(() => {
        finished?.(error);
        this.emit("error", error);
      });
      return false;
    }
    const text = typeof chunk === "string" ? chunk : this.#decoder.decode(Uint8Array.from(chunk), { stream: true });
    if (text !== "") host.write(this.#name, text);
    if (finished) queueMicrotask(() => finished());
    return true;
  }

  end(chunk?: string | Uint8Array | Done, encoding?: string | Done, done?: Done): this {
    const finished = [chunk, encoding, done].find((argument) => typeof argument === "function");
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function")
      this.write(chunk, typeof encoding === "string" ? encoding : undefined);
    if (this.writableEnded) return this;
    this.writableEnded = true;
    this.writable = false;
    queueMicrotask(() => {
      this.writableFinished = true;
      this.emit("finish");
      if (typeof finished === "function") finished();
    });
    return this;
  }

  destroy(error?: Error): this {
    this.destroyed = true;
    queueMicrotask(() => {
      if (error) this.emit("error", error);
      this.emit("close");
    });
    return this;
  }

  /** Nothing is held back, so there is nothing to cork. */
  cork(): void {}
  uncork(): void {}

  setDefaultEncoding(): this {
    return this;
  }
}
