/** The history as the dialog lists it: newest first, by day, each entry beside what it is held against. */
import { changesBetween, type EntryChanges } from "../../project/history/entry-changes.ts";
import { type HistoryEntry, isVersion } from "../../project/history/history-entry.ts";
import { dayName } from "./entry-words.ts";

export interface ListedEntry {
  readonly entry: HistoryEntry;
  /** A version's is the version before it, an edit's the entry before it; undefined: it is the first. */
  readonly base: HistoryEntry | undefined;
  readonly changes: EntryChanges;
  /** The last deploy of its function. */
  readonly newest: boolean;
}

export interface ListedDay {
  readonly name: string;
  readonly entries: readonly ListedEntry[];
}

/** `entries`: oldest first. Of one function, or of all. */
export function listed(entries: readonly HistoryEntry[], functionName: string | undefined): readonly ListedEntry[] {
  const [lastOf, lastVersionOf] = [new Map<string, HistoryEntry>(), new Map<string, HistoryEntry>()];
  const list: ListedEntry[] = [];
  for (const entry of entries) {
    const { functionName: name } = entry;
    const base = isVersion(entry) ? lastVersionOf.get(name) : lastOf.get(name);
    lastOf.set(name, entry);
    if (isVersion(entry)) lastVersionOf.set(name, entry);
    if (functionName === undefined || functionName === name)
      list.push({ entry, base, changes: changesBetween(base?.definition, entry.definition), newest: false });
  }
  return list.toReversed().map((each) => ({ ...each, newest: lastVersionOf.get(each.entry.functionName) === each.entry }));
}

export function byDay(list: readonly ListedEntry[], nowMs: number): readonly ListedDay[] {
  const days = new Map<string, ListedEntry[]>();
  for (const each of list) {
    const name = dayName(each.entry.atMs, nowMs);
    const day = days.get(name);
    if (day) day.push(each);
    else days.set(name, [each]);
  }
  return [...days].map(([name, entries]) => ({ name, entries }));
}
