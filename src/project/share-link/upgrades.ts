/**
 * All versions of links there have been, oldest first. A link is read by its own version and then upgraded, step by step,
 * to the newest: a new version adds a file and one line here, gives the one before it its `upgrade`, and keeps a link of
 * its own in fixtures/ that must open for ever.
 */
import type { Json } from "../plain-data.ts";
import { isJsonObject } from "../plain-data.ts";
import type { LinkVersion } from "./versions/link-version.ts";
import { V1 } from "./versions/v1.ts";

export const VERSIONS: readonly LinkVersion[] = checkedVersions([V1]);

/** Throws where a number is missing or a step is: a page that cannot read old links must not be built. */
export function checkedVersions(versions: readonly LinkVersion[]): readonly LinkVersion[] {
  versions.forEach(({ number, upgrade }, place) => {
    const before = versions[place - 1];
    if (before && number !== before.number + 1) throw new Error(`Link version ${number} follows version ${before.number}.`);
    const isNewest = place === versions.length - 1;
    if (isNewest === (upgrade !== undefined)) {
      throw new Error(`Link version ${number} ${isNewest ? "is the newest and has an upgrade" : "has no upgrade to the next"}.`);
    }
  });
  if (versions.length === 0) throw new Error("There is no version of links.");
  return versions;
}

/** From the version's own form to what the newest parser reads; undefined where a step could make nothing of it. */
export function upgraded(versions: readonly LinkVersion[], from: LinkVersion, setup: Json): Json | undefined {
  return versions
    .slice(versions.indexOf(from))
    .reduce<Json | undefined>((data, { upgrade }) => (isJsonObject(data) ? (upgrade ? upgrade(data) : data) : undefined), setup);
}
