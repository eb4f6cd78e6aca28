/** The steps that are about a run: one pane of Observe each, enlarged. The run, filter and stretch are Observe's own. */
import { type ComponentType, useRef } from "react";
import type { ObservedRun } from "../../metrics/history/observed-run.ts";
import { LIVE } from "../../store/shown-run.ts";
import { CostChart } from "../observe/bill/CostChart.tsx";
import { useElementSize } from "../observe/charts/use-element-size.ts";
import { LatencyChart } from "../observe/latency/LatencyChart.tsx";
import { TimelinePane } from "../observe/timeline/TimelinePane.tsx";
import { useRun } from "../observe/use-run.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { RequestSlide } from "./RequestSlide.tsx";
import { usePresentZoom } from "./use-present-zoom.ts";
import { WhySlide } from "./WhySlide.tsx";
import "../observe/observe.css";
import "./panes.css";

export type RunStep = "timeline" | "latency" | "bill" | "request" | "why";

const PANES: Readonly<Record<RunStep, ComponentType<{ run: ObservedRun }>>> = {
  timeline: TallTimeline,
  latency: LatencyChart,
  bill: CostChart,
  request: RequestSlide,
  why: WhySlide,
};

export function RunSlide({ step }: { step: RunStep }) {
  const run = useRun();
  const { panes } = usePresentZoom();
  const Pane = PANES[step];
  return (
    <div className="pres-run">
      {run && <Scope run={run} />}
      <div className="obs pres-pane" style={{ zoom: panes }}>
        {run ? <Pane run={run} /> : <p className="quiet">The record of this run is loading.</p>}
      </div>
    </div>
  );
}

/** Only where it is not all of what goes on: a room that sees half should know. */
function Scope({ run }: { run: ObservedRun }) {
  const query = useColdstart((state) => state.observe.query.trim());
  const zoomed = useColdstart((state) => state.observe.window !== undefined);
  const { observe } = useIntents();
  const parts = [
    ...(run.id === LIVE ? [] : [run.name]),
    ...(query === "" ? [] : [`only ${query}`]),
    ...(zoomed ? ["a stretch of it"] : []),
  ];
  if (parts.length === 0) return null;
  return (
    <p className="pres-scope">
      Shown: {parts.join(", ")}.{" "}
      <button type="button" className="btn" onClick={() => observe({ query: "", window: undefined, runId: LIVE })}>
        Show all
      </button>
    </p>
  );
}

/** Title, sentence and paddings of its pane. */
const HEAD_PX = 72;

function TallTimeline({ run }: { run: ObservedRun }) {
  const frame = useRef<HTMLDivElement>(null);
  const { height } = useElementSize(frame);
  return (
    <div ref={frame} className="pres-fill">
      {height > 0 && <TimelinePane run={run} tallPx={height - HEAD_PX} />}
    </div>
  );
}
