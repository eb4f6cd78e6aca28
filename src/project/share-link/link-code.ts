/** What can be wrong with a link, one code each, in words: what happened, and what can be done. */
import { type Refused, refuse } from "../../platform/triggers/parsed.ts";

const ASK_AGAIN = "Copy it once more, the whole of it, or ask whoever sent it.";

const WORDS = {
  "link-none": ["This is no link to a set-up.", "A link of Coldstart has #c1. and then letters and digits after its address."],
  "link-truncated": ["The link is cut off: its end is missing.", ASK_AGAIN],
  "link-damaged": ["The link is damaged: something in it was changed on its way.", ASK_AGAIN],
  "link-too-large": ["The link unpacks to more than a set-up may hold.", "Ask whoever sent it for a zip of the project instead."],
  "link-version": ["A newer Coldstart wrote this link.", "Reload the page to have the newest, then open the link again."],
  "link-password": ["The link is locked with a password.", "Type the password that whoever sent it gave you."],
  "link-password-wrong": ["This is not the password of the link.", "Type it again: capitals and spaces count."],
  "link-setup": ["The link holds no set-up that this page can open.", "Ask whoever sent it to share it again."],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

/** The `code` of what decodeLink refuses. */
export type LinkCode = keyof typeof WORDS;

/** `because`: said after what happened. */
export function refuseLink(code: LinkCode, because = ""): Refused {
  const [message, remedy] = WORDS[code];
  return refuse(code, because === "" ? message : `${message} ${because}`, remedy);
}
