/** How latencies are spread. Cold and warm stand beside each other, not on each other: heights are square roots and do not add up. */
import { memo } from "react";
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { useSlowly } from "../../shared/useSlowly.ts";
import { tickMs } from "../charts/axis.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import { fineMs } from "../charts/fine-ms.ts";
import { pointedAt, Tip } from "../charts/Tip.tsx";
import { distributionSummary } from "../summaries.ts";
import { type Bin, latencyHistogram } from "./histogram.ts";

const COLUMNS = [
  { name: "From", numeric: true },
  { name: "Below", numeric: true },
  { name: "Cold", numeric: true },
  { name: "Warm", numeric: true },
];
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };

export function DistributionChart() {
  const bins = useSlowly(latencyHistogram);
  const filled = bins.filter(({ cold, warm }) => cold + warm > 0);
  return (
    <ChartPane
      title="Distribution"
      note="√ scale, ms"
      summary={distributionSummary(bins)}
      columns={COLUMNS}
      rows={() => filled.map(({ fromMs, toMs, cold, warm }) => [fineMs(fromMs), fineMs(toMs), String(cold), String(warm)])}
      empty={bins.length === 0}
    >
      <Plot bins={bins} />
    </ChartPane>
  );
}

const Plot = memo(function Plot({ bins }: { bins: readonly Bin[] }) {
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
        ticks={[...decadesOf(bins)]}
        tickFormatter={tickMs}
        interval={0}
        tickLine={false}
        className="axis"
        height={22}
      />
      <YAxis scale="sqrt" domain={[0, "dataMax"]} allowDecimals={false} tickCount={5} tickLine={false} axisLine={false} width={36} />
      <Tooltip isAnimationActive={false} content={(given) => <BinTip bin={pointedAt<Bin>(given)} />} />
      <Bar dataKey="cold" className="bar-init" isAnimationActive={false} />
      <Bar dataKey="warm" className="bar-run" isAnimationActive={false} />
    </BarChart>
  );
});

/** Bins begin at whole decades, among others: those are labelled; of a narrow spread, every other bin. */
function decadesOf(bins: readonly Bin[]): readonly number[] {
  const decades = bins.map(({ fromMs }) => fromMs).filter((fromMs) => Number.isInteger(Math.round(Math.log10(fromMs) * 1e6) / 1e6));
  return decades.length >= 2 ? decades : bins.filter((_, place) => place % 4 === 1).map(({ fromMs }) => fromMs);
}

function BinTip({ bin }: { bin: Bin | undefined }) {
  if (!bin) return null;
  const lines = [
    { name: "cold", value: String(bin.cold) },
    { name: "warm", value: String(bin.warm) },
  ];
  return <Tip title={`${fineMs(bin.fromMs)} to ${fineMs(bin.toMs)}`} lines={lines} />;
}
