/** What is paid for: init, run, and rounding up to whole milliseconds, over time. */
import { memo, useId } from "react";
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { type BilledSpan, billedSplitSeries } from "../../../store/chart-selectors.ts";
import { formatClock } from "../../shared/format.ts";
import { useSlowly } from "../../shared/useSlowly.ts";
import { evenTicks } from "../charts/axis.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import { fineMs } from "../charts/fine-ms.ts";
import { pointedAt, Tip } from "../charts/Tip.tsx";
import { billedSummary } from "../summaries.ts";

const COLUMNS = [
  { name: "From" },
  { name: "Requests", numeric: true },
  { name: "Init", numeric: true },
  { name: "Run", numeric: true },
  { name: "Rounding", numeric: true },
];
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };

export function BilledChart() {
  const spans = useSlowly(billedSplitSeries);
  const first = spans[0];
  return (
    <ChartPane
      title="Billed time"
      note={first ? <span title="Spans in which nothing ended are left out">per {(first.toMs - first.fromMs) / 1_000} s</span> : ""}
      legend={<BilledLegend />}
      summary={billedSummary(spans)}
      columns={COLUMNS}
      rows={() => spans.toReversed().map(rowOf)}
      empty={spans.length === 0}
    >
      <Plot spans={spans} />
    </ChartPane>
  );
}

function BilledLegend() {
  return (
    <>
      <span className="lgd">
        <i className="m sq-init" />
        init
      </span>
      <span className="lgd">
        <i className="m sq-run" />
        run
      </span>
      <span className="lgd">
        <i className="m sq-round" />
        rounding
      </span>
    </>
  );
}

function rowOf({ fromMs, requests, initMs, runMs, roundingMs }: BilledSpan): readonly string[] {
  return [formatClock(fromMs), String(requests), fineMs(initMs), fineMs(runMs), fineMs(roundingMs)];
}

const Plot = memo(function Plot({ spans }: { spans: readonly BilledSpan[] }) {
  const stripes = useId();
  const ticks = evenTicks(Math.max(...spans.map(({ initMs, runMs, roundingMs }) => initMs + runMs + roundingMs)));
  return (
    <BarChart
      responsive
      className="ch"
      data={[...spans]}
      margin={MARGIN}
      barCategoryGap="14%"
      maxBarSize={28}
      title="Billed time by init, run and rounding"
    >
      <defs>
        <pattern id={stripes} width="3" height="3" patternUnits="userSpaceOnUse">
          <path d="M0 0H3" stroke="var(--round)" strokeWidth="2.4" />
        </pattern>
      </defs>
      <CartesianGrid vertical={false} className="grid" />
      <XAxis dataKey="fromMs" tickFormatter={formatClock} tickLine={false} minTickGap={24} className="axis" height={22} />
      <YAxis
        tickFormatter={fineMs}
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={[...ticks]}
        tickLine={false}
        axisLine={false}
        interval={0}
        width={56}
      />
      <Tooltip isAnimationActive={false} content={(given) => <SpanTip span={pointedAt<BilledSpan>(given)} />} />
      <Bar dataKey="initMs" stackId="billed" className="bar-init" isAnimationActive={false} />
      <Bar dataKey="runMs" stackId="billed" className="bar-run" isAnimationActive={false} />
      <Bar dataKey="roundingMs" stackId="billed" fill={`url(#${stripes})`} isAnimationActive={false} />
    </BarChart>
  );
});

function SpanTip({ span }: { span: BilledSpan | undefined }) {
  if (!span) return null;
  const lines = [
    { name: "init", value: fineMs(span.initMs) },
    { name: "run", value: fineMs(span.runMs) },
    { name: "rounding", value: fineMs(span.roundingMs) },
    { name: "requests", value: String(span.requests) },
  ];
  return <Tip title={`${formatClock(span.fromMs)} to ${formatClock(span.toMs)}`} lines={lines} />;
}
