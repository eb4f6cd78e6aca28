/**
 * Every request of a run in little room: columns of numbers in chunks, some 65 bytes a request, so that a million fit
 * into a page. A `HistoryRows` is a value: what is appended later is not in it, though both share their chunks. The
 * oldest chunks are let go beyond `MOST_ROWS`.
 */
import type { InvocationRecord, InvocationStatus } from "../../platform/invocation.ts";
import type { ReasonKind } from "../../platform/reasons.ts";
import type { InvocationTrigger } from "../../platform/results.ts";
import { Dictionary } from "./dictionary.ts";
import { readRequestId, writeRequestId } from "./request-id-words.ts";

export const CHUNK_ROWS = 8_192;
export const MOST_ROWS = 1_048_576;

/** Tells one definition from another. */
export function definitionKey({ functionName, version, memoryMb }: RowDefinition): string {
  return `${functionName}\n${version}\n${memoryMb}`;
}

/** By their number in the column `status`. */
export const STATUSES: readonly InvocationStatus[] = ["ok", "error", "timeout", "crashed", "throttled"];
export const THROTTLED = 4;
/** By their number in the column `trigger`. */
export const TRIGGERS: readonly InvocationTrigger[] = [
  "http",
  "invoke",
  "schedule",
  "upload",
  "queue",
  "table",
  "alarm",
  "topic",
  "function",
  "async",
];
/** Bits of the column `flags`. */
export const COLD = 1;
export const INIT_BILLED = 2;
export const INIT_FAILED = 4;
/** Times of phases stand in steps of 0.01 ms, as containers are clocked: whole numbers, so that sums are exact. */
export const STEPS_PER_MS = 100;

/** What requests of one deployed version with one amount of memory have in common. */
export interface RowDefinition {
  readonly functionName: string;
  readonly version: string;
  readonly memoryMb: number;
}

export interface RowReason {
  readonly kind: ReasonKind;
  readonly text: string;
}

/** Columns of up to CHUNK_ROWS requests, in the order in which they ended. Read it only up to where a `HistoryRows` ends. */
export interface HistoryChunk {
  /** The number of its first row, counted from the beginning of the run. */
  readonly firstSeq: number;
  filled: number;
  /** Bounds of `endedAtMs` over what is filled: chunks outside a window need not be read. */
  minEndedAtMs: number;
  maxEndedAtMs: number;
  readonly arrivedAtMs: Float64Array;
  readonly endedAtMs: Float64Array;
  /** In steps of 0.01 ms, these four. */
  readonly queueSteps: Uint32Array;
  readonly provisionSteps: Uint32Array;
  readonly initSteps: Uint32Array;
  readonly durationSteps: Uint32Array;
  readonly billedMs: Uint32Array;
  /** Place in `dictionaries.containers`, plus one; 0 where no container took it. */
  readonly container: Uint32Array;
  readonly definition: Uint16Array;
  readonly reason: Uint16Array;
  readonly status: Uint8Array;
  readonly trigger: Uint8Array;
  readonly flags: Uint8Array;
  readonly requestIdWords: Uint32Array;
}

export interface RowDictionaries {
  readonly definitions: Dictionary<RowDefinition>;
  readonly containers: Dictionary<string>;
  readonly reasons: Dictionary<RowReason>;
}

export interface HistoryRows {
  /** Older rows were let go: as many as this. */
  readonly firstSeq: number;
  /** One past the newest. */
  readonly endSeq: number;
  readonly chunks: readonly HistoryChunk[];
  readonly dictionaries: RowDictionaries;
}

/** A request as a row has it. */
export interface HistoryRow extends RowDefinition {
  readonly seq: number;
  readonly requestId: string;
  readonly status: InvocationStatus;
  readonly trigger: InvocationTrigger;
  readonly coldStart: boolean;
  readonly containerId?: string;
  readonly because: ReasonKind;
  readonly reason: string;
  readonly arrivedAtMs: number;
  readonly endedAtMs: number;
  readonly queueMs: number;
  readonly provisionMs: number;
  readonly initMs: number;
  readonly durationMs: number;
  readonly billedMs: number;
  /** Is init part of what is billed? */
  readonly initBilled: boolean;
  readonly initFailed: boolean;
}

