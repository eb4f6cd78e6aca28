/** What a term of a filter becomes: a question to a row, and where it is about the log, to each line of it. */
import type { LogLine } from "../../platform/results.ts";
import type { Dictionary } from "../history/dictionary.ts";
import type { HistoryChunk, HistoryRows } from "../history/history-rows.ts";
import type { KeptDetails } from "./detail-index.ts";
import type { TimeSpan } from "./query-values.ts";

export type RowTest = (chunk: HistoryChunk, at: number) => boolean;
export type LineTest = (chunk: HistoryChunk, at: number, line: LogLine) => boolean;

export interface TermTest {
  readonly row: RowTest;
  /** Only of what each line answers by itself. */
  readonly line?: LineTest;
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
export const problem = (words: string): ValueReading => ({ problem: words });

/** Asks each value of a dictionary once, when its place is first met: a million rows share a few hundred values. */
export function placeTest<T>(dictionary: Dictionary<T>, passes: (value: T) => boolean): (place: number) => boolean {
  let asked = new Uint8Array(0);
  return (place) => {
    if (place >= asked.length) {
      const values = dictionary.values();
      if (place >= values.length) return false;
      const before = asked.length;
      const grown = new Uint8Array(values.length);
      grown.set(asked);
      for (let at = before; at < values.length; at += 1) grown[at] = passes(dictionary.at(at)) ? 1 : 0;
      asked = grown;
    }
    return asked[place] === 1;
  };
}

/** One is enough. */
export function anyOf([first, second, ...others]: readonly TermTest[]): TermTest {
  if (!first) return { row: () => false };
  if (!second) return first;
  return anyOf([either(first, second), ...others]);
}

function either(one: TermTest, other: TermTest): TermTest {
  const row: RowTest = (chunk, at) => one.row(chunk, at) || other.row(chunk, at);
  const oneLine = one.line;
  const otherLine = other.line;
  // Values of one key are all about lines, or none is.
  return oneLine && otherLine ? { row, line: (chunk, at, each) => oneLine(chunk, at, each) || otherLine(chunk, at, each) } : { row };
}

export function notOf({ row, line }: TermTest): TermTest {
  const not: RowTest = (chunk, at) => !row(chunk, at);
  // A row passes with any line that does: a line that does not have the word is reason enough to show it.
  return line ? { row: not, line: (chunk, at, each) => !line(chunk, at, each) } : { row: not };
}
