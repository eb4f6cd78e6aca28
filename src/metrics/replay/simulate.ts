/**
 * Replays a recording on the platform alone, in virtual time: the same arrivals, the same handler times, other settings.
 * No code runs, so the run that comes out is modelled.
 */
import type { ObservedRun } from "../history/observed-run.ts";
import type { Recording } from "./recording.ts";
import type { ReplayChanges, ReplayNames } from "./replay-changes.ts";

export function simulateRun(_recording: Recording, _changes: ReplayChanges, _names: ReplayNames): ObservedRun {
  throw new Error("Not written yet.");
}
