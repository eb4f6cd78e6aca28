/** How an object is best looked at: by its type, and by what its bytes turn out to be. */
import { pretty } from "./words.ts";

export type Preview =
  | { readonly kind: "empty" }
  | { readonly kind: "text"; readonly text: string; readonly isJson: boolean; readonly cut: boolean }
  | { readonly kind: "image" }
  | { readonly kind: "hex"; readonly text: string; readonly shownBytes: number };

/** What a look takes in; the file itself stays whole. */
const SHOWN_TEXT_BYTES = 200_000;
const SHOWN_HEX_BYTES = 256;
/** Types that an <img> shows. An SVG in an <img> runs no script. */
const IMAGE = /^image\/(?:png|jpeg|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon|svg\+xml)$/;

export function previewOf(bytes: Uint8Array, contentType: string): Preview {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (bytes.length === 0) return { kind: "empty" };
  if (IMAGE.test(type)) return { kind: "image" };
  const text = textOf(bytes.subarray(0, SHOWN_TEXT_BYTES));
  if (text === undefined)
    return { kind: "hex", text: hexOf(bytes.subarray(0, SHOWN_HEX_BYTES)), shownBytes: Math.min(bytes.length, SHOWN_HEX_BYTES) };
  const cut = bytes.length > SHOWN_TEXT_BYTES;
  return { kind: "text", ...(cut ? { text, isJson: false } : pretty(text)), cut };
}

/** Undefined when it is no UTF-8 text, or holds what no text does. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    // A cut may split the last letter: `stream` leaves it out.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text
    return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

const LINE_BYTES = 16;

/** "00000000  89 50 4e 47 …  .PNG…", 16 bytes a line. */
export function hexOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += LINE_BYTES) {
    const part = [...bytes.subarray(start, start + LINE_BYTES)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const letters = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    lines.push(`${start.toString(16).padStart(8, "0")}  ${hex.padEnd(LINE_BYTES * 3 - 1)}  ${letters}`);
  }
  return lines.join("\n");
}
