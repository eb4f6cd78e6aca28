/** Reads what entries of the history were, texts and all: the two that are compared, and by and by what the list counts. */
import { useEffect, useState } from "react";
import type { HistoryEntry } from "../../project/history/history-entry.ts";
import type { ProjectFunction } from "../../project/schema.ts";
import type { VersionIntents } from "../../store/intents.ts";
import { useIntents } from "../shared/store-context.tsx";
import type { ListedEntry } from "./history-list.ts";
import { countLines, type LineCounts, lineDiff } from "./line-diff.ts";

export type Definitions = ReadonlyMap<string, ProjectFunction>;

/** Undefined until they are read; what is lost is missing. */
export function useDefinitions(entries: readonly (HistoryEntry | undefined)[]): Definitions | undefined {
  const { versions } = useIntents();
  const [read, setRead] = useState<{ readonly of: string; readonly definitions: Definitions }>();
  const wanted = entries.flatMap((entry) => (entry ? [entry.id] : [])).join(" ");
  useEffect(() => {
    let gone = false;
    const show = (definitions: Definitions) => !gone && setRead({ of: wanted, definitions });
    versions?.read(wanted.split(" ")).then(show, () => show(new Map()));
    return () => {
      gone = true;
    };
  }, [versions, wanted]);
  return read?.of === wanted ? read.definitions : undefined;
}

/** As many as are on the screen: each step leaves the page time to answer. */
const COUNTED_AT_ONCE = 20;

/** How many lines each entry added and removed, as far as they are counted. */
export function useLineCounts(list: readonly ListedEntry[]): ReadonlyMap<string, LineCounts> {
  const { versions } = useIntents();
  const [counts, setCounts] = useState<ReadonlyMap<string, LineCounts>>(new Map());
  useEffect(() => {
    let gone = false;
    const count = async () => {
      for (let from = 0; versions && from < list.length; from += COUNTED_AT_ONCE) {
        const counted = await countedOf(versions, list.slice(from, from + COUNTED_AT_ONCE));
        if (gone) return;
        setCounts((before) => new Map([...before, ...counted]));
      }
    };
    // What cannot be read has no count.
    count().catch(() => {});
    return () => {
      gone = true;
    };
  }, [versions, list]);
  return counts;
}

async function countedOf(versions: VersionIntents, list: readonly ListedEntry[]): Promise<readonly (readonly [string, LineCounts])[]> {
  const ids = list.flatMap(({ entry, base }) => (base ? [entry.id, base.id] : [entry.id]));
  const read = await versions.read([...new Set(ids)]);
  return list.flatMap(({ entry, base, changes }) => {
    const [is, was] = [read.get(entry.id)?.files, base ? read.get(base.id)?.files : {}];
    if (!is || !was) return [];
    const pairs = [
      ...changes.added.map((path) => countLines(lineDiff(undefined, is[path]))),
      ...changes.removed.map((path) => countLines(lineDiff(was[path], undefined))),
      ...changes.changed.map((path) => countLines(lineDiff(was[path], is[path]))),
    ];
    const sum = (of: keyof LineCounts) => pairs.reduce((total, each) => total + each[of], 0);
    return [[entry.id, { added: sum("added"), removed: sum("removed") }] as const];
  });
}
