/** The list of requests, and beside it the one that is chosen. */
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { RequestDetail } from "./RequestDetail.tsx";
import { RequestTable } from "./RequestTable.tsx";
import { useSelectedRequest } from "./SelectedRequest.tsx";

export function RequestPair({ run, className = "" }: { run: ObservedRun; className?: string }) {
  const found = useSelectedRequest(run);
  return (
    <div className={`orow2 ${className}${found ? " with-detail" : ""}`}>
      <RequestTable run={run} />
      {found && <RequestDetail run={run} {...found} />}
    </div>
  );
}
