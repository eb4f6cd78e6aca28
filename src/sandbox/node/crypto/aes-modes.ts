/**
 * AES by modes, fed in pieces as Node's ciphers are. The block function is @noble/ciphers' own; the modes there take whole
 * messages only.
 */
import { GHASH } from "@noble/ciphers/_polyval.js";
import { unsafe } from "@noble/ciphers/aes.js";
import { concat } from "./bytes.ts";

const BLOCK = 16;
const EMPTY = new Uint8Array(0);

export interface CipherMode {
  update(data: Uint8Array): Uint8Array;
  final(): Uint8Array;
  /** Block modes pad the last block, unless told not to. */
  padding: boolean;
}

export interface AuthenticatedMode extends CipherMode {
  addAuthenticatedData(data: Uint8Array): void;
  /** After final(). */
  tag(): Uint8Array;
}

/** OpenSSL's own error, as Node tells it. */
function providerError(number: string, reason: string): Error {
  return Object.assign(new Error(`error:${number}:Provider routines::${reason}`), {
    library: "Provider routines",
    reason,
    code: `ERR_OSSL_${reason.toUpperCase().replaceAll(" ", "_")}`,
  });
}

function xorInto(target: Uint8Array, mask: Uint8Array): void {
  for (let at = 0; at < BLOCK; at += 1) target[at] = (target[at] ?? 0) ^ (mask[at] ?? 0);
}

/** ECB, and CBC where there is an initialization vector. */
export class BlockMode implements CipherMode {
  padding = true;
  readonly #keys: Uint32Array;
  readonly #encrypting: boolean;
  #chain: Uint8Array | undefined;
  #rest = EMPTY;

  constructor(key: Uint8Array, encrypting: boolean, iv?: Uint8Array) {
    this.#keys = encrypting ? unsafe.expandKeyLE(key) : unsafe.expandKeyDecLE(key);
    this.#encrypting = encrypting;
    this.#chain = iv && Uint8Array.from(iv);
  }

