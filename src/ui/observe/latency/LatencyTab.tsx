/** Latency alone: the cloud large, its percentiles over time, how it is spread, and two groups held against each other. */
import { useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { LatencyScale } from "../../../metrics/latency/histogram.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import { RequestDetail } from "../requests/RequestDetail.tsx";
import { useSelectedRequest } from "../requests/SelectedRequest.tsx";
import { CumulativeChart } from "./CumulativeChart.tsx";
import { ComparePane } from "./compare/ComparePane.tsx";
import { StretchMarks } from "./compare/StretchMarks.tsx";
import { type CountScale, DistributionChart } from "./DistributionChart.tsx";
import { LatencyChart } from "./LatencyChart.tsx";
import { PercentileChart } from "./PercentileChart.tsx";

const LATENCY_SCALES: readonly { readonly value: LatencyScale; readonly label: string }[] = [
  { value: "log", label: "Log" },
  { value: "linear", label: "Linear" },
];
const COUNT_SCALES: readonly { readonly value: CountScale; readonly label: string; readonly title: string }[] = [
  { value: "sqrt", label: "√", title: "Square root: few and many can both be seen" },
  { value: "log", label: "Log", title: "Each step up is as many times more" },
  { value: "linear", label: "Linear", title: "Twice as high is twice as many" },
];

export function LatencyTab({ run }: { run: ObservedRun }) {
  const [scale, setScale] = useState<LatencyScale>("log");
  const [countScale, setCountScale] = useState<CountScale>("sqrt");
  if (run.history.rows.endSeq === 0) return <NothingYet />;
  return (
    <div className="lat">
      <div className="lat-bar">
        <span>Latency axis</span>
        <Segmented label="Latency axis" value={scale} options={LATENCY_SCALES} onChange={setScale} />
        <span>Requests axis</span>
        <Segmented label="Requests axis" value={countScale} options={COUNT_SCALES} onChange={setCountScale} />
        <span className="grow" />
        <StretchMarks run={run} />
      </div>
      <CloudAndRequest run={run} scale={scale} />
      <div className="lat-low">
        <PercentileChart run={run} scale={scale} />
      </div>
      <div className="lat-pair">
        <DistributionChart run={run} scale={scale} countScale={countScale} mostBins={48} />
        <CumulativeChart run={run} scale={scale} />
      </div>
      <ComparePane run={run} scale={scale} />
    </div>
  );
}

/** The request that is chosen stands beside its point. */
function CloudAndRequest({ run, scale }: { run: ObservedRun; scale: LatencyScale }) {
  const found = useSelectedRequest(run);
  return (
    <div className={found ? "lat-tall with-detail" : "lat-tall"}>
      <LatencyChart run={run} scale={scale} />
      {found && <RequestDetail run={run} {...found} />}
    </div>
  );
}

function NothingYet() {
  return (
    <div className="lat-empty">
      <p>
        <b>No requests yet.</b> Send one, or start a load: each request then stands here as a point, by when it ended and how long it took.
      </p>
      <ul>
        <li>
          <i className="m dia" /> cold: it waited for a new container
        </li>
        <li>
          <i className="m dot" /> warm: a container was idle
        </li>
        <li>
          <i className="m ring" /> failed, around either
        </li>
        <li>
          <i className="m lat-tri" /> throttled: it never ran, and stands at the foot
        </li>
      </ul>
      <p className="muted">Two functions, two versions or two stretches of time can then be compared.</p>
    </div>
  );
}
