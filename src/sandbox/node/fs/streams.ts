/** fs.ReadStream and fs.WriteStream; after Node's own lib/internal/fs/streams.js. */
import { Buffer } from "node:buffer";
import process from "node:process";
import { finished, Readable, Writable } from "node:stream";
import { invalidArgType, outOfRange } from "../node-errors.ts";
import { type Options, toData, toOptions, toPath } from "./arguments.ts";
import { dataCalls } from "./calls-data.ts";
import { callbackForm } from "./forms.ts";

type Done = (error?: Error | null) => void;

/** As much as Node reads at once. */
const CHUNK_BYTES = 64 * 1024;

const open = callbackForm("open", dataCalls.open, 1);
const close = callbackForm("close", dataCalls.close, 1);
const read = callbackForm("read", dataCalls.read, 2);
const write = callbackForm("write", dataCalls.write, 2);

/** A FileHandle, without importing it: it imports this file. */
interface Handle {
  readonly fd: number;
  close(): Promise<void>;
}

type Source = { readonly fd: number | null; readonly handle: Handle | undefined };

function sourceOf(given: unknown): Source {
  if (given === undefined || given === null) return { fd: null, handle: undefined };
  if (typeof given === "number") return { fd: given, handle: undefined };
  if (typeof given === "object" && "fd" in given && "close" in given) return { fd: (given as Handle).fd, handle: given as Handle };
  throw invalidArgType("options.fd", ["number", "FileHandle"], given);
}

function positionOf(options: Options, name: "start" | "end"): number | undefined {
  const value = options[name];
  if (value === undefined || (name === "end" && value === Number.POSITIVE_INFINITY)) return undefined;
  if (typeof value !== "number") throw invalidArgType(name, "number", value);
  if (!Number.isInteger(value)) throw outOfRange(name, "an integer", value);
  if (value < 0 || value > Number.MAX_SAFE_INTEGER) throw outOfRange(name, ">= 0 && <= 9007199254740991", value);
  return value;
}

function closeSource({ fd, handle }: Source, error: Error | null, done: Done): void {
  if (fd === null) done(error);
  else if (handle) handle.close().then(() => done(error), done);
  else close(fd, (failure: Error | null) => done(failure ?? error));
}

export class ReadStream extends Readable {
  readonly path: string | undefined;
  readonly flags: unknown;
  readonly mode: unknown;
  readonly start: number | undefined;
  readonly end: number;
  autoClose: boolean;
  pos: number | undefined;
  bytesRead = 0;
  #source: Source;

  constructor(path: unknown, options?: unknown) {
    const given = toOptions(options);
    const autoClose = given.autoClose !== false;
    const source = sourceOf(given.fd);
    const name = source.fd === null ? toPath(path) : undefined;
    const start = positionOf(given, "start");
    const end = positionOf(given, "end") ?? Number.POSITIVE_INFINITY;
    if (start !== undefined && start > end) throw outOfRange("start", `<= "end" (here: ${end})`, start);
    // Only now: a stream that is made begins to open its file.
    super({
      ...given,
      highWaterMark: typeof given.highWaterMark === "number" ? given.highWaterMark : CHUNK_BYTES,
      autoDestroy: autoClose,
      emitClose: given.emitClose !== false,
    });
    this.#source = source;
    this.path = name;
    this.flags = given.flags ?? "r";
    this.mode = given.mode ?? 0o666;
    this.autoClose = autoClose;
    this.start = start;
    this.end = end;
    this.pos = this.start;
  }

  get fd(): number | null {
    return this.#source.fd;
  }

  get pending(): boolean {
    return this.#source.fd === null;
  }

  override _construct(callback: Done): void {
    if (this.#source.fd !== null) return callback();
    open(this.path, this.flags, this.mode, (error: Error | null, fd: number) => {
      if (error) return callback(error);
      this.#source = { fd, handle: undefined };
      callback();
      this.emit("open", fd);
      this.emit("ready");
    });
  }

  override _read(size: number): void {
    const wanted = Math.min(size, this.pos === undefined ? this.end - this.bytesRead + 1 : this.end - this.pos + 1);
    if (wanted <= 0) {
      this.push(null);
      return;
    }
    const buffer = Buffer.allocUnsafeSlow(wanted);
    read(this.fd, buffer, 0, wanted, this.pos, (error: Error | null, count: number) => {
      if (error) this.destroy(error);
      else if (count === 0) this.push(null);
      else {
        this.bytesRead += count;
        if (this.pos !== undefined) this.pos += count;
        this.push(buffer.subarray(0, count));
      }
    });
  }

  override _destroy(error: Error | null, callback: Done): void {
    const source = this.#source;
    this.#source = { fd: null, handle: undefined };
    closeSource(source, error, callback);
  }

  close(callback?: Done): void {
    if (callback) finished(this, callback);
    this.destroy();
  }
}

export class WriteStream extends Writable {
  readonly path: string | undefined;
  readonly flags: unknown;
  readonly mode: unknown;
  readonly start: number | undefined;
  autoClose: boolean;
  pos: number | undefined;
  bytesWritten = 0;
  #source: Source;

  constructor(path: unknown, options?: unknown) {
    const { encoding, ...given } = toOptions(options);
    const autoClose = given.autoClose !== false;
    const source = sourceOf(given.fd);
    const name = source.fd === null ? toPath(path) : undefined;
    const start = positionOf(given, "start");
    super({ ...given, decodeStrings: true, autoDestroy: autoClose, emitClose: given.emitClose !== false });
    this.#source = source;
    this.path = name;
    this.flags = given.flags ?? "w";
    this.mode = given.mode ?? 0o666;
    this.autoClose = autoClose;
    this.start = start;
    this.pos = start;
    if (typeof encoding === "string") this.setDefaultEncoding(encoding as BufferEncoding);
  }

  get fd(): number | null {
    return this.#source.fd;
  }

  get pending(): boolean {
    return this.#source.fd === null;
  }

  override _construct(callback: Done): void {
    if (this.#source.fd !== null) return callback();
    open(this.path, this.flags, this.mode, (error: Error | null, fd: number) => {
      if (error) return callback(error);
      this.#source = { fd, handle: undefined };
      callback();
      this.emit("open", fd);
      this.emit("ready");
    });
  }

  override _write(chunk: unknown, encoding: BufferEncoding, callback: Done): void {
    this.#writeAll(toData(chunk, encoding), callback);
  }

  override _writev(chunks: { chunk: unknown; encoding: BufferEncoding }[], callback: Done): void {
    this.#writeAll(Buffer.concat(chunks.map(({ chunk, encoding }) => toData(chunk, encoding))), callback);
  }

  #writeAll(bytes: Uint8Array, callback: Done): void {
    write(this.fd, bytes, 0, bytes.length, this.pos, (error: Error | null, count: number) => {
      if (error) return callback(error);
      this.bytesWritten += count;
      if (this.pos !== undefined) this.pos += count;
      if (count < bytes.length) this.#writeAll(bytes.subarray(count), callback);
      else callback();
    });
  }

  override _destroy(error: Error | null, callback: Done): void {
    const source = this.#source;
    this.#source = { fd: null, handle: undefined };
    closeSource(source, error, callback);
  }

  close(callback?: Done): void {
    if (callback) {
      if (this.closed) {
        process.nextTick(callback);
        return;
      }
      this.on("close", () => callback());
    }
    if (!this.autoClose) this.on("finish", () => this.destroy());
    this.end();
  }

  destroySoon(): void {
    this.end();
  }
}
