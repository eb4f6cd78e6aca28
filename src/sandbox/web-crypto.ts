/**
 * A container's Web Crypto, whole as Node has it. Browsers keep `crypto.subtle` and `crypto.randomUUID` from a worker of
 * an opaque origin; here the first asks the frame, which has it, and the second is made of random bytes.
 */
import type { EventLoop } from "./event-loop.ts";
import { eventData, NativePromise, postTo } from "./primordials.ts";
import type { CryptoAnswer, CryptoCall, CryptoResult, WireKey } from "./web-crypto-wire.ts";

type Ask = (operation: string, args: readonly unknown[]) => Promise<unknown>;

const OPERATIONS = [
  ...["decrypt", "deriveBits", "deriveKey", "digest", "encrypt", "exportKey", "generateKey", "importKey", "sign", "unwrapKey", "verify"],
  "wrapKey",
];

export function completeWebCrypto(scope: typeof globalThis, port: MessagePort | undefined, loop: EventLoop): void {
  const prototype = Object.getPrototypeOf(scope.crypto) as object;
  if (typeof scope.crypto.randomUUID !== "function") define(prototype, "randomUUID", randomUuidOf(scope.crypto));
  if (scope.crypto.subtle || !port) return;
  const { CryptoKey, keyOf, wireOf } = keyClass();
  const subtle = subtleOf(askThrough(port, loop, keyOf), wireOf);
  define(scope, "CryptoKey", CryptoKey);
  define(scope, "SubtleCrypto", subtle.constructor);
  Object.defineProperty(prototype, "subtle", { get: () => subtle, configurable: true, enumerable: true });
}

function define(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: true, configurable: true, enumerable: false });
}

/** https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4 */
function randomUuidOf(crypto: Crypto): () => string {
  const fill = crypto.getRandomValues.bind(crypto);
  const hex = Array.from({ length: 256 }, (_none, byte) => byte.toString(16).padStart(2, "0"));
  return function randomUUID() {
    const bytes = fill(new Uint8Array(16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    let text = "";
    for (let at = 0; at < 16; at += 1) text += (at === 4 || at === 6 || at === 8 || at === 10 ? "-" : "") + hex[bytes[at] ?? 0];
    return text;
  };
}

/** The calls that wait, by number; their answers come as anything does that a container waits for. */
function askThrough(port: MessagePort, loop: EventLoop, keyOf: (wire: WireKey) => object): Ask {
  const waiting: Record<number, (result: CryptoResult) => void> = { __proto__: null } as never;
  let lastId = 0;
  const answered = ({ callId, result }: CryptoAnswer) => {
    waiting[callId]?.(result);
    delete waiting[callId];
  };
  port.onmessage = (event) => {
    const answer = eventData(event) as CryptoAnswer;
    loop.whenThawed(() => answered(answer));
  };
  return (operation, args) =>
    new NativePromise((resolve, reject) => {
      lastId += 1;
      waiting[lastId] = (result) => {
        if (result.kind === "error") reject(errorOf(result));
        else if (result.kind === "value") resolve(result.value);
        else if (result.kind === "key") resolve(keyOf(result.key));
        else resolve({ publicKey: keyOf(result.publicKey), privateKey: keyOf(result.privateKey) });
      };
      postTo(port, { callId: lastId, operation, args } satisfies CryptoCall);
    });
}

function errorOf({ name, message }: { readonly name: string; readonly message: string }): Error {
  return name === "TypeError" ? new TypeError(message) : new DOMException(message, name);
}

/** Keys whose material user code cannot get at but by exporting them. */
function keyClass() {
  const makes = Symbol("makes keys");
  class CryptoKey {
    readonly #wire: WireKey;

    constructor(allowed: unknown, wire: WireKey) {
      if (allowed !== makes) throw Object.assign(new TypeError("Illegal constructor"), { code: "ERR_ILLEGAL_CONSTRUCTOR" });
      this.#wire = wire;
    }

    get type(): KeyType {
      return this.#wire.type;
    }

    get extractable(): boolean {
      return this.#wire.extractable;
    }

    get algorithm(): KeyAlgorithm {
      return this.#wire.algorithm;
    }

    get usages(): readonly KeyUsage[] {
      return this.#wire.usages;
    }

    get [Symbol.toStringTag](): string {
      return "CryptoKey";
    }

    static wireOf(value: unknown): WireKey | undefined {
      return typeof value === "object" && value !== null && #wire in value ? value.#wire : undefined;
    }
  }
  const { wireOf } = CryptoKey;
  Reflect.deleteProperty(CryptoKey, "wireOf");
  Object.defineProperty(CryptoKey, "name", { value: "CryptoKey" });
  return { CryptoKey, wireOf, keyOf: (wire: WireKey): object => new CryptoKey(makes, wire) };
}

function subtleOf(ask: Ask, wireOf: (value: unknown) => WireKey | undefined): object {
  class SubtleCrypto {}
  Object.defineProperty(SubtleCrypto, "name", { value: "SubtleCrypto" });
  const sent = (argument: unknown): unknown => {
    const wire = wireOf(argument);
    if (wire) return { wireKey: wire };
    const agreed: unknown = typeof argument === "object" && argument !== null ? Reflect.get(argument, "public") : undefined;
    const other = wireOf(agreed);
    return other ? { ...(argument as object), public: { wireKey: other } } : argument;
  };
  for (const operation of OPERATIONS) {
    const method = async (...args: unknown[]): Promise<unknown> => {
      const leaving = operation === "exportKey" || operation === "wrapKey" ? wireOf(args[1]) : undefined;
      if (leaving && !leaving.extractable) throw new DOMException("key is not extractable", "InvalidAccessError");
      return ask(operation, args.map(sent));
    };
    Object.defineProperty(method, "name", { value: operation });
    define(SubtleCrypto.prototype, operation, method);
  }
  return new SubtleCrypto();
}
