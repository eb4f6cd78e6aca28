import nodeCrypto from "node:crypto";
import { describe, expect, test } from "vitest";
import { answerOf, loadBuiltins } from "./builtins-under-test.ts";

type Crypto = typeof nodeCrypto;
const { load } = await loadBuiltins();
const mine = load<Crypto>("crypto");

/** Buffers and ArrayBuffers of two realms, as bytes. */
function plain(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return { arrayBuffer: [...new Uint8Array(value)] };
  if (ArrayBuffer.isView(value)) return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex") };
  if (Array.isArray(value)) return value.map(plain);
  return value;
}

/** OpenSSL keeps failures that nobody asked about, and Node tells them in place of a later one: take them out first. */
function forgetFailures(): void {
  const cipher = nodeCrypto.createCipheriv("aes-128-ecb", Buffer.alloc(16), null);
  cipher.final();
  for (let tries = 0; tries < 20; tries += 1)
    try {
      cipher.update("a");
    } catch (error) {
      if ((error as Error).message === "Trying to add data in unsupported state") return;
    }
}

const compare = (run: (crypto: Crypto) => unknown) => {
  forgetFailures();
  expect(answerOf(() => plain(run(mine)))).toEqual(answerOf(() => plain(run(nodeCrypto))));
};

const LENGTHS = [0, 1, 3, 55, 56, 64, 111, 112, 127, 128, 129, 1000];
const data = (length: number) => Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 31 + 7) & 255));

describe("digests", () => {
  test.each(mine.getHashes())("%s of messages around its block size", (name) => {
    compare((crypto) => LENGTHS.map((length) => crypto.createHash(name).update(data(length)).digest("hex")));
  });

  test("every name that getHashes tells is one of Node's", () => {
    const missing = nodeCrypto.getHashes().filter((name) => !mine.getHashes().includes(name));
    expect(mine.getHashes().filter((name) => !nodeCrypto.getHashes().includes(name))).toEqual([]);
    expect(missing.filter((name) => !/^(?:RSA-)?(?:SM3|MD5-SHA1|SM3WithRSAEncryption)$/i.test(name))).toEqual([]);
    for (const name of missing)
      expect(() => mine.createHash(name)).toThrow(expect.objectContaining({ code: "ERR_METHOD_NOT_IMPLEMENTED" }));
  });

  const NAMES = [
    "SHA256",
    "Sha-256",
    "sha-1",
    "SHA2-256",
    "sha512/256",
    "RSA-sha512/256",
    "SHA2-512/256",
    "ripemd-160",
    "BLAKE2b-512",
    "sha",
    "",
  ];
  test.each([...NAMES, "keccak-256", "md4", "whirlpool", "nope", "__proto__", "constructor"])("the name %j", (name) => {
    compare((crypto) => crypto.createHash(name).update("x").digest("hex"));
  });

  const SAME: Record<string, (crypto: Crypto) => unknown> = {
    "in pieces, with encodings": (c) =>
      c
        .createHash("sha256")
        .update("6162", "hex")
        .update("Y2Q=", "base64")
        .update("é", "latin1")
        .update(new Uint16Array([1, 2]))
        .digest("base64url"),
    "an unknown encoding is UTF-8": (c) =>
      c
        .createHash("sha1")
        .update("abc", "nope" as never)
        .digest("hex"),
    "a DataView": (c) =>
      c
        .createHash("sha1")
        .update(new DataView(new ArrayBuffer(3), 1))
        .digest("hex"),
    "digest as a buffer": (c) => [
      c.createHash("md5").digest(),
      c.createHash("md5").digest("buffer" as never),
      c.createHash("md5").digest(null as never),
    ],
    "digest twice": (c) => {
      const hash = c.createHash("sha1");
      hash.digest();
      return hash.digest();
    },
    "update after digest": (c) => {
      const hash = c.createHash("sha1");
      hash.digest();
      return hash.update("a");
    },
    copy: (c) => {
      const hash = c.createHash("sha256").update("a");
      const copy = hash.copy();
      return [hash.update("b").digest("hex"), copy.update("c").digest("hex")];
    },
    "copy after digest": (c) => {
      const hash = c.createHash("sha1");
      hash.digest();
      return hash.copy();
    },
    "length of an XOF": (c) => [0, 5, 64].map((outputLength) => c.createHash("shake256", { outputLength }).update("a").digest("hex")),
    "a copy of an XOF": (c) => c.createHash("shake128", { outputLength: 40 }).update("a").copy().update("b").digest("hex"),
    "length of another": (c) => c.createHash("sha256", { outputLength: 28 }),
    "length that fits": (c) => c.createHash("sha256", { outputLength: 32 }).digest("hex"),
    "length that is no number": (c) => c.createHash("sha256", { outputLength: "a" as never }),
    "a number for a name": (c) => c.createHash(5 as never),
    "a number for data": (c) => c.createHash("sha1").update(5 as never),
    "an ArrayBuffer for data": (c) => c.createHash("sha1").update(new ArrayBuffer(2) as never),
    "nothing for data": (c) => c.createHash("sha1").update(undefined as never),
    "hash at once": (c) => [c.hash("sha1", "x"), c.hash("sha256", Buffer.from("x"), "base64"), c.hash("md5", "x", "buffer")],
    "hash: no such digest": (c) => c.hash("nope", "x"),
    "hash: no data": (c) => c.hash("sha1", 5 as never),
    "hash: no such encoding": (c) => c.hash("sha1", "x", "nope" as never),
  };
  test.each(Object.entries(SAME))("%s", (_, run) => compare(run));
});

