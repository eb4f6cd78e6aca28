/**
 * How many requests there would have been at once had none been throttled: those that ran as they ran, those that were
 * refused as long as the mean of their function. Of the newest rows only, as one stretch of throttling is what is asked about.
 */
import { CHUNK_ROWS, type HistoryRows, segments, THROTTLED } from "../history/history-rows.ts";

export const DEMAND_ROWS = 16 * CHUNK_ROWS;

export interface DemandScope {
  readonly fromMs: number;
  readonly toMs: number;
  /** Which functions share the limit. */
  readonly has: (functionName: string) => boolean;
  /** How long a refused one would have run; undefined where none ran to go by. */
  readonly meanMs: (functionName: string) => number | undefined;
}

/** The most at once from one moment to the other; undefined where nothing says how long the refused would have run. */
export function peakDemand(rows: HistoryRows, scope: DemandScope): number | undefined {
  const spans = spansOf(rows, scope);
  if (!spans) return undefined;
  const [starts, ends] = [spans.starts.sort(), spans.ends.sort()];
  let [now, peak, end] = [0, 0, 0];
  for (const start of starts) {
    if (start > scope.toMs) break;
    // An end at the same moment comes first: its container is free for the next.
    while ((ends[end] ?? Number.POSITIVE_INFINITY) <= start) {
      now -= 1;
      end += 1;
    }
    now += 1;
    if (start >= scope.fromMs && now > peak) peak = now;
  }
  return peak;
}

function spansOf(
  rows: HistoryRows,
  { fromMs, toMs, has, meanMs }: DemandScope,
): { readonly starts: Float64Array; readonly ends: Float64Array } | undefined {
  const definitions = rows.dictionaries.definitions.values();
  const scoped = definitions.map(({ functionName }) => has(functionName));
  const means = definitions.map(({ functionName }) => meanMs(functionName));
  const [starts, ends] = [new Float64Array(DEMAND_ROWS), new Float64Array(DEMAND_ROWS)];
  let held = 0;
  for (const { chunk, from, to } of segments(rows, rows.endSeq - DEMAND_ROWS)) {
    for (let at = from; at < to; at += 1) {
      const definition = chunk.definition[at] ?? 0;
      const arrived = chunk.arrivedAtMs[at] ?? 0;
      if (!scoped[definition] || arrived > toMs) continue;
      const isThrottled = chunk.status[at] === THROTTLED;
      const mean = isThrottled ? means[definition] : 0;
      if (mean === undefined) return undefined;
      const ended = isThrottled ? arrived + mean : (chunk.endedAtMs[at] ?? 0);
      if (ended < fromMs) continue;
      starts[held] = arrived;
      ends[held] = ended;
      held += 1;
    }
  }
  return { starts: starts.subarray(0, held), ends: ends.subarray(0, held) };
}
