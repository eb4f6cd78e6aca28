/**
 * What a container did within a stretch of time, as spans of one kind each, no more of them than pixels can show: those
 * less than a pixel apart are joined with others of their kind, so that a failure or a cold start is never lost in the
 * runs beside it. Full chunks are joined once a scale (a power of two), and only the newest is read again.
 */
import { COLD, type HistoryChunk, type HistoryRows, INIT_FAILED, type Segment, THROTTLED } from "../history/history-rows.ts";
import type { RowFilter } from "../query/row-filter.ts";
import { containersOf, segmentsHeld, slotOf } from "./chunk-containers.ts";
import { beginMsAt, initFromMsAt, runFromMsAt, type TimeSpan } from "./span-times.ts";

/** start: provisioned and booted. failed: a run that ended in an error, a timeout or a crash. */
export type SpanKind = "start" | "init" | "init-failed" | "run" | "failed";

const KINDS: readonly SpanKind[] = ["start", "init", "init-failed", "run", "failed"];
const [START, INIT, BAD_INIT, RUN, FAILED] = [0, 1, 2, 3, 4];
/** Added to the number of its kind where the filter does not let it pass. */
const DIMMED = 8;
const CODES = 16;

export interface ContainerSpan extends TimeSpan {
  readonly kind: SpanKind;
  /** The filter does not let it pass. */
  readonly dimmed: boolean;
  /** How many were joined, and how long they were without what lies between them. */
  readonly count: number;
  readonly busyMs: number;
}

interface JoinedChunk {
  readonly rows: number;
  readonly gapMs: number;
  readonly filter: RowFilter | undefined;
  /** Where the spans of each slot begin; one longer than there are slots. */
  readonly starts: Uint32Array;
  readonly code: Uint8Array;
  readonly fromMs: Float64Array;
  readonly toMs: Float64Array;
  readonly count: Uint16Array;
  readonly busyMs: Float64Array;
}

const joined = new WeakMap<HistoryChunk, JoinedChunk>();

/** The greatest power of two that is no longer than a pixel: what is joined at it can be kept while the axis moves. */
export function joinGapMs(msPerPx: number): number {
  return msPerPx > 0 ? 2 ** Math.floor(Math.log2(msPerPx)) : 0;
}

