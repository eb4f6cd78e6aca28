/** FileHandle: an open file, as fs/promises gives it. */
import { Buffer } from "node:buffer";
import { EventEmitter } from "node:events";
import { invalidArgType, nodeError } from "../node-errors.ts";
import { attributeCalls } from "./calls-attributes.ts";
import { dataCalls, READ_BUFFER_BYTES, readArguments } from "./calls-data.ts";
import { promiseForm } from "./forms.ts";
import { ReadStream, WriteStream } from "./streams.ts";

export class FileHandle extends EventEmitter {
  #fd: number;

  constructor(fd: number) {
    super();
    this.#fd = fd;
  }

  get fd(): number {
    return this.#fd;
  }

  getAsyncId(): number {
    return this.#fd;
  }

  /** A call on the open file; a closed one is refused in Node's words. */
  #call<T>(syscall: string, run: (fd: number) => T): Promise<T> {
    const fd = this.#fd;
    return promiseForm(syscall, () => {
      if (fd === -1) throw Object.assign(new Error("file closed"), { code: "EBADF", syscall });
      return run(fd);
    })() as Promise<T>;
  }

  close(): Promise<void> {
    const fd = this.#fd;
    if (fd === -1) return Promise.resolve();
    this.#fd = -1;
    return promiseForm("close", () => dataCalls.close(fd))().then(() => void this.emit("close"));
  }

  appendFile(data: unknown, options?: unknown): Promise<void> {
    return this.#call("writeFile", (fd) => dataCalls.appendFile(fd, data, options));
  }

  writeFile(data: unknown, options?: unknown): Promise<void> {
    return this.#call("writeFile", (fd) => dataCalls.writeFile(fd, data, options));
  }

  readFile(options?: unknown): Promise<Buffer | string> {
    return this.#call("readFile", (fd) => dataCalls.readFile(fd, options));
  }

  chmod(mode: unknown): Promise<void> {
    return this.#call("fchmod", (fd) => attributeCalls.fchmod(fd, mode));
  }

  chown(uid: unknown, gid: unknown): Promise<void> {
    return this.#call("fchown", (fd) => attributeCalls.fchown(fd, uid, gid));
  }

  datasync(): Promise<void> {
    return this.#call("fdatasync", (fd) => dataCalls.fdatasync(fd));
  }

  sync(): Promise<void> {
    return this.#call("fsync", (fd) => dataCalls.fsync(fd));
  }

  stat(options?: unknown): Promise<unknown> {
    return this.#call("fstat", (fd) => attributeCalls.fstat(fd, options));
  }

  truncate(length?: unknown): Promise<void> {
    return this.#call("ftruncate", (fd) => dataCalls.ftruncate(fd, length));
  }

  utimes(atime: unknown, mtime: unknown): Promise<void> {
    return this.#call("futimes", (fd) => attributeCalls.futimes(fd, atime, mtime));
  }

  read(...args: unknown[]): Promise<{ bytesRead: number; buffer: unknown }> {
    return this.#call("read", (fd) => {
      const { buffer, rest } = readArguments(args.length === 0 ? [{}] : args);
      return { bytesRead: dataCalls.read(fd, buffer, ...rest), buffer };
    });
  }

  readv(buffers: unknown, position?: unknown): Promise<{ bytesRead: number; buffers: unknown }> {
    return this.#call("readv", (fd) => ({ bytesRead: dataCalls.readv(fd, buffers, position), buffers }));
  }

  write(buffer: unknown, offset?: unknown, length?: unknown, position?: unknown): Promise<{ bytesWritten: number; buffer: unknown }> {
    return this.#call("write", (fd) => ({ bytesWritten: dataCalls.write(fd, buffer, offset, length, position), buffer }));
  }

  writev(buffers: unknown, position?: unknown): Promise<{ bytesWritten: number; buffers: unknown }> {
    return this.#call("writev", (fd) => ({ bytesWritten: dataCalls.writev(fd, buffers, position), buffers }));
  }

  createReadStream(options?: object): ReadStream {
    return new ReadStream(undefined, { ...options, fd: this });
  }

  createWriteStream(options?: object): WriteStream {
    return new WriteStream(undefined, { ...options, fd: this });
  }

  async *readLines(options?: { encoding?: BufferEncoding }): AsyncGenerator<string> {
    let rest = "";
    for await (const chunk of this.createReadStream({ encoding: "utf8", ...options })) {
      const lines = (rest + String(chunk)).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  }

  readableWebStream(options: { type?: string } = {}): ReadableStream {
    if (this.#fd === -1) throw nodeError(Error, "ERR_INVALID_STATE", "Invalid state: The FileHandle is closed");
    if (options.type !== undefined && options.type !== "bytes") throw invalidArgType("options.type", ["'bytes'"], options.type);
    return new ReadableStream({
      type: "bytes",
      pull: async (controller) => {
        const { bytesRead, buffer } = await this.read(Buffer.alloc(READ_BUFFER_BYTES));
        if (bytesRead === 0) controller.close();
        else controller.enqueue(Uint8Array.from((buffer as Buffer).subarray(0, bytesRead)));
      },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
