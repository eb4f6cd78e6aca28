/** What the views of latency read: the run no more often than it can be counted, which of its requests, and their figures. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { countLatencies, exactValuesMs, type LatencyCounts, rankOf } from "../../../metrics/latency/latency-counts.ts";
import type { RowChoice } from "../../../metrics/latency/row-choice.ts";
import { derive } from "../../../store/derive.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { useRowFilter } from "../use-run.ts";

/** A run is read a few times a second anyway. */
const OFTEN_MS = 250;
/** A pass takes some 4 ms for 100,000 rows, and a view makes a few. */
const ROWS_PER_MS = 400;

function paceMs({ history: { rows } }: ObservedRun): number {
  return (rows.endSeq - rows.firstSeq) / ROWS_PER_MS;
}

/** The same run, an older value of it while it is too long to be read anew with every request. */
export function usePacedRun(run: ObservedRun): ObservedRun {
  const [held, setHeld] = useState(run);
  const readAtMs = useRef(0);
  const long = paceMs(run) > OFTEN_MS;
  useEffect(() => {
    if (!long) return;
    const read = () => {
      readAtMs.current = performance.now();
      setHeld(run);
    };
    const timer = setTimeout(read, Math.max(0, readAtMs.current + paceMs(run) - performance.now()));
    return () => clearTimeout(timer);
  }, [run, long]);
  const older = held.id === run.id && held.history.rows.dictionaries === run.history.rows.dictionaries;
  return long && older ? held : run;
}

/** Those of the run that pass the filter, in the stretch that is shown. The same one back until either changes. */
export function useRowChoice(run: ObservedRun): RowChoice {
  const filter = useRowFilter(run);
  const shown = useColdstart((state) => state.observe.window);
  const { rows } = run.history;
  return useMemo(
    () => ({ rows, filter, fromMs: shown?.fromMs ?? Number.NEGATIVE_INFINITY, toMs: shown?.toMs ?? Number.POSITIVE_INFINITY }),
    [rows, filter, shown],
  );
}

export interface LatencyFigures {
  readonly counts: LatencyCounts;
  /** Exact; undefined where none ran. */
  readonly p50Ms: number | undefined;
  readonly p95Ms: number | undefined;
  readonly p99Ms: number | undefined;
}

/** Remembered for the charts beside each other that ask for the same. */
export const latencyFigures: (choice: RowChoice) => LatencyFigures = derive(
  ({ rows, filter, fromMs, toMs }: RowChoice) => [rows, filter, fromMs, toMs],
  (rows: RowChoice["rows"], filter: RowChoice["filter"], fromMs: number, toMs: number) => {
    const choice = { rows, filter, fromMs, toMs };
    const counts = countLatencies(choice);
    const ranks = [0.5, 0.95, 0.99].map((share) => rankOf(share, counts.ran));
    const [p50Ms, p95Ms, p99Ms] = exactValuesMs(choice, counts, ranks);
    return { counts, p50Ms, p95Ms, p99Ms };
  },
);