describe("HMAC", () => {
  test.each(["md5", "sha1", "sha256", "SHA512", "sha3-256", "ripemd160", "sha512-256", "blake2b512"])(
    "%s with short and long keys",
    (name) => {
      compare((crypto) =>
        [0, 1, 64, 65, 128, 200].map((length) => crypto.createHmac(name, data(length)).update("mess").update(data(99)).digest("hex")),
      );
    },
  );

  const SAME: Record<string, (crypto: Crypto) => unknown> = {
    "a key as text": (c) => c.createHmac("sha256", "ключ").update("x").digest("hex"),
    "a KeyObject": (c) =>
      c
        .createHmac("sha256", c.createSecretKey(Buffer.from("k")))
        .update("x")
        .digest("hex"),
    "an ArrayBuffer": (c) =>
      c
        .createHmac("sha256", new ArrayBuffer(3) as never)
        .update("x")
        .digest("hex"),
    "digest twice": (c) => {
      const hmac = c.createHmac("sha1", "a");
      hmac.digest();
      return [hmac.digest(), hmac.digest("hex")];
    },
    "update after digest": (c) => {
      const hmac = c.createHmac("sha1", "a");
      hmac.digest();
      return hmac.update("a");
    },
    "no such digest": (c) => c.createHmac("nope", "k"),
    "no key": (c) => c.createHmac("sha256", undefined as never),
    "a number as key": (c) => c.createHmac("sha256", 5 as never),
    "no name": (c) => c.createHmac(undefined as never, "k"),
  };
  test.each(Object.entries(SAME))("%s", (_, run) => compare(run));
});

