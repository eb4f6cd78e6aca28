/** Which request is meant: by a moment in a container's row, by the step from one to the next, or by its id. */
import { type HistoryRows, rowAt, segments } from "../history/history-rows.ts";
import { containersOf, segmentsHeld, slotOf } from "./chunk-containers.ts";
import { beginMsAt } from "./span-times.ts";

/** The number of the container's request nearest to the moment, no further away than `withinMs`. */
export function requestAt(rows: HistoryRows, place: number, atMs: number, withinMs: number): number | undefined {
  let nearest: number | undefined;
  let nearestMs = withinMs;
  for (const segment of segmentsHeld(rows, atMs - withinMs, atMs + withinMs)) {
    const { chunk } = segment;
    const index = containersOf(segment);
    const slot = slotOf(index, place);
    for (let each = slot < 0 ? 0 : (index.starts[slot] ?? 0); slot >= 0 && each < (index.starts[slot + 1] ?? 0); each += 1) {
      const at = index.order[each] ?? 0;
      const awayMs = Math.max(0, beginMsAt(chunk, at) - atMs, atMs - (chunk.endedAtMs[at] ?? 0));
      // The later of two that meet: it began where the other ended.
      if (awayMs > nearestMs) continue;
      nearestMs = awayMs;
      nearest = chunk.firstSeq + at;
    }
  }
  return nearest;
}

/** The container's next request that begins after the moment, or its last that begins before it. */
export function requestBeside(rows: HistoryRows, place: number, atMs: number, direction: 1 | -1): number | undefined {
  const all = segments(rows);
  for (const segment of direction === 1 ? all : all.toReversed()) {
    const { chunk } = segment;
    if (direction === 1 && chunk.maxEndedAtMs < atMs) continue;
    const index = containersOf(segment);
    const slot = index.minBeginMs >= atMs && direction === -1 ? -1 : slotOf(index, place);
    if (slot < 0) continue;
    // One container's requests follow each other: they stand in the order in which they began.
    let low = index.starts[slot] ?? 0;
    const first = low;
    const end = index.starts[slot + 1] ?? 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const beginMs = beginMsAt(chunk, index.order[middle] ?? 0);
      if (beginMs < atMs || (direction === 1 && beginMs === atMs)) low = middle + 1;
      else high = middle;
    }
    const found = direction === 1 ? low : low - 1;
    if (found >= first && found < end) return chunk.firstSeq + (index.order[found] ?? 0);
  }
  return undefined;
}

/** The attempt of a request that arrived at the moment. */
export function requestById(rows: HistoryRows, requestId: string, arrivedAtMs: number): number | undefined {
  for (const { chunk, from, to } of segments(rows)) {
    if (chunk.maxEndedAtMs < arrivedAtMs) continue;
    for (let at = from; at < to; at += 1) {
      if (chunk.arrivedAtMs[at] !== arrivedAtMs) continue;
      const seq = chunk.firstSeq + at;
      if (rowAt(rows, seq)?.requestId === requestId) return seq;
    }
  }
  return undefined;
}
