/**
 * How many requests held a container at once, over time: the highest of every stretch, so that no peak is lost. Exact: a
 * request counts from when it holds its container until it ends. What was worked out before is kept, and only the part
 * that newer rows reach into is worked out again.
 */
import { type HistoryRows, type RowDictionaries, segments } from "../history/history-rows.ts";
import { segmentsHeld } from "./chunk-containers.ts";
import { sortedMoments } from "./sorted-moments.ts";
import { beginMsAt, type TimeSpan } from "./span-times.ts";

export interface ConcurrencySeries {
  /** Where the first stretch begins. */
  readonly fromMs: number;
  readonly binMs: number;
  /** The highest number at once, stretch by stretch. */
  readonly peaks: Int32Array;
  readonly peak: number;
  /** When the highest was first reached. */
  readonly peakAtMs: number;
}

interface Known extends Pick<HistoryRows, "firstSeq" | "endSeq"> {
  readonly firstBin: number;
  readonly binMs: number;
  readonly peaks: Int32Array;
}

/** The last one of a run: an axis that follows the clock asks for the same again, and a little more. */
const known = new WeakMap<RowDictionaries, Known>();

/** `openSinceMs`: requests that have not ended yet, by when they took their container. */
export function concurrencySeries(
  rows: HistoryRows,
  { fromMs, toMs }: TimeSpan,
  binMs: number,
  openSinceMs: readonly number[] = [],
): ConcurrencySeries {
  const firstBin = Math.floor(fromMs / binMs);
  const bins = Math.max(1, Math.ceil(toMs / binMs) - firstBin);
  const ended = endedPeaks(rows, firstBin, bins, binMs);
  const peaks = openSinceMs.length === 0 ? ended : withOpen(rows, ended, firstBin, binMs, openSinceMs);
  let highest = 0;
  for (let bin = 1; bin < bins; bin += 1) if ((peaks[bin] ?? 0) > (peaks[highest] ?? 0)) highest = bin;
  const startMs = firstBin * binMs;
  return { fromMs: startMs, binMs, peaks, peak: peaks[highest] ?? 0, peakAtMs: Math.max(fromMs, startMs + highest * binMs) };
}

function endedPeaks(rows: HistoryRows, firstBin: number, bins: number, binMs: number): Int32Array {
  const before = known.get(rows.dictionaries);
  const kept = before ? keptBins(before, rows, firstBin, bins, binMs) : 0;
  const peaks = new Int32Array(bins);
  if (before && kept > 0) peaks.set(before.peaks.subarray(0, kept));
  if (kept < bins) sweep(rows, (firstBin + kept) * binMs, binMs, peaks.subarray(kept), []);
  const { firstSeq, endSeq } = rows;
  if (!before || endSeq >= before.endSeq) known.set(rows.dictionaries, { firstSeq, endSeq, firstBin, binMs, peaks });
  return peaks;
}

/** How many of the stretches are as they were: those before the first moment at which a newer request took its container. */
function keptBins(before: Known, rows: HistoryRows, firstBin: number, bins: number, binMs: number): number {
  const { endSeq, firstSeq } = before;
  if (before.firstBin !== firstBin || before.binMs !== binMs || firstSeq !== rows.firstSeq || endSeq > rows.endSeq) return 0;
  let changedFromMs = Number.POSITIVE_INFINITY;
  for (const { chunk, from, to } of segments(rows, endSeq)) {
    for (let at = from; at < to; at += 1) changedFromMs = Math.min(changedFromMs, beginMsAt(chunk, at));
  }
  const unchanged = changedFromMs === Number.POSITIVE_INFINITY ? bins : Math.floor(changedFromMs / binMs) - firstBin;
  // The last stretch that was asked for may have been cut short.
  return Math.max(0, Math.min(bins, before.peaks.length - 1, unchanged));
}

/** Those still under way reach from their beginning to the end: all from the first of them on is worked out with them. */
function withOpen(rows: HistoryRows, ended: Int32Array, firstBin: number, binMs: number, openSinceMs: readonly number[]): Int32Array {
  const firstOpenMs = openSinceMs.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  const from = Math.max(0, Math.min(ended.length, Math.floor(firstOpenMs / binMs) - firstBin));
  const peaks = ended.slice();
  sweep(rows, (firstBin + from) * binMs, binMs, peaks.subarray(from), openSinceMs);
  return peaks;
}

function sweep(rows: HistoryRows, fromMs: number, binMs: number, peaks: Int32Array, openSinceMs: readonly number[]): void {
  const toMs = fromMs + peaks.length * binMs;
  const held = segmentsHeld(rows, fromMs, toMs);
  const most = held.reduce((sum, { from, to }) => sum + to - from, openSinceMs.length);
  const begins = new Float64Array(most);
  const ends = new Float64Array(most);
  let began = 0;
  let over = 0;
  let atOnce = 0;
  let inOrder = true;
  for (const segment of held) {
    const { chunk, from, to } = segment;
    for (let at = from; at < to; at += 1) {
      const endMs = chunk.endedAtMs[at] ?? 0;
      if (endMs <= fromMs || chunk.container[at] === 0) continue;
      const beginMs = beginMsAt(chunk, at);
      if (beginMs >= toMs || beginMs >= endMs) continue;
      if (beginMs < fromMs) atOnce += 1;
      else begins[began++] = beginMs;
      if (over > 0 && endMs < (ends[over - 1] ?? 0)) inOrder = false;
      ends[over++] = endMs;
    }
  }
  for (const sinceMs of openSinceMs) {
    if (sinceMs < fromMs) atOnce += 1;
    else if (sinceMs < toMs) begins[began++] = sinceMs;
  }
  const sorted = sortedMoments(begins.subarray(0, began), fromMs, toMs);
  const sortedEnds = inOrder ? ends : ends.subarray(0, over).sort();
  countPeaks(sorted, sortedEnds, over, { fromMs, binMs, atOnce, peaks });
}

interface Count {
  readonly fromMs: number;
  readonly binMs: number;
  readonly atOnce: number;
  readonly peaks: Int32Array;
}

/** At one moment, an end counts before a beginning: a container that is handed on held one request, not two. */
function countPeaks(begins: Float64Array, ends: Float64Array, over: number, { fromMs, binMs, atOnce, peaks }: Count): void {
  let now = atOnce;
  let begin = 0;
  let end = 0;
  for (let bin = 0; bin < peaks.length; bin += 1) {
    const binFromMs = fromMs + bin * binMs;
    const binToMs = binFromMs + binMs;
    while (end < over && (ends[end] ?? 0) <= binFromMs) {
      now -= 1;
      end += 1;
    }
    let peak = now;
    while (begin < begins.length && (begins[begin] ?? 0) < binToMs) {
      const beginMs = begins[begin] ?? 0;
      while (end < over && (ends[end] ?? 0) <= beginMs) {
        now -= 1;
        end += 1;
      }
      now += 1;
      begin += 1;
      if (now > peak) peak = now;
    }
    while (end < over && (ends[end] ?? 0) < binToMs) {
      now -= 1;
      end += 1;
    }
    peaks[bin] = peak;
  }
}