describe("as streams", () => {
  test.each(["createHash", "createHmac"] as const)("%s", async (name) => {
    const { pipeline } = load<typeof import("node:stream/promises")>("stream/promises");
    const { Readable } = load<typeof import("node:stream")>("stream");
    const make = (crypto: Crypto) => (name === "createHash" ? crypto.createHash("sha256") : crypto.createHmac("sha256", "k"));
    const hash = make(mine);
    await pipeline(Readable.from([Buffer.from("ab"), Buffer.from("cd")]), hash);
    expect(hash.read().toString("hex")).toBe(make(nodeCrypto).update("abcd").digest("hex"));
  });

  test("text is written with its encoding, and read in one", async () => {
    const digestOf = (crypto: Crypto) =>
      new Promise((resolve) => {
        const hash = crypto.createHash("sha1", { encoding: "hex" } as object);
        hash.on("data", resolve);
        hash.write("6162", "hex");
        hash.end("c");
      });
    expect(await digestOf(mine)).toBe(await digestOf(nodeCrypto));
  });

  test("a cipher, and its opposite", async () => {
    const { text } = load<typeof import("node:stream/consumers")>("stream/consumers");
    const key = data(32);
    const cipher = mine.createCipheriv("aes-256-cbc", key, data(16));
    const plainText = "long enough for several blocks ".repeat(20);
    for (let at = 0; at < plainText.length; at += 33) cipher.write(plainText.slice(at, at + 33));
    cipher.end();
    expect(await text(cipher.pipe(mine.createDecipheriv("aes-256-cbc", key, data(16))))).toBe(plainText);
  });

  test("a failure of the last block is an error of the stream", async () => {
    const { finished } = load<typeof import("node:stream/promises")>("stream/promises");
    const decipher = mine.createDecipheriv("aes-128-cbc", data(16), data(16));
    decipher.end(Buffer.alloc(15));
    await expect(finished(decipher.resume())).rejects.toMatchObject({ code: "ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH" });
  });
});

