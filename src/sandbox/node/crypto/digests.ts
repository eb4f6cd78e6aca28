/** Names of digests, as OpenSSL reads them, and the functions behind them. */
import { blake2b, blake2s } from "@noble/hashes/blake2.js";
import { md5, ripemd160, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from "@noble/hashes/sha2.js";
import { sha3_224, sha3_256, sha3_384, sha3_512, shake128, shake256 } from "@noble/hashes/sha3.js";
import type { CHash } from "@noble/hashes/utils.js";
import { notAvailable } from "../gaps.ts";

const DIGESTS: Readonly<Record<string, CHash>> = {
  blake2b512: blake2b,
  blake2s256: blake2s,
  md5,
  ripemd160,
  sha1,
  sha224,
  sha256,
  "sha3-224": sha3_224,
  "sha3-256": sha3_256,
  "sha3-384": sha3_384,
  "sha3-512": sha3_512,
  sha384,
  sha512,
  "sha512-224": sha512_224,
  "sha512-256": sha512_256,
};

/** Digests of any length; OpenSSL's default is half of what their strength allows. */
export const XOFS: ReadonlyMap<string, { readonly create: typeof shake128.create; readonly defaultLength: number }> = new Map([
  ["shake128", { create: shake128.create, defaultLength: 16 }],
  ["shake256", { create: shake256.create, defaultLength: 32 }],
]);

const NAMES = `RSA-MD5 RSA-RIPEMD160 RSA-SHA1 RSA-SHA1-2 RSA-SHA224 RSA-SHA256 RSA-SHA3-224 RSA-SHA3-256 RSA-SHA3-384 RSA-SHA3-512
RSA-SHA384 RSA-SHA512 RSA-SHA512/224 RSA-SHA512/256 blake2b512 blake2s256 id-rsassa-pkcs1-v1_5-with-sha3-224
id-rsassa-pkcs1-v1_5-with-sha3-256 id-rsassa-pkcs1-v1_5-with-sha3-384 id-rsassa-pkcs1-v1_5-with-sha3-512 md5 md5WithRSAEncryption
ripemd ripemd160 ripemd160WithRSA rmd160 sha1 sha1WithRSAEncryption sha224 sha224WithRSAEncryption sha256 sha256WithRSAEncryption
sha3-224 sha3-256 sha3-384 sha3-512 sha384 sha384WithRSAEncryption sha512 sha512-224 sha512-224WithRSAEncryption sha512-256
sha512-256WithRSAEncryption sha512WithRSAEncryption shake128 shake256 ssl3-md5 ssl3-sha1`.split(/\s+/);

/** Node.js has these; no small well-kept library does. */
const KNOWN_TO_NODE = /^(?:rsa-)?(?:sm3|md5-sha1|sm3withrsaencryption)$/;

export const getHashes = (): string[] => [...NAMES];

const ALIASES: Readonly<Record<string, string>> = {
  "rsa-sha1-2": "sha1",
  "rsa-sha512/224": "sha512-224",
  "rsa-sha512/256": "sha512-256",
  "sha2-512/224": "sha512-224",
  "sha2-512/256": "sha512-256",
  ripemd: "ripemd160",
  "ripemd-160": "ripemd160",
  rmd160: "ripemd160",
};

/** "RSA-SHA256", "Sha-256" and "SHA2-256" are all sha256. */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  const alias = Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : undefined;
  if (alias !== undefined) return alias;
  return lower
    .replace(/^id-rsassa-pkcs1-v1_5-with-(?=sha3)/, "")
    .replace(/^(?:rsa-|ssl3-)(?=md5|ripemd|sha)/, "")
    .replace(/withrsa(?:encryption)?$/, "")
    .replace(/^sha2-(?=\d)|^sha-(?=\d)/, "sha")
    .replace(/^(blake2[bs]|shake)-(?=\d)/, "$1");
}

export function findDigest(name: string): CHash | undefined {
  const canonical = canonicalName(name);
  const found = Object.hasOwn(DIGESTS, canonical) ? DIGESTS[canonical] : undefined;
  if (!found && KNOWN_TO_NODE.test(name.toLowerCase()))
    throw notAvailable("crypto", `createHash(${JSON.stringify(name)})`, `Use one of crypto.getHashes(), such as "sha256".`);
  return found;
}
