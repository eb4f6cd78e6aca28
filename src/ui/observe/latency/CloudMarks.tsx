/** What lies over the cloud and moves without it being drawn anew: the point that is meant, the selected request, the moment, the stretch. */
import type { HistoryRow } from "../../../metrics/history/history-rows.ts";
import { latencyMs, wasServed } from "../../../metrics/history/latency-of.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { TimeWindow } from "../../../store/state.ts";
import { formatInstant } from "../../shared/format.ts";
import { fineMs } from "../charts/fine-ms.ts";
import { Tip } from "../charts/Tip.tsx";
import { usePointedMoment } from "../charts/time-cursor.ts";
import { useSelectedRequest } from "../requests/SelectedRequest.tsx";
import { footOf, type Plot, xOf, yOf } from "./cloud-drawing.ts";
import { type CloudView, latencyOfRow, startOfRow } from "./cloud-points.ts";

interface CloudMarksProps {
  readonly run: ObservedRun;
  readonly view: CloudView;
  /** The request that is pointed at. */
  readonly row: HistoryRow | undefined;
  /** Being selected. */
  readonly stretch: TimeWindow | undefined;
}

export function CloudMarks({ run, view, row, stretch }: CloudMarksProps) {
  const selected = useSelectedRequest(run)?.view;
  return (
    <>
      {stretch && <StretchMark stretch={stretch} view={view} />}
      <MomentLine window={view.scene.window} plot={view.plot} />
      {selected && isWithin(selected, view) && <Ring className="lat-selected" row={selected} view={view} />}
      {row && <Ring className="lat-pointed" row={row} view={view} />}
      {row && <PointTip row={row} view={view} />}
    </>
  );
}

function isWithin({ endedAtMs }: Placed, { scene: { window } }: CloudView): boolean {
  return endedAtMs >= window.fromMs && endedAtMs <= window.toMs;
}

/** What a mark needs to know of a request: rows and views have it. */
type Placed = Pick<HistoryRow, "endedAtMs" | "status" | "queueMs" | "provisionMs" | "initMs" | "durationMs">;

function placeOf(row: Placed, { scene: { window, axis }, plot }: CloudView): { readonly left: number; readonly top: number } {
  const top = wasServed(row) ? yOf(latencyMs(row), axis, plot) : footOf(plot) - 3;
  return { left: xOf(row.endedAtMs, window, plot), top };
}

function Ring({ className, row, view }: { className: string; row: Placed; view: CloudView }) {
  return <i className={`lat-ring ${className}`} style={placeOf(row, view)} aria-hidden="true" />;
}

function PointTip({ row, view }: { row: HistoryRow; view: CloudView }) {
  const { left, top } = placeOf(row, view);
  const { width } = view.plot;
  const { functionName, version, containerId = "–", status, endedAtMs, queueMs, provisionMs, initMs, durationMs } = row;
  const phases = [
    { name: "queue", ms: queueMs },
    { name: "provision", ms: provisionMs },
    { name: "init", ms: initMs },
    { name: "run", ms: durationMs },
  ].filter(({ ms }) => ms > 0);
  const lines = [
    { name: startOfRow(row), value: latencyOfRow(row) },
    ...(phases.length > 1 ? phases.map(({ name, ms }) => ({ name, value: fineMs(ms) })) : []),
    { name: "container", value: containerId },
    { name: "status", value: status },
    { name: "ended", value: formatInstant(endedAtMs) },
  ];
  const toLeft = left > view.plot.left + width * 0.55;
  return (
    // The slider's own value says it to those who do not see it.
    <div className={toLeft ? "lat-tip left" : "lat-tip"} style={{ left, top }} aria-hidden="true">
      <Tip title={`${functionName} v${version}`} lines={lines} />
    </div>
  );
}

function StretchMark({ stretch, view: { scene, plot } }: { stretch: TimeWindow; view: CloudView }) {
  const left = xOf(stretch.fromMs, scene.window, plot);
  const width = xOf(stretch.toMs, scene.window, plot) - left;
  return <i className="lat-stretch" style={{ left, width, top: plot.top, height: plot.height + plot.laneHeight }} aria-hidden="true" />;
}

/** The moment pointed at in any chart. */
export function MomentLine({ window, plot }: { window: TimeWindow; plot: Plot }) {
  const atMs = usePointedMoment();
  if (atMs === undefined || atMs < window.fromMs || atMs > window.toMs) return null;
  return (
    <i
      className="lat-moment"
      style={{ left: xOf(atMs, window, plot), top: plot.top, height: plot.height + plot.laneHeight }}
      aria-hidden="true"
    />
  );
}
