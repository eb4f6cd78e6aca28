/** p50, p95 and p99 of one span of time after the other, under the cloud and on its time axis. A click shows that span alone. */
import { memo, useMemo } from "react";
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { LatencyScale } from "../../../metrics/latency/histogram.ts";
import { type PercentileSpan, percentilesOverTime } from "../../../metrics/latency/percentiles-over-time.ts";
import type { TimeWindow } from "../../../store/state.ts";
import { formatCount } from "../../shared/counted.ts";
import { formatClock, formatMs } from "../../shared/format.ts";
import { useIntents } from "../../shared/store-context.tsx";
import { tickMs, timeTicks } from "../charts/axis.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import { fineMs } from "../charts/fine-ms.ts";
import { LineEndLabels } from "../charts/LineEndLabels.tsx";
import { pointedAt, Tip } from "../charts/Tip.tsx";
import { pointAtMoment, usePointedMoment } from "../charts/time-cursor.ts";
import { useTimeWindow } from "../use-run.ts";
import { axisOf } from "./latency-axis.ts";
import { overTimeSummary } from "./latency-words.ts";
import { usePacedRun, useRowChoice } from "./use-latency.ts";

const COLUMNS = [
  { name: "From" },
  { name: "Requests", numeric: true },
  { name: "p50", numeric: true },
  { name: "p95", numeric: true },
  { name: "p99", numeric: true },
  { name: "Slowest", numeric: true },
];
/** The same as those of the cloud above. */
const MARGIN = { top: 8, right: 92, bottom: 0, left: 0 };
/** More would have too few requests each to have a p99 of their own. */
const MOST_SPANS = 60;
const FEW_SPANS = 24;
const FEW_ROWS = 2_000;

export function PercentileChart({ run: latest, scale }: { run: ObservedRun; scale: LatencyScale }) {
  const run = usePacedRun(latest);
  const choice = useRowChoice(run);
  const window = useTimeWindow(run);
  const { rows } = run.history;
  const spans = useMemo(
    () => percentilesOverTime({ ...choice, ...window }, rows.endSeq - rows.firstSeq > FEW_ROWS ? MOST_SPANS : FEW_SPANS),
    [choice, window, rows],
  );
  const first = spans[0];
  return (
    <ChartPane
      title="Percentiles over time"
      note={first ? `per ${formatMs(first.toMs - first.fromMs)}, ms, ${scale}, within 1 %` : ""}
      summary={overTimeSummary(spans)}
      columns={COLUMNS}
      rows={() => spans.toReversed().map(rowOf)}
      data={() => spans.map(({ fromMs, requests, p50Ms, p95Ms, p99Ms, maxMs }) => [fromMs, requests, p50Ms, p95Ms, p99Ms, maxMs])}
      empty={spans.length === 0}
    >
      <Plot spans={spans} window={window} scale={scale} />
    </ChartPane>
  );
}

function rowOf({ fromMs, requests, p50Ms, p95Ms, p99Ms, maxMs }: PercentileSpan): readonly string[] {
  return [formatClock(fromMs), formatCount(requests), fineMs(p50Ms), fineMs(p95Ms), fineMs(p99Ms), fineMs(maxMs)];
}

/** A span at its middle; without figures where nothing ran, so that the line is interrupted. */
type Drawn = { readonly atMs: number } & Partial<PercentileSpan>;

function drawnOf(spans: readonly PercentileSpan[], { fromMs, toMs }: TimeWindow): readonly Drawn[] {
  return spans.flatMap((span, place): readonly Drawn[] => {
    // At the edges of what is shown, a span's middle may lie outside.
    const atMs = Math.min(toMs, Math.max(fromMs, (span.fromMs + span.toMs) / 2));
    const before = spans[place - 1];
    return [...(before && before.toMs < span.fromMs ? [{ atMs: before.toMs }] : []), { ...span, atMs }];
  });
}

interface PlotProps {
  readonly spans: readonly PercentileSpan[];
  readonly window: TimeWindow;
  readonly scale: LatencyScale;
}

