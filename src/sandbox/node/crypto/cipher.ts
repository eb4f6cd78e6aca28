/** createCipheriv and createDecipheriv: AES in CBC, CTR, ECB and GCM, as calls and as streams. */
import { Buffer } from "node:buffer";
import type { Transform, TransformCallback, TransformOptions } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { notAvailable } from "../gaps.ts";
import { invalidArgType, invalidArgValue, nodeError, requireString } from "../node-errors.ts";
import { BlockMode, type CipherMode, CounterMode, GaloisMode } from "./aes-modes.ts";
import { BINARY, encoded, toBuffer, toBytes, VIEWS } from "./bytes.ts";
import { type CipherInfo, findCipher, getCiphers, isKnownToNode } from "./cipher-names.ts";
import { keyBytes } from "./key-object.ts";
import { LazyTransform } from "./lazy-transform.ts";
import { timingSafeEqual } from "./random.ts";

export type CipherOptions = TransformOptions & { authTagLength?: number };

const FULL_TAG_BYTES = 16;

const invalidState = (operation?: string) =>
  nodeError(Error, "ERR_CRYPTO_INVALID_STATE", operation === undefined ? "Invalid state" : `Invalid state for operation ${operation}`);

function requireTagLength(length: number): void {
  if (length !== 4 && length !== 8 && (length < 12 || length > FULL_TAG_BYTES))
    throw nodeError(TypeError, "ERR_CRYPTO_INVALID_AUTH_TAG", `Invalid authentication tag length: ${length}`);
}

function startMode(info: CipherInfo, key: Uint8Array, iv: Uint8Array | null, encrypting: boolean): CipherMode {
  if (key.length !== info.keyLength) throw nodeError(RangeError, "ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length");
  const fits = info.mode === "gcm" ? iv !== null && iv.length > 0 : (iv?.length ?? 0) === info.ivLength;
  if (!fits) throw nodeError(TypeError, "ERR_CRYPTO_INVALID_IV", "Invalid initialization vector");
  if (iv === null || info.mode === "ecb") return new BlockMode(key, encrypting);
  if (info.mode === "cbc") return new BlockMode(key, encrypting, iv);
  return info.mode === "ctr" ? new CounterMode(key, iv) : new GaloisMode(key, encrypting, iv);
}

abstract class AesCipher extends LazyTransform {
  protected readonly mode: CipherMode;
  protected readonly tagBytes: number | undefined;
  protected state: "fresh" | "updated" | "final" = "fresh";
  #decoder: StringDecoder | undefined;

  constructor(encrypting: boolean, name: unknown, key: unknown, iv: unknown, options?: CipherOptions) {
    super(options);
    requireString(name, "cipher");
    const keyEncoding: unknown = Reflect.get(options ?? {}, "encoding");
    const secret = Uint8Array.from(keyBytes(key, "key", keyEncoding));
    const vector = iv === null ? null : Uint8Array.from(toBytes(iv, "iv"));
    const tagBytes: unknown = options?.authTagLength;
    if (tagBytes !== undefined && (typeof tagBytes !== "number" || tagBytes < 0 || tagBytes !== tagBytes >> 0))
      throw invalidArgValue("options.authTagLength", tagBytes);
    const info = findCipher(name);
    if (!info && isKnownToNode(name))
      throw notAvailable("crypto", `create${encrypting ? "C" : "Dec"}ipheriv("${name}")`, `Use one of: ${getCiphers().join(", ")}.`);
    if (!info) throw nodeError(Error, "ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher");
    this.mode = startMode(info, secret, vector, encrypting);
    if (typeof tagBytes === "number" && info.mode === "gcm") requireTagLength(tagBytes);
    this.tagBytes = typeof tagBytes === "number" ? tagBytes : undefined;
  }

  update(data: unknown, inputEncoding?: unknown, outputEncoding?: unknown): Buffer | string {
    if (typeof data !== "string" && !ArrayBuffer.isView(data)) throw invalidArgType("data", VIEWS, data);
    if (typeof data === "string" && inputEncoding === "hex" && data.length % 2 !== 0)
      throw invalidArgValue("encoding", inputEncoding, `is invalid for data of length ${data.length}`);
    if (this.state === "final") throw new Error("Trying to add data in unsupported state");
    this.state = "updated";
    return this.#output(this.mode.update(toBytes(data, "data", VIEWS, inputEncoding)), outputEncoding, false);
  }

