/** From a figure of the profile to the line that names its source. A source is an address, with a word about it beside it or not. */
import type { Sourced } from "../../../platform/profiles/provider-profile.ts";
import type { FactSource } from "./number-facts.ts";

const ADDRESS = /https:\/\/[^\s,;)]+/g;

/** One line an address, as a figure may be made of two. */
export function sourcesOf(what: string, { source, asOf }: Sourced<unknown>): readonly FactSource[] {
  return (source.match(ADDRESS) ?? []).map((href) => ({ what, href, asOf }));
}
