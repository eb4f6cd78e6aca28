/** fs calls that read and write what is in files. */
import { Buffer } from "node:buffer";
import { FS } from "../linux-constants.ts";
import { invalidArgType, outOfRange } from "../node-errors.ts";
import {
  absolute,
  encodingOf,
  type Options,
  toData,
  toFd,
  toFlags,
  toInteger,
  toMode,
  toOptions,
  toPath,
  toPosition,
  toView,
} from "./arguments.ts";
import { files, tree } from "./container-files.ts";
import { asCall, Errno } from "./system-error.ts";

const { O_CREAT = 0, O_EXCL = 0, O_WRONLY = 0, COPYFILE_EXCL = 0 } = FS;

function open(path: unknown, flags?: unknown, mode?: unknown): number {
  const name = toPath(path);
  const how = toFlags(flags);
  const permissions = toMode(mode, 0o666);
  return asCall("open", () => files.open(absolute(name), how, permissions), name);
}

function close(fd: unknown): void {
  const number = toFd(fd);
  asCall("close", () => files.close(number));
}

/** Opens what is a path, and closes it again; leaves what is a descriptor open. */
function withFile<T>(file: unknown, flags: unknown, mode: unknown, run: (fd: number) => T): T {
  if (typeof file === "number") return run(toFd(file));
  const fd = open(file, flags, mode);
  try {
    return run(fd);
  } finally {
    close(fd);
  }
}

interface Part {
  readonly view: Uint8Array;
  readonly position: number | null;
}

/** read and write take offset, length and position as arguments, or in one object. */
function partOf(buffer: Uint8Array, first: unknown, length: unknown, position: unknown): Part {
  const inObject = typeof first === "object" && first !== null;
  const given: Options = inObject ? (first as Options) : { offset: first, length, position };
  const offset = toInteger(given.offset ?? 0, "offset", 0, Number.MAX_SAFE_INTEGER);
  const rest = buffer.length - offset;
  const count = typeof given.length === "number" ? given.length : rest;
  if (count < 0) throw outOfRange("length", ">= 0", count);
  if (count > rest) throw outOfRange("length", `<= ${rest}`, count);
  return { view: buffer.subarray(offset, offset + count), position: toPosition(given.position) };
}

export const READ_BUFFER_BYTES = 16_384;

/** The forms of read without a buffer first are for callbacks and promises: they get one. */
export function readArguments(args: readonly unknown[]): { buffer: unknown; rest: unknown[] } {
  const [first, ...rest] = args;
  if (ArrayBuffer.isView(first) || (first !== undefined && typeof first !== "object")) return { buffer: first, rest };
  const options = (first ?? {}) as Options;
  return { buffer: options.buffer ?? Buffer.alloc(READ_BUFFER_BYTES), rest: [options] };
}

function read(fd: unknown, buffer: unknown, offset?: unknown, length?: unknown, position?: unknown): number {
  const number = toFd(fd);
  const { view, position: from } = partOf(toView(buffer), offset, length, position);
  return view.length === 0 ? 0 : asCall("read", () => files.read(number, view, from));
}

function write(fd: unknown, data: unknown, offset?: unknown, length?: unknown, position?: unknown): number {
  const number = toFd(fd);
  const isText = typeof data === "string";
  const bytes = toData(data, isText ? length : undefined, "buffer");
  const part = isText ? { view: bytes, position: toPosition(offset) } : partOf(bytes, offset, length, position);
  return asCall("write", () => files.write(number, part.view, part.position));
}

function views(buffers: unknown): Uint8Array[] {
  if (!Array.isArray(buffers) || !buffers.every((buffer) => ArrayBuffer.isView(buffer)))
    throw invalidArgType("buffers", ["ArrayBufferView[]"], buffers);
  return buffers.map((buffer: unknown) => toView(buffer));
}

/** One buffer after the other, until one is not filled or taken whole. */
function eachOf(buffers: unknown, position: unknown, run: (view: Uint8Array, at: number | null) => number): number {
  let at = typeof position === "number" ? position : null;
  let total = 0;
  for (const view of views(buffers)) {
    const count = run(view, at);
    total += count;
    if (at !== null) at += count;
    if (count < view.length) break;
  }
  return total;
}

