/** All of a run on one screen: containers, latency, bill, and each request with its log and receipt. */
import type { ObservedRun } from "../../metrics/history/observed-run.ts";
import { BilledChart } from "./bill/BilledChart.tsx";
import { CostChart } from "./bill/CostChart.tsx";
import { DistributionChart } from "./latency/DistributionChart.tsx";
import { LatencyChart } from "./latency/LatencyChart.tsx";
import { RequestPair } from "./requests/RequestPair.tsx";
import { TimelinePane } from "./timeline/TimelinePane.tsx";

export function OverviewTab({ run }: { run: ObservedRun }) {
  return (
    <>
      <TimelinePane run={run} />
      <div className="orow">
        <LatencyChart run={run} brief />
        <DistributionChart run={run} brief />
        <BilledChart run={run} />
        <CostChart run={run} />
      </div>
      <RequestPair run={run} />
    </>
  );
}
