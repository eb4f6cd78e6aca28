/**
 * What a run's requests took, billed and cost, and why: figures, one filter for every view, and the views as tabs. Which
 * run is shown (the one that goes on, a replayed one, one from a file) is chosen in the bar.
 */
import { type ComponentType, lazy, Suspense } from "react";
import type { ObservedRun } from "../../metrics/history/observed-run.ts";
import type { ObserveTab } from "../../store/state.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { TabPanel, Tabs } from "../shared/Tabs.tsx";
import { ObserveBar } from "./ObserveBar.tsx";
import { OverviewTab } from "./OverviewTab.tsx";
import { useRun } from "./use-run.ts";
import { VitalsRow } from "./VitalsRow.tsx";
import "./observe.css";

const TABS: readonly { readonly value: ObserveTab; readonly label: string }[] = [
  { value: "overview", label: "Overview" },
  { value: "latency", label: "Latency" },
  { value: "bill", label: "Bill" },
  { value: "requests", label: "Requests" },
  { value: "logs", label: "Logs" },
  { value: "traces", label: "Traces" },
  { value: "why", label: "Why" },
  { value: "replay", label: "Replay" },
];

const VIEWS: Readonly<Record<ObserveTab, ComponentType<{ run: ObservedRun }>>> = {
  overview: OverviewTab,
  latency: lazy(() => import("./latency/LatencyTab.tsx").then((module) => ({ default: module.LatencyTab }))),
  bill: lazy(() => import("./bill/BillTab.tsx").then((module) => ({ default: module.BillTab }))),
  requests: lazy(() => import("./requests/RequestsTab.tsx").then((module) => ({ default: module.RequestsTab }))),
  logs: lazy(() => import("./logs/LogsTab.tsx").then((module) => ({ default: module.LogsTab }))),
  traces: lazy(() => import("./traces/TracesTab.tsx").then((module) => ({ default: module.TracesTab }))),
  why: lazy(() => import("./why/WhyTab.tsx").then((module) => ({ default: module.WhyTab }))),
  replay: lazy(() => import("./replay/ReplayTab.tsx").then((module) => ({ default: module.ReplayTab }))),
};

export function ObserveView() {
  const run = useRun();
  const tab = useColdstart((state) => state.observe.tab);
  const { observe } = useIntents();
  const View = VIEWS[tab];
  return (
    <div className="obs">
      <h1 className="visually-hidden">Observe</h1>
      {run && <VitalsRow run={run} />}
      <div className="obs-head">
        <Tabs label="Views of the run" idPrefix="observe" value={tab} options={TABS} onChange={(next) => observe({ tab: next })} />
        {run && <ObserveBar run={run} />}
      </div>
      <TabPanel idPrefix="observe" value={tab} className="obs-panel">
        {run ? (
          <Suspense fallback={<p className="quiet">Loading.</p>}>
            <View run={run} />
          </Suspense>
        ) : (
          <p className="quiet">The record of this run is loading.</p>
        )}
      </TabPanel>
    </div>
  );
}
