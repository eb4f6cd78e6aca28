/** Each request that ran, by when it ended and how long it took. Cold: a blue diamond. Warm: a dot. Failed: a ring around it. */
import { memo } from "react";
import { CartesianGrid, ReferenceLine, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from "recharts";
import type { InvocationStatus } from "../../../platform/invocation.ts";
import { type LatencyPoint, latencyPoints } from "../../../store/chart-selectors.ts";
import { type Vitals, vitals } from "../../../store/selectors.ts";
import { formatClock, formatInstant } from "../../shared/format.ts";
import { useIntents } from "../../shared/store-context.tsx";
import { useSlowly } from "../../shared/useSlowly.ts";
import { logAxis, tickMs, timeTicks } from "../charts/axis.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import { fineMs } from "../charts/fine-ms.ts";
import { type EndLabel, LineEndLabels } from "../charts/LineEndLabels.tsx";
import { pointedAt, Tip } from "../charts/Tip.tsx";
import { latencySummary } from "../summaries.ts";

const COLUMNS = [
  { name: "Ended" },
  { name: "Function" },
  { name: "Container" },
  { name: "Start" },
  { name: "Status" },
  { name: "Latency", numeric: true },
];
const MARGIN = { top: 8, right: 92, bottom: 0, left: 0 };
/** A single moment is given this much time around it. */
const LEAST_SPAN_MS = 2_000;
const SMALLEST_MS = 0.01;

export function LatencyChart() {
  const points = useSlowly(latencyPoints);
  const figures = useSlowly(vitals);
  return (
    <ChartPane
      title="Latency"
      note="each request, ms, log"
      legend={<LatencyLegend />}
      summary={latencySummary(figures)}
      columns={COLUMNS}
      rows={() => points.toReversed().map(rowOf)}
      empty={points.length === 0}
    >
      <Plot points={points} p50Ms={figures.p50Ms} p95Ms={figures.p95Ms} p99Ms={figures.p99Ms} />
    </ChartPane>
  );
}

function LatencyLegend() {
  return (
    <>
      <span className="lgd">
        <i className="m dia" />
        cold
      </span>
      <span className="lgd">
        <i className="m dot" />
        warm
      </span>
      <span className="lgd">
        <i className="m ring" />
        failed
      </span>
    </>
  );
}

function rowOf({ endedAtMs, functionName, containerId = "–", coldStart, status, latencyMs }: LatencyPoint): readonly string[] {
  return [formatInstant(endedAtMs), functionName, containerId, coldStart ? "cold" : "warm", status, fineMs(latencyMs)];
}

interface PlotProps extends Pick<Vitals, "p50Ms" | "p95Ms" | "p99Ms"> {
  readonly points: readonly LatencyPoint[];
}

const Plot = memo(function Plot({ points, p50Ms, p95Ms, p99Ms }: PlotProps) {
  const { selectInvocation } = useIntents();
  const lines = linesAt(p50Ms, p95Ms, p99Ms);
  const axis = logAxis([...points.map(({ latencyMs }) => latencyMs), ...lines.map(({ at }) => at)]);
  const [fromMs, toMs] = spanOf(points);
  const select = (item: { payload?: unknown }) => selectInvocation((item.payload as LatencyPoint | undefined)?.attemptId);
  return (
    <ScatterChart responsive className="ch" margin={MARGIN} title="Latency of each request, cold and warm">
      <CartesianGrid vertical={false} className="grid" />
      <XAxis
        type="number"
        dataKey="endedAtMs"
        domain={[fromMs, toMs]}
        ticks={[...timeTicks(fromMs, toMs, 3)]}
        tickFormatter={formatClock}
        tickLine={false}
        axisLine={false}
        interval="preserveStartEnd"
        height={22}
      />
      <YAxis
        type="number"
        dataKey={atLeastSmallest}
        scale="log"
        domain={[...axis.domain]}
        ticks={[...axis.ticks]}
        tickFormatter={tickMs}
        tickLine={false}
        axisLine={false}
        interval={0}
        width={40}
      />
      {lines.map(({ key, at }) => (
        <ReferenceLine key={key} y={at} className="pline" strokeDasharray="3 3" />
      ))}
      <Tooltip
        isAnimationActive={false}
        cursor={{ strokeDasharray: "2 3" }}
        content={(given) => <PointTip point={pointedAt<LatencyPoint>(given)} />}
      />
      <Scatter data={points.filter(({ coldStart }) => !coldStart)} shape={WarmMark} isAnimationActive={false} onClick={select} />
      <Scatter data={points.filter(({ coldStart }) => coldStart)} shape={ColdMark} isAnimationActive={false} onClick={select} />
      <LineEndLabels labels={lines} />
    </ScatterChart>
  );
});

function atLeastSmallest({ latencyMs }: LatencyPoint): number {
  return Math.max(SMALLEST_MS, latencyMs);
}

function linesAt(p50Ms: number | undefined, p95Ms: number | undefined, p99Ms: number | undefined): readonly EndLabel[] {
  const lines = [
    ["p99", p99Ms],
    ["p95", p95Ms],
    ["p50", p50Ms],
  ] as const;
  return lines.flatMap(([name, at]) => (at === undefined ? [] : [{ key: name, at: Math.max(SMALLEST_MS, at), name, value: fineMs(at) }]));
}

function spanOf(points: readonly LatencyPoint[]): readonly [number, number] {
  const fromMs = points[0]?.endedAtMs ?? 0;
  const toMs = points.at(-1)?.endedAtMs ?? 0;
  const missingMs = Math.max(0, LEAST_SPAN_MS - (toMs - fromMs));
  return [fromMs - missingMs / 2, toMs + missingMs / 2];
}

interface MarkProps {
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly payload?: { readonly status?: InvocationStatus };
}

function WarmMark({ cx, cy, payload }: MarkProps) {
  if (cx === undefined || cy === undefined) return <g />;
  return (
    <g className="mark">
      <circle cx={cx} cy={cy} r={2.4} className="warm" />
      {payload?.status !== "ok" && <circle cx={cx} cy={cy} r={5} className="failed" />}
    </g>
  );
}

function ColdMark({ cx, cy, payload }: MarkProps) {
  if (cx === undefined || cy === undefined) return <g />;
  return (
    <g className="mark">
      <path d={`M${cx} ${cy - 5}l5 5-5 5-5-5z`} className="cold" />
      {payload?.status !== "ok" && <circle cx={cx} cy={cy} r={7.5} className="failed" />}
    </g>
  );
}

function PointTip({ point }: { point: LatencyPoint | undefined }) {
  if (!point) return null;
  const { functionName, containerId = "–", coldStart, status, endedAtMs, latencyMs } = point;
  const lines = [
    { name: coldStart ? "cold" : "warm", value: fineMs(latencyMs) },
    { name: "container", value: containerId },
    { name: "status", value: status },
    { name: "ended", value: formatInstant(endedAtMs) },
  ];
  return <Tip title={functionName} lines={lines} />;
}
