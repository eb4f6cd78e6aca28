/**
 * The frame's end of Web Crypto: performs what containers ask for with the browser's own. A container is a worker of an
 * opaque origin, to which browsers give no `crypto.subtle`; the frame has it, in the same process as the containers.
 */
import type { CryptoAnswer, CryptoCall, CryptoResult, WireKey, WireKeyArgument } from "./web-crypto-wire.ts";

/** Where the argument "extractable" stands, of operations that make keys; the others make none. */
const OPERATIONS: ReadonlyMap<string, number | undefined> = new Map<string, number | undefined>([
  ["decrypt", undefined],
  ["deriveBits", undefined],
  ["deriveKey", 3],
  ["digest", undefined],
  ["encrypt", undefined],
  ["exportKey", undefined],
  ["generateKey", 1],
  ["importKey", 3],
  ["sign", undefined],
  ["unwrapKey", 5],
  ["verify", undefined],
  ["wrapKey", undefined],
]);
/** Their keys are bytes that nothing may export. */
const DERIVING = /^(?:HKDF|PBKDF2)$/;

/** The port is the container's end. */
export function answerCryptoCalls(subtle: SubtleCrypto): MessagePort {
  const { port1: port, port2 } = new MessageChannel();
  port.onmessage = async (event: MessageEvent) => {
    const { callId, operation, args } = event.data as CryptoCall;
    const result = await perform(subtle, operation, args).catch(failed);
    port.postMessage({ callId, result } satisfies CryptoAnswer);
  };
  return port2;
}

async function perform(subtle: SubtleCrypto, operation: string, args: readonly unknown[]): Promise<CryptoResult> {
  const method: unknown = OPERATIONS.has(operation) ? Reflect.get(subtle, operation) : undefined;
  if (typeof method !== "function") throw new DOMException(`There is no operation "${operation}".`, "NotSupportedError");
  const given = await Promise.all(args.map((argument) => revived(subtle, argument)));
  const place = OPERATIONS.get(operation);
  const extractable = place === undefined ? true : given[place] === true;
  if (operation === "importKey" && DERIVING.test(nameOf(given[2]))) return importedSecret(subtle, given);
  // Made to be exported, for here nothing is kept; what the person said is kept to by the container.
  if (place !== undefined) given[place] = true;
  const result: unknown = await Reflect.apply(method, subtle, given);
  if (result instanceof CryptoKey) return { kind: "key", key: await described(subtle, result, extractable) };
  if (isPair(result)) {
    const { publicKey, privateKey } = result;
    return {
      kind: "pair",
      publicKey: await described(subtle, publicKey, true),
      privateKey: await described(subtle, privateKey, extractable),
    };
  }
  return { kind: "value", value: result };
}

async function importedSecret(subtle: SubtleCrypto, given: readonly unknown[]): Promise<CryptoResult> {
  const key = (await Reflect.apply(subtle.importKey, subtle, given)) as CryptoKey;
  const { type, extractable, algorithm, usages } = key;
  return { kind: "key", key: { type, extractable, algorithm, usages, material: { format: "raw", data: given[1] as BufferSource } } };
}

async function described(subtle: SubtleCrypto, key: CryptoKey, extractable: boolean): Promise<WireKey> {
  const { type, algorithm, usages } = key;
  return {
    type,
    extractable: type === "public" || extractable,
    algorithm,
    usages,
    material: { format: "jwk", data: await subtle.exportKey("jwk", key) },
  };
}

/** An argument that is a key, or the algorithm of an agreement, in which one is. */
async function revived(subtle: SubtleCrypto, argument: unknown): Promise<unknown> {
  if (isWireKey(argument)) return keyOf(subtle, argument.wireKey);
  if (typeof argument !== "object" || argument === null || !("public" in argument) || !isWireKey(argument.public)) return argument;
  return { ...argument, public: await keyOf(subtle, argument.public.wireKey) };
}

function keyOf(subtle: SubtleCrypto, { algorithm, usages, material }: WireKey): Promise<CryptoKey> {
  const isDeriving = material.format === "raw";
  const how = [material.format, material.data, algorithm, !isDeriving, usages];
  return Reflect.apply(subtle.importKey, subtle, how) as Promise<CryptoKey>;
}

function isWireKey(value: unknown): value is WireKeyArgument {
  return typeof value === "object" && value !== null && "wireKey" in value;
}

function isPair(value: unknown): value is CryptoKeyPair {
  return typeof value === "object" && value !== null && "privateKey" in value;
}

function nameOf(algorithm: unknown): string {
  const name: unknown = typeof algorithm === "object" && algorithm !== null ? Reflect.get(algorithm, "name") : algorithm;
  return String(name).toUpperCase();
}

function failed(reason: unknown): CryptoResult {
  const { name, message } = reason instanceof Error || reason instanceof DOMException ? reason : new Error(String(reason));
  return { kind: "error", name, message };
}
