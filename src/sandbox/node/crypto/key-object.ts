/** Secret keys as objects. Asymmetric ones live in crypto.webcrypto.subtle. */
import { Buffer } from "node:buffer";
import { notAvailable } from "../gaps.ts";
import { invalidArgType, invalidArgValue, outOfRange, requireFunction, requireString } from "../node-errors.ts";
import { BINARY, toBytes } from "./bytes.ts";
import { randomBuffer } from "./random.ts";

const BINARY_OR_KEY = [...BINARY, "KeyObject", "CryptoKey"];

const secrets = new WeakMap<object, Uint8Array>();

export class KeyObject {
  readonly #type: string;

  constructor(type: unknown, handle: unknown) {
    if (type !== "secret" && type !== "public" && type !== "private") throw invalidArgValue("type", type);
    if (typeof handle !== "object" || handle === null) throw invalidArgType("handle", "object", handle);
    this.#type = type;
    secrets.set(this, handle as Uint8Array);
  }

  static from(key: unknown): never {
    if (!isCryptoKey(key)) throw invalidArgType("key", "CryptoKey", key);
    throw notAvailable("crypto", "KeyObject.from", "A browser gives a CryptoKey's bytes asynchronously only: use subtle.exportKey.");
  }

  get type(): string {
    return this.#type;
  }

  equals(other: unknown): boolean {
    if (!(other instanceof KeyObject)) throw invalidArgType("otherKeyObject", "KeyObject", other);
    return other.type === this.type && Buffer.compare(secretOf(this), secretOf(other)) === 0;
  }

  get [Symbol.toStringTag](): string {
    return "KeyObject";
  }
}

export class SecretKeyObject extends KeyObject {
  constructor(bytes: Uint8Array) {
    super("secret", bytes);
  }

  get symmetricKeySize(): number {
    return secretOf(this).length;
  }

  export(options?: { format?: unknown }): Buffer | { kty: string; k: string } {
    if (options !== undefined && (typeof options !== "object" || options === null)) throw invalidArgType("options", "object", options);
    const format = options?.format;
    if (format === "jwk") return { kty: "oct", k: Buffer.from(secretOf(this)).toString("base64url") };
    if (format === undefined || format === "buffer") return Buffer.from(secretOf(this));
    throw invalidArgValue("options.format", format, "must be one of: undefined, 'buffer', 'jwk'");
  }

  /** A CryptoKey of the same bytes; Node.js answers at once, a browser with a promise, so this one says so. */
  toCryptoKey(): never {
    throw notAvailable("crypto", "KeyObject.toCryptoKey", "Use crypto.webcrypto.subtle.importKey.");
  }
}

function secretOf(key: KeyObject): Uint8Array {
  return secrets.get(key) ?? new Uint8Array(0);
}

function isCryptoKey(value: unknown): boolean {
  return typeof CryptoKey !== "undefined" && value instanceof CryptoKey;
}

/** The bytes of a key argument: a string, bytes, or a secret KeyObject. */
export function keyBytes(key: unknown, name: string, encoding?: unknown): Uint8Array {
  if (key instanceof KeyObject) return secretOf(key);
  if (isCryptoKey(key))
    throw notAvailable("crypto", `a CryptoKey as "${name}"`, "A browser gives its bytes asynchronously only: use crypto.webcrypto.subtle.");
  return toBytes(key, name, BINARY_OR_KEY, encoding);
}

export function createSecretKey(key: unknown, encoding?: unknown): SecretKeyObject {
  const expected = typeof key === "string" ? BINARY : BINARY.filter((word) => word !== "string");
  return new SecretKeyObject(Uint8Array.from(toBytes(key, "key", expected, encoding)));
}

export function generateKeySync(type: unknown, options: unknown): SecretKeyObject {
  requireString(type, "type");
  if (typeof options !== "object" || options === null) throw invalidArgType("options", "object", options);
  const length: unknown = Reflect.get(options, "length");
  if (type === "aes") {
    if (length !== 128 && length !== 192 && length !== 256)
      throw invalidArgValue("options.length", length, "must be one of: 128, 192, 256");
    return new SecretKeyObject(randomBuffer(length / 8));
  }
  if (type !== "hmac") throw invalidArgValue("type", type, "must be a supported key type");
  if (typeof length !== "number") throw invalidArgType("options.length", "number", length);
  if (!Number.isInteger(length)) throw outOfRange("options.length", "an integer", length);
  if (length < 8 || length > 2 ** 31 - 1) throw outOfRange("options.length", ">= 8 && <= 2147483647", length);
  return new SecretKeyObject(randomBuffer(Math.floor(length / 8)));
}

export function generateKey(type: unknown, options: unknown, callback: unknown): void {
  requireFunction(callback, "callback");
  const key = generateKeySync(type, options);
  setImmediate(() => Reflect.apply(callback, undefined, [null, key]));
}