/** What a row is made of. */
export type RowSource = InvocationRecord & { readonly trigger: InvocationTrigger };

export function noRows(): HistoryRows {
  return {
    firstSeq: 0,
    endSeq: 0,
    chunks: [],
    dictionaries: { definitions: new Dictionary(), containers: new Dictionary(), reasons: new Dictionary() },
  };
}

/** Only to the newest value of a run: appending to an older one throws, as its place is taken. */
export function appendRows(rows: HistoryRows, sources: readonly RowSource[], mostRows = MOST_ROWS): HistoryRows {
  if (sources.length === 0) return rows;
  const chunks = [...rows.chunks];
  let { endSeq } = rows;
  const tail = chunks.at(-1);
  if (tail && tail.firstSeq + tail.filled !== endSeq) throw new Error("Rows were appended to an older value of this history.");
  for (const source of sources) {
    let chunk = chunks.at(-1);
    if (!chunk || chunk.filled === CHUNK_ROWS) {
      chunk = newChunk(endSeq);
      chunks.push(chunk);
    }
    write(chunk, source, rows.dictionaries);
    endSeq += 1;
  }
  while (chunks.length > 1 && endSeq - (chunks[0]?.firstSeq ?? 0) - CHUNK_ROWS >= mostRows) chunks.shift();
  return { firstSeq: chunks[0]?.firstSeq ?? endSeq, endSeq, chunks, dictionaries: rows.dictionaries };
}

export function newChunk(firstSeq: number): HistoryChunk {
  return {
    firstSeq,
    filled: 0,
    minEndedAtMs: Number.POSITIVE_INFINITY,
    maxEndedAtMs: Number.NEGATIVE_INFINITY,
    arrivedAtMs: new Float64Array(CHUNK_ROWS),
    endedAtMs: new Float64Array(CHUNK_ROWS),
    queueSteps: new Uint32Array(CHUNK_ROWS),
    provisionSteps: new Uint32Array(CHUNK_ROWS),
    initSteps: new Uint32Array(CHUNK_ROWS),
    durationSteps: new Uint32Array(CHUNK_ROWS),
    billedMs: new Uint32Array(CHUNK_ROWS),
    container: new Uint32Array(CHUNK_ROWS),
    definition: new Uint16Array(CHUNK_ROWS),
    reason: new Uint16Array(CHUNK_ROWS),
    status: new Uint8Array(CHUNK_ROWS),
    trigger: new Uint8Array(CHUNK_ROWS),
    flags: new Uint8Array(CHUNK_ROWS),
    requestIdWords: new Uint32Array(CHUNK_ROWS * 4),
  };
}

function write(chunk: HistoryChunk, source: RowSource, { definitions, containers, reasons }: RowDictionaries): void {
  const at = chunk.filled;
  const { functionName, version, memoryMb, containerId, because, reason, endedAtMs } = source;
  chunk.arrivedAtMs[at] = source.arrivedAtMs;
  chunk.endedAtMs[at] = endedAtMs;
  chunk.queueSteps[at] = steps(source.queueMs);
  chunk.provisionSteps[at] = steps(source.provisionMs);
  chunk.initSteps[at] = steps(source.initMs);
  chunk.durationSteps[at] = steps(source.durationMs);
  chunk.billedMs[at] = source.billed.billedMs;
  chunk.container[at] = containerId === undefined ? 0 : containers.placeOf(containerId, () => containerId) + 1;
  chunk.definition[at] = definitions.placeOf(definitionKey(source), () => ({ functionName, version, memoryMb }));
  chunk.reason[at] = reasons.placeOf(reason, () => ({ kind: because, text: reason }));
  chunk.status[at] = STATUSES.indexOf(source.status);
  chunk.trigger[at] = TRIGGERS.indexOf(source.trigger);
  chunk.flags[at] = (source.coldStart ? COLD : 0) | (source.split.initUs > 0 ? INIT_BILLED : 0) | (source.failedInits ? INIT_FAILED : 0);
  writeRequestId(source.requestId, chunk.requestIdWords, at * 4);
  chunk.minEndedAtMs = Math.min(chunk.minEndedAtMs, endedAtMs);
  chunk.maxEndedAtMs = Math.max(chunk.maxEndedAtMs, endedAtMs);
  chunk.filled += 1;
}

