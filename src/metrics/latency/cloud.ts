/**
 * Every request as a point, thinned to what pixels can show: the plot is parted into cells, and a cell keeps one point
 * for each kind and counts the others. In each column of cells the slowest and the fastest of every kind are kept as
 * they are, so that no slow request is thinned away.
 */
import { CHUNK_ROWS, COLD, type HistoryChunk, type HistoryRows, latencySteps, STEPS_PER_MS, THROTTLED } from "../history/history-rows.ts";
import type { LatencyScale } from "./histogram.ts";
import { BUCKETS, bucketOf, middleOf } from "./log-buckets.ts";
import { forEachBatch, type RowChoice } from "./row-choice.ts";

/** By their number in `Cloud.kinds`. A failed request is that first, cold or warm second. */
export const WARM_POINT = 0;
export const COLD_POINT = 1;
export const FAILED_POINT = 2;
export const THROTTLED_POINT = 3;
const THAT_RAN = 3;

export interface CloudGrid {
  /** Cells side by side over the stretch of time, and on top of each other over the latencies. */
  readonly columns: number;
  readonly lines: number;
  readonly scale: LatencyScale;
  /** What the lowest and the highest line stand for. */
  readonly lowMs: number;
  readonly highMs: number;
}

/** Columns, one point at each place, in order of their end. */
export interface Cloud {
  readonly points: number;
  /** The request's number in the history. */
  readonly seqs: Float64Array;
  readonly endedAtMs: Float64Array;
  /** 0 where throttled. */
  readonly latencyMs: Float64Array;
  readonly kinds: Uint8Array;
  /** 1 where the start was cold, whatever the kind. */
  readonly cold: Uint8Array;
  /** How many requests of its kind stand in its cell, itself among them. */
  readonly held: Uint32Array;
  /** Of all. */
  readonly requests: number;
}

/** Where a latency stands between the ends of its axis: 0 to 1. */
export function shareOfAxis(ms: number, { scale, lowMs, highMs }: Pick<CloudGrid, "scale" | "lowMs" | "highMs">): number {
  const share =
    scale === "log" ? Math.log(Math.max(ms, lowMs) / lowMs) / Math.log(highMs / lowMs) : (ms - lowMs) / Math.max(1e-9, highMs - lowMs);
  return Math.min(1, Math.max(0, share));
}

export function cloudOf(choice: RowChoice, grid: CloudGrid): Cloud {
  const { rows, fromMs, toMs } = choice;
  const { columns, lines } = grid;
  const lineOf = lineTable(grid);
  const perMs = columns / Math.max(1e-9, toMs - fromMs);
  const columnOf = (endedAtMs: number) => Math.min(columns - 1, Math.floor((endedAtMs - fromMs) * perMs));
  const cells = new CellTable(columns * lines * THAT_RAN);
  const fastest = new CellTable(columns * THAT_RAN);
  const refused = new CellTable(columns);
  const cellOf = (column: number, kind: number, steps: number) => (column * THAT_RAN + kind) * lines + (lineOf[bucketOf(steps)] ?? 0);
  let requests = 0;
  forEachBatch(choice, ({ chunk, count, places, steps, throttled, throttledPlaces }) => {
    requests += count + throttled;
    const first = chunk.firstSeq - rows.firstSeq;
    for (let place = 0; place < count; place += 1) {
      const at = places[place] ?? 0;
      const took = steps[place] ?? 0;
      const column = columnOf(chunk.endedAtMs[at] ?? 0);
      const kind = kindOf(chunk, at);
      cells.keepHighest(cellOf(column, kind, took), first + at, took);
      fastest.keepHighest(column * THAT_RAN + kind, first + at, -took);
    }
    for (let place = 0; place < throttled; place += 1) {
      const at = throttledPlaces[place] ?? 0;
      refused.keepHighest(columnOf(chunk.endedAtMs[at] ?? 0), first + at, 0);
    }
  });

  const offsets = sortedOffsets([cells, fastest, refused]);
  return cloudFrom(rows, offsets, requests, (endedAtMs, kind, steps) =>
    kind === THROTTLED_POINT ? [refused, columnOf(endedAtMs)] : [cells, cellOf(columnOf(endedAtMs), kind, steps)],
  );
}

