/**
 * Keys from passwords and from other keys. The asynchronous forms run on this thread too: there is no thread pool here, so
 * the answer comes one turn of the loop later and the loop waits for it.
 */
import { expand, extract } from "@noble/hashes/hkdf.js";
import { pbkdf2 as derivePbkdf2 } from "@noble/hashes/pbkdf2.js";
import { scrypt as deriveScrypt } from "@noble/hashes/scrypt.js";
import type { CHash } from "@noble/hashes/utils.js";
import { invalidArgType, nodeError, outOfRange, requireFunction, requireString } from "../node-errors.ts";
import { toBuffer, toBytes } from "./bytes.ts";
import { findDigest } from "./digests.ts";
import { KeyObject, keyBytes } from "./key-object.ts";

const MAX_INT32 = 2 ** 31 - 1;

function integer(value: unknown, name: string, min: number, max: number): number {
  if (typeof value !== "number") throw invalidArgType(name, "number", value);
  if (!Number.isInteger(value)) throw outOfRange(name, "an integer", value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
  return value;
}

function digestOf(name: unknown): CHash {
  requireString(name, "digest");
  const digest = findDigest(name);
  if (!digest) throw nodeError(TypeError, "ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${name}`);
  return digest;
}

/** Arguments are checked at once; the work is done in the turn that calls back. */
function later(callback: unknown, work: () => unknown): void {
  setImmediate(() => {
    let result: unknown;
    try {
      result = work();
    } catch (error) {
      Reflect.apply(callback as () => void, undefined, [error]);
      return;
    }
    Reflect.apply(callback as () => void, undefined, [null, result]);
  });
}

function preparePbkdf2(password: unknown, salt: unknown, iterations: unknown, keylen: unknown, digest: unknown): () => Buffer {
  requireString(digest, "digest");
  const secret = Uint8Array.from(toBytes(password, "password"));
  const salted = Uint8Array.from(toBytes(salt, "salt"));
  const c = integer(iterations, "iterations", 1, MAX_INT32);
  const dkLen = integer(keylen, "keylen", 0, MAX_INT32);
  const hash = digestOf(digest);
  return () => toBuffer(dkLen === 0 ? new Uint8Array(0) : derivePbkdf2(hash, secret, salted, { c, dkLen }));
}

export function pbkdf2Sync(password: unknown, salt: unknown, iterations: unknown, keylen: unknown, digest: unknown): Buffer {
  return preparePbkdf2(password, salt, iterations, keylen, digest)();
}

export function pbkdf2(...args: [unknown, unknown, unknown, unknown, unknown, unknown?]): void {
  const [password, salt, iterations, keylen] = args;
  const [digest, callback] = typeof args[4] === "function" ? [undefined, args[4]] : [args[4], args[5]];
  const work = preparePbkdf2(password, salt, iterations, keylen, digest);
  requireFunction(callback, "callback");
  later(callback, work);
}

const SCRYPT_DEFAULTS = { N: 16_384, r: 8, p: 1, maxmem: 32 << 20 };

function scryptOptions(options: unknown): typeof SCRYPT_DEFAULTS {
  const chosen = { ...SCRYPT_DEFAULTS };
  if (options === undefined || options === null) return chosen;
  const given = options as Record<string, unknown>;
  const pick = (short: "N" | "r" | "p", long: string) => {
    if (given[short] !== undefined && given[long] !== undefined)
      throw nodeError(Error, "ERR_CRYPTO_SCRYPT_INVALID_PARAMETER", "Invalid scrypt parameter");
    for (const name of [short, long])
      if (given[name] !== undefined) chosen[short] = integer(given[name], name, 0, 2 ** 32 - 1) || SCRYPT_DEFAULTS[short];
  };
  pick("N", "cost");
  pick("r", "blockSize");
  pick("p", "parallelization");
  if (given.maxmem !== undefined) chosen.maxmem = integer(given.maxmem, "maxmem", 0, Number.MAX_SAFE_INTEGER) || SCRYPT_DEFAULTS.maxmem;
  return chosen;
}

function prepareScrypt(password: unknown, salt: unknown, keylen: unknown, options: unknown): () => Buffer {
  const { N, r, p, maxmem } = scryptOptions(options);
  const secret = Uint8Array.from(toBytes(password, "password"));
  const salted = Uint8Array.from(toBytes(salt, "salt"));
  const dkLen = integer(keylen, "keylen", 0, MAX_INT32);
  const refuse = (why = "") => nodeError(RangeError, "ERR_CRYPTO_INVALID_SCRYPT_PARAMS", `Invalid scrypt params${why}`);
  if (N < 2 || (N & (N - 1)) !== 0 || p * r > 2 ** 30 - 1) throw refuse();
  // As OpenSSL counts: the blocks, the table, and one block of work.
  if (128 * r * p + 128 * r * (N + 2) > maxmem) throw refuse(": error:030000AC:digital envelope routines::memory limit exceeded");
  return () =>
    toBuffer(dkLen === 0 ? new Uint8Array(0) : deriveScrypt(secret, salted, { N, r, p, dkLen, maxmem: Number.MAX_SAFE_INTEGER }));
}

export function scryptSync(password: unknown, salt: unknown, keylen: unknown, options?: unknown): Buffer {
  return prepareScrypt(password, salt, keylen, options)();
}

export function scrypt(password: unknown, salt: unknown, keylen: unknown, ...rest: [unknown?, unknown?]): void {
  const [options, callback] = typeof rest[0] === "function" ? [undefined, rest[0]] : rest;
  const work = prepareScrypt(password, salt, keylen, options);
  requireFunction(callback, "callback");
  later(callback, work);
}

const HKDF_DATA = ["string", "ArrayBuffer", "TypedArray", "DataView", "Buffer"];

function prepareHkdf(digest: unknown, ikm: unknown, salt: unknown, info: unknown, length: unknown): () => ArrayBuffer {
  requireString(digest, "digest");
  const material =
    ikm instanceof KeyObject ? keyBytes(ikm, "ikm") : toBytes(ikm, "ikm", ["string", "SecretKeyObject", ...HKDF_DATA.slice(1)]);
  const salted = toBytes(salt, "salt", HKDF_DATA);
  const context = toBytes(info, "info", HKDF_DATA);
  const bytes = integer(length, "length", 0, 2 ** 32);
  if (context.length > 1024) throw outOfRange("info", "must not contain more than 1024 bytes", context.length);
  const hash = digestOf(digest);
  if (bytes > 255 * hash.outputLen) throw nodeError(RangeError, "ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length");
  return () => {
    if (bytes === 0) return new ArrayBuffer(0);
    return Uint8Array.from(expand(hash, extract(hash, Uint8Array.from(material), Uint8Array.from(salted)), Uint8Array.from(context), bytes))
      .buffer;
  };
}

export function hkdfSync(digest: unknown, ikm: unknown, salt: unknown, info: unknown, length: unknown): ArrayBuffer {
  return prepareHkdf(digest, ikm, salt, info, length)();
}

export function hkdf(digest: unknown, ikm: unknown, salt: unknown, info: unknown, length: unknown, callback: unknown): void {
  const work = prepareHkdf(digest, ikm, salt, info, length);
  requireFunction(callback, "callback");
  later(callback, work);
}