/** Nobody writes to it. */
const STDIN = 0;

function readFile(file: unknown, options?: unknown): Buffer | string {
  const opts = toOptions(options, { flag: "r" });
  const buffer =
    file === STDIN
      ? Buffer.alloc(0)
      : withFile(file, opts.flag ?? "r", 0o666, (fd) =>
          asCall(typeof file === "number" ? "fstat" : "read", () => {
            const node = files.node(fd);
            if (node.type === "directory") throw new Errno("EISDIR");
            const whole = Buffer.alloc(node.type === "file" ? node.size : 0);
            return whole.subarray(0, files.read(fd, whole, null));
          }),
        );
  const encoding = encodingOf(opts);
  return encoding === undefined ? buffer : buffer.toString(encoding);
}

function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += asCall("write", () => files.write(fd, bytes.subarray(at), null));
}

function writeFile(file: unknown, data: unknown, options?: unknown): void {
  const opts = toOptions(options, { encoding: "utf8", mode: 0o666, flag: "w" });
  const bytes = toData(data, encodingOf(opts));
  withFile(file, opts.flag ?? "w", opts.mode, (fd) => writeWhole(fd, bytes));
}

function appendFile(file: unknown, data: unknown, options?: unknown): void {
  const opts = toOptions(options, { encoding: "utf8", mode: 0o666, flag: "a" });
  writeFile(file, data, { ...opts, flag: opts.flag ?? "a" });
}

function ftruncate(fd: unknown, length: unknown = 0): void {
  const number = toFd(fd);
  const size = length === undefined || length === null ? 0 : toInteger(length, "len", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  asCall("ftruncate", () => files.truncate(number, Math.max(0, size)));
}

function truncate(path: unknown, length?: unknown): void {
  if (length !== undefined && length !== null) toInteger(length, "len", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  withFile(path, "r+", undefined, (fd) => ftruncate(fd, length));
}

function copyFile(source: unknown, destination: unknown, mode?: unknown): void {
  const from = toPath(source, "src");
  const to = toPath(destination, "dest");
  const how = mode === undefined || mode === null ? 0 : toInteger(mode, "mode", 0, 7);
  const copy = () => {
    const node = tree.find(absolute(from));
    if (node.type !== "file") throw new Errno("EISDIR");
    const exclusive = (how & COPYFILE_EXCL) !== 0 ? O_EXCL : 0;
    const input = files.open(absolute(from), 0, 0);
    try {
      const output = files.open(absolute(to), O_CREAT | O_WRONLY | exclusive, node.mode);
      try {
        if (files.node(output) === node) return;
        files.truncate(output, 0);
        const bytes = new Uint8Array(node.size);
        files.read(input, bytes, 0);
        for (let at = 0; at < bytes.length; ) at += files.write(output, bytes.subarray(at), null);
      } finally {
        files.close(output);
      }
    } finally {
      files.close(input);
    }
  };
  asCall("copyfile", copy, from, to);
}

/** There is no disk to wait for; a bad descriptor is still one. */
const sync = (syscall: string) => (fd: unknown) => {
  const number = toFd(fd);
  asCall(syscall, () => void files.node(number));
};

export const dataCalls = {
  open,
  close,
  read,
  write,
  readv: (fd: unknown, buffers: unknown, position?: unknown) => {
    const number = toFd(fd);
    return asCall("read", () => eachOf(buffers, position, (view, at) => files.read(number, view, at)));
  },
  writev: (fd: unknown, buffers: unknown, position?: unknown) => {
    const number = toFd(fd);
    return asCall("write", () => eachOf(buffers, position, (view, at) => files.write(number, view, at)));
  },
  readFile,
  writeFile,
  appendFile,
  truncate,
  ftruncate,
  copyFile,
  fsync: sync("fsync"),
  fdatasync: sync("fdatasync"),
};