type FindCell = (endedAtMs: number, kind: number, steps: number) => readonly [CellTable, number];

function cloudFrom(rows: HistoryRows, offsets: Uint32Array, requests: number, findCell: FindCell): Cloud {
  const points = offsets.length;
  const cloud = {
    points,
    seqs: new Float64Array(points),
    endedAtMs: new Float64Array(points),
    latencyMs: new Float64Array(points),
    kinds: new Uint8Array(points),
    cold: new Uint8Array(points),
    held: new Uint32Array(points),
    requests,
  };
  for (let point = 0; point < points; point += 1) {
    const offset = offsets[point] ?? 0;
    const chunk = rows.chunks[Math.floor(offset / CHUNK_ROWS)];
    if (!chunk) continue;
    const at = offset % CHUNK_ROWS;
    const endedAtMs = chunk.endedAtMs[at] ?? 0;
    const kind = kindOf(chunk, at);
    const ran = kind !== THROTTLED_POINT;
    const steps = ran ? latencySteps(chunk, at) : 0;
    const [table, cell] = findCell(endedAtMs, kind, steps);
    cloud.seqs[point] = rows.firstSeq + offset;
    cloud.endedAtMs[point] = endedAtMs;
    cloud.latencyMs[point] = steps / STEPS_PER_MS;
    cloud.kinds[point] = kind;
    cloud.cold[point] = ran && ((chunk.flags[at] ?? 0) & COLD) !== 0 ? 1 : 0;
    // The fastest of a column is kept beside the one that stands for its cell: it stands for itself.
    cloud.held[point] = table.offsetAt(cell) === offset ? table.heldAt(cell) : 1;
  }
  return cloud;
}

function kindOf(chunk: HistoryChunk, at: number): number {
  const status = chunk.status[at] ?? 0;
  if (status === THROTTLED) return THROTTLED_POINT;
  if (status !== 0) return FAILED_POINT;
  return ((chunk.flags[at] ?? 0) & COLD) === 0 ? WARM_POINT : COLD_POINT;
}

/** The line of each bucket of latencies; a bucket is thinner than a line. */
function lineTable(grid: CloudGrid): Uint16Array {
  return Uint16Array.from({ length: BUCKETS }, (_, bucket) =>
    Math.min(grid.lines - 1, Math.floor(shareOfAxis(middleOf(bucket) / STEPS_PER_MS, grid) * grid.lines)),
  );
}

/** Each once. Requests are kept in the order in which they ended. */
function sortedOffsets(tables: readonly CellTable[]): Uint32Array {
  const offsets = new Uint32Array(tables.reduce((sum, table) => sum + table.filled, 0));
  let next = 0;
  for (const table of tables) next = table.writeOffsets(offsets, next);
  offsets.sort();
  return offsets.filter((offset, place) => place === 0 || offset !== offsets[place - 1]);
}

/** One request to a cell, the highest by what it is measured by, and how many asked for its place. */
class CellTable {
  filled = 0;
  readonly #held: Uint32Array;
  readonly #measure: Float64Array;
  /** Places in the history, counted from its oldest request. */
  readonly #offset: Uint32Array;

  constructor(cells: number) {
    this.#held = new Uint32Array(cells);
    this.#measure = new Float64Array(cells);
    this.#offset = new Uint32Array(cells);
  }

  keepHighest(cell: number, offset: number, measure: number): void {
    const held = this.#held[cell] ?? 0;
    this.#held[cell] = held + 1;
    if (held === 0) this.filled += 1;
    if (held > 0 && measure <= (this.#measure[cell] ?? 0)) return;
    this.#measure[cell] = measure;
    this.#offset[cell] = offset;
  }

  offsetAt(cell: number): number | undefined {
    return this.heldAt(cell) === 0 ? undefined : this.#offset[cell];
  }

  heldAt(cell: number): number {
    return this.#held[cell] ?? 0;
  }

  /** Returns where the next one goes. */
  writeOffsets(into: Uint32Array, from: number): number {
    let next = from;
    for (let cell = 0; cell < this.#held.length; cell += 1) {
      if (this.heldAt(cell) === 0) continue;
      into[next] = this.#offset[cell] ?? 0;
      next += 1;
    }
    return next;
  }
}
