/** A run becomes the text of a file, all that is known of it included but for the texts of older requests. */
import type { InvocationView } from "../../platform/results.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import type { DefinitionTotals } from "../history/run-history.ts";
import type { QuantileSketch } from "../quantile-sketch.ts";
import { writeRows } from "./file-rows.ts";
import { DETAIL_CHARS, type FileSketch, type FileTotals, RUN_FORMAT, RUN_VERSION, type RunFile } from "./run-file.ts";

export function writeRun(run: ObservedRun): string {
  const { history, profile } = run;
  const file: RunFile = {
    format: RUN_FORMAT,
    version: RUN_VERSION,
    name: run.name,
    origin: run.origin,
    profile: profile.id,
    settings: run.settings,
    startedAtMs: history.startedAtMs,
    untilMs: Math.max(history.startedAtMs, run.untilMs),
    rows: writeRows(history.rows),
    billed: { widthMs: history.billed.widthMs, spans: history.billed.buckets },
    totals: [...history.byDefinition.values()].map(fileTotals),
    fleet: { dropped: history.fleet.dropped, items: history.fleet.items },
    events: { dropped: history.events.dropped, items: history.events.items },
    details: newestWithin(run.details, DETAIL_CHARS),
  };
  return JSON.stringify(file);
}

function fileTotals({ functionName, version, memoryMb, byStatus, coldStarts, billed, latency }: DefinitionTotals): FileTotals {
  return { functionName, version, memoryMb, byStatus, coldStarts, billed, latency: fileSketch(latency) };
}

function fileSketch({ count, zeros, min, max, buckets }: QuantileSketch): FileSketch {
  return { zeros, ...(count === 0 ? {} : { min, max }), buckets: [...buckets].sort(([a], [b]) => a - b) };
}

function newestWithin(details: readonly InvocationView[], mostChars: number): readonly InvocationView[] {
  let chars = 0;
  const over = details.findLastIndex((view) => {
    chars += view.event.length + (view.payload?.length ?? 0) + view.logs.reduce((sum, { text }) => sum + text.length, 0);
    return chars > mostChars;
  });
  return details.slice(over + 1);
}