const steps = (ms: number): number => Math.round(ms * STEPS_PER_MS);

/** Rows `from` to `to` (exclusive) of a chunk's columns. */
export interface Segment {
  readonly chunk: HistoryChunk;
  readonly from: number;
  readonly to: number;
}

/** All rows, or those of which the number is in the range, chunk by chunk, oldest first. */
export function segments(rows: HistoryRows, fromSeq = rows.firstSeq, toSeq = rows.endSeq): readonly Segment[] {
  const first = Math.max(fromSeq, rows.firstSeq);
  const end = Math.min(toSeq, rows.endSeq);
  return rows.chunks.flatMap((chunk) => {
    const from = Math.max(0, first - chunk.firstSeq);
    const to = Math.min(CHUNK_ROWS, end - chunk.firstSeq);
    return from < to ? [{ chunk, from, to }] : [];
  });
}

/** Chunks in which anything may have ended from `fromMs` to `toMs`; each row is still to be looked at. */
export function segmentsBetween(rows: HistoryRows, fromMs: number, toMs: number): readonly Segment[] {
  return segments(rows).filter(({ chunk }) => chunk.maxEndedAtMs >= fromMs && chunk.minEndedAtMs <= toMs);
}

/** Sum of the four phases, in steps of 0.01 ms. */
export function latencySteps(chunk: HistoryChunk, at: number): number {
  return (chunk.queueSteps[at] ?? 0) + (chunk.provisionSteps[at] ?? 0) + (chunk.initSteps[at] ?? 0) + (chunk.durationSteps[at] ?? 0);
}

/** undefined where it was let go, or never was. */
export function rowAt(rows: HistoryRows, seq: number): HistoryRow | undefined {
  if (seq < rows.firstSeq || seq >= rows.endSeq) return undefined;
  const chunk = rows.chunks[Math.floor((seq - rows.firstSeq) / CHUNK_ROWS)];
  return chunk && rowOf(rows.dictionaries, chunk, seq - chunk.firstSeq);
}

export function rowOf({ definitions, containers, reasons }: RowDictionaries, chunk: HistoryChunk, at: number): HistoryRow {
  const reason = reasons.at(chunk.reason[at] ?? 0);
  const container = chunk.container[at] ?? 0;
  const flags = chunk.flags[at] ?? 0;
  return {
    seq: chunk.firstSeq + at,
    requestId: readRequestId(chunk.requestIdWords, at * 4),
    ...definitions.at(chunk.definition[at] ?? 0),
    status: STATUSES[chunk.status[at] ?? 0] ?? "ok",
    trigger: TRIGGERS[chunk.trigger[at] ?? 0] ?? "invoke",
    coldStart: (flags & COLD) !== 0,
    ...(container === 0 ? {} : { containerId: containers.at(container - 1) }),
    because: reason.kind,
    reason: reason.text,
    arrivedAtMs: chunk.arrivedAtMs[at] ?? 0,
    endedAtMs: chunk.endedAtMs[at] ?? 0,
    queueMs: (chunk.queueSteps[at] ?? 0) / STEPS_PER_MS,
    provisionMs: (chunk.provisionSteps[at] ?? 0) / STEPS_PER_MS,
    initMs: (chunk.initSteps[at] ?? 0) / STEPS_PER_MS,
    durationMs: (chunk.durationSteps[at] ?? 0) / STEPS_PER_MS,
    billedMs: chunk.billedMs[at] ?? 0,
    initBilled: (flags & INIT_BILLED) !== 0,
    initFailed: (flags & INIT_FAILED) !== 0,
  };
}
