/** Two duplex streams: what is written to one is read from the other; after Node's own lib/internal/streams/duplexpair.js. */
import process from "node:process";
import { Duplex, type DuplexOptions } from "./classes.ts";

class DuplexSide extends Duplex {
  other: DuplexSide | undefined;
  #resume: (() => void) | undefined;

  override _read(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  /** Takes what the other side wrote; `done` once there is room for more. */
  accept(chunk: unknown, encoding: BufferEncoding, done: () => void): void {
    this.#resume = done;
    this.push(chunk, encoding);
  }

  override _write(chunk: unknown, encoding: BufferEncoding, callback: () => void): void {
    if (Reflect.get(Object(chunk), "length") === 0) process.nextTick(callback);
    else this.other?.accept(chunk, encoding, callback);
  }

  override _final(callback: () => void): void {
    this.other?.on("end", callback);
    this.other?.push(null);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const other = this.other;
    if (other && !other.destroyed)
      process.nextTick(() => {
        if (other.destroyed) return;
        if (error) other.destroy(error);
        else other.push(null);
      });
    callback(error);
  }
}

export function duplexPair(options?: DuplexOptions): [DuplexSide, DuplexSide] {
  const first = new DuplexSide(options);
  const second = new DuplexSide(options);
  first.other = second;
  second.other = first;
  return [first, second];
}
