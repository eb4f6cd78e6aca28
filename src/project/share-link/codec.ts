/** Writes links of the newest of the given versions and reads those of all of them. share-link.ts has the page's own. */
import { ProblemError } from "../../platform/problem-error.ts";
import type { Problem } from "../../platform/results.ts";
import type { Parsed } from "../../platform/triggers/parsed.ts";
import { copyPlainData, isJsonObject } from "../plain-data.ts";
import { parseSetup, type SetupReading } from "../setup/parse-setup.ts";
import type { Setup } from "../setup/setup.ts";
import { refuseLink } from "./link-code.ts";
import { MAX_LINK_CHARS, readFrame, writeFrame } from "./link-frame.ts";
import { markText, readMark } from "./link-mark.ts";
import { canLock, lock, NO_CRYPTO, unlock } from "./lock.ts";
import { MAX_UNPACKED_BYTES, pack, unpack } from "./pack.ts";
import { readJson } from "./read-json.ts";
import { upgraded } from "./upgrades.ts";
import type { LinkVersion } from "./versions/link-version.ts";

export interface LinkOptions {
  /** Absent or empty is none. */
  readonly password?: string | undefined;
}

export interface LinkCodec {
  encode(setup: Setup, options?: LinkOptions): Promise<string>;
  decode(fragment: string, options?: LinkOptions): Promise<SetupReading>;
  /** How long an unlocked link of it is; it need not be a good one. */
  lengthOf(setup: Setup): number;
}

/** Checked by checkedVersions. */
export function createLinkCodec(versions: readonly LinkVersion[]): LinkCodec {
  const newest = versions.at(-1);
  if (!newest) throw new Error("There is no version of links.");

  const packed = (setup: Setup): Uint8Array => {
    const json = copyPlainData(setup);
    const short = json.ok && isJsonObject(json.value) ? newest.shorten(json.value) : {};
    const text = JSON.stringify(short);
    if (new TextEncoder().encode(text).length > MAX_UNPACKED_BYTES) throw new ProblemError(TOO_MUCH);
    return pack(text, newest.dictionary);
  };

  const read = (version: LinkVersion, bytes: Uint8Array): SetupReading => {
    const text = unpack(bytes, version.dictionary);
    if (!text.ok) return text;
    const short = readJson(text.value);
    if (!short.ok) return short;
    const setup = upgraded(versions, version, version.restore(short.value));
    const parsed = parseSetup(setup);
    return parsed.ok ? parsed : refuseLink("link-setup", parsed.message);
  };

  return {
    async encode(setup, { password = "" } = {}) {
      // What is written is what the reader reads: as the parser has it.
      const parsed = parseSetup(setup);
      if (!parsed.ok) throw new ProblemError(parsed);
      const bytes = packed(parsed.value);
      if (password !== "" && !canLock()) throw new ProblemError(NO_CRYPTO);
      const mark = markText({ version: newest.number, locked: password !== "" });
      const text = writeFrame(mark, password === "" ? bytes : await lock(mark, bytes, password));
      if (text.length > MAX_LINK_CHARS) throw new ProblemError(tooLong(text.length));
      return text;
    },

    async decode(fragment, { password = "" } = {}) {
      const found = readMark(fragment.slice(fragment.indexOf("#") + 1));
      if (!found) return refuseLink("link-none");
      const version = versions.find(({ number }) => number === found.version);
      if (!version) return refuseLink(found.version > newest.number ? "link-version" : "link-none");
      const mark = markText(found);
      const framed = readFrame(mark, found.payload);
      if (!framed.ok) return framed;
      if (!found.locked) return read(version, framed.value);
      if (password === "") return refuseLink("link-password");
      if (!canLock()) return NO_CRYPTO;
      const opened: Parsed<Uint8Array> = await unlock(mark, framed.value, password);
      return opened.ok ? read(version, opened.value) : opened;
    },

    lengthOf: (setup) => writeFrame(markText({ version: newest.number, locked: false }), packed(setup)).length,
  };
}

const ZIP_INSTEAD = "Save the project as a zip and send that.";

const TOO_MUCH: Problem = { code: "link-too-long", message: "This project is too large for a link.", remedy: ZIP_INSTEAD };

function tooLong(chars: number): Problem {
  const message = `The link would have ${chars.toLocaleString("en-US")} characters; browsers open at most ${MAX_LINK_CHARS.toLocaleString("en-US")}.`;
  return { code: "link-too-long", message, remedy: ZIP_INSTEAD };
}
