import type { ObservedRun } from "../../../metrics/history/observed-run.ts";

/** Record, replay, save as a file, open a file, import. */
export function RunActions(_: { run: ObservedRun }) {
  return null;
}
