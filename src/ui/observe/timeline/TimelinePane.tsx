import type { ObservedRun } from "../../../metrics/history/observed-run.ts";

/** One row a container, from birth to eviction. */
export function TimelinePane(_: { run: ObservedRun }) {
  return null;
}
