/** What is paid for: init, run, and rounding up to whole steps, over time. */
import { memo, useId } from "react";
import { Bar, BarChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import type { BilledSpan } from "../../../metrics/bill/billed-series.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { formatClock, formatInstant } from "../../shared/format.ts";
import { evenTicks } from "../charts/axis.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import { fineMs } from "../charts/fine-ms.ts";
import { pointedAt, Tip } from "../charts/Tip.tsx";
import { usePointedMoment } from "../charts/time-cursor.ts";
import { billedSummary } from "../summaries.ts";
import { useUntilMs } from "../use-live.ts";
import { Pointing } from "./Pointing.tsx";
import { useBilledSeries, useBillScope } from "./use-bill.ts";

const COLUMNS = [
  { name: "From" },
  { name: "Requests", numeric: true },
  { name: "Init", numeric: true },
  { name: "Run", numeric: true },
  { name: "Rounding", numeric: true },
];
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };
const US_PER_MS = 1_000;

export function BilledChart({ run }: { run: ObservedRun }) {
  const scope = useBillScope(run);
  const { spans } = useBilledSeries(run, scope, useUntilMs(run));
  return (
    <ChartPane
      title="Billed time"
      note=""
      legend={<BilledLegend />}
      summary={billedSummary(spans)}
      columns={COLUMNS}
      rows={() => spans.toReversed().map(rowOf)}
      data={() => spans.map(({ fromMs, sum }) => [fromMs, sum.requests, msOf(sum.initUs), msOf(sum.runUs), msOf(sum.roundingUs)])}
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

function msOf(us: number): number {
  return us / US_PER_MS;
}

function rowOf({ fromMs, toMs, sum }: BilledSpan): readonly string[] {
  const from = toMs - fromMs < US_PER_MS ? formatInstant(fromMs) : formatClock(fromMs);
  return [from, String(sum.requests), fineMs(msOf(sum.initUs)), fineMs(msOf(sum.runUs)), fineMs(msOf(sum.roundingUs))];
}

const Plot = memo(function Plot({ spans }: { spans: readonly BilledSpan[] }) {
  const stripes = useId();
  const ticks = evenTicks(Math.max(...spans.map(({ sum }) => sum.billedMs)));
  const moment = usePointedMoment();
  const pointed = moment === undefined ? undefined : spans.find(({ fromMs, toMs }) => moment >= fromMs && moment < toMs);
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
      {pointed && <ReferenceLine x={pointed.fromMs} className="cursor-line" />}
      <Bar dataKey={initOf} stackId="billed" className="bar-init" isAnimationActive={false} />
      <Bar dataKey={runOf} stackId="billed" className="bar-run" isAnimationActive={false} />
      <Bar dataKey={roundingOf} stackId="billed" fill={`url(#${stripes})`} isAnimationActive={false} />
    </BarChart>
  );
});

const initOf = ({ sum }: BilledSpan): number => msOf(sum.initUs);
const runOf = ({ sum }: BilledSpan): number => msOf(sum.runUs);
const roundingOf = ({ sum }: BilledSpan): number => msOf(sum.roundingUs);

function SpanTip({ span }: { span: BilledSpan | undefined }) {
  if (!span) return null;
  const { fromMs, toMs, sum } = span;
  const lines = [
    { name: "init", value: fineMs(msOf(sum.initUs)) },
    { name: "run", value: fineMs(msOf(sum.runUs)) },
    { name: "rounding", value: fineMs(msOf(sum.roundingUs)) },
    { name: "requests", value: String(sum.requests) },
  ];
  return (
    <Pointing atMs={fromMs}>
      <Tip title={`${formatClock(fromMs)} to ${formatClock(toMs)}`} lines={lines} />
    </Pointing>
  );
}
