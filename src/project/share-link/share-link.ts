/**
 * A set-up as the text of a link, and back. What stands after "#" is never sent to a server. Loaded when somebody shares
 * or opens; runs in a page, a worker and Node. Foreign text becomes a Setup here or a Refused, never an exception.
 */
import type { Setup } from "../setup/setup.ts";
import { createLinkCodec } from "./codec.ts";
import { type LinkPart, measureParts } from "./link-parts.ts";
import { VERSIONS } from "./upgrades.ts";

export type { LinkOptions } from "./codec.ts";
export type { LinkCode } from "./link-code.ts";
export { isLinkFragment } from "./link-mark.ts";
export type { LinkPart, PartKind } from "./link-parts.ts";

const codec = createLinkCodec(VERSIONS);

/** The fragment's text, without "#": letters, digits, ".", "-" and "_". Rejects with a ProblemError where none can be made. */
export const encodeLink = codec.encode;

/** Of a fragment, with or without its "#", or of a whole address. */
export const decodeLink = codec.decode;

export const linkParts = (setup: Setup): Promise<readonly LinkPart[]> => measureParts(setup, codec.lengthOf);
