/** Links as an attacker makes them: any JSON, any bytes, with the right dictionary, length and checksum. */
import { writeFrame } from "./link-frame.ts";
import { pack } from "./pack.ts";
import { V1 } from "./versions/v1.ts";

export function linkOfText(text: string): string {
  return linkOfBytes(pack(text, V1.dictionary));
}

export function linkOfJson(value: unknown): string {
  return linkOfText(JSON.stringify(value));
}

export function linkOfBytes(bytes: Uint8Array, mark = "c1."): string {
  return writeFrame(mark, bytes);
}
