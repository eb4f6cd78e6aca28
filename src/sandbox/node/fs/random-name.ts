/** Six letters and digits, as mkdtemp puts them behind a prefix. */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export function randomName(): string {
  const drawn = globalThis.crypto.getRandomValues(new Uint8Array(6));
  return Array.from(drawn, (byte) => LETTERS[byte % LETTERS.length]).join("");
}
