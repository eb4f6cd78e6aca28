/** What kind of change turned one state of a function into the next: typing, or something that cannot be taken back by a key. */
import type { ProjectFunction } from "../project-function.ts";
import type { EditReason } from "./history-entry.ts";

type Files = ProjectFunction["files"];

/** Of a file, more than this at once is no typing: it makes way, and is kept first. */
const MANY_CHARS = 200;

/** Why the state before is to be kept; undefined when it is no more than typing. */
export function lossOf(before: Files, after: Files): EditReason | undefined {
  const removed = Object.keys(before).filter((path) => after[path] === undefined);
  const added = Object.keys(after).filter((path) => before[path] === undefined);
  const changed = Object.keys(before).filter((path) => after[path] !== undefined && after[path] !== before[path]);
  const [path, another] = removed;
  if (path !== undefined && (another !== undefined || changed.length > 0)) return { type: "replaced" };
  if (path !== undefined) {
    const next = added.find((each) => after[each] === before[path]);
    return next === undefined ? { type: "file-removed", path } : { type: "file-renamed", path, next };
  }
  if (changed.length > 1) return { type: "replaced" };
  const large = changed.some((each) => lostChars(before[each] ?? "", after[each] ?? "") > MANY_CHARS);
  return large ? { type: "replaced" } : undefined;
}

/** What of the first text lies between where the two begin and end alike. */
function lostChars(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return before.length - start - end;
}
