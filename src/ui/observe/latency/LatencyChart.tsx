/** Each request by when it ended and how long it took, with the percentiles of all of them. Failed and throttled ones too. */
import { useMemo, useRef } from "react";
import type { HistoryRow } from "../../../metrics/history/history-rows.ts";
import { latencyMs, wasServed } from "../../../metrics/history/latency-of.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { LatencyScale } from "../../../metrics/latency/histogram.ts";
import { newestRows } from "../../../metrics/latency/row-choice.ts";
import { formatInstant } from "../../shared/format.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import type { DrawChart } from "../charts/chart-image.ts";
import { CloudPlot } from "./CloudPlot.tsx";
import { latencyOfRow, startOfRow } from "./cloud-points.ts";
import { latencySummary } from "./latency-words.ts";
import { latencyFigures, usePacedRun, useRowChoice } from "./use-latency.ts";
import "./latency.css";

const COLUMNS = [
  { name: "Ended" },
  { name: "Function" },
  { name: "Container" },
  { name: "Start" },
  { name: "Status" },
  { name: "Latency", numeric: true },
];
/** As many as a table shows, and as a file holds: the list of requests exports all of them. */
const TABLE_ROWS = 300;
const FILE_ROWS = 100_000;

interface LatencyChartProps {
  readonly run: ObservedRun;
  readonly scale?: LatencyScale;
  /** Its title has little room. */
  readonly brief?: boolean;
}

export function LatencyChart({ run: latest, scale = "log", brief = false }: LatencyChartProps) {
  const run = usePacedRun(latest);
  const choice = useRowChoice(run);
  const figures = useMemo(() => latencyFigures(choice), [choice]);
  const drawing = useRef<DrawChart>(undefined);
  const { rows } = run.history;
  return (
    <ChartPane
      title="Latency"
      note={brief ? <span title="Each request by when it ended and how long it took, in ms">{scale}</span> : `each request, ms, ${scale}`}
      legend={<LatencyLegend failed={figures.counts.failed > 0} throttled={figures.counts.throttled > 0} />}
      summary={latencySummary(figures, rows.endSeq)}
      columns={COLUMNS}
      rows={() => newestRows(choice, TABLE_ROWS).map(cellsOf)}
      data={() => newestRows(choice, FILE_ROWS).map(dataOf)}
      draw={(surface, palette) => drawing.current?.(surface, palette)}
      empty={figures.counts.ran + figures.counts.throttled === 0}
    >
      <CloudPlot run={run} choice={choice} figures={figures} scale={scale} drawing={drawing} />
    </ChartPane>
  );
}

/** What does not occur is not explained. */
function LatencyLegend({ failed, throttled }: { failed: boolean; throttled: boolean }) {
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
      {failed && (
        <span className="lgd">
          <i className="m ring" />
          failed
        </span>
      )}
      {throttled && (
        <span className="lgd">
          <i className="m lat-tri" />
          throttled
        </span>
      )}
    </>
  );
}

function cellsOf(row: HistoryRow): readonly string[] {
  const { endedAtMs, functionName, containerId = "–", status } = row;
  return [formatInstant(endedAtMs), functionName, containerId, startOfRow(row), status, wasServed(row) ? latencyOfRow(row) : "–"];
}

function dataOf(row: HistoryRow) {
  const { endedAtMs, functionName, containerId, status } = row;
  return [endedAtMs, functionName, containerId, startOfRow(row), status, wasServed(row) ? latencyMs(row) : undefined];
}
