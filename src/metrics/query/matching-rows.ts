/**
 * The numbers of the rows that a filter lets through, in order. A value that the next one extends: while a run goes on,
 * only rows that are new are looked at. Values share their store, of which each reads its own part.
 */
import { CHUNK_ROWS, type HistoryChunk, type HistoryRows, segments, segmentsBetween } from "../history/history-rows.ts";
import type { RowFilter } from "./row-filter.ts";
import { siftBy } from "./term-test.ts";

export interface MomentWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface MatchingRows {
  readonly rows: HistoryRows;
  readonly filter: RowFilter;
  /** By when they ended; undefined is the whole run. */
  readonly window: MomentWindow | undefined;
  readonly length: number;
  /** Where in `store` the first that is still kept stands. */
  readonly first: number;
  /** undefined where all rows pass: then they are known by counting. */
  readonly store: Uint32Array | undefined;
}

/** `before` is extended where it is of the same run, filter and window. */
export function matchingRows(rows: HistoryRows, filter: RowFilter, window: MomentWindow | undefined, before?: MatchingRows): MatchingRows {
  if (filter.isAll && !window) return { rows, filter, window, length: rows.endSeq - rows.firstSeq, first: 0, store: undefined };
  const known = before && goesOn(before, rows, filter, window) ? before : undefined;
  const store = new Numbers(known?.store, known ? known.first + known.length : 0);
  const fromSeq = known?.rows.endSeq ?? rows.firstSeq;
  const parts = window && fromSeq === rows.firstSeq ? segmentsBetween(rows, window.fromMs, window.toMs) : segments(rows, fromSeq);
  const sift = filter.sift?.bind(filter) ?? siftBy((chunk, at) => filter.matches(chunk, at));
  const places = new Uint16Array(CHUNK_ROWS);
  for (const { chunk, from, to } of parts) {
    const count = sift(chunk, places, placesWithin(chunk, from, to, window, places));
    store.pushAll(places, count, chunk.firstSeq);
  }
  const first = placeFrom(store.values, known?.first ?? 0, store.length, rows.firstSeq);
  return { rows, filter, window, length: store.length - first, first, store: store.values };
}

/** By its place among those that match. */
export function seqAt({ rows, store, first, length }: MatchingRows, place: number): number | undefined {
  if (place < 0 || place >= length) return undefined;
  return store ? store[first + place] : rows.firstSeq + place;
}

/** The place of a row among those that match; undefined where it does not. */
export function placeOfSeq(matching: MatchingRows, seq: number): number | undefined {
  const { rows, store, first, length } = matching;
  if (!store) return seq >= rows.firstSeq && seq < rows.endSeq ? seq - rows.firstSeq : undefined;
  const at = placeFrom(store, first, first + length, seq);
  return at < first + length && store[at] === seq ? at - first : undefined;
}

function goesOn(before: MatchingRows, rows: HistoryRows, filter: RowFilter, window: MomentWindow | undefined): boolean {
  const sameWindow = before.window === window || (before.window?.fromMs === window?.fromMs && before.window?.toMs === window?.toMs);
  const sameRun = before.rows.dictionaries === rows.dictionaries && before.rows.endSeq <= rows.endSeq;
  return before.filter === filter && sameWindow && sameRun && before.store !== undefined;
}

function placesWithin(chunk: HistoryChunk, from: number, to: number, window: MomentWindow | undefined, places: Uint16Array): number {
  const isAll = !window || (chunk.minEndedAtMs >= window.fromMs && chunk.maxEndedAtMs <= window.toMs);
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const endedAtMs = chunk.endedAtMs[at] ?? 0;
    if (!isAll && (endedAtMs < window.fromMs || endedAtMs > window.toMs)) continue;
    places[count] = at;
    count += 1;
  }
  return count;
}

/** The first place from `from` to `to` of which the number is at least `seq`: they rise. */
function placeFrom(numbers: Uint32Array, from: number, to: number, seq: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Grows by half as much again, so that adding stays cheap. */
class Numbers {
  values: Uint32Array;
  length: number;

  constructor(values: Uint32Array | undefined, length: number) {
    this.values = values ?? new Uint32Array(1_024);
    this.length = length;
  }

  /** The first `count` of these, each with `base` added. */
  pushAll(added: Uint16Array, count: number, base: number): void {
    const end = this.length + count;
    if (end > this.values.length) {
      const grown = new Uint32Array(Math.max(end, Math.ceil(this.values.length * 1.5)));
      grown.set(this.values);
      this.values = grown;
    }
    for (let at = 0; at < count; at += 1) this.values[this.length + at] = base + (added[at] ?? 0);
    this.length = end;
  }
}
