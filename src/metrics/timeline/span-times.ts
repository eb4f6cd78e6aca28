/**
 * When the phases of a row began on the platform's clock. What passed between arrival and the handler and is clocked in
 * no phase (a browser starts a worker) belongs to the start, as in the phase bar: init and run are as long as they were
 * measured, and the run ends when the row does.
 */
import { COLD, type HistoryChunk, INIT_FAILED, STEPS_PER_MS } from "../history/history-rows.ts";

/** A stretch of the platform's clock. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From then on it held its container; a row that met none has no length. */
export function beginMsAt(chunk: HistoryChunk, at: number): number {
  return Math.min(chunk.endedAtMs[at] ?? 0, (chunk.arrivedAtMs[at] ?? 0) + (chunk.queueSteps[at] ?? 0) / STEPS_PER_MS);
}

/** Warm: at once. Cold: as long before the end as the handler took. */
export function runFromMsAt(chunk: HistoryChunk, at: number): number {
  const beginMs = beginMsAt(chunk, at);
  if (((chunk.flags[at] ?? 0) & COLD) === 0) return beginMs;
  return Math.max(beginMs, (chunk.endedAtMs[at] ?? 0) - (chunk.durationSteps[at] ?? 0) / STEPS_PER_MS);
}

/** Of a cold row. One that failed was not clocked in every case: then it is all that was not provisioning. */
export function initFromMsAt(chunk: HistoryChunk, at: number): number {
  const beginMs = beginMsAt(chunk, at);
  const runFromMs = runFromMsAt(chunk, at);
  const fromMs =
    ((chunk.flags[at] ?? 0) & INIT_FAILED) !== 0
      ? beginMs + (chunk.provisionSteps[at] ?? 0) / STEPS_PER_MS
      : runFromMs - (chunk.initSteps[at] ?? 0) / STEPS_PER_MS;
  return Math.min(runFromMs, Math.max(beginMs, fromMs));
}
