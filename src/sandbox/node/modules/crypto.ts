/**
 * node:crypto: digests, HMAC, random numbers, AES, keys from passwords; by @noble, each part alone. What needs asymmetric
 * keys throws and names crypto.webcrypto.subtle, which is the browser's own.
 */
import { Cipheriv, createCipheriv, createDecipheriv, Decipheriv } from "../crypto/cipher.ts";
import { getCipherInfo, getCiphers } from "../crypto/cipher-names.ts";
import { constants } from "../crypto/constants.ts";
import { getHashes } from "../crypto/digests.ts";
import { createHash, createHmac, Hash, Hmac, hash } from "../crypto/hash.ts";
import { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from "../crypto/kdf.ts";
import { createSecretKey, generateKey, generateKeySync, KeyObject } from "../crypto/key-object.ts";
import { randomBytes, randomFill, randomFillSync, randomInt, randomUUID, timingSafeEqual } from "../crypto/random.ts";
import { notAvailable, throwingExports } from "../gaps.ts";

const webcrypto = globalThis.crypto;

const hidden = (value: unknown): PropertyDescriptor => ({ value, enumerable: false, configurable: true, writable: true });

const crypto = {
  ...throwingExports("crypto"),
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  getCiphers,
  getCipherInfo,
  getHashes,
  hkdf,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  generateKey,
  generateKeySync,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  scrypt,
  scryptSync,
  timingSafeEqual,
  hash,
  Cipheriv,
  Decipheriv,
  Hash,
  Hmac,
  KeyObject,
  getFips: () => 0,
  secureHeapUsed: () => ({ total: 0, used: 0, utilization: 0, min: 0 }),
  constants,
  webcrypto,
  getRandomValues: <T extends ArrayBufferView<ArrayBuffer>>(array: T): T => webcrypto.getRandomValues(array),
};

Object.defineProperties(crypto, {
  /** Only pages with a secure origin have it. */
  subtle: {
    enumerable: true,
    configurable: true,
    get: () => {
      if (webcrypto.subtle) return webcrypto.subtle;
      throw notAvailable("crypto", "subtle", "The browser offers it to pages served over https or from localhost only.");
    },
  },
  fips: hidden(0),
  prng: hidden(randomBytes),
  pseudoRandomBytes: hidden(randomBytes),
  rng: hidden(randomBytes),
});

export default crypto;
