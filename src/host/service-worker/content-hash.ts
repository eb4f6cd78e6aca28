/** What a file's content is known by: 128 bits of SHA-256, in hex. The same in the build and in the worker. */
const CHARS = 32;

export async function contentHash(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, CHARS);
}
