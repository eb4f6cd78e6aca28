/** What has been spent so far, beside a server that is paid whether it works or not. Both are modelled from published prices. */
import { memo } from "react";
import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import type { CostPoint } from "../../../store/chart-selectors.ts";
import { profileOf, serverOf } from "../../../store/selectors.ts";
import { formatClock, formatUsd } from "../../shared/format.ts";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { evenTicks, timeTicks } from "../charts/axis.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import { LineEndLabels } from "../charts/LineEndLabels.tsx";
import { pointedAt, Tip } from "../charts/Tip.tsx";
import { costSummary } from "../summaries.ts";
import { useLiveCost } from "../use-live.ts";

const COLUMNS = [{ name: "At" }, { name: "Functions", numeric: true }, { name: "Server", numeric: true }];
const MARGIN = { top: 8, right: 96, bottom: 0, left: 0 };

export function CostChart() {
  const points = useLiveCost();
  return (
    <ChartPane
      title="Cost"
      note="running total, modelled"
      legend={<FreeTier />}
      summary={costSummary(points.at(-1))}
      columns={COLUMNS}
      rows={() =>
        points.toReversed().map(({ atMs, functionsUsd, serverUsd }) => [formatClock(atMs), formatUsd(functionsUsd), formatUsd(serverUsd)])
      }
      empty={points.length < 2}
    >
      <Plot points={points} />
      <ServerChoice />
    </ChartPane>
  );
}

function FreeTier() {
  const freeTier = useColdstart((state) => state.bill.freeTier);
  const { prices } = useColdstart(profileOf);
  const { setBill } = useIntents();
  const free = `${prices.freeRequestsPerMonth.value.toLocaleString("en-US")} requests and ${prices.freeGbSecondsPerMonth.value.toLocaleString("en-US")} GB-s a month are free`;
  return (
    <label className="check" title={free}>
      <input type="checkbox" checked={freeTier} onChange={(event) => setBill({ freeTier: event.target.checked })} />
      free tier
    </label>
  );
}

function ServerChoice() {
  const server = useColdstart(serverOf);
  const { servers } = useColdstart(profileOf);
  const { setBill } = useIntents();
  return (
    <label className="server">
      <span className="muted">beside</span>
      <select aria-label="Server" value={server?.id} onChange={(event) => setBill({ serverId: event.target.value })}>
        {servers.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      {server && (
        <a
          className="muted"
          href={server.usdPerHour.source}
          title={`${server.usdPerHour.source}, read ${server.usdPerHour.asOf}`}
          target="_blank"
          rel="noreferrer"
        >
          ${server.usdPerHour.value}/h
        </a>
      )}
    </label>
  );
}

const Plot = memo(function Plot({ points }: { points: readonly CostPoint[] }) {
  const last = points.at(-1);
  const fromMs = points[0]?.atMs ?? 0;
  const toMs = last?.atMs ?? 0;
  const ticks = evenTicks(Math.max(last?.functionsUsd ?? 0, last?.serverUsd ?? 0));
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
      <Area dataKey="functionsUsd" className="area-run" dot={false} activeDot={{ r: 3 }} isAnimationActive={false} />
      <Line dataKey="serverUsd" className="line-server" strokeDasharray="4 3" dot={false} activeDot={{ r: 3 }} isAnimationActive={false} />
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
  return <Tip title={formatClock(point.atMs)} lines={lines} />;
}
