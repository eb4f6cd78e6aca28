import type { ObservedRun } from "../../../metrics/history/observed-run.ts";

export function LogsTab(_: { run: ObservedRun }) {
  return <p className="quiet">Being built.</p>;
}
