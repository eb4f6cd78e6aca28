/**
 * A stretch of a run as a run of its own: the requests that arrived in it, numbered from 0, with their own totals, and
 * what is known of the containers that served them. What is not in the rows any more is in no part.
 */

import { billedQuantities, NO_SPLIT, NOTHING_BILLED } from "../../platform/billing.ts";
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { type HistoryRow, type RowSource, rowOf, segments } from "./history-rows.ts";
import type { ObservedRun } from "./observed-run.ts";
import { newRun, recordRun } from "./run-history.ts";

export interface PartNames {
  readonly id: string;
  readonly name: string;
}

export function partOfRun(run: ObservedRun, fromMs: number, toMs: number, names: PartNames): ObservedRun {
  const { rows, fleet, events } = run.history;
  let history = newRun(fromMs);
  let untilMs = toMs;
  for (const { chunk, from, to } of segments(rows)) {
    const ended: RowSource[] = [];
    for (let at = from; at < to; at += 1) {
      const arrivedAtMs = chunk.arrivedAtMs[at] ?? 0;
      if (arrivedAtMs < fromMs || arrivedAtMs > toMs) continue;
      untilMs = Math.max(untilMs, chunk.endedAtMs[at] ?? 0);
      ended.push(sourceOf(rowOf(rows.dictionaries, chunk, at), run.profile));
    }
    history = recordRun(history, { ended, fleet: [], events: [] });
  }
  history = recordRun(history, {
    ended: [],
    fleet: notesOfPart(fleet.items, fromMs, untilMs),
    events: events.items.filter(({ atMs }) => atMs >= fromMs && atMs <= untilMs),
  });
  const details = run.details.filter(({ arrivedAtMs }) => arrivedAtMs >= fromMs && arrivedAtMs <= toMs);
  return { ...run, ...names, history, details, untilMs };
}

/** What was noted in it, and what held when it began: containers that lived, and the newest deploys and settings, as if of that moment. */
export function notesOfPart(notes: readonly FleetNote[], fromMs: number, untilMs: number): readonly FleetNote[] {
  const before = new Map<string, FleetNote>();
  const within: FleetNote[] = [];
  for (const note of notes) {
    if (note.atMs > untilMs) break;
    if (note.atMs >= fromMs) within.push(note);
    else if (note.type === "started") before.set(note.containerId, note);
    else if (note.type === "ended") before.delete(note.containerId);
    else if (note.type === "deployed") before.set(`deployed ${note.functionName}`, { ...note, atMs: fromMs });
    else if (note.type === "removed") before.delete(`deployed ${note.functionName}`);
    else if (note.type === "configured") before.set("configured", { ...note, atMs: fromMs });
  }
  return [...before.values()].sort((a, b) => a.atMs - b.atMs).concat(within);
}

/** A row becomes what it was made of, but for what no row has: the error, when inits failed, the heap. */
export function sourceOf(row: HistoryRow, profile: ProviderProfile): RowSource {
  const { seq: _, initBilled, initFailed, billedMs, ...record } = row;
  const { status, initMs, durationMs, memoryMb, because } = row;
  if (status === "throttled") return { ...record, billed: NOTHING_BILLED, split: NO_SPLIT };
  const initUs = initBilled ? microseconds(initMs) : 0;
  const runUs = microseconds(durationMs);
  return {
    ...record,
    billed: billedQuantities(billedMs, memoryMb, profile, because === "provisioned"),
    split: { initUs, runUs, roundingUs: billedMs * 1_000 - initUs - runUs },
    ...(initFailed ? { failedInits: [{ phase: "init", status: "error", initMs }] } : {}),
  };
}

const microseconds = (ms: number): number => Math.round(ms * 1_000);
