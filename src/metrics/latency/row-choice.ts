/** Which requests a view of latency is about: those of a run that pass a filter and ended within a stretch of time. */
import {
  CHUNK_ROWS,
  type HistoryChunk,
  type HistoryRow,
  type HistoryRows,
  rowOf,
  segmentsBetween,
  THROTTLED,
} from "../history/history-rows.ts";
import type { RowFilter } from "../query/row-filter.ts";

export interface RowChoice {
  readonly rows: HistoryRows;
  readonly filter: RowFilter;
  /** Both ends belong to it; infinite where all of the run is meant. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** What was chosen of one chunk. Its arrays are written anew for the next: keep nothing of them. */
export interface Batch {
  readonly chunk: HistoryChunk;
  /** Those that ran: how many of `places` and `steps` are filled. */
  readonly count: number;
  readonly places: Uint16Array;
  /** Latencies in steps of 0.01 ms. */
  readonly steps: Float64Array;
  /** Those that were refused, and have no latency. */
  readonly throttled: number;
  readonly throttledPlaces: Uint16Array;
}

/** Chunk by chunk, in the order in which they ended. A call for each row would take three times as long. */
export function forEachBatch({ rows, filter, fromMs, toMs }: RowChoice, visit: (batch: Batch) => void): void {
  const places = new Uint16Array(CHUNK_ROWS);
  const throttledPlaces = new Uint16Array(CHUNK_ROWS);
  const steps = new Float64Array(CHUNK_ROWS);
  for (const { chunk, from, to } of segmentsBetween(rows, fromMs, toMs)) {
    const { endedAtMs, status, queueSteps, provisionSteps, initSteps, durationSteps } = chunk;
    const within = chunk.minEndedAtMs >= fromMs && chunk.maxEndedAtMs <= toMs;
    let count = 0;
    let throttled = 0;
    for (let at = from; at < to; at += 1) {
      const ended = endedAtMs[at] ?? 0;
      if (!within && (ended < fromMs || ended > toMs)) continue;
      if (!filter.isAll && !filter.matches(chunk, at)) continue;
      if (status[at] === THROTTLED) {
        throttledPlaces[throttled] = at;
        throttled += 1;
        continue;
      }
      places[count] = at;
      steps[count] = (queueSteps[at] ?? 0) + (provisionSteps[at] ?? 0) + (initSteps[at] ?? 0) + (durationSteps[at] ?? 0);
      count += 1;
    }
    visit({ chunk, count, places, steps, throttled, throttledPlaces });
  }
}

/** The newest first, at most `most`; throttled ones too. */
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