const Plot = memo(function Plot({ spans, window, scale }: PlotProps) {
  const { observe } = useIntents();
  const drawn = useMemo(() => drawnOf(spans, window), [spans, window]);
  const axis = axisOf(
    spans.flatMap(({ p50Ms, p99Ms }) => [p50Ms, p99Ms]),
    scale,
  );
  const last = spans.at(-1);
  const labels = last
    ? [
        { key: "p99", at: last.p99Ms, name: "p99", value: fineMs(last.p99Ms) },
        { key: "p95", at: last.p95Ms, name: "p95", value: fineMs(last.p95Ms) },
        { key: "p50", at: last.p50Ms, name: "p50", value: fineMs(last.p50Ms) },
      ].map((label) => ({ ...label, at: Math.max(axis.lowMs, label.at) }))
    : [];
  const dot = drawn.length <= FEW_SPANS ? { r: 2 } : false;
  return (
    <LineChart
      responsive
      className="ch lat-lines"
      data={[...drawn]}
      margin={MARGIN}
      title="p50, p95 and p99 over time"
      onClick={({ activeTooltipIndex }) => {
        const span = drawn[Number(activeTooltipIndex)];
        if (span?.fromMs !== undefined && span.toMs !== undefined) observe({ window: { fromMs: span.fromMs, toMs: span.toMs } });
      }}
      onMouseMove={({ activeTooltipIndex }) => pointAtMoment(drawn[Number(activeTooltipIndex)]?.atMs)}
      onMouseLeave={() => pointAtMoment(undefined)}
    >
      <CartesianGrid vertical={false} className="grid" />
      <XAxis
        type="number"
        dataKey="atMs"
        domain={[window.fromMs, window.toMs]}
        ticks={[...timeTicks(window.fromMs, window.toMs, 5)]}
        tick={<MomentTick window={window} />}
        interval={0}
        tickLine={false}
        axisLine={false}
        height={22}
      />
      <YAxis
        type="number"
        scale={scale}
        domain={[axis.lowMs, axis.highMs]}
        ticks={[...axis.ticks]}
        tickFormatter={tickMs}
        allowDataOverflow
        tickLine={false}
        axisLine={false}
        interval={0}
        width={40}
      />
      <Tooltip isAnimationActive={false} content={(given) => <SpanTip span={pointedAt<Drawn>(given)} />} />
      <MomentMark window={window} />
      <Line dataKey={atLeast("p99Ms", axis.lowMs)} className="lat-p99" dot={dot} activeDot={{ r: 3 }} isAnimationActive={false} />
      <Line
        dataKey={atLeast("p95Ms", axis.lowMs)}
        className="lat-p95"
        strokeDasharray="5 3"
        dot={dot}
        activeDot={{ r: 3 }}
        isAnimationActive={false}
      />
      <Line
        dataKey={atLeast("p50Ms", axis.lowMs)}
        className="lat-p50"
        strokeDasharray="1.5 2.5"
        dot={dot}
        activeDot={{ r: 3 }}
        isAnimationActive={false}
      />
      <LineEndLabels labels={labels} />
    </LineChart>
  );
});

interface MomentTickProps {
  readonly window: TimeWindow;
  /** Given by Recharts. */
  readonly x?: number;
  readonly y?: number;
  readonly payload?: { readonly value: number };
}

/** The first and the last end where the plot does, as in the cloud above. */
function MomentTick({ window, x = 0, y = 0, payload }: MomentTickProps) {
  if (!payload) return null;
  const { value } = payload;
  return (
    <text x={x} y={y + 8} textAnchor={value < window.fromMs + 1 ? "start" : value > window.toMs - 1 ? "end" : "middle"}>
      {formatClock(value)}
    </text>
  );
}

/** A log axis has no zero. */
function atLeast(name: "p50Ms" | "p95Ms" | "p99Ms", lowMs: number): (span: Drawn) => number | null {
  return (span) => {
    const ms = span[name];
    return ms === undefined ? null : Math.max(lowMs, ms);
  };
}

function MomentMark({ window }: { window: TimeWindow }) {
  const atMs = usePointedMoment();
  if (atMs === undefined || atMs < window.fromMs || atMs > window.toMs) return null;
  return <ReferenceLine x={atMs} className="lat-moment-line" />;
}

function SpanTip({ span }: { span: Drawn | undefined }) {
  if (span?.fromMs === undefined || span.toMs === undefined) return null;
  const lines = [
    { name: "p50", value: fineMs(span.p50Ms) },
    { name: "p95", value: fineMs(span.p95Ms) },
    { name: "p99", value: fineMs(span.p99Ms) },
    { name: "slowest", value: fineMs(span.maxMs) },
    { name: "requests", value: formatCount(span.requests ?? 0) },
  ];
  return <Tip title={`${formatClock(span.fromMs)} to ${formatClock(span.toMs)}`} lines={lines} />;
}
