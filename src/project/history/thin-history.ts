/**
 * Which entries of a project's history stay. Deploys, and what was kept before something was removed or replaced, stay up
 * to a number; of the edits between, all of this hour and the last, then the newest of each hour, after a day the
 * newest of each day. Over a bound the oldest go: edits first, the newest version of a function never.
 */
import { type HistoryEntry, isLandmark, isVersion } from "./history-entry.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface HistoryBounds {
  readonly edits: number;
  /** Before something was removed or replaced. */
  readonly landmarks: number;
  readonly versions: number;
  /** Of all texts together, one that is shared counted each time: what is kept is never more. */
  readonly chars: number;
}

export const HISTORY_BOUNDS: HistoryBounds = { edits: 400, landmarks: 200, versions: 500, chars: 40_000_000 };

/** Those that stay, in the order given: oldest first. */
export function thinned(entries: readonly HistoryEntry[], nowMs: number, bounds: HistoryBounds = HISTORY_BOUNDS): readonly HistoryEntry[] {
  const latest = newestVersions(entries);
  const versions = newest(entries.filter(isVersion), bounds.versions);
  const landmarks = newest(entries.filter(isLandmark), bounds.landmarks);
  const edits = newest(
    spaced(
      entries.filter((entry) => !isVersion(entry) && !isLandmark(entry)),
      nowMs,
    ),
    bounds.edits,
  );
  const ranked = [...[...latest].toReversed(), ...versions.toReversed(), ...landmarks.toReversed(), ...edits.toReversed()];
  const staying = withinChars([...new Set(ranked)], latest, bounds.chars);
  return entries.filter((entry) => staying.has(entry));
}

/** What makes way last comes first. */
function withinChars(ranked: readonly HistoryEntry[], always: ReadonlySet<HistoryEntry>, mostChars: number): ReadonlySet<HistoryEntry> {
  const staying = new Set<HistoryEntry>();
  let chars = 0;
  let isFull = false;
  for (const entry of ranked) {
    isFull ||= chars + entry.chars > mostChars;
    if (isFull && !always.has(entry)) continue;
    staying.add(entry);
    chars += entry.chars;
  }
  return staying;
}

function newestVersions(entries: readonly HistoryEntry[]): ReadonlySet<HistoryEntry> {
  return new Set(new Map(entries.filter(isVersion).map((entry) => [entry.functionName, entry])).values());
}

function newest(entries: readonly HistoryEntry[], most: number): readonly HistoryEntry[] {
  return entries.slice(Math.max(0, entries.length - most));
}

/** By function: of each hour, and after a day of each day, the newest. */
function spaced(entries: readonly HistoryEntry[], nowMs: number): readonly HistoryEntry[] {
  const stretches = new Map<string, HistoryEntry>();
  for (const entry of entries) stretches.set(`${entry.functionName} ${stretchOf(entry, nowMs)}`, entry);
  return entries.filter((entry) => stretches.get(`${entry.functionName} ${stretchOf(entry, nowMs)}`) === entry);
}

/** By the end of its hour: an hour grows old as a whole, so that what thins it often keeps what thinning it once does. */
function stretchOf({ id, atMs }: HistoryEntry, nowMs: number): string {
  const hour = Math.floor(atMs / HOUR_MS);
  const ageMs = nowMs - (hour + 1) * HOUR_MS;
  if (ageMs < HOUR_MS) return id;
  if (ageMs < DAY_MS) return `hour ${hour}`;
  return `day ${Math.floor(atMs / DAY_MS)}`;
}
