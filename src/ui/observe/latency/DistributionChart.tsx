/** How latencies are spread. Cold and warm stand beside each other, not on each other: heights of roots and logarithms do not add up. */
import { memo, useMemo } from "react";
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { type Bin, type LatencyScale, latencyHistogram } from "../../../metrics/latency/histogram.ts";
import { formatCount } from "../../shared/counted.ts";
import { evenTicks, logAxis, tickMs } from "../charts/axis.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import { fineMs } from "../charts/fine-ms.ts";
import { pointedAt, Tip } from "../charts/Tip.tsx";
import { distributionSummary } from "./latency-words.ts";
import { latencyFigures, usePacedRun, useRowChoice } from "./use-latency.ts";

/** Of the heights of bars. */
export type CountScale = "sqrt" | "log" | "linear";

const COLUMNS = [
  { name: "From", numeric: true },
  { name: "Below", numeric: true },
  { name: "Cold", numeric: true },
  { name: "Warm", numeric: true },
];
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };
const NOTES: Readonly<Record<CountScale, string>> = { sqrt: "√", log: "log", linear: "linear" };

interface DistributionChartProps {
  readonly run: ObservedRun;
  readonly scale?: LatencyScale;
  readonly countScale?: CountScale;
  readonly mostBins?: number;
  /** Its title has little room. */
  readonly brief?: boolean;
}

export function DistributionChart({
  run: latest,
  scale = "log",
  countScale = "sqrt",
  mostBins = 26,
  brief = false,
}: DistributionChartProps) {
  const run = usePacedRun(latest);
  const choice = useRowChoice(run);
  const bins = useMemo(() => latencyHistogram(choice, latencyFigures(choice).counts, scale, mostBins), [choice, scale, mostBins]);
  const filled = bins.filter(({ cold, warm }) => cold + warm > 0);
  return (
    <ChartPane
      title="Distribution"
      note={<ScaleNote scale={scale} countScale={countScale} brief={brief} />}
      summary={distributionSummary(bins)}
      columns={COLUMNS}
      rows={() => filled.map(({ fromMs, toMs, cold, warm }) => [fineMs(fromMs), fineMs(toMs), formatCount(cold), formatCount(warm)])}
      data={() => filled.map(({ fromMs, toMs, cold, warm }) => [fromMs, toMs, cold, warm])}
      empty={bins.length === 0}
    >
      <Plot bins={bins} scale={scale} countScale={countScale} />
    </ChartPane>
  );
}

function ScaleNote({ scale, countScale, brief }: { scale: LatencyScale; countScale: CountScale; brief: boolean }) {
  const words = `ms ${scale}, requests ${NOTES[countScale]}`;
  return brief ? <span title={words}>{NOTES[countScale]} scale</span> : words;
}

interface PlotProps {
  readonly bins: readonly Bin[];
  readonly scale: LatencyScale;
  readonly countScale: CountScale;
}

const Plot = memo(function Plot({ bins, scale, countScale }: PlotProps) {
  const most = Math.max(1, ...bins.map(({ cold, warm }) => Math.max(cold, warm)));
  const counts = countAxis(most, countScale);
  return (
    <BarChart
      responsive
      className="ch"
      data={[...bins]}
      margin={MARGIN}
      barGap={0}
      barCategoryGap="12%"
      title="Requests by latency, cold and warm"
    >
      <CartesianGrid vertical={false} className="grid" />
      <XAxis
        dataKey="fromMs"
        ticks={[...ticksOf(bins, scale)]}
        tickFormatter={tickMs}
        interval={0}
        tickLine={false}
        className="axis"
        height={22}
      />
      <YAxis
        scale={countScale}
        domain={[counts.low, counts.high]}
        ticks={[...counts.ticks]}
        tickFormatter={formatCount}
        allowDataOverflow
        tickLine={false}
        axisLine={false}
        interval={0}
        width={44}
      />
      <Tooltip isAnimationActive={false} content={(given) => <BinTip bin={pointedAt<Bin>(given)} />} />
      <Bar dataKey={(bin: Bin) => (bin.cold === 0 ? null : bin.cold)} className="bar-init" isAnimationActive={false} />
      <Bar dataKey={(bin: Bin) => (bin.warm === 0 ? null : bin.warm)} className="bar-run" isAnimationActive={false} />
    </BarChart>
  );
});

/** On a log axis a single request stands above the line, not on it. */
function countAxis(most: number, scale: CountScale): { readonly low: number; readonly high: number; readonly ticks: readonly number[] } {
  if (scale === "log") {
    const { domain, ticks } = logAxis([1, most], 5);
    return { low: 0.7, high: domain[1], ticks };
  }
  const ticks = scale === "sqrt" ? rootTicks(most) : evenTicks(most, Math.min(4, most));
  return { low: 0, high: Math.max(most, ticks.at(-1) ?? 1), ticks };
}

/** Evenly apart on paper, rounded to whole numbers that read well. */
function rootTicks(most: number): readonly number[] {
  const wanted = [0.06, 0.25, 0.56, 1].map((share) => share * most);
  return [...new Set([0, ...wanted.map((value) => Math.max(1, Math.round(Number(value.toPrecision(value < 10 ? 1 : 2)))))])];
}

/** Bins begin at whole decades, among others: those are labelled on a log axis; of a narrow spread, and an even one, every few bins. */
function ticksOf(bins: readonly Bin[], scale: LatencyScale): readonly number[] {
  const decades = bins
    .map(({ fromMs }) => fromMs)
    .filter((fromMs) => fromMs > 0 && Number.isInteger(Math.round(Math.log10(fromMs) * 1e6) / 1e6));
  if (scale === "log" && decades.length >= 2) return decades;
  const every = Math.max(2, Math.ceil(bins.length / 6));
  return bins.filter((_, place) => place % every === 1).map(({ fromMs }) => fromMs);
}

function BinTip({ bin }: { bin: Bin | undefined }) {
  if (!bin) return null;
  const lines = [
    { name: "cold", value: formatCount(bin.cold) },
    { name: "warm", value: formatCount(bin.warm) },
  ];
  return <Tip title={`${fineMs(bin.fromMs)} to ${fineMs(bin.toMs)}`} lines={lines} />;
}
