/** What the requests so far took, billed and cost: figures, four charts, and every request with its log and receipt. */
import { invocationById } from "../../store/selectors.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { BilledChart } from "./BilledChart.tsx";
import { CostChart } from "./CostChart.tsx";
import { DistributionChart } from "./DistributionChart.tsx";
import { LatencyChart } from "./LatencyChart.tsx";
import { RequestDetail } from "./RequestDetail.tsx";
import { RequestTable } from "./RequestTable.tsx";
import { VitalsRow } from "./VitalsRow.tsx";
import "./observe.css";

export function ObserveView() {
  const selected = useColdstart((state) => invocationById(state, state.selectedAttemptId));
  return (
    <div className="obs">
      <h1 className="visually-hidden">Observe</h1>
      <VitalsRow />
      <div className="orow">
        <LatencyChart />
        <DistributionChart />
        <BilledChart />
        <CostChart />
      </div>
      <div className={selected ? "orow2 with-detail" : "orow2"}>
        <RequestTable />
        {selected && <RequestDetail view={selected} />}
      </div>
    </div>
  );
}
