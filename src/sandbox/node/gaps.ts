/**
 * What Node's built-ins export and a browser cannot give: one table, read by the built-ins, which put a function that
 * throws in each place, and by the test that walks Node's own exports. A reason is one sentence for the person who called it.
 */
import { nodeError } from "./node-errors.ts";

type Gaps = Readonly<Record<string, string>>;

const NO_ENGINE = "A browser gives no access to the engine's inner workings.";
const NO_SYSTEM = "There is no operating system process under a browser's worker.";

const NO_WATCH = "No other process changes a container's files; call your own code after a write.";

const each = (names: readonly string[], reason: string): Gaps => Object.fromEntries(names.map((name) => [name, reason]));

/** These throw when called, or when constructed. */
export const THROWING: Readonly<Record<string, Gaps>> = {
  crypto: {
    ...each(
      ["createSign", "createVerify", "sign", "verify", "Sign", "Verify"],
      "Sign and verify with crypto.webcrypto.subtle.sign and .verify.",
    ),
    ...each(
      ["createPublicKey", "createPrivateKey", "generateKeyPair", "generateKeyPairSync"],
      "Make and read asymmetric keys with crypto.webcrypto.subtle.generateKey and .importKey.",
    ),
    ...each(
      ["publicEncrypt", "publicDecrypt", "privateEncrypt", "privateDecrypt"],
      "Encrypt with RSA-OAEP through crypto.webcrypto.subtle.encrypt and .decrypt.",
    ),
    ...each(
      [
        ...["createDiffieHellman", "createDiffieHellmanGroup", "createECDH", "diffieHellman", "getDiffieHellman", "getCurves"],
        ...["DiffieHellman", "DiffieHellmanGroup", "ECDH"],
      ],
      "Agree on a key with ECDH or X25519 through crypto.webcrypto.subtle.deriveBits.",
    ),
    ...each(["checkPrime", "checkPrimeSync", "generatePrime", "generatePrimeSync"], "crypto.webcrypto.subtle makes keys that need primes."),
    ...each(["Certificate", "X509Certificate", "setEngine", "setFips"], "It is a part of OpenSSL, which a browser does not have."),
  },
  fs: each(["watch", "watchFile", "unwatchFile"], NO_WATCH),
  "fs/promises": each(["watch"], NO_WATCH),
  zlib: {
    ...each(
      [
        ...["BrotliCompress", "BrotliDecompress", "brotliCompress", "brotliCompressSync", "brotliDecompress", "brotliDecompressSync"],
        ...["createBrotliCompress", "createBrotliDecompress", "ZstdCompress", "ZstdDecompress", "zstdCompress", "zstdCompressSync"],
        ...["zstdDecompress", "zstdDecompressSync", "createZstdCompress", "createZstdDecompress"],
      ],
      "Use gzip or deflate.",
    ),
  },
};

/** These are missing, as they are in some version of Node; reading them gives undefined. */
export const ABSENT: Readonly<Record<string, Gaps>> = {};

export function notAvailable(module: string, name: string, reason: string): Error {
  return nodeError(
    Error,
    "ERR_METHOD_NOT_IMPLEMENTED",
    `${module}.${name} is not available in this playground's Node.js runtime. ${reason}`,
  );
}

/** One throwing function for each gap of the module. */
export function throwingExports(module: string): Record<string, (...args: unknown[]) => never> {
  return Object.fromEntries(
    Object.entries(THROWING[module] ?? {}).map(([name, reason]) => {
      const gap = (): never => {
        throw notAvailable(module, name, reason);
      };
      Object.defineProperty(gap, "name", { value: name });
      return [name, gap];
    }),
  );
}
