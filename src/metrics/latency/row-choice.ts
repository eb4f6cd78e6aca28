/** Which requests a view of latency is about: those of a run that pass a filter and ended within a stretch of time. */
import { type HistoryChunk, type HistoryRow, type HistoryRows, rowOf, segmentsBetween } from "../history/history-rows.ts";
import type { RowFilter } from "../query/row-filter.ts";

export interface RowChoice {
  readonly rows: HistoryRows;
  readonly filter: RowFilter;
  /** Both ends belong to it; infinite where all of the run is meant. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** In the order in which they ended. */
export function forEachRow({ rows, filter, fromMs, toMs }: RowChoice, visit: (chunk: HistoryChunk, at: number) => void): void {
  for (const { chunk, from, to } of segmentsBetween(rows, fromMs, toMs)) {
    const within = chunk.minEndedAtMs >= fromMs && chunk.maxEndedAtMs <= toMs;
    const { endedAtMs } = chunk;
    for (let at = from; at < to; at += 1) {
      const ended = endedAtMs[at] ?? 0;
      if (!within && (ended < fromMs || ended > toMs)) continue;
      if (filter.isAll || filter.matches(chunk, at)) visit(chunk, at);
    }
  }
}

/** The newest first, at most `most`. */
export function newestRows({ rows, filter, fromMs, toMs }: RowChoice, most: number): readonly HistoryRow[] {
  const found: HistoryRow[] = [];
  for (const { chunk, from, to } of segmentsBetween(rows, fromMs, toMs).toReversed()) {
    for (let at = to - 1; at >= from && found.length < most; at -= 1) {
      const ended = chunk.endedAtMs[at] ?? 0;
      if (ended >= fromMs && ended <= toMs && filter.matches(chunk, at)) found.push(rowOf(rows.dictionaries, chunk, at));
    }
  }
  return found;
}
