/**
 * The bill of a month by the rate of requests like these, beside the server: where the lines meet, and where this traffic
 * is. That one server carries the rate is assumed, and said.
 */
import { memo, useMemo } from "react";
import { CartesianGrid, Line, LineChart, ReferenceDot, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import type { Billed, BillScope } from "../../../metrics/bill/billed-of.ts";
import { type BreakEven, breakEvenOf, rateCosts, SECONDS_PER_MONTH } from "../../../metrics/bill/break-even.ts";
import { HOURS_PER_MONTH } from "../../../metrics/bill/server-price.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { formatUsd } from "../../shared/format.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { ChartPane } from "../charts/ChartPane.tsx";
import { LineEndLabels } from "../charts/LineEndLabels.tsx";
import { pointedAt, Tip } from "../charts/Tip.tsx";
import { Asked } from "../sources/Asked.tsx";
import { breakEvenSummary } from "../summaries.ts";
import { type RateChart, type RatePoint, rateChart } from "./rate-points.ts";
import { rateWords, tickRate } from "./rate-words.ts";
import { useServerPrice } from "./use-bill.ts";

const COLUMNS = [{ name: "Requests" }, { name: "Functions, a month", numeric: true }, { name: "Server, a month", numeric: true }];
const MARGIN = { top: 18, right: 84, bottom: 0, left: 0 };

interface BreakEvenChartProps {
  readonly run: ObservedRun;
  readonly scope: BillScope;
  readonly billed: Billed;
  readonly untilMs: number;
}

export function BreakEvenChart({ run, scope, billed: { billed }, untilMs }: BreakEvenChartProps) {
  const server = useServerPrice(run);
  const freeTier = useColdstart((state) => state.bill.freeTier);
  const windowMs = Math.max(1, scope.window ? scope.window.toMs - scope.window.fromMs : untilMs - run.history.startedAtMs);
  const herePerSecond = (billed.requests * 1_000) / windowMs;
  const { profile } = run;
  const model = useMemo(() => {
    if (!server || billed.requests === 0) return undefined;
    const comparison = { traffic: billed, profile, server, freeTier };
    const costs = rateCosts(comparison);
    const even = breakEvenOf(comparison);
    return { even, costs, chart: rateChart(costs, herePerSecond, even) };
  }, [server, billed, profile, freeTier, herePerSecond]);
  const hereUsd = model?.costs.functionsUsd(herePerSecond * SECONDS_PER_MONTH) ?? 0;
  const serverHereUsd = model?.costs.serverUsd(herePerSecond * SECONDS_PER_MONTH) ?? 0;
  return (
    <ChartPane
      title="Break-even"
      note="a month by rate, log axes, modelled"
      summary={breakEvenSummary(
        model && { even: model.even, herePerSecond, hereUsd, serverUsd: serverHereUsd, server: server?.server.id ?? "" },
      )}
      columns={COLUMNS}
      rows={() => (model ? model.chart.points.map(rowOf) : [])}
      data={() => (model ? model.chart.points.map(({ perSecond, functionsUsd, serverUsd }) => [perSecond, functionsUsd, serverUsd]) : [])}
      empty={!model}
    >
      {model && <Plot chart={model.chart} even={model.even} herePerSecond={herePerSecond} hereUsd={hereUsd} />}
      {model?.even && <Formula even={model.even} freeTier={freeTier} />}
    </ChartPane>
  );
}

function rowOf({ perSecond, functionsUsd, serverUsd }: RatePoint): readonly string[] {
  return [rateWords(perSecond), formatUsd(functionsUsd), formatUsd(serverUsd)];
}

interface PlotProps {
  readonly chart: RateChart;
  readonly even: BreakEven | undefined;
  readonly herePerSecond: number;
  readonly hereUsd: number;
}

const Plot = memo(function Plot({ chart: { points, rateTicks, usdTicks }, even, herePerSecond, hereUsd }: PlotProps) {
  const last = points.at(-1);
  const labels = last
    ? [
        { key: "server", at: last.serverUsd, name: "server", value: "" },
        { key: "functions", at: last.functionsUsd, name: "functions", value: "" },
      ]
    : [];
  return (
    <LineChart
      responsive
      className="ch"
      data={[...points]}
      margin={MARGIN}
      title="Cost of a month by rate of requests, functions and server"
    >
      <CartesianGrid vertical={false} className="grid" />
      <XAxis
        type="number"
        dataKey="perSecond"
        scale="log"
        domain={[rateTicks[0] ?? 0.1, rateTicks.at(-1) ?? 1]}
        ticks={[...rateTicks]}
        tickFormatter={tickRate}
        tickLine={false}
        className="axis"
        height={22}
      />
      <YAxis
        type="number"
        scale="log"
        domain={[usdTicks[0] ?? 0.1, usdTicks.at(-1) ?? 1]}
        ticks={[...usdTicks]}
        tickFormatter={formatUsd}
        tickLine={false}
        axisLine={false}
        width={64}
      />
      <Tooltip isAnimationActive={false} content={(given) => <RateTip point={pointedAt<RatePoint>(given)} />} />
      <ReferenceLine x={herePerSecond} className="here-line" label={{ value: "you are here", position: "top", className: "here-label" }} />
      <Line dataKey="drawnUsd" className="line-functions" dot={false} activeDot={{ r: 3 }} isAnimationActive={false} />
      <Line dataKey="serverUsd" className="line-server" strokeDasharray="4 3" dot={false} activeDot={{ r: 3 }} isAnimationActive={false} />
      {even && even.requestsPerSecond > 0 && (
        <ReferenceDot x={even.requestsPerSecond} y={even.usdPerMonth} r={4.5} className="break-even" />
      )}
      <ReferenceDot x={herePerSecond} y={Math.max(hereUsd, usdTicks[0] ?? 0)} r={4} className="here-dot" />
      <LineEndLabels labels={labels} />
    </LineChart>
  );
});

/** As it was worked out, with the numbers of this traffic. */
function Formula({ even, freeTier }: { even: BreakEven; freeTier: boolean }) {
  const { serverUsdPerMonth, freeUsd, usdPerRequest, balancerUsdPerRequest } = even.formula;
  const free = freeUsd > 0 ? ` + ${formatUsd(freeUsd)} ${freeTier ? "free" : "of dearer tiers"}` : "";
  return (
    <p className="bill-formula muted">
      {freeUsd > 0 ? "(" : ""}
      {formatUsd(serverUsdPerMonth)}
      {free}
      {freeUsd > 0 ? ")" : ""} ÷ {balancerUsdPerRequest > 0 ? "(" : ""}
      {formatUsd(usdPerRequest)} a request
      {balancerUsdPerRequest > 0 ? ` − ${formatUsd(balancerUsdPerRequest)} on the balancer)` : ""} ÷ {HOURS_PER_MONTH} h ={" "}
      <b>
        <Asked fact="break-even">{rateWords(even.requestsPerSecond)}</Asked>
      </b>
      . One server is taken to carry it: whether it can is not modelled.
    </p>
  );
}

function RateTip({ point }: { point: RatePoint | undefined }) {
  if (!point) return null;
  const lines = [
    { name: "functions, a month", value: formatUsd(point.functionsUsd) },
    { name: "server, a month", value: formatUsd(point.serverUsd) },
  ];
  return <Tip title={rateWords(point.perSecond)} lines={lines} />;
}