describe("AES", () => {
  const ivFor = (name: string) => (name.includes("ecb") ? null : data(/gcm/i.test(name) ? 12 : 16));
  const keyFor = (name: string) => data(Number(/\d+/.exec(name)?.[0]) / 8);

  test.each(mine.getCiphers())("%s: all lengths, in pieces, there and back", (name) => {
    const encryptWith = (crypto: Crypto) =>
      LENGTHS.map((length) => {
        const cipher = crypto.createCipheriv(name, keyFor(name), ivFor(name) as Buffer) as import("node:crypto").CipherGCM;
        if (/gcm/i.test(name)) cipher.setAAD(Buffer.from("header"));
        const whole = data(length);
        const pieces = [whole.subarray(0, 5), whole.subarray(5, 37), whole.subarray(37)].map((piece) =>
          cipher.update(piece).toString("hex"),
        );
        const last = cipher.final().toString("hex");
        return [...pieces, last, /gcm/i.test(name) ? cipher.getAuthTag().toString("hex") : ""];
      });
    const encrypted = encryptWith(mine);
    expect(encrypted).toEqual(encryptWith(nodeCrypto));
    const decryptWith = (crypto: Crypto) =>
      encrypted.map(([first = "", second = "", third = "", last = "", tag = ""]) => {
        const decipher = crypto.createDecipheriv(name, keyFor(name), ivFor(name) as Buffer) as import("node:crypto").DecipherGCM;
        if (/gcm/i.test(name)) decipher.setAAD(Buffer.from("header")).setAuthTag(Buffer.from(tag, "hex"));
        const pieces = [first + second, third, last].map((piece) => decipher.update(piece, "hex", "hex"));
        return [...pieces, decipher.final("hex")];
      });
    expect(decryptWith(mine)).toEqual(decryptWith(nodeCrypto));
    expect(decryptWith(mine).map((pieces) => pieces.join(""))).toEqual(LENGTHS.map((length) => data(length).toString("hex")));
  });

  test("what getCipherInfo tells", () => {
    const asked = [...mine.getCiphers(), "AES-256-CBC", "nope", 419, 901];
    compare((crypto) => asked.map((name) => crypto.getCipherInfo(name as string)));
    compare((crypto) => [
      crypto.getCipherInfo("aes-256-gcm", { ivLength: 5 }),
      crypto.getCipherInfo("aes-256-cbc", { keyLength: 5 }),
      crypto.getCipherInfo("aes-256-cbc", { ivLength: 5 }),
    ]);
  });

  const [key, iv, nonce] = [data(16), data(16), data(12)];
  type Gcm = import("node:crypto").CipherGCM;
  type GcmBack = import("node:crypto").DecipherGCM;
  const gcm = (c: Crypto, options?: object) => c.createCipheriv("aes-128-gcm", key, nonce, options) as Gcm;
  const gcmBack = (c: Crypto, options?: object) => c.createDecipheriv("aes-128-gcm", key, nonce, options) as GcmBack;
  const cbc = (c: Crypto) => c.createCipheriv("aes-128-cbc", key, iv);
  const cbcBack = (c: Crypto) => c.createDecipheriv("aes-128-cbc", key, iv);

  const SAME: Record<string, (crypto: Crypto) => unknown> = {
    "no such cipher": (c) => c.createCipheriv("nope", key, iv),
    "a number for a name": (c) => c.createCipheriv(5 as never, key, iv),
    "a number for a key": (c) => c.createCipheriv("aes-128-cbc", 5 as never, iv),
    "no iv": (c) => c.createCipheriv("aes-128-cbc", key, undefined as never),
    "null for an iv": (c) => c.createCipheriv("aes-128-cbc", key, null),
    "ECB with null, with nothing": (c) => [null, ""].map((none) => c.createCipheriv("aes-128-ecb", key, none).update(data(16))),
    "ECB with an iv": (c) => c.createCipheriv("aes-128-ecb", key, iv),
    "a key too short": (c) => c.createCipheriv("aes-128-cbc", data(3), iv),
    "an iv too short": (c) => c.createCipheriv("aes-128-cbc", key, data(3)),
    "GCM without an iv": (c) => [null, data(0)].map((none) => answerOf(() => c.createCipheriv("aes-128-gcm", key, none))),
    "GCM with ivs of other lengths": (c) =>
      [1, 8, 16, 60].map((length) => {
        const cipher = c.createCipheriv("aes-128-gcm", key, data(length)) as Gcm;
        return [cipher.update("hello"), cipher.final(), cipher.getAuthTag()];
      }),
    "GCM with tags of other lengths": (c) =>
      [4, 8, 12, 13, 14, 15, 16].map((authTagLength) => {
        const cipher = gcm(c, { authTagLength });
        cipher.final();
        return cipher.getAuthTag();
      }),
    "GCM with a tag of no such length": (c) => gcm(c, { authTagLength: 3 }),
    "GCM with a tag below zero": (c) => gcm(c, { authTagLength: -3 }),
    "GCM: tag before the end": (c) => gcm(c).getAuthTag(),
    "GCM: header after data": (c) => {
      const cipher = gcm(c);
      cipher.update("a");
      return cipher.setAAD(Buffer.from("a"));
    },
    "GCM: header in two": (c) => {
      const cipher = gcm(c);
      cipher.setAAD(Buffer.from("a")).setAAD(Buffer.from("b"));
      cipher.final();
      return cipher.getAuthTag();
    },
    "GCM: a header that is a number": (c) => gcm(c).setAAD(5 as never),
    "GCM: no tag given": (c) => gcmBack(c).final(),
    "GCM: a wrong tag": (c) => gcmBack(c).setAuthTag(Buffer.alloc(16)).final(),
    "GCM: a tag of three bytes": (c) => gcmBack(c).setAuthTag(Buffer.alloc(3)),
    "GCM: a tag twice": (c) => gcmBack(c).setAuthTag(Buffer.alloc(16)).setAuthTag(Buffer.alloc(16)),
    "GCM: a tag of another length than told": (c) => gcmBack(c, { authTagLength: 12 }).setAuthTag(Buffer.alloc(16)),
    "CBC has no tag": (c) => (cbcBack(c) as GcmBack).setAuthTag(Buffer.alloc(16)),
    "CBC has no header": (c) => (cbc(c) as Gcm).setAAD(Buffer.alloc(16)),
    "CBC gives no tag": (c) => {
      const cipher = cbc(c) as Gcm;
      cipher.final();
      return cipher.getAuthTag();
    },
    "final twice": (c) => {
      const cipher = cbc(c);
      cipher.final();
      return cipher.final();
    },
    "update after final": (c) => {
      const cipher = cbc(c);
      cipher.final();
      return cipher.update("a");
    },
    "padding after final": (c) => {
      const cipher = cbc(c);
      cipher.final();
      return cipher.setAutoPadding(false);
    },
    "bad padding": (c) => {
      const decipher = cbcBack(c);
      decipher.update(Buffer.alloc(16, 7));
      return decipher.final();
    },
    "not a whole block": (c) => {
      const decipher = cbcBack(c);
      decipher.update(Buffer.alloc(15, 7));
      return decipher.final();
    },
    "nothing to decrypt": (c) => cbcBack(c).final(),
    "no padding, not a whole block": (c) => {
      const cipher = cbc(c).setAutoPadding(false);
      cipher.update(Buffer.alloc(15));
      return cipher.final();
    },
    "no padding, whole blocks": (c) => {
      const decipher = cbcBack(c).setAutoPadding(false);
      return [decipher.update(Buffer.alloc(32, 7)), decipher.final()];
    },
    "base64 across updates": (c) => {
      const cipher = c.createCipheriv("aes-128-ctr", key, iv);
      return [cipher.update("a", "utf8", "base64"), cipher.update("bcdef", "utf8", "base64"), cipher.final("base64")];
    },
    "UTF-8 across updates": (c) => {
      const cipher = c.createCipheriv("aes-128-ctr", key, iv);
      const encrypted = Buffer.concat([cipher.update("äöü€"), cipher.final()]);
      const decipher = c.createDecipheriv("aes-128-ctr", key, iv);
      return [...encrypted].map((byte) => decipher.update(Buffer.from([byte]), undefined, "utf8"));
    },
    "no such output encoding": (c) => cbc(c).update("a", "utf8", "nope" as never),
    "hex of odd length": (c) => cbc(c).update("abc", "hex"),
    "a number for data": (c) => cbc(c).update(5 as never),
    "a KeyObject": (c) => c.createCipheriv("aes-128-cbc", c.createSecretKey(key), iv).final("hex"),
    "a counter that overflows": (c) => c.createCipheriv("aes-128-ctr", key, Buffer.alloc(16, 255)).update(data(64)),
    "a key too long for GCM": (c) => c.createCipheriv("aes-128-gcm", data(32), nonce),
  };
  test.each(Object.entries(SAME))("%s", (_, run) => compare(run));

  test("a cipher that Node.js has and this runtime has not is named", () => {
    for (const name of ["aes-128-ccm", "chacha20-poly1305", "des-ede3-cbc", "aes-256-cfb"])
      expect(() => mine.createCipheriv(name, key, iv)).toThrow(
        expect.objectContaining({ code: "ERR_METHOD_NOT_IMPLEMENTED", message: expect.stringContaining(name) }),
      );
  });
});

