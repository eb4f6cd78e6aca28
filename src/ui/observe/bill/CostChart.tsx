/** What has been spent so far, beside a server that is paid whether it works or not. Both are modelled from published prices. */
import { memo, useMemo } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ReferenceDot, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { heldReadyOf } from "../../../metrics/bill/held-ready-of.ts";
import { type CostPoint, crossingsOf, runningTotal } from "../../../metrics/bill/running-total.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { formatClock, formatUsd } from "../../shared/format.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { evenTicks, timeTicks } from "../charts/axis.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import { LineEndLabels } from "../charts/LineEndLabels.tsx";
import { pointedAt, Tip } from "../charts/Tip.tsx";
import { usePointedMoment } from "../charts/time-cursor.ts";
import { costSummary } from "../summaries.ts";
import { useUntilMs } from "../use-live.ts";
import { FreeTier, ServerChoice } from "./BillControls.tsx";
import { Pointing } from "./Pointing.tsx";
import { useBilledSeries, useBillScope, useServerPrice } from "./use-bill.ts";
import "./bill.css";

const COLUMNS = [{ name: "At" }, { name: "Functions", numeric: true }, { name: "Server", numeric: true }];
const MARGIN = { top: 8, right: 96, bottom: 0, left: 0 };

/** `controls`: where they do not stand beside it already. */
export function CostChart({ run, controls = true }: { run: ObservedRun; controls?: boolean }) {
  const { history, profile } = run;
  const scope = useBillScope(run);
  const untilMs = useUntilMs(run);
  const series = useBilledSeries(run, scope, untilMs);
  const server = useServerPrice(run);
  const freeTier = useColdstart((state) => state.bill.freeTier);
  const points = useMemo(() => {
    const { startedAtMs } = history;
    const { fromMs, toMs } = scope.window ?? { fromMs: startedAtMs, toMs: untilMs };
    return runningTotal(series, { startedAtMs, fromMs, toMs, profile, server, freeTier, heldMbMsAt: heldReadyOf(history) });
  }, [series, history, profile, scope, untilMs, server, freeTier]);
  return (
    <ChartPane
      title="Cost"
      note={scope.filter.isAll ? "running total, modelled" : "running total of what the filter leaves"}
      legend={controls && <FreeTier run={run} />}
      summary={costSummary(points)}
      columns={COLUMNS}
      rows={() =>
        points.toReversed().map(({ atMs, functionsUsd, serverUsd }) => [formatClock(atMs), formatUsd(functionsUsd), formatUsd(serverUsd)])
      }
      data={() => points.map(({ atMs, functionsUsd, serverUsd }) => [atMs, functionsUsd, serverUsd])}
      empty={points.length < 2}
    >
      <Plot points={points} />
      {controls && <ServerChoice run={run} />}
    </ChartPane>
  );
}

const Plot = memo(function Plot({ points }: { points: readonly CostPoint[] }) {
  const last = points.at(-1);
  const fromMs = points[0]?.atMs ?? 0;
  const toMs = last?.atMs ?? 0;
  const ticks = evenTicks(Math.max(last?.functionsUsd ?? 0, last?.serverUsd ?? 0));
  const moment = usePointedMoment();
  const labels = [
    ...(last?.serverUsd === undefined ? [] : [{ key: "server", at: last.serverUsd, name: "server", value: formatUsd(last.serverUsd) }]),
    ...(last ? [{ key: "functions", at: last.functionsUsd, name: "functions", value: formatUsd(last.functionsUsd) }] : []),
  ];
  return (
    <ComposedChart
      responsive
      className="ch"
      data={[...points]}
      margin={MARGIN}
      title="Running cost of the functions and of an always-on server"
    >
      <CartesianGrid vertical={false} className="grid" />
      <XAxis
        type="number"
        dataKey="atMs"
        domain={[fromMs, Math.max(toMs, fromMs + 1)]}
        ticks={[...timeTicks(fromMs, toMs, 2)]}
        tickFormatter={formatClock}
        interval="preserveStartEnd"
        tickLine={false}
        className="axis"
        height={22}
      />
      <YAxis
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={[...ticks]}
        tickFormatter={formatUsd}
        tickLine={false}
        axisLine={false}
        interval={0}
        width={84}
      />
      <Tooltip isAnimationActive={false} content={(given) => <CostTip point={pointedAt<CostPoint>(given)} />} />
      {moment !== undefined && moment >= fromMs && moment <= toMs && <ReferenceLine x={moment} className="cursor-line" />}
      <Area dataKey="functionsUsd" className="area-run" dot={false} activeDot={{ r: 3 }} isAnimationActive={false} />
      <Line dataKey="serverUsd" className="line-server" strokeDasharray="4 3" dot={false} activeDot={{ r: 3 }} isAnimationActive={false} />
      {crossingsOf(points).map(({ atMs, usd }) => (
        <ReferenceDot key={atMs} x={atMs} y={usd} r={4} className="break-even" />
      ))}
      <LineEndLabels labels={labels} stacked />
    </ComposedChart>
  );
});

function CostTip({ point }: { point: CostPoint | undefined }) {
  if (!point) return null;
  const lines = [
    { name: "functions", value: formatUsd(point.functionsUsd) },
    { name: "server", value: formatUsd(point.serverUsd) },
  ];
  return (
    <Pointing atMs={point.atMs}>
      <Tip title={formatClock(point.atMs)} lines={lines} />
    </Pointing>
  );
}