  final(outputEncoding?: unknown): Buffer | string {
    if (this.state === "final") throw invalidState();
    this.state = "final";
    return this.#output(this.finish(), outputEncoding, true);
  }

  protected finish(): Uint8Array {
    return this.mode.final();
  }

  setAutoPadding(autoPadding?: unknown): this {
    if (this.state === "final") throw invalidState("setAutoPadding");
    if (this.mode instanceof BlockMode) this.mode.padding = autoPadding === undefined || Boolean(autoPadding);
    return this;
  }

  setAAD(data: unknown, options?: { encoding?: unknown }): this {
    const bytes = toBytes(data, "aadbuf", BINARY, options?.encoding);
    if (!(this.mode instanceof GaloisMode) || this.state !== "fresh") throw invalidState("setAAD");
    this.mode.addAuthenticatedData(Uint8Array.from(bytes));
    return this;
  }

  /** base64 goes by three bytes and UTF-8 by characters, so a decoder keeps what is left over. */
  #output(bytes: Uint8Array, encoding: unknown, last: boolean): Buffer | string {
    if (typeof encoding !== "string" || encoding === "buffer") return toBuffer(bytes);
    if (!Buffer.isEncoding(encoding)) throw nodeError(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`);
    this.#decoder ??= new StringDecoder(encoding);
    return last ? this.#decoder.end(toBuffer(bytes)) : this.#decoder.write(toBuffer(bytes));
  }

  override _transform(chunk: unknown, encoding: BufferEncoding, callback: TransformCallback): void {
    this.push(this.update(chunk, encoding));
    callback();
  }

  override _flush(callback: TransformCallback): void {
    try {
      this.push(this.final());
    } catch (error) {
      callback(error as Error);
      return;
    }
    callback();
  }
}

export class Cipheriv extends AesCipher {
  #tag: Uint8Array | undefined;

  constructor(name: unknown, key: unknown, iv: unknown, options?: CipherOptions) {
    super(true, name, key, iv, options);
  }

  protected override finish(): Uint8Array {
    const last = this.mode.final();
    if (this.mode instanceof GaloisMode) this.#tag = this.mode.tag().slice(0, this.tagBytes ?? FULL_TAG_BYTES);
    return last;
  }

  getAuthTag(): Buffer | string {
    if (!this.#tag) throw invalidState("getAuthTag");
    return encoded(this.#tag, undefined);
  }
}

export class Decipheriv extends AesCipher {
  #expected: Uint8Array | undefined;

  constructor(name: unknown, key: unknown, iv: unknown, options?: CipherOptions) {
    super(false, name, key, iv, options);
  }

  setAuthTag(tag: unknown, encoding?: unknown): this {
    const bytes = Uint8Array.from(toBytes(tag, "buffer", BINARY, encoding));
    if (!(this.mode instanceof GaloisMode) || this.#expected || this.state === "final") throw invalidState("setAuthTag");
    if (this.tagBytes !== undefined && bytes.length !== this.tagBytes)
      throw nodeError(TypeError, "ERR_CRYPTO_INVALID_AUTH_TAG", `Invalid authentication tag length: ${bytes.length}`);
    requireTagLength(bytes.length);
    this.#expected = bytes;
    return this;
  }

  protected override finish(): Uint8Array {
    const last = this.mode.final();
    if (!(this.mode instanceof GaloisMode)) return last;
    const expected = this.#expected;
    if (!expected || !timingSafeEqual(expected, this.mode.tag().subarray(0, expected.length)))
      throw new Error("Unsupported state or unable to authenticate data");
    return last;
  }
}

export const createCipheriv = (name: unknown, key: unknown, iv: unknown, options?: CipherOptions): Transform =>
  new Cipheriv(name, key, iv, options);
export const createDecipheriv = (name: unknown, key: unknown, iv: unknown, options?: CipherOptions): Transform =>
  new Decipheriv(name, key, iv, options);