describe("keys from passwords and keys", () => {
  const SAME: Record<string, (crypto: Crypto) => unknown> = {
    pbkdf2: (c) => ["md5", "sha1", "sha256", "sha512"].map((digest) => c.pbkdf2Sync("password", "salt", 3, 50, digest)),
    "pbkdf2: bytes": (c) => c.pbkdf2Sync(data(70), new Uint16Array([1, 2]), 1, 20, "SHA256"),
    "pbkdf2: nothing": (c) => [c.pbkdf2Sync("", "", 1, 20, "sha1"), c.pbkdf2Sync("a", "b", 1, 0, "sha1")],
    "pbkdf2: no digest": (c) => c.pbkdf2Sync("a", "b", 1, 20, undefined as never),
    "pbkdf2: no such digest": (c) => c.pbkdf2Sync("a", "b", 1, 20, "nope"),
    "pbkdf2: no rounds": (c) => c.pbkdf2Sync("a", "b", 0, 20, "sha1"),
    "pbkdf2: rounds in words": (c) => c.pbkdf2Sync("a", "b", "1" as never, 20, "sha1"),
    "pbkdf2: length below zero": (c) => c.pbkdf2Sync("a", "b", 1, -1, "sha1"),
    "pbkdf2: a number as password": (c) => c.pbkdf2Sync(1 as never, "b", 1, 1, "sha1"),
    "pbkdf2: null as salt": (c) => c.pbkdf2Sync("a", null as never, 1, 1, "sha1"),
    "pbkdf2: no callback": (c) => c.pbkdf2("a", "b", 1, 1, "sha1", undefined as never),
    scrypt: (c) => [c.scryptSync("password", "NaCl", 64), c.scryptSync("", "", 16, { N: 16, r: 1, p: 1 }), c.scryptSync("a", "b", 0)],
    "scrypt: long names": (c) => c.scryptSync("p", "s", 32, { cost: 1024, blockSize: 4, parallelization: 2 }),
    "scrypt: zeros are the defaults": (c) => [{ N: 0 }, { r: 0 }, { p: 0 }].map((options) => c.scryptSync("a", "b", 16, options)),
    "scrypt: N of no power": (c) => [3, 1].map((N) => answerOf(() => c.scryptSync("a", "b", 16, { N }))),
    "scrypt: too much memory": (c) => c.scryptSync("a", "b", 16, { N: 2 ** 20 }),
    "scrypt: both names": (c) => c.scryptSync("a", "b", 16, { N: 2, cost: 2 }),
    "scrypt: null": (c) => c.scryptSync(null as never, "b", 16),
    "scrypt: length below zero": (c) => c.scryptSync("a", "b", -1),
    "scrypt: no callback": (c) => c.scrypt("a", "b", 16, undefined as never),
    hkdf: (c) => ["sha1", "sha256", "sha512"].map((digest) => c.hkdfSync(digest, "key", "salt", "info", 100)),
    "hkdf: nothing": (c) => [c.hkdfSync("sha256", "", "", "", 4), c.hkdfSync("sha256", "k", "", "", 0)],
    "hkdf: a KeyObject": (c) => c.hkdfSync("sha256", c.createSecretKey(Buffer.from("key")), "s", "i", 20),
    "hkdf: no such digest": (c) => c.hkdfSync("nope", "a", "b", "c", 10),
    "hkdf: too long": (c) => c.hkdfSync("sha256", "a", "b", "c", 255 * 32 + 1),
    "hkdf: length below zero": (c) => c.hkdfSync("sha256", "a", "b", "c", -1),
    "hkdf: info too long": (c) => c.hkdfSync("sha256", "a", "b", Buffer.alloc(1025), 1),
    "hkdf: numbers": (c) => [
      answerOf(() => c.hkdfSync("sha256", 5 as never, "b", "c", 1)),
      answerOf(() => c.hkdfSync("sha256", "a", 5 as never, "c", 1)),
    ],
  };
  test.each(Object.entries(SAME))("%s", (_, run) => compare(run));

  test("with callbacks, after the call has returned", async () => {
    const all = async (c: Crypto) => {
      const order: string[] = [];
      const wait = (begin: (done: (error: Error | null, key: unknown) => void) => void) =>
        new Promise<unknown>((resolve, reject) => {
          let returned = false;
          begin((error, key) => {
            order.push(String(returned));
            if (error) reject(error);
            else resolve(plain(key));
          });
          returned = true;
        });
      const keys = [
        await wait((done) => c.pbkdf2("a", "b", 2, 20, "sha256", done)),
        await wait((done) => c.scrypt("a", "b", 20, done)),
        await wait((done) => c.scrypt("a", "b", 20, { N: 16 }, done)),
        await wait((done) => c.hkdf("sha256", "a", "b", "c", 20, done)),
      ];
      return [keys, order];
    };
    expect(await all(mine)).toEqual(await all(nodeCrypto));
  });
});

