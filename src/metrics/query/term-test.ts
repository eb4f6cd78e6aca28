/** What a term of a filter becomes: a question to a row, and where it is about the log, to each line of it. */
import type { LogLine } from "../../platform/results.ts";
import type { Dictionary } from "../history/dictionary.ts";
import type { HistoryChunk, HistoryRows } from "../history/history-rows.ts";
import type { KeptDetails } from "./detail-index.ts";
import type { TimeSpan } from "./query-values.ts";

export type RowTest = (chunk: HistoryChunk, at: number) => boolean;
export type LineTest = (chunk: HistoryChunk, at: number, line: LogLine) => boolean;

/** Of the first `count` places of rows, keeps in order those that pass, and says how many. Faster than a call for each row. */
export type Sift = (chunk: HistoryChunk, places: Uint16Array, count: number) => number;

export interface TermTest {
  readonly row: RowTest;
  /** Only of what each line answers by itself. */
  readonly line?: LineTest;
  readonly sift?: Sift;
  /** Where one column alone decides: values of a term about the same column become one test. */
  readonly by?: { readonly column: PlaceColumn; readonly passes: (place: number) => boolean };
}

/** One value of a term as a test, or what is wrong with it and what to write instead. */
export type ValueReading = { readonly test: TermTest } | { readonly problem: string };

/** What a filter is compiled against. */
export interface QueryGround {
  readonly rows: HistoryRows;
  readonly details: KeptDetails;
  readonly span: TimeSpan;
}

export const rowTest = (row: RowTest): ValueReading => ({ test: { row } });
export const reading = (test: TermTest): ValueReading => ({ test });
export const problem = (words: string): ValueReading => ({ problem: words });

/** Columns of small numbers: what a row has there is one of few. */
const PLACE_COLUMNS = {
  definition: (chunk: HistoryChunk) => chunk.definition,
  container: (chunk: HistoryChunk) => chunk.container,
  reason: (chunk: HistoryChunk) => chunk.reason,
  status: (chunk: HistoryChunk) => chunk.status,
  trigger: (chunk: HistoryChunk) => chunk.trigger,
  flags: (chunk: HistoryChunk) => chunk.flags,
} as const;
export type PlaceColumn = keyof typeof PLACE_COLUMNS;

/** Asks what stands in a column once, when it is first met: a million rows share a few hundred values. */
export function byColumn(column: PlaceColumn, passes: (place: number) => boolean): TermTest {
  const answers = new Answers(passes);
  const read = PLACE_COLUMNS[column];
  return {
    by: { column, passes },
    row: (chunk, at) => answers.of(read(chunk)[at] ?? 0),
    sift(chunk, places, count) {
      const values = read(chunk);
      let kept = 0;
      for (let index = 0; index < count; index += 1) {
        const at = places[index] ?? 0;
        if (answers.of(values[at] ?? 0)) {
          places[kept] = at;
          kept += 1;
        }
      }
      return kept;
    },
  };
}

const YES = 2;
const NO = 1;

/** What was asked once is known. */
export class Answers {
  #known = new Uint8Array(64);
  readonly #ask: (place: number) => boolean;

  constructor(ask: (place: number) => boolean) {
    this.#ask = ask;
  }

  of(place: number): boolean {
    const known = this.#known[place];
    return known === YES || (known !== NO && this.#find(place));
  }

  #find(place: number): boolean {
    if (place >= this.#known.length) {
      const grown = new Uint8Array(Math.max(place + 1, this.#known.length * 2));
      grown.set(this.#known);
      this.#known = grown;
    }
    const passes = this.#ask(place);
    this.#known[place] = passes ? YES : NO;
    return passes;
  }
}

/** By what stands in a dictionary at the column's place. */
export function valueAsker<T>(dictionary: Dictionary<T>, passes: (value: T) => boolean): (place: number) => boolean {
  return (place) => place < dictionary.values().length && passes(dictionary.at(place));
}

/** The first place is for none. */
export function containerAsker(dictionary: Dictionary<string>, passes: (container: string) => boolean): (place: number) => boolean {
  return (place) => place > 0 && place <= dictionary.values().length && passes(dictionary.at(place - 1));
}

/** Asks each row by itself. */
export function siftBy(row: RowTest): Sift {
  return (chunk, places, count) => {
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const at = places[index] ?? 0;
      if (!row(chunk, at)) continue;
      places[kept] = at;
      kept += 1;
    }
    return kept;
  };
}

/** One is enough. */
export function anyOf([first, second, ...others]: readonly TermTest[]): TermTest {
  if (!first) return { row: () => false };
  if (!second) return first;
  return anyOf([either(first, second), ...others]);
}

function either(one: TermTest, other: TermTest): TermTest {
  const [a, b] = [one.by, other.by];
  if (a && b && a.column === b.column) return byColumn(a.column, (place) => a.passes(place) || b.passes(place));
  const row: RowTest = (chunk, at) => one.row(chunk, at) || other.row(chunk, at);
  const oneLine = one.line;
  const otherLine = other.line;
  // Values of one key are all about lines, or none is.
  return oneLine && otherLine ? { row, line: (chunk, at, each) => oneLine(chunk, at, each) || otherLine(chunk, at, each) } : { row };
}

export function notOf({ row, line, by }: TermTest): TermTest {
  if (by) return byColumn(by.column, (place) => !by.passes(place));
  const not: RowTest = (chunk, at) => !row(chunk, at);
  // A row passes with any line that does: a line that does not have the word is reason enough to show it.
  return line ? { row: not, line: (chunk, at, each) => !line(chunk, at, each) } : { row: not };
}
