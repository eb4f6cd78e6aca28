/** A request id (a UUID) as four whole numbers. What is no UUID is not kept: it is read back as "". */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function writeRequestId(requestId: string, words: Uint32Array, at: number): void {
  if (!UUID.test(requestId)) return;
  words[at] = Number.parseInt(requestId.slice(0, 8), 16);
  words[at + 1] = Number.parseInt(requestId.slice(9, 13) + requestId.slice(14, 18), 16);
  words[at + 2] = Number.parseInt(requestId.slice(19, 23) + requestId.slice(24, 28), 16);
  words[at + 3] = Number.parseInt(requestId.slice(28), 16);
}

export function readRequestId(words: Uint32Array, at: number): string {
  const digits = [0, 1, 2, 3].map((word) => (words[at + word] ?? 0).toString(16).padStart(8, "0")).join("");
  if (/^0+$/.test(digits)) return "";
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
