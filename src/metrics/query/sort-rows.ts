/**
 * Rows that match, in the order of a column: a million in a fraction of a second, as whole columns of numbers. Equal ones
 * stay in the order in which they ended.
 */
import type { HistoryChunk, HistoryRows } from "../history/history-rows.ts";
import { CHUNK_ROWS, COLD, latencySteps, STATUSES, THROTTLED, TRIGGERS } from "../history/history-rows.ts";
import { type MatchingRows, seqAt } from "./matching-rows.ts";
import { radixOrder } from "./radix-order.ts";

export type SortColumn =
  | "ended"
  | "arrived"
  | "function"
  | "version"
  | "trigger"
  | "container"
  | "start"
  | "status"
  | "reason"
  | "request"
  | "provision"
  | "init"
  | "run"
  | "latency"
  | "billed"
  | "memory"
  | "cost";

export interface RowOrder {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export const NEWEST_FIRST: RowOrder = { column: "ended", descending: true };

export interface SortedRows {
  readonly matching: MatchingRows;
  readonly order: RowOrder;
  /** How many values the dictionaries had: with more of them, ranks of names are others. */
  readonly named: number;
  /** undefined where the order is that of the rows, or its opposite. */
  readonly seqs: Uint32Array | undefined;
  /** Of `seqs`, what they are ordered by. */
  readonly keys: Float64Array | undefined;
}

export function sortedRows(matching: MatchingRows, order: RowOrder, before?: SortedRows): SortedRows {
  const named = namesOf(matching.rows);
  if (order.column === "ended") return { matching, order, named, seqs: undefined, keys: undefined };
  const known = before && goesOn(before, matching, order, named) ? before : undefined;
  const keyOf = keyReader(matching.rows, order.column);
  if (!known?.seqs || !known.keys) {
    const sorted = sortFrom(matching, 0, keyOf, order.descending);
    return { matching, order, named, ...sorted };
  }
  const added = sortFrom(matching, placeAfter(matching, known.matching.rows.endSeq), keyOf, order.descending);
  if (added.seqs.length === 0 && known.matching.rows.firstSeq === matching.rows.firstSeq) return { ...known, matching };
  return { matching, order, named, ...merged(known.seqs, known.keys, added, matching.rows.firstSeq, order.descending) };
}

/** The number of the row that stands at a place of the list. */
export function sortedSeqAt({ matching, order, seqs }: SortedRows, place: number): number | undefined {
  if (seqs) return seqs[place];
  return seqAt(matching, order.descending ? matching.length - 1 - place : place);
}

function goesOn(before: SortedRows, matching: MatchingRows, order: RowOrder, named: number): boolean {
  const { filter, window, rows } = before.matching;
  return (
    before.order.column === order.column &&
    before.order.descending === order.descending &&
    before.named === named &&
    filter === matching.filter &&
    window?.fromMs === matching.window?.fromMs &&
    window?.toMs === matching.window?.toMs &&
    rows.dictionaries === matching.rows.dictionaries &&
    rows.endSeq <= matching.rows.endSeq
  );
}

function namesOf({ dictionaries: { definitions, containers, reasons } }: HistoryRows): number {
  return definitions.values().length + containers.values().length + reasons.values().length;
}

/** The first place of which the row is not older than `seq`. */
function placeAfter(matching: MatchingRows, seq: number): number {
  let low = 0;
  let high = matching.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((seqAt(matching, middle) ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Sorted {
  readonly seqs: Uint32Array;
  readonly keys: Float64Array;
}

type KeyReader = (chunk: HistoryChunk, at: number) => number;

function sortFrom(matching: MatchingRows, fromPlace: number, keyOf: KeyReader, descending: boolean): Sorted {
  const count = matching.length - fromPlace;
  const seqs = new Uint32Array(count);
  const keys = new Float64Array(count);
  const { chunks, firstSeq } = matching.rows;
  let chunk: HistoryChunk | undefined;
  let nextFirst = 0;
  for (let place = 0; place < count; place += 1) {
    const seq = seqAt(matching, fromPlace + place) ?? 0;
    // They rise: the chunk is looked up once for all of its rows.
    if (!chunk || seq >= nextFirst) {
      chunk = chunks[Math.floor((seq - firstSeq) / CHUNK_ROWS)];
      nextFirst = (chunk?.firstSeq ?? 0) + CHUNK_ROWS;
    }
    seqs[place] = seq;
    keys[place] = chunk ? keyOf(chunk, seq - chunk.firstSeq) : 0;
  }
  const order = radixOrder(keys, descending);
  const sorted: Sorted = { seqs: new Uint32Array(count), keys: new Float64Array(count) };
  for (let place = 0; place < count; place += 1) {
    const from = order[place] ?? 0;
    sorted.seqs[place] = seqs[from] ?? 0;
    sorted.keys[place] = keys[from] ?? 0;
  }
  return sorted;
}

/** Both are in order; those of the first that were let go are left out. */
function merged(seqs: Uint32Array, keys: Float64Array, added: Sorted, firstSeq: number, descending: boolean): Sorted {
  const into: Sorted = { seqs: new Uint32Array(seqs.length + added.seqs.length), keys: new Float64Array(seqs.length + added.seqs.length) };
  const sign = descending ? -1 : 1;
  let length = 0;
  let next = 0;
  const put = (seq: number, key: number) => {
    into.seqs[length] = seq;
    into.keys[length] = key;
    length += 1;
  };
  for (let place = 0; place < seqs.length; place += 1) {
    const seq = seqs[place] ?? 0;
    const key = keys[place] ?? 0;
    if (seq < firstSeq) continue;
    while (next < added.seqs.length && sign * (added.keys[next] ?? 0) < sign * key) {
      put(added.seqs[next] ?? 0, added.keys[next] ?? 0);
      next += 1;
    }
    put(seq, key);
  }
  for (; next < added.seqs.length; next += 1) put(added.seqs[next] ?? 0, added.keys[next] ?? 0);
  return { seqs: into.seqs.subarray(0, length), keys: into.keys.subarray(0, length) };
}

/** What has no time or price stands below all that has one. */
const NONE = -1;

function keyReader({ dictionaries }: HistoryRows, column: Exclude<SortColumn, "ended">): KeyReader {
  const { definitions, containers, reasons } = dictionaries;
  const ran =
    (read: KeyReader): KeyReader =>
    (chunk, at) =>
      chunk.status[at] === THROTTLED ? NONE : read(chunk, at);
  const byDefinition = (values: readonly number[]): KeyReader => {
    const ranks = Float64Array.from(values);
    return (chunk, at) => ranks[chunk.definition[at] ?? 0] ?? 0;
  };
  switch (column) {
    case "arrived":
      // Tenths of a millisecond: whole numbers, which are ordered faster.
      return (chunk, at) => Math.round((chunk.arrivedAtMs[at] ?? 0) * 10);
    case "function":
      return byDefinition(ranksOf(definitions.values().map(({ functionName }) => functionName)));
    case "version":
      return byDefinition(ranksOf(definitions.values().map(({ version }) => version)));
    case "memory":
      return byDefinition(definitions.values().map(({ memoryMb }) => memoryMb));
    case "container": {
      const ranks = Float64Array.from(ranksOf(containers.values()));
      return (chunk, at) => ((chunk.container[at] ?? 0) === 0 ? NONE : (ranks[(chunk.container[at] ?? 0) - 1] ?? 0));
    }
    case "reason": {
      const ranks = Float64Array.from(ranksOf(reasons.values().map(({ text }) => text)));
      return (chunk, at) => ranks[chunk.reason[at] ?? 0] ?? 0;
    }
    case "trigger": {
      const ranks = ranksOf(TRIGGERS);
      return (chunk, at) => ranks[chunk.trigger[at] ?? 0] ?? 0;
    }
    case "status": {
      const ranks = ranksOf(STATUSES);
      return (chunk, at) => ranks[chunk.status[at] ?? 0] ?? 0;
    }
    case "start":
      return ran((chunk, at) => (((chunk.flags[at] ?? 0) & COLD) !== 0 ? 1 : 0));
    case "request":
      // The first 32 of 128 bits part a million of them well enough to be found.
      return (chunk, at) => chunk.requestIdWords[at * 4] ?? 0;
    case "provision":
      return ran((chunk, at) => chunk.provisionSteps[at] ?? 0);
    case "init":
      return ran((chunk, at) => chunk.initSteps[at] ?? 0);
    case "run":
      return ran((chunk, at) => chunk.durationSteps[at] ?? 0);
    case "latency":
      return ran(latencySteps);
    case "billed":
      return ran((chunk, at) => chunk.billedMs[at] ?? 0);
    case "cost": {
      const memory = Float64Array.from(definitions.values().map(({ memoryMb }) => memoryMb));
      return ran((chunk, at) => (chunk.billedMs[at] ?? 0) * (memory[chunk.definition[at] ?? 0] ?? 0));
    }
  }
}

/** "c-9" before "c-10", "2" before "10". Equal texts have the same rank. */
function ranksOf(texts: readonly string[]): readonly number[] {
  const ordered = [...new Set(texts)].sort(NATURAL.compare);
  const ranks = new Map(ordered.map((text, rank) => [text, rank] as const));
  return texts.map((text) => ranks.get(text) ?? 0);
}

const NATURAL = new Intl.Collator("en", { numeric: true });
