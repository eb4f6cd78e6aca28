/**
 * A chunk's rows by container: which containers stand in it, which rows are whose, and how long each was busy. Read once
 * a chunk that is full; while it fills, again with each value of it.
 */
import { CHUNK_ROWS, COLD, type HistoryChunk, type HistoryRows, type Segment, segments } from "../history/history-rows.ts";
import { beginMsAt } from "./span-times.ts";

export interface ChunkContainers {
  /** How many rows of the chunk were read. */
  readonly rows: number;
  readonly minBeginMs: number;
  /** Places in the dictionary plus one, ascending; 0 leads where rows met no container. */
  readonly places: Uint32Array;
  /** Where the rows of each begin in `order`; one longer than `places`. */
  readonly starts: Uint16Array;
  /** Rows of the chunk, in their order, container after container. */
  readonly order: Uint16Array;
  /** Summed from when a request held the container to when it ended. */
  readonly busyMs: Float64Array;
}

const known = new WeakMap<HistoryChunk, ChunkContainers>();

export function containersOf({ chunk, to }: Segment): ChunkContainers {
  const before = known.get(chunk);
  if (before?.rows === to) return before;
  const read = readContainers(chunk, to);
  // An older value of the run may be looked at beside the newest: the fuller reading is the one asked for again.
  if (!before || before.rows < to) known.set(chunk, read);
  return read;
}

function readContainers(chunk: HistoryChunk, rows: number): ChunkContainers {
  const counts = new Map<number, number>();
  let minBeginMs = Number.POSITIVE_INFINITY;
  for (let at = 0; at < rows; at += 1) {
    const place = chunk.container[at] ?? 0;
    counts.set(place, (counts.get(place) ?? 0) + 1);
    minBeginMs = Math.min(minBeginMs, beginMsAt(chunk, at));
  }
  const places = Uint32Array.from(counts.keys()).sort();
  const starts = new Uint16Array(places.length + 1);
  const next = new Map<number, number>();
  let start = 0;
  for (const [slot, place] of places.entries()) {
    starts[slot] = start;
    next.set(place, start);
    start += counts.get(place) ?? 0;
  }
  starts[places.length] = start;
  const order = new Uint16Array(rows);
  const busyMs = new Float64Array(places.length);
  for (let at = 0; at < rows; at += 1) {
    const place = chunk.container[at] ?? 0;
    const to = next.get(place) ?? 0;
    order[to] = at;
    next.set(place, to + 1);
  }
  for (let slot = 0; slot < places.length; slot += 1) {
    let sumMs = 0;
    for (let each = starts[slot] ?? 0; each < (starts[slot + 1] ?? 0); each += 1) {
      const at = order[each] ?? 0;
      sumMs += (chunk.endedAtMs[at] ?? 0) - beginMsAt(chunk, at);
    }
    busyMs[slot] = sumMs;
  }
  return { rows, minBeginMs, places, starts, order, busyMs };
}

/** -1 where the container has no row in it. */
export function slotOf({ places }: ChunkContainers, place: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = places[middle] ?? 0;
    if (found === place) return middle;
    if (found < place) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Chunks in which anything may have held a container within the stretch. */
export function segmentsHeld(rows: HistoryRows, fromMs: number, toMs: number): readonly Segment[] {
  return segments(rows).filter((segment) => segment.chunk.maxEndedAtMs >= fromMs && containersOf(segment).minBeginMs <= toMs);
}

export interface ContainerSums {
  served: number;
  coldStarts: number;
  busyMs: number;
  firstBeginMs: number;
  lastEndMs: number;
  /** In `dictionaries.definitions`. */
  definition: number;
}

/** Over all rows that are kept, by place plus one. */
export function containerSums(rows: HistoryRows): ReadonlyMap<number, ContainerSums> {
  const sums = new Map<number, ContainerSums>();
  for (const segment of segments(rows)) {
    const { chunk } = segment;
    const { places, starts, order, busyMs } = containersOf(segment);
    for (let slot = places[0] === 0 ? 1 : 0; slot < places.length; slot += 1) {
      const from = starts[slot] ?? 0;
      const to = starts[slot + 1] ?? CHUNK_ROWS;
      const first = order[from] ?? 0;
      const place = places[slot] ?? 0;
      const cold = ((chunk.flags[first] ?? 0) & COLD) === 0 ? 0 : 1;
      const sum = sums.get(place);
      if (!sum) {
        sums.set(place, {
          served: to - from,
          coldStarts: cold,
          busyMs: busyMs[slot] ?? 0,
          firstBeginMs: beginMsAt(chunk, first),
          lastEndMs: chunk.endedAtMs[order[to - 1] ?? 0] ?? 0,
          definition: chunk.definition[first] ?? 0,
        });
        continue;
      }
      sum.served += to - from;
      sum.busyMs += busyMs[slot] ?? 0;
      sum.lastEndMs = chunk.endedAtMs[order[to - 1] ?? 0] ?? 0;
    }
  }
  return sums;
}
