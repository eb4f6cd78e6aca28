/**
 * A set-up as the text of a link, and back. What stands after "#" is never sent to a server. Loaded when somebody shares
 * or opens; runs in a page, a worker and Node. Foreign text becomes a Setup here or a Refused, never an exception.
 */
import { type Parsed, refuse } from "../../platform/triggers/parsed.ts";
import { parseSetup } from "../setup/parse-setup.ts";
import type { Setup } from "../setup/setup.ts";
import { readMark } from "./link-mark.ts";

export { isLinkFragment } from "./link-mark.ts";

/** The `code` of what decodeLink refuses. */
export type LinkCode =
  | "link-none" // no link of ours
  | "link-truncated" // its end is missing
  | "link-damaged" // its checksum does not fit
  | "link-too-large" // it unpacks to more than a set-up is
  | "link-version" // of a later page
  | "link-password" // it needs a password, and none was given
  | "link-password-wrong"
  | "link-setup"; // it was read, and is no good set-up

export interface LinkOptions {
  /** Absent or empty is none. */
  readonly password?: string | undefined;
}

/** How much of a link's length a part takes: what it would be shorter without it. */
export interface LinkPart {
  readonly kind: "files" | "settings" | "services" | "drafts" | "events" | "panels" | "classroom" | "result" | "run" | "rest";
  /** "hello/index.ts", "the table orders": for people. */
  readonly name: string;
  readonly chars: number;
}

/** The fragment's text, without "#": letters, digits, ".", "-" and "_", and never "=" at the end. */
export async function encodeLink(setup: Setup, _options: LinkOptions = {}): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(setup));
  return `c1.${btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")}`;
}

/** Of a fragment, with or without its "#", or of a whole address. */
export async function decodeLink(fragment: string, _options: LinkOptions = {}): Promise<Parsed<Setup>> {
  const mark = readMark(fragment.slice(fragment.indexOf("#") + 1));
  if (!mark) return refuse("link-none", "This is no link to a set-up.", "Ask for the link again.");
  try {
    const bytes = Uint8Array.from(atob(mark.payload.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    return parseSetup(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return refuse("link-damaged", "The link is damaged: something in it was changed on its way.", "Ask for the link again.");
  }
}

/** The largest first. The sum is less than the whole: parts that resemble each other share their room. */
export async function linkParts(setup: Setup): Promise<readonly LinkPart[]> {
  return [{ kind: "rest", name: "everything", chars: (await encodeLink(setup)).length }];
}
