/** fs/promises: every call as a promise. */

import { throwingExports } from "../gaps.ts";
import { FS } from "../linux-constants.ts";
import { toOptions } from "./arguments.ts";
import { attributeCalls } from "./calls-attributes.ts";
import { dataCalls } from "./calls-data.ts";
import { nameCalls, unsupportedOnLinux } from "./calls-names.ts";
import { cpAsync } from "./copy-tree.ts";
import { FileHandle } from "./file-handle.ts";
import { abortError, named, promiseForm } from "./forms.ts";

const { chmod, chown, lchown, lutimes, utimes, access, stat, lstat, statfs } = attributeCalls;
const { copyFile, truncate } = dataCalls;
const { mkdir, mkdtemp, opendir, readdir, readlink, realpath, rename, rm, rmdir, symlink, link, unlink } = nameCalls;

const plain = {
  ...{ access, chmod, chown, copyFile, lchown, link, lstat, lutimes, mkdir, mkdtemp, opendir, readdir, readlink, realpath },
  ...{ rename, rm, rmdir, stat, statfs, symlink, truncate, unlink, utimes },
};

const open = promiseForm("open", (path: unknown, flags?: unknown, mode?: unknown) => new FileHandle(dataCalls.open(path, flags, mode)));

const target = (file: unknown): unknown => (file instanceof FileHandle ? file.fd : file);

type Pieces = AsyncIterable<unknown> | Iterable<unknown>;

function isPieces(data: unknown): data is Pieces {
  return (
    typeof data === "object" && data !== null && !ArrayBuffer.isView(data) && (Symbol.asyncIterator in data || Symbol.iterator in data)
  );
}

const writeWhole = promiseForm("writeFile", dataCalls.writeFile);

/** Data may also come piece by piece. */
async function writeFile(file: unknown, data: unknown, options?: unknown): Promise<void> {
  if (!isPieces(data)) {
    await writeWhole(target(file), data, options);
    return;
  }
  const opts = toOptions(options, { encoding: "utf8", mode: 0o666, flag: "w" });
  const signal = opts.signal instanceof AbortSignal ? opts.signal : undefined;
  const handle = file instanceof FileHandle ? file : ((await open(file, opts.flag ?? "w", opts.mode)) as FileHandle);
  try {
    for await (const piece of data) {
      if (signal?.aborted) throw abortError(signal);
      await handle.writeFile(piece, { encoding: opts.encoding });
    }
  } finally {
    if (handle !== file) await handle.close();
  }
}

const appendWhole = promiseForm("appendFile", dataCalls.appendFile);
const readWhole = promiseForm("readFile", dataCalls.readFile);

export const promises: Record<string, unknown> = {
  ...throwingExports("fs/promises"),
  ...Object.fromEntries(Object.entries(plain).map(([name, call]) => [name, promiseForm(name, call as (...args: unknown[]) => unknown)])),
  open,
  cp: named("cp", cpAsync),
  readFile: named("readFile", (file: unknown, options?: unknown) => readWhole(target(file), options)),
  writeFile,
  appendFile: named("appendFile", (file: unknown, data: unknown, options?: unknown) => appendWhole(target(file), data, options)),
  /** Only macOS has it, and Node says so. */
  lchmod: named("lchmod", () => Promise.reject(unsupportedOnLinux("lchmod()"))),
  constants: FS,
};