/** In order of time, kind by kind where they were joined; `gapMs` 0 joins nothing. By place in the dictionary plus one. */
export function containerSpans(
  rows: HistoryRows,
  place: number,
  { fromMs, toMs }: TimeSpan,
  gapMs: number,
  filter: RowFilter,
): readonly ContainerSpan[] {
  const open = new Array<Mutable<ContainerSpan> | undefined>(CODES);
  const spans: Mutable<ContainerSpan>[] = [];
  for (const segment of segmentsHeld(rows, fromMs, toMs)) {
    const slot = slotOf(containersOf(segment), place);
    if (slot < 0) continue;
    const chunk = joinedOf(segment, gapMs, filter);
    for (let at = chunk.starts[slot] ?? 0; at < (chunk.starts[slot + 1] ?? 0); at += 1) {
      const spanFromMs = chunk.fromMs[at] ?? 0;
      const spanToMs = chunk.toMs[at] ?? 0;
      if (spanToMs < fromMs || spanFromMs > toMs) continue;
      const code = chunk.code[at] ?? 0;
      const last = open[code];
      if (last && spanFromMs - last.toMs < gapMs) {
        last.toMs = spanToMs;
        last.count += chunk.count[at] ?? 0;
        last.busyMs += chunk.busyMs[at] ?? 0;
        continue;
      }
      const span = {
        kind: KINDS[code % DIMMED] ?? "run",
        dimmed: code >= DIMMED,
        fromMs: spanFromMs,
        toMs: spanToMs,
        count: chunk.count[at] ?? 0,
        busyMs: chunk.busyMs[at] ?? 0,
      };
      open[code] = span;
      spans.push(span);
    }
  }
  return spans;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function joinedOf(segment: Segment, gapMs: number, asked: RowFilter): JoinedChunk {
  const filter = asked.isAll ? undefined : asked;
  const before = joined.get(segment.chunk);
  if (before?.rows === segment.to && before.gapMs === gapMs && before.filter === filter) return before;
  const chunk = join(segment, gapMs, filter);
  joined.set(segment.chunk, chunk);
  return chunk;
}

function join(segment: Segment, gapMs: number, filter: RowFilter | undefined): JoinedChunk {
  const { chunk } = segment;
  const { places, starts, order, rows } = containersOf(segment);
  const spans = new SpanWriter(gapMs);
  const spanStarts = new Uint32Array(places.length + 1);
  for (let slot = 0; slot < places.length; slot += 1) {
    spanStarts[slot] = spans.length;
    spans.beginContainer();
    if (places[slot] === 0) continue;
    for (let each = starts[slot] ?? 0; each < (starts[slot + 1] ?? 0); each += 1) {
      const at = order[each] ?? 0;
      writeRow(spans, chunk, at, !filter || filter.matches(chunk, at) ? 0 : DIMMED);
    }
  }
  spanStarts[places.length] = spans.length;
  return { rows, gapMs, filter, starts: spanStarts, ...spans.columns() };
}

function writeRow(spans: SpanWriter, chunk: HistoryChunk, at: number, dimmed: number): void {
  const flags = chunk.flags[at] ?? 0;
  const status = chunk.status[at] ?? 0;
  if (status === THROTTLED) return;
  const runFromMs = runFromMsAt(chunk, at);
  const endedAtMs = chunk.endedAtMs[at] ?? 0;
  if ((flags & COLD) !== 0) {
    const beginMs = beginMsAt(chunk, at);
    const initFromMs = initFromMsAt(chunk, at);
    if (initFromMs > beginMs) spans.add(START + dimmed, beginMs, initFromMs);
    if (runFromMs > initFromMs) spans.add(((flags & INIT_FAILED) !== 0 ? BAD_INIT : INIT) + dimmed, initFromMs, runFromMs);
  }
  spans.add((status === 0 ? RUN : FAILED) + dimmed, runFromMs, endedAtMs);
}

class SpanWriter {
  readonly #gapMs: number;
  /** The newest span of each code, of this container. */
  readonly #open = new Int32Array(CODES);
  readonly #code: number[] = [];
  readonly #fromMs: number[] = [];
  readonly #toMs: number[] = [];
  readonly #count: number[] = [];
  readonly #busyMs: number[] = [];

  constructor(gapMs: number) {
    this.#gapMs = gapMs;
  }

  get length(): number {
    return this.#code.length;
  }

  beginContainer(): void {
    this.#open.fill(-1);
  }

  add(code: number, fromMs: number, toMs: number): void {
    const last = this.#open[code] ?? -1;
    if (last >= 0 && fromMs - (this.#toMs[last] ?? 0) < this.#gapMs) {
      this.#toMs[last] = toMs;
      this.#count[last] = (this.#count[last] ?? 0) + 1;
      this.#busyMs[last] = (this.#busyMs[last] ?? 0) + toMs - fromMs;
      return;
    }
    this.#open[code] = this.#code.length;
    this.#code.push(code);
    this.#fromMs.push(fromMs);
    this.#toMs.push(toMs);
    this.#count.push(1);
    this.#busyMs.push(toMs - fromMs);
  }

  columns(): Pick<JoinedChunk, "code" | "fromMs" | "toMs" | "count" | "busyMs"> {
    return {
      code: Uint8Array.from(this.#code),
      fromMs: Float64Array.from(this.#fromMs),
      toMs: Float64Array.from(this.#toMs),
      count: Uint16Array.from(this.#count),
      busyMs: Float64Array.from(this.#busyMs),
    };
  }
}

/** Places plus one of the containers that had a request within the stretch which the filter lets pass. */
export function matchedContainers(rows: HistoryRows, { fromMs, toMs }: TimeSpan, gapMs: number, filter: RowFilter): ReadonlySet<number> {
  const matched = new Set<number>();
  for (const segment of segmentsHeld(rows, fromMs, toMs)) {
    const { places } = containersOf(segment);
    const chunk = joinedOf(segment, gapMs, filter);
    for (const [slot, place] of places.entries()) {
      if (matched.has(place)) continue;
      for (let at = chunk.starts[slot] ?? 0; at < (chunk.starts[slot + 1] ?? 0); at += 1) {
        if ((chunk.code[at] ?? 0) >= DIMMED || (chunk.toMs[at] ?? 0) < fromMs || (chunk.fromMs[at] ?? 0) > toMs) continue;
        matched.add(place);
        break;
      }
    }
  }
  return matched;
}
