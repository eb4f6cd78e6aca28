/** Errors as the kernel gives them (a code alone) and as Node tells them (with the call and the paths). */
import { ERRNO } from "../linux-constants.ts";
import { nodeError } from "../node-errors.ts";

/** libuv's words for each code. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBADF: "bad file descriptor",
  EBUSY: "resource busy or locked",
  EEXIST: "file already exists",
  EFBIG: "file too large",
  EINVAL: "invalid argument",
  EISDIR: "illegal operation on a directory",
  ELOOP: "too many symbolic links encountered",
  EMFILE: "too many open files",
  ENAMETOOLONG: "name too long",
  ENOENT: "no such file or directory",
  ENOSPC: "no space left on device",
  ENOTDIR: "not a directory",
  ENOTEMPTY: "directory not empty",
  EPERM: "operation not permitted",
  EROFS: "read-only file system",
  EXDEV: "cross-device link not permitted",
};

/** What a system call fails with, before it is known which call of Node's asked. */
export class Errno extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export function systemError(code: string, syscall: string, path?: string, dest?: string): Error {
  const from = path === undefined ? "" : ` '${path}'`;
  const to = dest === undefined ? "" : ` -> '${dest}'`;
  const error = new Error(`${code}: ${WORDS[code] ?? "unknown error"}, ${syscall}${from}${to}`);
  return Object.assign(error, {
    errno: -(ERRNO[code] ?? 0),
    code,
    syscall,
    ...(path === undefined ? {} : { path }),
    ...(dest === undefined ? {} : { dest }),
  });
}

/** Runs a system call; its failure is told as Node tells it. */
export function asCall<T>(syscall: string, run: () => T, path?: string, dest?: string): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof Errno ? systemError(error.code, syscall, path, dest) : error;
  }
}

/** What Node itself refuses, after the fashion of a system error: rm of a directory, cp onto itself. */
export function refusal(code: string, what: string, syscall: "rm" | "cp", errnoCode: string, why: string, path: string): Error {
  const errno = ERRNO[errnoCode] ?? 0;
  const error = nodeError(Error, code, `${what}: ${syscall} returned ${errnoCode} (${why}) ${path}`);
  Object.defineProperty(error, "name", { value: "SystemError", configurable: true, writable: true });
  return Object.assign(error, { info: { code: errnoCode, message: why, path, syscall, errno }, errno, syscall, path });
}
