/** The rows of the request table in their order, and the one that the keyboard is at. Nothing is made of rows out of sight. */
import { useMemo, useRef, useState } from "react";
import { type HistoryRow, rowAt } from "../../../metrics/history/history-rows.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { placeOfSeq } from "../../../metrics/query/matching-rows.ts";
import {
  NEWEST_FIRST,
  type RowOrder,
  type SortColumn,
  type SortedRows,
  sortedRows,
  sortedSeqAt,
} from "../../../metrics/query/sort-rows.ts";
import { useMatching } from "./use-matching.ts";

export interface RequestList {
  readonly count: number;
  readonly order: RowOrder;
  readonly active: number | undefined;
  rowAt(place: number): HistoryRow | undefined;
  setActive(place: number): void;
  /** Another column; the same one turns its order round. */
  sortBy(column: SortColumn): void;
}

/** Names are read from A; of amounts and times the greatest is looked for. */
const RISING: ReadonlySet<SortColumn> = new Set(["function", "version", "trigger", "container", "status", "reason", "request"]);

export function useRequestList(run: ObservedRun): RequestList {
  const matching = useMatching(run);
  const [order, setOrder] = useState<RowOrder>(NEWEST_FIRST);
  const [activeSeq, setActiveSeq] = useState<number>();
  const before = useRef<SortedRows>(undefined);
  const sorted = useMemo(() => {
    before.current = sortedRows(matching, order, before.current);
    return before.current;
  }, [matching, order]);
  const { rows } = run.history;
  return {
    count: matching.length,
    order,
    active: useMemo(() => (activeSeq === undefined ? undefined : placeOf(sorted, activeSeq)), [sorted, activeSeq]),
    rowAt(place) {
      const seq = sortedSeqAt(sorted, place);
      return seq === undefined ? undefined : rowAt(rows, seq);
    },
    setActive: (place) => setActiveSeq(sortedSeqAt(sorted, place)),
    sortBy: (column) => setOrder((last) => ({ column, descending: last.column === column ? !last.descending : !RISING.has(column) })),
  };
}

function placeOf({ matching, order, seqs }: SortedRows, seq: number): number | undefined {
  if (seqs) {
    const place = seqs.indexOf(seq);
    return place < 0 ? undefined : place;
  }
  const place = placeOfSeq(matching, seq);
  return place === undefined || !order.descending ? place : matching.length - 1 - place;
}
