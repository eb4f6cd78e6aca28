/** A filter of requests as typed ("function:resize status:error duration:>200"), read once and asked of each row. */
import type { HistoryChunk, HistoryRows } from "../history/history-rows.ts";

export interface QueryProblem {
  /** Place of the term in the text. */
  readonly from: number;
  readonly to: number;
  /** What is wrong with it, and what to write instead. The term is left out of the filter. */
  readonly message: string;
}

export interface RowFilter {
  readonly text: string;
  readonly problems: readonly QueryProblem[];
  /** Every row passes. */
  readonly isAll: boolean;
  /** Is the row at place `at` of the chunk one of those? */
  matches(chunk: HistoryChunk, at: number): boolean;
}

/** Valid for these rows and later values of the same run. */
export function compileQuery(text: string, _rows: HistoryRows): RowFilter {
  return { text, problems: [], isAll: true, matches: () => true };
}
