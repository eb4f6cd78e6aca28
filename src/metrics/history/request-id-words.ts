/** A request id (a UUID) as four whole numbers. What is no UUID is not kept: it is read back as "". Read and written for every request there is. */
const DASHES: readonly number[] = [8, 13, 18, 23];
const DIGITS = 32;
const LENGTH = 36;
const DASH = 45;

export function writeRequestId(requestId: string, words: Uint32Array, at: number): void {
  if (requestId.length !== LENGTH || DASHES.some((place) => requestId.charCodeAt(place) !== DASH)) return;
  let word = 0;
  let digits = 0;
  for (let place = 0; place < LENGTH; place += 1) {
    const code = requestId.charCodeAt(place);
    if (code === DASH) continue;
    const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : -1;
    if (digit < 0) return void words.fill(0, at, at + 4);
    word = (word << 4) | digit;
    digits += 1;
    if (digits % 8 === 0) words[at + digits / 8 - 1] = word;
  }
  if (digits !== DIGITS) words.fill(0, at, at + 4);
}

export function readRequestId(words: Uint32Array, at: number): string {
  const digits = [0, 1, 2, 3].map((word) => (words[at + word] ?? 0).toString(16).padStart(8, "0")).join("");
  if (/^0+$/.test(digits)) return "";
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
