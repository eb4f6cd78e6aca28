/** What a link of so many characters can go through, and where it breaks. Limits with their source; the rest is said to be a rule of thumb. */

/** https://docs.discord.com/developers/resources/message#create-message: "up to 2000 characters" (read 2026-11). */
const CHAT_CHARS = 2_000;
/** https://www.rfc-editor.org/rfc/rfc9110#section-4.1: support for at least 8000 octets is recommended. */
const ADDRESS_CHARS = 8_000;
/** ISO/IEC 18004, version 40 with level L, bytes. */
export const QR_MOST_CHARS = 2_953;
/** A rule of thumb: beyond it, a phone's camera has to come close to a projected code. */
export const QR_EASY_CHARS = 800;

export interface LinkAdvice {
  readonly level: "short" | "long" | "very-long";
  readonly text: string;
  readonly source?: { readonly words: string; readonly href: string };
}

export function linkAdvice(chars: number): LinkAdvice {
  if (chars <= CHAT_CHARS) return { level: "short", text: "Short enough for chat, mail and most other places (a rule of thumb)." };
  if (chars <= ADDRESS_CHARS) {
    return {
      level: "long",
      text: "Past 2,000 characters some chat programs refuse the message or cut the link (Discord's limit is 2,000), and mail programs may break it over lines. Browsers open it. Send it as a link behind a word, or send the zip.",
      source: { words: "Discord's limit", href: "https://docs.discord.com/developers/resources/message#create-message" },
    };
  }
  return {
    level: "very-long",
    text: "Past 8,000 characters nothing between two people has to carry it: 8,000 is what the standard asks programs to support. Browsers open it from a page or a bookmark, yet chat and mail often cut it. Leave something out, or send the zip.",
    source: { words: "RFC 9110, 4.1", href: "https://www.rfc-editor.org/rfc/rfc9110#section-4.1" },
  };
}

/** Undefined: it fits, and can be read across a room. */
export function qrAdvice(chars: number): string | undefined {
  if (chars > QR_MOST_CHARS)
    return `A QR code holds at most ${QR_MOST_CHARS.toLocaleString("en-US")} characters (ISO/IEC 18004), and this link has ${chars.toLocaleString("en-US")}. Leave something out, or show a short address that leads to it.`;
  if (chars > QR_EASY_CHARS)
    return "A dense code: in a room, phones have to come close to the screen. Enlarge it, or leave something out (a rule of thumb: below 800 characters it reads easily).";
  return undefined;
}