describe("keys", () => {
  const SAME: Record<string, (crypto: Crypto) => unknown> = {
    "a secret key": (c) => {
      const key = c.createSecretKey("abcd", "utf8");
      return [
        key.type,
        key.symmetricKeySize,
        key.asymmetricKeyType,
        String(key),
        key.export(),
        key.export({ format: "jwk" }),
        key instanceof c.KeyObject,
      ];
    },
    "in hex": (c) => c.createSecretKey("abcd", "hex").export(),
    "does not change with its bytes": (c) => {
      const bytes = Buffer.from("abcd");
      const key = c.createSecretKey(bytes);
      bytes.fill(0);
      return key.export();
    },
    "no such format": (c) => c.createSecretKey("a", "utf8").export({ format: "pem" as never }),
    equals: (c) => {
      const key = c.createSecretKey("a", "utf8");
      return [key.equals(c.createSecretKey("a", "utf8")), key.equals(c.createSecretKey("b", "utf8"))];
    },
    "equals a number": (c) => c.createSecretKey("a", "utf8").equals(5 as never),
    "of a number": (c) => c.createSecretKey(5 as never),
    "new KeyObject": (c) => Reflect.construct(c.KeyObject, ["nope", {}]),
    "new KeyObject of a number": (c) => Reflect.construct(c.KeyObject, ["secret", 5]),
    "generated lengths": (c) => [
      c.generateKeySync("hmac", { length: 65 }).symmetricKeySize,
      ...([128, 192, 256] as const).map((length) => c.generateKeySync("aes", { length }).symmetricKeySize),
    ],
    "generated: too short": (c) => c.generateKeySync("hmac", { length: 4 }),
    "generated: no AES": (c) => c.generateKeySync("aes", { length: 100 as never }),
    "generated: no such type": (c) => c.generateKeySync("nope" as never, { length: 100 }),
    "generated: no options": (c) => c.generateKeySync("aes", undefined as never),
  };
  test.each(Object.entries(SAME))("%s", (_, run) => compare(run));

  test("generateKey calls back", async () => {
    const key = await new Promise<import("node:crypto").KeyObject | undefined>((resolve, reject) =>
      mine.generateKey("aes", { length: 256 }, (error, made) => (error ? reject(error) : resolve(made))),
    );
    expect(key?.symmetricKeySize).toBe(32);
  });
});

