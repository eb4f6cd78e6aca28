/** All of a run on one screen: containers, latency, bill, and each request with its log and receipt. */
import type { ObservedRun } from "../../metrics/history/observed-run.ts";
import { invocationById } from "../../store/selectors.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { BilledChart } from "./bill/BilledChart.tsx";
import { CostChart } from "./bill/CostChart.tsx";
import { DistributionChart } from "./latency/DistributionChart.tsx";
import { LatencyChart } from "./latency/LatencyChart.tsx";
import { RequestDetail } from "./requests/RequestDetail.tsx";
import { RequestTable } from "./requests/RequestTable.tsx";
import { TimelinePane } from "./timeline/TimelinePane.tsx";

export function OverviewTab({ run }: { run: ObservedRun }) {
  const selected = useColdstart((state) => invocationById(state, state.selectedAttemptId));
  return (
    <>
      <TimelinePane run={run} />
      <div className="orow">
        <LatencyChart run={run} />
        <DistributionChart run={run} />
        <BilledChart run={run} />
        <CostChart run={run} />
      </div>
      <div className={selected ? "orow2 with-detail" : "orow2"}>
        <RequestTable />
        {selected && <RequestDetail view={selected} />}
      </div>
    </>
  );
}
