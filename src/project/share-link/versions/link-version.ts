/** What a version of links is: how it shortens a set-up, and how it is read for ever. */
import type { Json, JsonObject } from "../../plain-data.ts";

export interface LinkVersion {
  readonly number: number;
  /** What deflate may refer back to. Not a byte of it may ever change: old links would not unpack. */
  readonly dictionary: Uint8Array;
  /** Of a set-up as its parser gives it. Only the newest version's is called. */
  shorten(setup: JsonObject): JsonObject;
  /** The same set-up again, from anybody's link: what does not fit stays as it is. */
  restore(short: JsonObject): JsonObject;
  /** From this version's set-up to the next one's; only the newest has none. */
  upgrade?(setup: JsonObject): Json;
}
