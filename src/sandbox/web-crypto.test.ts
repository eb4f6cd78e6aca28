/** Web Crypto through the frame, on Node's own: a container's end without `subtle`, the frame's with it. */
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { EventLoop } from "./event-loop.ts";

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

let completeWebCrypto: typeof import("./web-crypto.ts")["completeWebCrypto"];
let answerCryptoCalls: typeof import("./web-crypto-desk.ts")["answerCryptoCalls"];
beforeAll(async () => {
  // What primordials.ts takes of a worker, and Node has not.
  class WithGetter {
    get error(): undefined {
      return undefined;
    }
    get reason(): undefined {
      return undefined;
    }
  }
  vi.stubGlobal("ErrorEvent", WithGetter);
  vi.stubGlobal("PromiseRejectionEvent", WithGetter);
  ({ completeWebCrypto } = await import("./web-crypto.ts"));
  ({ answerCryptoCalls } = await import("./web-crypto-desk.ts"));
});

/** A worker's `crypto` as browsers give it to an opaque origin. */
function container() {
  class BareCrypto {
    getRandomValues<T extends Uint8Array<ArrayBuffer>>(into: T): T {
      return crypto.getRandomValues(into);
    }
  }
  const scope = { crypto: new BareCrypto() } as unknown as typeof globalThis;
  const port = answerCryptoCalls(crypto.subtle);
  ports.push(port);
  completeWebCrypto(scope, port, { whenThawed: (run: () => void) => run() } as unknown as EventLoop);
  return scope as unknown as { crypto: Crypto; CryptoKey: typeof CryptoKey };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (buffer: ArrayBuffer) => Buffer.from(buffer).toString("hex");

test("randomUUID is of version 4, and never twice the same", () => {
  const { crypto } = container();
  const made = Array.from({ length: 200 }, () => crypto.randomUUID());
  for (const uuid of made) expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(made).size).toBe(200);
});

test("a digest", async () => {
  const { crypto } = container();
  expect(hex(await crypto.subtle.digest("SHA-256", bytes("abc")))).toMatch(/^ba7816bf8f01cfea/);
});

describe("keys", () => {
  test("an HMAC key signs here and is verified by Node", async () => {
    const { crypto: here, CryptoKey: Key } = container();
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await here.subtle.importKey("raw", bytes("secret"), algorithm, false, ["sign", "verify"]);
    expect(key).toBeInstanceOf(Key);
    expect(key).toMatchObject({ type: "secret", extractable: false, algorithm: { name: "HMAC", hash: { name: "SHA-256" } } });
    const signature = await here.subtle.sign("HMAC", key, bytes("data"));
    const own = await crypto.subtle.importKey("raw", bytes("secret"), algorithm, false, ["verify"]);
    expect(await crypto.subtle.verify("HMAC", own, signature, bytes("data"))).toBe(true);
    expect(await here.subtle.verify("HMAC", key, signature, bytes("other"))).toBe(false);
  });

  test.each([
    ["ECDSA", { name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }],
    [
      "RSA",
      { name: "RSA-PSS", modulusLength: 2_048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
      { name: "RSA-PSS", saltLength: 32 },
    ],
  ])("a pair for %s", async (_name, making, signing) => {
    const { subtle } = container().crypto;
    const { publicKey, privateKey } = (await subtle.generateKey(making, false, ["sign", "verify"])) as CryptoKeyPair;
    expect([publicKey.extractable, privateKey.extractable, publicKey.usages, privateKey.usages]).toEqual([
      true,
      false,
      ["verify"],
      ["sign"],
    ]);
    expect(await subtle.verify(signing, publicKey, await subtle.sign(signing, privateKey, bytes("a")), bytes("a"))).toBe(true);
    expect(await subtle.exportKey("jwk", publicKey)).toMatchObject({ kty: expect.any(String) });
    await expect(subtle.exportKey("jwk", privateKey)).rejects.toMatchObject({ name: "InvalidAccessError" });
  });

  test("an agreement, with the other's key inside the algorithm", async () => {
    const { subtle } = container().crypto;
    const make = async () => (await subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"])) as CryptoKeyPair;
    const [mine, yours] = [await make(), await make()];
    const one = await subtle.deriveBits({ name: "ECDH", public: yours.publicKey }, mine.privateKey, 256);
    expect(hex(one)).toBe(hex(await subtle.deriveBits({ name: "ECDH", public: mine.publicKey }, yours.privateKey, 256)));
  });

  test("a key derived from a password encrypts and decrypts", async () => {
    const { subtle } = container().crypto;
    const password = await subtle.importKey("raw", bytes("pass"), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", salt: bytes("salt"), iterations: 1_000, hash: "SHA-256" };
    const key = await subtle.deriveKey(how, password, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const algorithm = { name: "AES-GCM", iv: new Uint8Array(12) };
    const sealed = await subtle.encrypt(algorithm, key, bytes("hello"));
    expect(new TextDecoder().decode(await subtle.decrypt(algorithm, key, sealed))).toBe("hello");
    await expect(subtle.decrypt(algorithm, key, new Uint8Array(32))).rejects.toMatchObject({ name: "OperationError" });
  });

  test("cannot be made up, used against their usages, or be of no algorithm", async () => {
    const { crypto: here, CryptoKey: Key } = container();
    expect(() => Reflect.construct(Key, [{}, {}])).toThrow("Illegal constructor");
    expect(Reflect.get(Key, "wireOf")).toBeUndefined();
    const key = await here.subtle.importKey("raw", bytes("s"), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    await expect(here.subtle.sign("HMAC", key, bytes("a"))).rejects.toMatchObject({ name: "InvalidAccessError" });
    await expect(here.subtle.digest("MD5", bytes("a"))).rejects.toMatchObject({ name: "NotSupportedError" });
    await expect(here.subtle.sign("HMAC", { wireKey: 1 } as unknown as CryptoKey, bytes("a"))).rejects.toThrow();
  });
});
