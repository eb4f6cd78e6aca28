/** Which share of the requests took how long or less: all of them, the cold and the warm. */
import { useMemo } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { cumulativeCurve, mergeCurves } from "../../../metrics/latency/cumulative.ts";
import type { LatencyScale } from "../../../metrics/latency/histogram.ts";
import { formatPercent } from "../../shared/format.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import { fineMs } from "../charts/fine-ms.ts";
import { cumulativeSummary } from "./latency-words.ts";
import { CurveLegend, ShareCurves } from "./ShareCurves.tsx";
import { latencyFigures, usePacedRun, useRowChoice } from "./use-latency.ts";

const COLUMNS = [
  { name: "Took at most", numeric: true },
  { name: "Of all", numeric: true },
  { name: "Of cold", numeric: true },
  { name: "Of warm", numeric: true },
];
/** Together no more than the plot has pixels. */
const MOST_POINTS = 150;
/** What people count as at once. https://www.nngroup.com/articles/response-times-3-important-limits/ */
const AT_ONCE_MS = 100;

export function CumulativeChart({ run: latest, scale }: { run: ObservedRun; scale: LatencyScale }) {
  const run = usePacedRun(latest);
  const choice = useRowChoice(run);
  const figures = useMemo(() => latencyFigures(choice), [choice]);
  const curves = useMemo(() => curvesOf(figures.counts), [figures]);
  const [all, cold] = curves;
  const table = () => mergeCurves(curves.map(({ curve }) => curve));
  return (
    <ChartPane
      title="Cumulative"
      note={`ms ${scale}, share linear`}
      legend={<CurveLegend curves={curves} />}
      summary={cumulativeSummary(figures, all.curve, AT_ONCE_MS)}
      columns={COLUMNS}
      rows={() => table().map(({ ms, shares }) => [fineMs(ms), ...shares.map(formatPercent)])}
      data={() => table().map(({ ms, shares }) => [ms, ...shares])}
      empty={figures.counts.ran === 0}
    >
      <ShareCurves title="Share of requests by latency" curves={cold.curve.length === 0 ? [all] : curves} scale={scale} />
    </ChartPane>
  );
}

function curvesOf({ all, cold, maxSteps }: ReturnType<typeof latencyFigures>["counts"]) {
  const warm = all.map((requests, bucket) => requests - (cold[bucket] ?? 0));
  return [
    { name: "all", className: "lat-all", curve: cumulativeCurve({ counts: all, maxSteps }, MOST_POINTS) },
    { name: "cold", className: "lat-cold", dash: "6 3", curve: cumulativeCurve({ counts: cold, maxSteps }, MOST_POINTS) },
    { name: "warm", className: "lat-warm", dash: "1.5 2.5", curve: cumulativeCurve({ counts: warm, maxSteps }, MOST_POINTS) },
  ] as const;
}
