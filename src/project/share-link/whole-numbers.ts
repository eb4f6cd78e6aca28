/** Whole numbers in as few bytes as they need: seven bits each, the lowest first, the eighth says that more follow. */

/** Enough for any length and count here, and exact in 32 bits. */
const MAX_BYTES = 4;

export function writeWhole(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  while (left > 0x7f) {
    bytes.push((left & 0x7f) | 0x80);
    left >>>= 7;
  }
  return Uint8Array.from([...bytes, left]);
}

/** `end`: where the next begins. Undefined where it is cut off, or longer than we write any. */
export function readWhole(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let place = 0; place < MAX_BYTES; place += 1) {
    const byte = bytes[at + place];
    if (byte === undefined) return undefined;
    value |= (byte & 0x7f) << (7 * place);
    if (byte < 0x80) return { value, end: at + place + 1 };
  }
  return undefined;
}
