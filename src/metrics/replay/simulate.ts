/**
 * Replays a recording on the platform alone, in virtual time: the same arrivals, the same handler times, other settings.
 * No code runs, so the run that comes out is modelled. The same recording, changes and seed give the same run.
 */
import { costUsd } from "../../platform/billing.ts";
import { createPlatform } from "../../platform/create-platform.ts";
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { InvocationView } from "../../platform/results.ts";
import type { RowSource } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { newRun, type RunHistory, recordRun } from "../history/run-history.ts";
import { arrivalPlace, arrivalRequestId } from "./arrival-ids.ts";
import { RecordedTimes } from "./recorded-times.ts";
import type { Recording } from "./recording.ts";
import type { ReplayChanges, ReplayNames } from "./replay-changes.ts";
import { planReplay } from "./replay-plan.ts";
import { VirtualContainers } from "./virtual-containers.ts";

const BATCH = 4_096;
/** Newest requests that are known with their event. */
const KEPT_DETAILS = 1_000;

export function simulateRun(recording: Recording, changes: ReplayChanges, { id, name }: ReplayNames): ObservedRun {
  const { startedAtMs, spanMs, arrivals, events } = recording;
  const plan = planReplay(recording, changes);
  const { profile, settings } = plan;
  const book = new RunBook(startedAtMs);
  const platform = createPlatform(profile, settings, (note) => book.noted(note));
  const times = new RecordedTimes(recording, plan);
  const containers = new VirtualContainers(platform, arrivals, times, (record) => {
    // The platform has done with a record when it says it: nobody else holds it.
    book.ended(Object.assign(record, { trigger: arrivals[arrivalPlace(record.requestId) ?? 0]?.trigger ?? "invoke" }));
  });

  for (const config of plan.configs) containers.tell({ type: "function-deployed", atMs: startedAtMs, config });
  let nowMs = startedAtMs;
  for (const [place, { offsetMs, functionName }] of arrivals.entries()) {
    // Time does not go back, whatever a file says.
    nowMs = Math.max(nowMs, startedAtMs + offsetMs);
    containers.runUntil(nowMs);
    const random = times.draw("provisioning", place);
    containers.tell({ type: "request-arrived", atMs: nowMs, requestId: arrivalRequestId(place), functionName, random });
  }
  const overMs = Math.max(nowMs, startedAtMs + spanMs);
  containers.runUntil(overMs);
  const untilMs = containers.runOut(overMs);

  const { history, newest } = book.close();
  const details = newest.flatMap((record): readonly InvocationView[] => {
    const event = events[arrivals[arrivalPlace(record.requestId) ?? 0]?.eventRef ?? -1];
    return event === undefined ? [] : [{ ...record, costUsd: costUsd(record.billed, profile), logs: [], event }];
  });
  return { id, name, origin: "modelled", history, details, untilMs, profile, settings };
}

/** Keeps a run as it goes, in batches. */
class RunBook {
  #history: RunHistory;
  #ended: RowSource[] = [];
  #notes: FleetNote[] = [];
  #newest: RowSource[] = [];

  constructor(startedAtMs: number) {
    this.#history = newRun(startedAtMs);
  }

  noted(note: FleetNote): void {
    this.#notes.push(note);
  }

  ended(record: RowSource): void {
    if (this.#ended.push(record) === BATCH) this.#write();
  }

  close(): { readonly history: RunHistory; readonly newest: readonly RowSource[] } {
    this.#write();
    return { history: this.#history, newest: this.#newest };
  }

  #write(): void {
    this.#history = recordRun(this.#history, { ended: this.#ended, fleet: this.#notes, events: [] });
    this.#newest = [...this.#newest, ...this.#ended].slice(-KEPT_DETAILS);
    this.#ended = [];
    this.#notes = [];
  }
}
