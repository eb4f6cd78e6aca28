/** zlib's classes: Transform streams around one engine each. */
import { Buffer } from "node:buffer";
import process from "node:process";
import { finished, Transform, type TransformCallback, type TransformOptions } from "node:stream";
import { invalidArgType } from "../node-errors.ts";
import { Engine } from "./engine.ts";
import { inRange, Mode, readOptions, type Settings, type ZlibOptions } from "./options.ts";

const Z_SYNC_FLUSH = 2;
const Z_FULL_FLUSH = 3;

/** zlib's flush modes by how much they flush, which their numbers do not say: Z_BLOCK is 5 and the weakest but one. */
const STRENGTH = [0, 5, 1, 2, 3, 4];
const stronger = (first: number, second: number): number => (STRENGTH.indexOf(first) > STRENGTH.indexOf(second) ? first : second);

/** An empty chunk that asks for a flush. */
const flushRequests = new WeakMap<object, number>();

export abstract class ZlibStream extends Transform {
  readonly #settings: Settings;
  #engine: Engine | undefined;
  #level: number;
  #strategy: number;
  #ended = false;
  #bytesTaken = 0;

  constructor(mode: Mode, options: ZlibOptions | undefined) {
    const given = options === null || typeof options !== "object" ? undefined : options;
    const settings = readOptions(mode, given);
    super({ ...(given as TransformOptions | undefined), autoDestroy: true });
    this.#settings = settings;
    this.#engine = new Engine(settings);
    this.#level = settings.level;
    this.#strategy = settings.strategy;
  }

  /** How much was taken in. */
  get bytesWritten(): number {
    return this.#bytesTaken;
  }

  get _closed(): boolean {
    return this.#engine === undefined;
  }

  reset(): void {
    if (!this.#engine) throw new Error("zlib binding closed");
    this.#engine.reset();
  }

  flush(kind?: number | (() => void), callback?: () => void): void {
    const [how, done] = typeof kind === "number" ? [kind, callback] : [Z_FULL_FLUSH, typeof kind === "function" ? kind : callback];
    if (this.writableFinished) {
      if (done) process.nextTick(done);
      return;
    }
    if (this.writableEnded) {
      if (done) this.once("end", done);
      return;
    }
    const request = Buffer.alloc(0);
    flushRequests.set(request, how);
    this.write(request, done);
  }

  params(level: unknown, strategy: unknown, callback?: (error?: Error) => void): void {
    if (typeof level !== "number") throw invalidArgType("level", "number", level);
    inRange(level, "level", -1, 9, -1);
    if (typeof strategy !== "number") throw invalidArgType("strategy", "number", strategy);
    inRange(strategy, "strategy", 0, 4, 0);
    if (level === this.#level && strategy === this.#strategy) {
      if (callback) process.nextTick(callback);
      return;
    }
    this.flush(Z_SYNC_FLUSH, () => {
      try {
        this.#engine?.setParams(level, strategy);
      } catch (error) {
        this.destroy(error as Error);
        return;
      }
      this.#level = level;
      this.#strategy = strategy;
      callback?.();
    });
  }

  close(callback?: (error?: Error | null) => void): void {
    if (callback) finished(this, callback);
    this.destroy();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#engine = undefined;
    callback(error);
  }

  override _transform(chunk: Uint8Array, _encoding: BufferEncoding, callback: TransformCallback): void {
    const { flush, finishFlush } = this.#settings;
    const asked = flushRequests.get(chunk);
    const isLast = this.writableEnded && this.writableLength === chunk.byteLength;
    const how = asked ?? (isLast ? stronger(flush, finishFlush) : flush);
    // One turn of the loop for each chunk: Node works in another thread, and its loop waits for it.
    setImmediate(() => {
      const engine = this.#engine;
      if (!engine || this.#ended) return callback();
      try {
        this.#ended = engine.run(chunk, how, (output) => {
          this.push(Buffer.from(output.buffer, output.byteOffset, output.byteLength));
        });
      } catch (error) {
        this.destroy(error as Error);
        return;
      }
      this.#bytesTaken = engine.bytesTaken;
      if (this.#ended) this.push(null);
      callback();
    });
  }

  override _flush(callback: TransformCallback): void {
    this._transform(Buffer.alloc(0), "utf8", callback);
  }
}

export class Deflate extends ZlibStream {
  constructor(options?: ZlibOptions) {
    super(Mode.Deflate, options);
  }
}

export class Inflate extends ZlibStream {
  constructor(options?: ZlibOptions) {
    super(Mode.Inflate, options);
  }
}

export class Gzip extends ZlibStream {
  constructor(options?: ZlibOptions) {
    super(Mode.Gzip, options);
  }
}

export class Gunzip extends ZlibStream {
  constructor(options?: ZlibOptions) {
    super(Mode.Gunzip, options);
  }
}

export class DeflateRaw extends ZlibStream {
  constructor(options?: ZlibOptions) {
    super(Mode.DeflateRaw, options);
  }
}

export class InflateRaw extends ZlibStream {
  constructor(options?: ZlibOptions) {
    super(Mode.InflateRaw, options);
  }
}

export class Unzip extends ZlibStream {
  constructor(options?: ZlibOptions) {
    super(Mode.Unzip, options);
  }
}
