/**
 * node:fs, in memory: /tmp can be written, up to the function's limit, and outlives the process through the host; the
 * deployed files are below /var/task, read-only; the rest is as bare as a container's.
 */

import { toPath, toTimeMs } from "../fs/arguments.ts";
import { attributeCalls } from "../fs/calls-attributes.ts";
import { dataCalls, readArguments } from "../fs/calls-data.ts";
import { nameCalls } from "../fs/calls-names.ts";
import { cpAsync, cpSync } from "../fs/copy-tree.ts";
import { Dir } from "../fs/dir.ts";
import { type Call, callbackForm, named } from "../fs/forms.ts";
import { promises } from "../fs/promises.ts";
import { Dirent, Stats } from "../fs/stats.ts";
import { ReadStream, WriteStream } from "../fs/streams.ts";
import { throwingExports } from "../gaps.ts";
import { FS } from "../linux-constants.ts";
import { requireFunction } from "../node-errors.ts";

const PROMISIFY = Symbol.for("nodejs.util.promisify.custom");

const { exists, ...attributes } = attributeCalls;
const { read, readv, write, writev, ...data } = dataCalls;
const { realpath, ...names } = nameCalls;

/** How many arguments must come before the callback, where it is not one. */
const REQUIRED: Readonly<Record<string, number>> = {
  ...{ appendFile: 2, chmod: 2, chown: 3, copyFile: 2, fchmod: 2, fchown: 3, futimes: 3, lchown: 3, link: 2, lutimes: 3 },
  ...{ rename: 2, symlink: 2, utimes: 3, writeFile: 2 },
};

const fs: Record<string, unknown> = { ...throwingExports("fs") };

for (const [name, call] of Object.entries({ ...attributes, ...data, ...names })) {
  fs[name] = callbackForm(name, call as Call, REQUIRED[name] ?? 1);
  fs[`${name}Sync`] = named(`${name}Sync`, (...args: unknown[]) => Reflect.apply(call as Call, undefined, args));
}

/** As a promise such a call gives both results, by name. */
function promisified(call: (...args: unknown[]) => void, names: readonly string[]): void {
  Object.defineProperty(call, PROMISIFY, {
    value: (...args: unknown[]) =>
      new Promise((resolve, reject) => {
        call(...args, (error: unknown, ...results: unknown[]) => {
          if (error) reject(error);
          else resolve(Object.fromEntries(names.map((name, at) => [name, results[at]])));
        });
      }),
  });
}

/** Without a buffer, read brings its own; the callback gets it after the count. */
function withBuffer(fd: unknown, ...args: unknown[]): { count: number; buffer: unknown } {
  const { buffer, rest } = readArguments(args);
  return { count: read(fd, buffer, ...rest), buffer };
}

const counted = (value: unknown): unknown[] => {
  const { count, buffer } = value as { count: number; buffer: unknown };
  return [count, buffer];
};

const withData = (value: unknown, args: readonly unknown[]): unknown[] => [value, args[1]];

fs.read = callbackForm("read", withBuffer as Call, 1, counted);
fs.readv = callbackForm("readv", readv as Call, 2, withData);
fs.write = callbackForm("write", write as Call, 2, withData);
fs.writev = callbackForm("writev", writev as Call, 2, withData);
promisified(fs.read as () => void, ["bytesRead", "buffer"]);
promisified(fs.readv as () => void, ["bytesRead", "buffers"]);
promisified(fs.write as () => void, ["bytesWritten", "buffer"]);
promisified(fs.writev as () => void, ["bytesWritten", "buffer"]);
Object.assign(fs, { readSync: read, readvSync: readv, writeSync: write, writevSync: writev });

/** The only callback without an error first. */
const existsLater = named("exists", (path: unknown, callback?: unknown) => {
  requireFunction(callback, "cb");
  const found = exists(path);
  setImmediate(() => Reflect.apply(callback, undefined, [found]));
});
Object.defineProperty(existsLater, PROMISIFY, { value: (path: unknown) => new Promise((resolve) => existsLater(path, resolve)) });

const native = (call: Call, form: unknown): unknown => Object.assign(form as object, { native: callbackForm("native", call, 1) });
const realpathSync = named("realpathSync", (path: unknown, options?: unknown) => realpath(path, options));

async function openAsBlob(path: unknown, options: { type?: string } = {}): Promise<Blob> {
  const bytes = data.readFile(toPath(path)) as Buffer;
  return new Blob([Uint8Array.from(bytes)], { type: options.type ?? "" });
}

function cp(source: unknown, destination: unknown, ...rest: unknown[]): void {
  const callback = rest.find((value) => typeof value === "function");
  requireFunction(callback, "cb");
  const options = typeof rest[0] === "function" ? undefined : rest[0];
  const tell = (...args: unknown[]) => setImmediate(() => Reflect.apply(callback, undefined, args));
  cpAsync(source, destination, options).then(() => tell(null), tell);
}

Object.assign(fs, {
  exists: existsLater,
  existsSync: exists,
  realpath: native(realpath as Call, callbackForm("realpath", realpath as Call, 1)),
  realpathSync: Object.assign(realpathSync, { native: realpath }),
  cp,
  cpSync,
  openAsBlob,
  createReadStream: (path: unknown, options?: unknown) => new ReadStream(path, options),
  createWriteStream: (path: unknown, options?: unknown) => new WriteStream(path, options),
  ReadStream,
  WriteStream,
  FileReadStream: ReadStream,
  FileWriteStream: WriteStream,
  Dirent,
  Dir,
  Stats,
  _toUnixTimestamp: (time: unknown) => toTimeMs(time) / 1000,
  F_OK: FS.F_OK,
  R_OK: FS.R_OK,
  W_OK: FS.W_OK,
  X_OK: FS.X_OK,
  /** Only macOS has them; on Linux Node has the names and nothing in them. */
  lchmod: undefined,
  lchmodSync: undefined,
  constants: FS,
  promises,
});

export default fs;