  update(data: Uint8Array): Uint8Array {
    const all = concat(this.#rest, data);
    let whole = all.length - (all.length % BLOCK);
    // The last block may be all padding: it waits for final().
    if (!this.#encrypting && this.padding && whole === all.length && whole > 0) whole -= BLOCK;
    const out = this.#blocks(all.subarray(0, whole));
    this.#rest = all.slice(whole);
    return out;
  }

  final(): Uint8Array {
    const rest = this.#rest;
    this.#rest = EMPTY;
    const wrongLength = () => providerError("1C80006B", "wrong final block length");
    if (!this.padding) {
      if (rest.length % BLOCK !== 0) throw wrongLength();
      return this.#blocks(rest);
    }
    if (this.#encrypting) {
      const padded = new Uint8Array(BLOCK).fill(BLOCK - rest.length);
      padded.set(rest);
      return this.#blocks(padded);
    }
    if (rest.length !== BLOCK) throw wrongLength();
    const block = this.#blocks(rest);
    const count = block[BLOCK - 1] ?? 0;
    const padding = block.subarray(BLOCK - Math.min(count, BLOCK));
    if (count === 0 || count > BLOCK || padding.some((byte) => byte !== count)) throw providerError("1C800064", "bad decrypt");
    return block.slice(0, BLOCK - count);
  }

  #blocks(input: Uint8Array): Uint8Array {
    const out = Uint8Array.from(input);
    for (let at = 0; at < out.length; at += BLOCK) this.#block(out, at, input);
    return out;
  }

  #block(out: Uint8Array, at: number, input: Uint8Array): void {
    const block = out.subarray(at, at + BLOCK);
    if (this.#encrypting) {
      if (this.#chain) xorInto(block, this.#chain);
      unsafe.encryptBlock(this.#keys, block);
      if (this.#chain) this.#chain = block;
    } else {
      unsafe.decryptBlock(this.#keys, block);
      if (this.#chain) xorInto(block, this.#chain);
      if (this.#chain) this.#chain = input.slice(at, at + BLOCK);
    }
  }
}

/** A key stream of encrypted counters; `counterBytes` of the block count, the rest stands. */
class KeyStream {
  readonly #keys: Uint32Array;
  readonly #counter: Uint8Array;
  readonly #counterBytes: number;
  readonly #block = new Uint8Array(BLOCK);
  #used = BLOCK;

  constructor(keys: Uint32Array, counter: Uint8Array, counterBytes: number) {
    this.#keys = keys;
    this.#counter = Uint8Array.from(counter);
    this.#counterBytes = counterBytes;
  }

  apply(data: Uint8Array): Uint8Array {
    const out = Uint8Array.from(data);
    for (let at = 0; at < out.length; at += 1) {
      if (this.#used === BLOCK) this.#next();
      out[at] = (out[at] ?? 0) ^ (this.#block[this.#used] ?? 0);
      this.#used += 1;
    }
    return out;
  }

  #next(): void {
    this.#block.set(this.#counter);
    unsafe.encryptBlock(this.#keys, this.#block);
    this.#used = 0;
    for (let at = BLOCK - 1; at >= BLOCK - this.#counterBytes; at -= 1) {
      const next = ((this.#counter[at] ?? 0) + 1) & 0xff;
      this.#counter[at] = next;
      if (next !== 0) return;
    }
  }
}

export class CounterMode implements CipherMode {
  padding = false;
  readonly #stream: KeyStream;

  constructor(key: Uint8Array, iv: Uint8Array) {
    this.#stream = new KeyStream(unsafe.expandKeyLE(key), iv, BLOCK);
  }

  update(data: Uint8Array): Uint8Array {
    return this.#stream.apply(data);
  }

  final(): Uint8Array {
    return EMPTY;
  }
}

/** GHASH in pieces: noble's own pads each piece to a whole block. */
class RunningGhash {
  readonly #ghash: GHASH;
  #rest = EMPTY;

  constructor(key: Uint8Array) {
    this.#ghash = new GHASH(key);
  }

  update(data: Uint8Array): void {
    const all = concat(this.#rest, data);
    const whole = all.length - (all.length % BLOCK);
    this.#ghash.update(all.subarray(0, whole));
    this.#rest = all.slice(whole);
  }

  pad(): void {
    if (this.#rest.length > 0) this.#ghash.update(this.#rest);
    this.#rest = EMPTY;
  }

  lengths(first: number, second: number): Uint8Array {
    const block = new DataView(new ArrayBuffer(BLOCK));
    block.setBigUint64(0, BigInt(first) * 8n);
    block.setBigUint64(8, BigInt(second) * 8n);
    return this.#ghash.update(new Uint8Array(block.buffer)).digest();
  }
}

export class GaloisMode implements AuthenticatedMode {
  padding = false;
  readonly #encrypting: boolean;
  readonly #ghash: RunningGhash;
  readonly #stream: KeyStream;
  readonly #mask: Uint8Array;
  #authenticatedBytes = 0;
  #cipherBytes = 0;

  constructor(key: Uint8Array, encrypting: boolean, iv: Uint8Array) {
    const keys = unsafe.expandKeyLE(key);
    const hashKey = unsafe.encryptBlock(keys, new Uint8Array(BLOCK));
    this.#encrypting = encrypting;
    this.#ghash = new RunningGhash(hashKey);
    const first = firstCounter(hashKey, iv);
    this.#stream = new KeyStream(keys, first, 4);
    this.#mask = this.#stream.apply(new Uint8Array(BLOCK));
  }

  addAuthenticatedData(data: Uint8Array): void {
    this.#authenticatedBytes += data.length;
    this.#ghash.update(data);
  }

  update(data: Uint8Array): Uint8Array {
    if (this.#cipherBytes === 0) this.#ghash.pad();
    const out = this.#stream.apply(data);
    this.#ghash.update(this.#encrypting ? out : data);
    this.#cipherBytes += data.length;
    return out;
  }

  final(): Uint8Array {
    this.#ghash.pad();
    return EMPTY;
  }

  tag(): Uint8Array {
    const tag = this.#ghash.lengths(this.#authenticatedBytes, this.#cipherBytes);
    xorInto(tag, this.#mask);
    return tag;
  }
}

/** NIST SP 800-38D: 96 bits are the counter's beginning, any other length is hashed. */
function firstCounter(hashKey: Uint8Array, iv: Uint8Array): Uint8Array {
  const counter = new Uint8Array(BLOCK);
  if (iv.length !== 12) {
    const ghash = new RunningGhash(hashKey);
    ghash.update(iv);
    ghash.pad();
    return ghash.lengths(0, iv.length);
  }
  counter.set(iv);
  counter[BLOCK - 1] = 1;
  return counter;
}
