/**
 * Every request as a point, thinned to what pixels can show: the plot is parted into cells, and a cell keeps one point
 * for each kind and counts the others. In each column of cells the slowest and the fastest of every kind are kept as
 * they are, so that no slow request is thinned away.
 */
import { COLD, type HistoryChunk, latencySteps, STEPS_PER_MS, THROTTLED } from "../history/history-rows.ts";
import type { LatencyScale } from "./histogram.ts";
import { BUCKETS, bucketOf, middleOf } from "./log-buckets.ts";
import { forEachRow, type RowChoice } from "./row-choice.ts";

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

interface Kept {
  readonly seq: number;
  readonly endedAtMs: number;
  readonly latencyMs: number;
  readonly kind: number;
  readonly cold: number;
  readonly held: number;
}

export function cloudOf(choice: RowChoice, grid: CloudGrid): Cloud {
  const { fromMs, toMs } = choice;
  const { columns, lines } = grid;
  const perColumn = THAT_RAN * lines + 1;
  const cells = new CellTable(columns * perColumn);
  const fastest = new CellTable(columns * THAT_RAN);
  const lineOf = lineTable(grid);
  const perMs = columns / Math.max(1e-9, toMs - fromMs);
  let requests = 0;
  forEachRow(choice, (chunk, at) => {
    requests += 1;
    const column = Math.min(columns - 1, Math.floor(((chunk.endedAtMs[at] ?? 0) - fromMs) * perMs));
    const status = chunk.status[at] ?? 0;
    if (status === THROTTLED) {
      cells.keepHighest(column * perColumn + perColumn - 1, chunk, at, 0);
      return;
    }
    const steps = latencySteps(chunk, at);
    const kind = status !== 0 ? FAILED_POINT : ((chunk.flags[at] ?? 0) & COLD) === 0 ? WARM_POINT : COLD_POINT;
    cells.keepHighest(column * perColumn + kind * lines + (lineOf[bucketOf(steps)] ?? 0), chunk, at, steps);
    fastest.keepLowest(column * THAT_RAN + kind, chunk, at, steps);
  });
  const kept: Kept[] = [];
  for (let column = 0; column < columns; column += 1) {
    const of: Kept[] = [];
    for (let place = 0; place < perColumn; place += 1) {
      const point = cells.at(column * perColumn + place);
      if (point) of.push(point);
    }
    for (let kind = 0; kind < THAT_RAN; kind += 1) {
      const point = fastest.at(column * THAT_RAN + kind);
      if (point && !of.some(({ seq }) => seq === point.seq)) of.push({ ...point, held: 1 });
    }
    kept.push(...of.sort((a, b) => a.endedAtMs - b.endedAtMs || a.seq - b.seq));
  }
  return {
    points: kept.length,
    seqs: Float64Array.from(kept, ({ seq }) => seq),
    endedAtMs: Float64Array.from(kept, ({ endedAtMs }) => endedAtMs),
    latencyMs: Float64Array.from(kept, ({ latencyMs }) => latencyMs),
    kinds: Uint8Array.from(kept, ({ kind }) => kind),
    cold: Uint8Array.from(kept, ({ cold }) => cold),
    held: Uint32Array.from(kept, ({ held }) => held),
    requests,
  };
}

/** The line of each bucket of latencies; a bucket is thinner than a line. */
function lineTable(grid: CloudGrid): Uint16Array {
  return Uint16Array.from({ length: BUCKETS }, (_, bucket) =>
    Math.min(grid.lines - 1, Math.floor(shareOfAxis(middleOf(bucket) / STEPS_PER_MS, grid) * grid.lines)),
  );
}

/** One row to a cell, and how many asked for its place. */
class CellTable {
  readonly #held: Uint32Array;
  readonly #steps: Float64Array;
  readonly #at: Uint16Array;
  readonly #chunks: (HistoryChunk | undefined)[];

  constructor(cells: number) {
    this.#held = new Uint32Array(cells);
    this.#steps = new Float64Array(cells);
    this.#at = new Uint16Array(cells);
    this.#chunks = new Array<HistoryChunk | undefined>(cells).fill(undefined);
  }

  keepHighest(cell: number, chunk: HistoryChunk, at: number, steps: number): void {
    const held = this.#held[cell] ?? 0;
    this.#held[cell] = held + 1;
    if (held === 0 || steps > (this.#steps[cell] ?? 0)) this.#put(cell, chunk, at, steps);
  }

  keepLowest(cell: number, chunk: HistoryChunk, at: number, steps: number): void {
    const held = this.#held[cell] ?? 0;
    this.#held[cell] = held + 1;
    if (held === 0 || steps < (this.#steps[cell] ?? 0)) this.#put(cell, chunk, at, steps);
  }

  #put(cell: number, chunk: HistoryChunk, at: number, steps: number): void {
    this.#steps[cell] = steps;
    this.#at[cell] = at;
    this.#chunks[cell] = chunk;
  }

  at(cell: number): Kept | undefined {
    const chunk = this.#chunks[cell];
    if (!chunk) return undefined;
    const at = this.#at[cell] ?? 0;
    const status = chunk.status[at] ?? 0;
    const cold = ((chunk.flags[at] ?? 0) & COLD) === 0 ? 0 : 1;
    const ran = status !== THROTTLED;
    return {
      seq: chunk.firstSeq + at,
      endedAtMs: chunk.endedAtMs[at] ?? 0,
      latencyMs: ran ? (this.#steps[cell] ?? 0) / STEPS_PER_MS : 0,
      kind: !ran ? THROTTLED_POINT : status !== 0 ? FAILED_POINT : cold === 1 ? COLD_POINT : WARM_POINT,
      cold: ran ? cold : 0,
      held: this.#held[cell] ?? 0,
    };
  }
}
