import type { ObservedRun } from "../../../metrics/history/observed-run.ts";

export function WhyTab(_: { run: ObservedRun }) {
  return <p className="quiet">Being built.</p>;
}