describe("random", () => {
  const ERRORS: Record<string, (crypto: Crypto) => unknown> = {
    "randomBytes below zero": (c) => c.randomBytes(-1),
    "randomBytes in words": (c) => c.randomBytes("a" as never),
    "randomBytes too many": (c) => c.randomBytes(2 ** 31),
    "randomBytes with a number to call": (c) => c.randomBytes(1, 5 as never),
    "randomInt(0)": (c) => c.randomInt(0),
    "randomInt in words": (c) => c.randomInt("a" as never),
    "randomInt(5, 2)": (c) => c.randomInt(5, 2),
    "randomInt too far": (c) => c.randomInt(0, 2 ** 48 + 1),
    "randomInt(1.5)": (c) => c.randomInt(1.5),
    "randomInt(1, b)": (c) => c.randomInt(1, "b" as never),
    "randomInt(1, 2, 3)": (c) => c.randomInt(1, 2, 3 as never),
    "randomFillSync of text": (c) => c.randomFillSync("a" as never),
    "randomFillSync from too far": (c) => c.randomFillSync(Buffer.alloc(4), 5),
    "randomFillSync too much": (c) => c.randomFillSync(Buffer.alloc(4), 1, 5),
    "randomFillSync below zero": (c) => c.randomFillSync(Buffer.alloc(4), -1),
    "randomFillSync counts elements": (c) => c.randomFillSync(new Uint32Array(4), 5),
    "randomFill without a callback": (c) => c.randomFill(Buffer.alloc(4), undefined as never),
    "randomUUID(5)": (c) => c.randomUUID(5 as never),
    "randomUUID with a number": (c) => c.randomUUID({ disableEntropyCache: 5 as never }),
    "timingSafeEqual of two lengths": (c) => c.timingSafeEqual(Buffer.from("a"), Buffer.from("ab")),
    "timingSafeEqual of text": (c) => c.timingSafeEqual("a" as never, Buffer.from("a")),
    "timingSafeEqual with text": (c) => c.timingSafeEqual(Buffer.from("a"), "a" as never),
    timingSafeEqual: (c) => [c.timingSafeEqual(data(40), data(40)), c.timingSafeEqual(data(2), new Uint8Array(2))],
    "the rest": (c) => [c.getFips(), c.secureHeapUsed(), Object.keys(c.constants).sort()],
  };
  test.each(Object.entries(ERRORS))("%s", (_, run) => compare(run));

  test("bytes: as many as asked, also more than the browser gives at once", () => {
    const bytes = mine.randomBytes(200_000);
    expect(bytes).toHaveLength(200_000);
    expect(new Set(bytes.subarray(150_000)).size).toBe(256);
    expect(mine.randomBytes(1.5)).toHaveLength(1);
  });

  test("integers: all of the range, nothing beside it", () => {
    const drawn = new Set(Array.from({ length: 500 }, () => mine.randomInt(-2, 3)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
    expect(mine.randomInt(2 ** 47, 2 ** 47 + 1)).toBe(2 ** 47);
  });

  test("fills the part that was asked for", () => {
    const buffer = mine.randomFillSync(new Uint8Array(3000), 1000, 1000);
    expect(
      [buffer.subarray(0, 1000), buffer.subarray(1000, 2000), buffer.subarray(2000)].map((part) => part.some((byte) => byte > 0)),
    ).toEqual([false, true, false]);
    expect(mine.getRandomValues(new Uint8Array(100)).some((byte) => byte > 0)).toBe(true);
  });

  test("a UUID of version 4", () => {
    expect(mine.randomUUID()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(mine.randomUUID()).not.toBe(mine.randomUUID());
  });

  test("with callbacks", async () => {
    expect(await new Promise((resolve) => mine.randomBytes(9, (_, bytes) => resolve(bytes.length)))).toBe(9);
    expect(await new Promise((resolve) => mine.randomInt(1, (_, drawn) => resolve(drawn)))).toBe(0);
    expect(await new Promise((resolve) => mine.randomInt(5, 6, (_, drawn) => resolve(drawn)))).toBe(5);
    const filled = await new Promise<Uint8Array>((resolve) => mine.randomFill(new Uint8Array(100), (_, buffer) => resolve(buffer)));
    expect(filled.some((byte) => byte > 0)).toBe(true);
  });
});

test("webcrypto is the realm's own", async () => {
  expect(mine.webcrypto).toBe(globalThis.crypto);
  expect(mine.subtle).toBe(globalThis.crypto.subtle);
  const digest = await mine.subtle.digest("SHA-256", Buffer.from("x"));
  expect(Buffer.from(digest).toString("hex")).toBe(mine.hash("sha256", "x"));
});

describe("the stream built-in", () => {
  test("is not loaded for digests and random numbers", async () => {
    const { load: loadAnother, loaded } = await loadBuiltins();
    const crypto = loadAnother<Crypto>("crypto");
    const hash = crypto.createHash("sha256").update("x");
    expect(hash.digest("hex")).toBe(nodeCrypto.hash("sha256", "x"));
    crypto.createHmac("sha256", "k").update("x").digest();
    crypto.createCipheriv("aes-128-cbc", data(16), data(16)).update("x");
    crypto.randomUUID();
    expect(loaded()).not.toContain("stream");
    const { Transform } = loadAnother<typeof import("node:stream")>("stream");
    expect(hash).toBeInstanceOf(Transform);
  });
});
