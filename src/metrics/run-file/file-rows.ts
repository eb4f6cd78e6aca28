/** The rows of a run as a file has them, and back: one column each, and only the names that they use. */
import { REASON_KINDS } from "../../platform/reasons.ts";
import { Dictionary } from "../history/dictionary.ts";
import {
  CHUNK_ROWS,
  COLD,
  definitionKey,
  type HistoryChunk,
  type HistoryRows,
  INIT_BILLED,
  INIT_FAILED,
  MOST_ROWS,
  newChunk,
  type RowDefinition,
  type RowReason,
  STATUSES,
  segments,
  TRIGGERS,
} from "../history/history-rows.ts";
import { type NumberColumn, readColumn, type WrittenColumn, writeColumn } from "./base64-columns.ts";
import { count, fields, list, name, oneOf, type Reader, refuseAt, wholeIn, words } from "./readers.ts";
import { COLUMN_NAMES, type ColumnName, type FileRows } from "./run-file.ts";

const ID_WORDS = 4;
const WIDTHS: Readonly<Partial<Record<ColumnName, number>>> = { requestIdWords: ID_WORDS };
const MOST_U16 = 65_535;
const MOST_U32 = 4_294_967_295;
const LATEST_MS = 8.64e15;
/** A run keeps whole chunks. */
const MOST_KEPT = MOST_ROWS + CHUNK_ROWS;

export function writeRows(rows: HistoryRows): FileRows {
  const rowCount = rows.endSeq - rows.firstSeq;
  const columns = Object.fromEntries(COLUMN_NAMES.map((column) => [column, joined(rows, column, rowCount)])) as Record<
    ColumnName,
    NumberColumn
  >;
  const { definitions, containers, reasons } = rows.dictionaries;
  return {
    firstSeq: rows.firstSeq,
    count: rowCount,
    definitions: onlyUsed(columns.definition, definitions.values(), 0),
    containers: onlyUsed(columns.container, containers.values(), 1),
    reasons: onlyUsed(columns.reason, reasons.values(), 0),
    columns: Object.fromEntries(COLUMN_NAMES.map((column) => [column, writeColumn(columns[column])])) as Record<ColumnName, WrittenColumn>,
  };
}

function joined(rows: HistoryRows, column: ColumnName, rowCount: number): NumberColumn {
  const width = WIDTHS[column] ?? 1;
  const isTime = column === "arrivedAtMs" || column === "endedAtMs";
  const values = isTime ? new Float64Array(rowCount) : new Uint32Array(rowCount * width);
  let at = 0;
  for (const { chunk, from, to } of segments(rows)) {
    values.set(chunk[column].subarray(from * width, to * width), at);
    at += (to - from) * width;
  }
  return values;
}

/** Numbers the values anew, in the order in which rows name them. Places below `offset` name none. */
function onlyUsed<T>(places: NumberColumn, values: readonly T[], offset: number): readonly T[] {
  const renumbered = new Int32Array(values.length + offset).fill(-1);
  const used: T[] = [];
  places.forEach((place, at) => {
    if (place < offset) return;
    let next = renumbered[place] ?? -1;
    const value = values[place - offset];
    if (next < 0 && value !== undefined) {
      next = used.push(value) - 1 + offset;
      renumbered[place] = next;
    }
    places[at] = next;
  });
  return used;
}

export const readDefinition: Reader<RowDefinition> = fields({ functionName: name, version: name, memoryMb: wholeIn(1, 1_048_576) });
const readReason: Reader<RowReason> = fields({ kind: oneOf(REASON_KINDS), text: words });
const readHead = fields({
  firstSeq: count,
  count: wholeIn(0, MOST_KEPT),
  definitions: list(readDefinition, MOST_U16 + 1),
  containers: list(name, MOST_KEPT),
  reasons: list(readReason, MOST_U16 + 1),
});

export const readRows: Reader<HistoryRows> = (value, at) => {
  const head = readHead(value, at);
  const written = fields({ columns: (columns: unknown) => columns })(value, at).columns;
  const dictionaries = {
    definitions: dictionaryOf(head.definitions, definitionKey, `${at}.definitions`),
    containers: dictionaryOf(head.containers, (id) => id, `${at}.containers`),
    reasons: dictionaryOf(head.reasons, ({ text }) => text, `${at}.reasons`),
  };
  const most: Readonly<Record<ColumnName, number>> = {
    arrivedAtMs: LATEST_MS,
    endedAtMs: LATEST_MS,
    queueSteps: MOST_U32,
    provisionSteps: MOST_U32,
    initSteps: MOST_U32,
    durationSteps: MOST_U32,
    billedMs: MOST_U32,
    container: head.containers.length,
    definition: head.definitions.length - 1,
    reason: head.reasons.length - 1,
    status: STATUSES.length - 1,
    trigger: TRIGGERS.length - 1,
    flags: COLD | INIT_BILLED | INIT_FAILED,
    requestIdWords: MOST_U32,
  };
  const read = (column: ColumnName): NumberColumn => {
    const isTime = column === "arrivedAtMs" || column === "endedAtMs";
    const length = head.count * (WIDTHS[column] ?? 1);
    // A row names a definition and a reason: where there are rows, there is one of each.
    const bound = head.count === 0 ? 0 : most[column];
    return readColumn(fieldOf(written, column), `${at}.columns.${column}`, length, isTime ? "decimal" : "whole", bound);
  };
  const columns = Object.fromEntries(COLUMN_NAMES.map((column) => [column, read(column)])) as Record<ColumnName, NumberColumn>;
  refuseEndBeforeArrival(columns, at);
  return {
    firstSeq: head.firstSeq,
    endSeq: head.firstSeq + head.count,
    chunks: chunksOf(head.firstSeq, head.count, columns),
    dictionaries,
  };
};

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function dictionaryOf<T>(values: readonly T[], keyOf: (value: T) => string, at: string): Dictionary<T> {
  const dictionary = new Dictionary<T>();
  values.forEach((value, place) => {
    if (dictionary.placeOf(keyOf(value), () => value) !== place) refuseAt(`${at}[${place}]`, "stands there a second time");
  });
  return dictionary;
}

function refuseEndBeforeArrival({ arrivedAtMs, endedAtMs }: Readonly<Record<ColumnName, NumberColumn>>, at: string): void {
  const place = endedAtMs.findIndex((ended, each) => ended < (arrivedAtMs[each] ?? 0));
  if (place >= 0) refuseAt(`${at}.columns.endedAtMs`, `says that row ${place} ended before it arrived`);
}

function chunksOf(firstSeq: number, rowCount: number, columns: Readonly<Record<ColumnName, NumberColumn>>): readonly HistoryChunk[] {
  const chunks: HistoryChunk[] = [];
  for (let from = 0; from < rowCount; from += CHUNK_ROWS) {
    const to = Math.min(rowCount, from + CHUNK_ROWS);
    const chunk = newChunk(firstSeq + from);
    for (const column of COLUMN_NAMES) {
      const width = WIDTHS[column] ?? 1;
      chunk[column].set(columns[column].subarray(from * width, to * width));
    }
    chunk.filled = to - from;
    for (const endedAtMs of chunk.endedAtMs.subarray(0, chunk.filled)) {
      chunk.minEndedAtMs = Math.min(chunk.minEndedAtMs, endedAtMs);
      chunk.maxEndedAtMs = Math.max(chunk.maxEndedAtMs, endedAtMs);
    }
    chunks.push(chunk);
  }
  return chunks;
}
