/** The requests of a run at full height, and beside them the one that is chosen. */
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { RequestPair } from "./RequestPair.tsx";

export function RequestsTab({ run }: { run: ObservedRun }) {
  return <RequestPair run={run} className="rq-tall" />;
}
