/**
 * A link's bytes behind a password: AES-GCM under a key that PBKDF2 makes of the password. What can be read without it is
 * the version, how often PBKDF2 goes round, the salt and the nonce, each link's own. Nothing of it leaves the browser.
 */
import { type Parsed, type Refused, refuse } from "../../platform/triggers/parsed.ts";
import { refuseLink } from "./link-code.ts";
import { readWhole, writeWhole } from "./whole-numbers.ts";

/**
 * OWASP's recommendation for PBKDF2-HMAC-SHA256, since 2023:
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2
 */
export const ITERATIONS = 600_000;
/** A link says how often: room for later recommendations, and seconds at most for a hostile one. */
const MAX_ITERATIONS = 5_000_000;
const SALT_BYTES = 16;
/** The length that AES-GCM takes as it is: NIST SP 800-38D, 5.2.1.1. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Browsers give it to pages that came over https, or from this machine. */
export function canLock(): boolean {
  return (globalThis.crypto as Partial<Crypto>).subtle !== undefined;
}

export const NO_CRYPTO: Refused = refuse(
  "link-no-crypto",
  "This page came over a connection that is not secure, and browsers give no encryption to such pages.",
  "Open Coldstart over https, or from localhost.",
);

type Bytes = Uint8Array<ArrayBuffer>;

async function keyOf(password: string, salt: Bytes, iterations: number, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  // The same letters, however a keyboard composes them.
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(password.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const by = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(by, secret, { name: "AES-GCM", length: 256 }, false, [use]);
}

/** `mark` cannot be exchanged either. */
export async function lock(mark: string, bytes: Uint8Array, password: string, iterations = ITERATIONS): Promise<Bytes> {
  const count = writeWhole(iterations);
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await keyOf(password, salt, iterations, "encrypt");
  const additionalData = new TextEncoder().encode(mark);
  const locked = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, Uint8Array.from(bytes)));
  return Uint8Array.from([...count, ...salt, ...iv, ...locked]);
}

/** The frame's checksum was right: what does not open has another password. */
export async function unlock(mark: string, body: Bytes, password: string): Promise<Parsed<Bytes>> {
  const count = readWhole(body, 0);
  if (!count || body.length < count.end + SALT_BYTES + NONCE_BYTES + TAG_BYTES) return refuseLink("link-damaged");
  if (count.value < 1 || count.value > MAX_ITERATIONS) {
    return refuseLink("link-damaged", `It asks for ${count.value.toLocaleString("en-US")} rounds of its lock.`);
  }
  const salt = body.slice(count.end, count.end + SALT_BYTES);
  const iv = body.slice(count.end + SALT_BYTES, count.end + SALT_BYTES + NONCE_BYTES);
  const locked = body.slice(count.end + SALT_BYTES + NONCE_BYTES);
  const key = await keyOf(password, salt, count.value, "decrypt");
  const additionalData = new TextEncoder().encode(mark);
  try {
    return { ok: true, value: new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, locked)) };
  } catch {
    return refuseLink("link-password-wrong");
  }
}
