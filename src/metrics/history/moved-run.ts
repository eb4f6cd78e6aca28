/** A run as if it had begun at another moment: all its times are moved alike, so that it can be drawn on another run's time axis. */
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { HistoryChunk } from "./history-rows.ts";
import type { ObservedRun } from "./observed-run.ts";

/** The same one back where it begins there already. Only for looking at: nothing is appended to it. */
export function movedTo(run: ObservedRun, startMs: number): ObservedRun {
  const { history } = run;
  const byMs = startMs - history.startedAtMs;
  if (byMs === 0) return run;
  const { rows, fleet, events, billed } = history;
  return {
    ...run,
    untilMs: run.untilMs + byMs,
    details: run.details.map((view) => ({ ...view, arrivedAtMs: view.arrivedAtMs + byMs, endedAtMs: view.endedAtMs + byMs })),
    history: {
      ...history,
      startedAtMs: startMs,
      rows: { ...rows, chunks: rows.chunks.map((chunk) => movedChunk(chunk, byMs)) },
      fleet: { ...fleet, items: fleet.items.map((note): FleetNote => ({ ...note, atMs: note.atMs + byMs })) },
      events: { ...events, items: events.items.map((note) => ({ ...note, atMs: note.atMs + byMs })) },
      billed: {
        ...billed,
        originMs: billed.originMs + byMs,
        buckets: billed.buckets.map((bucket) => ({ ...bucket, fromMs: bucket.fromMs + byMs })),
      },
    },
  };
}

function movedChunk(chunk: HistoryChunk, byMs: number): HistoryChunk {
  return {
    ...chunk,
    minEndedAtMs: chunk.minEndedAtMs + byMs,
    maxEndedAtMs: chunk.maxEndedAtMs + byMs,
    arrivedAtMs: chunk.arrivedAtMs.map((atMs) => atMs + byMs),
    endedAtMs: chunk.endedAtMs.map((atMs) => atMs + byMs),
  };
}
