/**
 * The filter and the rows that match, read once for all views that show them: each run keeps its last filter, each filter
 * its last rows. What is kept goes with the run.
 */
import type { HistoryRows, RowDictionaries } from "../../../metrics/history/history-rows.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { DetailIndex } from "../../../metrics/query/detail-index.ts";
import { type MatchingRows, type MomentWindow, matchingRows } from "../../../metrics/query/matching-rows.ts";
import { compileQuery, type RowFilter } from "../../../metrics/query/row-filter.ts";

interface Kept {
  readonly query: string;
  readonly filter: RowFilter;
  readonly names: number;
}

const details = new WeakMap<RowDictionaries, DetailIndex>();
const filters = new WeakMap<RowDictionaries, Kept>();
const matches = new WeakMap<RowFilter, MatchingRows>();

/** Logs that come later are looked into as well: the same filter goes on with the run. */
export function filterOf(run: ObservedRun, query: string): RowFilter {
  const { rows, startedAtMs } = run.history;
  const { dictionaries } = rows;
  const index = details.get(dictionaries) ?? new DetailIndex();
  details.set(dictionaries, index);
  index.hold(run.details);
  const known = filters.get(dictionaries);
  const names = nameCount(rows);
  // A name that nobody had may have come: only then is the text read anew.
  if (known?.query === query && (known.filter.problems.length === 0 || known.names === names)) return known.filter;
  const filter = compileQuery(query, rows, { details: index, startedAtMs });
  filters.set(dictionaries, { query, filter, names });
  return filter;
}

export function matchingOf(rows: HistoryRows, filter: RowFilter, window: MomentWindow | undefined): MatchingRows {
  const known = matches.get(filter);
  if (known && known.rows === rows && known.window === window) return known;
  const next = matchingRows(rows, filter, window, known);
  matches.set(filter, next);
  return next;
}

function nameCount({ dictionaries: { definitions, containers } }: HistoryRows): number {
  return definitions.values().length + containers.values().length;
}
