/**
 * All that the timeline draws, says and answers of a run within a window: the containers' rows, what they did, marks and
 * concurrency. What a row did is worked out when it is first asked for, as most rows of a long list are out of sight.
 */
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { RowFilter } from "../../../metrics/query/row-filter.ts";
import { type ConcurrencySeries, concurrencySeries } from "../../../metrics/timeline/concurrency-series.ts";
import { type ContainerLife, containersWithin, groupsOf } from "../../../metrics/timeline/container-lives.ts";
import { type ContainerSpan, containerSpans, joinGapMs, matchedContainers } from "../../../metrics/timeline/container-spans.ts";
import { type FleetMark, fleetMarks } from "../../../metrics/timeline/fleet-marks.ts";
import type { TimeSpan } from "../../../metrics/timeline/span-times.ts";
import type { ContainerSnapshot } from "../../../platform/container.ts";
import { openSinceMs, openSpans } from "./open-spans.ts";

const MARK_APART_PX = 12;

export interface TimelineRow {
  readonly life: ContainerLife;
  /** Of its group. */
  readonly isFirst: boolean;
  readonly groupSize: number;
}

export interface TimelineModel {
  readonly run: ObservedRun;
  readonly window: TimeSpan;
  /** Where a container that lives on ends. */
  readonly nowMs: number;
  readonly filter: RowFilter;
  readonly rows: readonly TimelineRow[];
  /** Containers of the window that are left out, as none of their requests matches the filter. */
  readonly hidden: number;
  readonly marks: readonly FleetMark[];
  readonly concurrency: ConcurrencySeries;
  readonly limit: { readonly limit: number; readonly limitedBy: "account" | "browser" };
  spansOf(row: TimelineRow): readonly ContainerSpan[];
}

export interface TimelineQuestion {
  readonly run: ObservedRun;
  readonly window: TimeSpan;
  readonly nowMs: number;
  readonly filter: RowFilter;
  /** Of the time axis. */
  readonly widthPx: number;
  /** What the fleet is doing at this moment; none where the run is over. */
  readonly alive: readonly ContainerSnapshot[];
}

export function timelineModel({ run, window, nowMs, filter, widthPx, alive }: TimelineQuestion): TimelineModel {
  const { history, settings } = run;
  const msPerPx = (window.toMs - window.fromMs) / Math.max(1, widthPx);
  const gapMs = joinGapMs(msPerPx);
  const lives = containersWithin(history, window);
  const matched = filter.isAll ? undefined : matchedContainers(history.rows, window, gapMs, filter);
  const shown = matched ? lives.filter(({ place }) => matched.has(place)) : lives;
  const byId = new Map(alive.map((snapshot) => [snapshot.id, snapshot]));
  const known = new Map<TimelineRow, readonly ContainerSpan[]>();
  return {
    run,
    window,
    nowMs,
    filter,
    rows: groupsOf(shown).flatMap(({ containers }) =>
      containers.map((life, place) => ({ life, isFirst: place === 0, groupSize: containers.length })),
    ),
    hidden: lives.length - shown.length,
    marks: fleetMarks(history, window, msPerPx * MARK_APART_PX, filter),
    concurrency: concurrencySeries(history.rows, window, gapMs, openSinceMs(lives, byId)),
    limit: limitOf(settings),
    spansOf(row) {
      const before = known.get(row);
      if (before) return before;
      const { life } = row;
      const ended = life.place === 0 ? [] : containerSpans(history.rows, life.place, window, gapMs, filter);
      const spans = [...ended, ...openSpans(life, byId.get(life.containerId), nowMs)];
      known.set(row, spans);
      return spans;
    },
  };
}

function limitOf({ accountConcurrency, browserContainerLimit }: ObservedRun["settings"]): TimelineModel["limit"] {
  return browserContainerLimit < accountConcurrency
    ? { limit: browserContainerLimit, limitedBy: "browser" }
    : { limit: accountConcurrency, limitedBy: "account" };
}
