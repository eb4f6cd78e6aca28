/** The index of a run's events and requests, and the traces that can be chosen, newest first. */
import { useMemo } from "react";
import { rowOf, segments } from "../../../metrics/history/history-rows.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { RowFilter } from "../../../metrics/query/row-filter.ts";
import { createTraceIndex, eventKey, type TraceIndex } from "../../../metrics/traces/trace-index.ts";
import type { TraceCause } from "../../../platform/services/trace-note.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import type { TimeWindow } from "../../../store/state.ts";
import { useRowFilter, useTimeWindow } from "../use-run.ts";

/** More than is looked through: the filter finds the others. */
export const MOST_TRACES = 300;

export interface TraceChoice {
  readonly root: TraceCause;
  readonly atMs: number;
}

export function useTraceIndex(run: ObservedRun): TraceIndex {
  const { items } = run.history.events;
  return useMemo(() => createTraceIndex(items, run.details), [items, run.details]);
}

export function useTraceChoices(run: ObservedRun, index: TraceIndex): readonly TraceChoice[] {
  const filter = useRowFilter(run);
  const window = useTimeWindow(run);
  return useMemo(() => choicesOf(run, index, filter, window), [run, index, filter, window]);
}

/** A request's filter lets an event through where no filter is typed: an event is no request. */
function choicesOf(run: ObservedRun, index: TraceIndex, filter: RowFilter, { fromMs, toMs }: TimeWindow): readonly TraceChoice[] {
  const passing = filter.isAll ? undefined : passingIds(run, filter);
  const choices = index.roots().flatMap((root): TraceChoice[] => {
    if (root.type === "event") {
      const event = index.event(eventKey(root));
      const passes =
        !passing || event?.deliveries.some(({ requestId }) => index.attempts(requestId).some((view) => passing.has(attemptIdOf(view))));
      return event && passes ? [{ root, atMs: event.acceptedAtMs }] : [];
    }
    const attempts = index.attempts(root.requestId);
    const passes = !passing || attempts.some((view) => passing.has(attemptIdOf(view)));
    return passes && attempts[0] ? [{ root, atMs: attempts[0].arrivedAtMs }] : [];
  });
  return choices
    .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
    .sort((a, b) => b.atMs - a.atMs)
    .slice(0, MOST_TRACES);
}

/** Of the newest rows: those of which the details are kept. */
function passingIds(run: ObservedRun, filter: RowFilter): ReadonlySet<string> {
  const { rows } = run.history;
  const ids = new Set<string>();
  for (const { chunk, from, to } of segments(rows, rows.endSeq - run.details.length))
    for (let at = from; at < to; at += 1) if (filter.matches(chunk, at)) ids.add(attemptIdOf(rowOf(rows.dictionaries, chunk, at)));
  return ids;
}
