/** How the bill of a run came about, item by item, and what the same traffic would cost otherwise. */
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { useUntilMs } from "../use-live.ts";
import { LoadBalancerChoice, ServerChoice } from "./BillControls.tsx";
import { BreakEvenChart } from "./BreakEvenChart.tsx";
import { CostChart } from "./CostChart.tsx";
import { FunctionReceipts } from "./FunctionReceipts.tsx";
import { KeepWarm } from "./KeepWarm.tsx";
import { RunReceipt } from "./RunReceipt.tsx";
import { useBilled, useBillScope, useHeldMbMs, WHOLE } from "./use-bill.ts";
import "./bill.css";

export function BillTab({ run }: { run: ObservedRun }) {
  const scope = useBillScope(run);
  const billed = useBilled(run, scope);
  // A ping is billed as a warm request is, also while the filter asks for cold ones.
  const all = useBilled(run, WHOLE);
  const untilMs = useUntilMs(run);
  const heldMbMs = useHeldMbMs(run, scope, untilMs);
  return (
    <div className="bill">
      <div className="bill-row bill-row-receipts">
        <FunctionReceipts run={run} scope={scope} billed={billed} heldMbMs={heldMbMs} untilMs={untilMs} />
        <RunReceipt run={run} scope={scope} billed={billed} heldMbMs={heldMbMs} />
      </div>
      <div className="bill-against chart">
        <h2>Against an always-on server</h2>
        <ServerChoice run={run} />
        <LoadBalancerChoice run={run} />
      </div>
      <div className="bill-row bill-row-charts">
        <CostChart run={run} controls={false} />
        <BreakEvenChart run={run} scope={scope} billed={billed} untilMs={untilMs} />
        <KeepWarm run={run} billed={all} />
      </div>
    </div>
  );
}
