/** createHash, createHmac and hash: digests as calls and as streams. */
import { Buffer } from "node:buffer";
import type { Transform, TransformCallback, TransformOptions } from "node:stream";
import { hmac } from "@noble/hashes/hmac.js";
import type { Keccak } from "@noble/hashes/sha3.js";
import type { CHash, HashXOF } from "@noble/hashes/utils.js";
import { invalidArgType, invalidArgValue, nodeError, requireString } from "../node-errors.ts";
import { encoded, toBytes, VIEWS } from "./bytes.ts";
import { canonicalName, findDigest, XOFS } from "./digests.ts";
import { keyBytes } from "./key-object.ts";
import { LazyTransform } from "./lazy-transform.ts";

type Running = ReturnType<CHash["create"]>;
export type HashOptions = TransformOptions & { outputLength?: number };

const finalized = () => nodeError(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");

const UNSUPPORTED = "error:0308010C:digital envelope routines::unsupported";

interface Started {
  readonly running: Running;
  /** What it gives at its end; an XOF gives as much as is asked for. */
  finish(running: Running, outputLength: number | undefined): Uint8Array;
}

/** `message` is what Node says of a name that nobody knows. */
function startDigest(algorithm: string, outputLength: number | undefined, message: string): Started {
  const xof = XOFS.get(canonicalName(algorithm));
  if (xof)
    return {
      running: xof.create(),
      finish: (running, length = xof.defaultLength) => (length === 0 ? new Uint8Array(0) : (running as HashXOF<Keccak>).xof(length)),
    };
  const digest = findDigest(algorithm);
  if (!digest && /^(?:(?:rsa-)?md4|whirlpool|(?:rsa-)?mdc2)$/i.test(algorithm))
    throw Object.assign(new Error(UNSUPPORTED), {
      opensslErrorStack: ["error:03000086:digital envelope routines::initialization error"],
      library: "digital envelope routines",
      reason: "unsupported",
      code: "ERR_OSSL_EVP_UNSUPPORTED",
    });
  if (!digest) throw new Error(message);
  if (outputLength !== undefined && outputLength !== digest.outputLen)
    throw Object.assign(new Error("error:030000B2:digital envelope routines::not XOF or invalid length"), {
      library: "digital envelope routines",
      reason: "not XOF or invalid length",
      code: "ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH",
    });
  return { running: digest.create(), finish: (running) => running.digest() };
}

export class Hash extends LazyTransform {
  readonly #started: Started;
  readonly #outputLength: number | undefined;
  #finished = false;

  constructor(algorithm: unknown, options?: HashOptions, from?: Started) {
    super(options);
    requireString(algorithm, "algorithm");
    const outputLength: unknown = options?.outputLength;
    if (outputLength !== undefined && typeof outputLength !== "number")
      throw invalidArgType("options.outputLength", "number", outputLength);
    this.#started = from ?? startDigest(algorithm, outputLength, "Digest method not supported");
    this.#outputLength = outputLength;
  }

  update(data: unknown, encoding?: unknown): this {
    if (this.#finished) throw finalized();
    this.#started.running.update(toBytes(data, "data", VIEWS, encoding));
    return this;
  }

  digest(encoding?: unknown): Buffer | string {
    if (this.#finished) throw finalized();
    this.#finished = true;
    const { running, finish } = this.#started;
    return encoded(finish(running, this.#outputLength), encoding);
  }

  copy(options?: HashOptions): Hash {
    if (this.#finished) throw finalized();
    const { running, finish } = this.#started;
    return new Hash("copy", options, { running: running.clone(), finish });
  }

  override _transform(chunk: unknown, encoding: BufferEncoding, callback: TransformCallback): void {
    this.update(chunk, encoding);
    callback();
  }

  override _flush(callback: TransformCallback): void {
    this.push(this.digest());
    callback();
  }
}

export class Hmac extends LazyTransform {
  readonly #running: Running;
  #finished = false;

  constructor(algorithm: unknown, key: unknown, options?: TransformOptions) {
    super(options);
    requireString(algorithm, "hmac");
    const encoding: unknown = Reflect.get(options ?? {}, "encoding");
    const secret = keyBytes(key, "key", encoding);
    const digest = findDigest(algorithm);
    if (!digest) throw nodeError(TypeError, "ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${algorithm}`);
    this.#running = hmac.create(digest, secret);
  }

  update(data: unknown, encoding?: unknown): this {
    if (this.#finished) throw finalized();
    this.#running.update(toBytes(data, "data", VIEWS, encoding));
    return this;
  }

  /** A second call gives nothing, as in Node. */
  digest(encoding?: unknown): Buffer | string {
    if (this.#finished) return encoded(new Uint8Array(0), encoding);
    this.#finished = true;
    return encoded(this.#running.digest(), encoding);
  }

  override _transform(chunk: unknown, encoding: BufferEncoding, callback: TransformCallback): void {
    this.update(chunk, encoding);
    callback();
  }

  override _flush(callback: TransformCallback): void {
    this.push(this.digest());
    callback();
  }
}

export const createHash = (algorithm: unknown, options?: HashOptions): Transform => new Hash(algorithm, options);
export const createHmac = (algorithm: unknown, key: unknown, options?: TransformOptions): Transform => new Hmac(algorithm, key, options);

/** The whole digest at once. */
export function hash(algorithm: unknown, input: unknown, outputEncoding: unknown = "hex"): Buffer | string {
  requireString(algorithm, "algorithm");
  if (typeof input !== "string" && !ArrayBuffer.isView(input)) throw invalidArgType("input", VIEWS, input);
  if (typeof outputEncoding !== "string") throw invalidArgType("outputEncoding", "string", outputEncoding);
  if (outputEncoding !== "buffer" && !Buffer.isEncoding(outputEncoding)) throw invalidArgValue("outputEncoding", outputEncoding);
  const { running, finish } = startDigest(algorithm, undefined, `Digest method ${algorithm} is not supported`);
  return encoded(finish(running.update(toBytes(input, "input", VIEWS)), undefined), outputEncoding);
}
