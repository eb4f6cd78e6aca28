/** The periods an alarm looks at, against its threshold. A breaching period is filled and marked, one without data is a dash. */
import type { AlarmConfig } from "../../platform/services/services-config.ts";
import type { AlarmView } from "../../platform/services/services-view.ts";
import { counted } from "../shared/counted.ts";
import { formatClock } from "../shared/format.ts";
import { layOutChart } from "./alarm-chart.ts";
import { thresholdWords } from "./alarm-words.ts";

/** About as wide as it is shown, so that its labels keep their size. */
const SIZE = { width: 440, height: 130 };
const LABEL_HEIGHT = 20;
const MOST_LABELS = 6;

export function AlarmChart({ config, datapoints }: { config: AlarmConfig; datapoints: AlarmView["datapoints"] }) {
  const { points, thresholdY } = layOutChart(datapoints, config, SIZE);
  const breaching = points.filter((point) => point.breaching).length;
  const radius = Math.min(5, Math.max(2.5, SIZE.width / points.length / 4));
  const every = Math.max(1, Math.ceil(points.length / MOST_LABELS));
  const line = points.reduce((path, { x, y }, place) => {
    if (y === undefined) return path;
    return `${path}${points[place - 1]?.y === undefined ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
  }, "");
  return (
    <figure className="alarm-chart">
      <svg
        viewBox={`0 -6 ${SIZE.width} ${SIZE.height + LABEL_HEIGHT + 6}`}
        role="img"
        aria-label={`${counted(points.length, "period")}, ${breaching} of them beyond ${thresholdWords(config)}.`}
      >
        <line className="alarm-axis" x1={0} x2={SIZE.width} y1={SIZE.height} y2={SIZE.height} />
        <line className="alarm-threshold" x1={0} x2={SIZE.width} y1={thresholdY} y2={thresholdY} />
        <text className="alarm-label" x={SIZE.width} y={thresholdY - 5} textAnchor="end">
          threshold {thresholdWords(config)}
        </text>
        <path className="alarm-line" d={line} />
        {points.map(({ atMs, value, x, y, breaching: bad }, place) => (
          <g key={atMs}>
            <title>{`${formatClock(atMs)}: ${value === null ? "no data" : value.toLocaleString("en-US")}${bad ? ", breaching" : ""}`}</title>
            {y === undefined ? (
              <line className="alarm-missing" x1={x - radius} x2={x + radius} y1={SIZE.height - 5} y2={SIZE.height - 5} />
            ) : (
              <circle className={bad ? "alarm-point bad" : "alarm-point"} cx={x} cy={y} r={bad ? radius + 1 : radius} />
            )}
            {bad && y !== undefined && <path className="alarm-cross" d={`M${x - 2.5} ${y - 2.5}l5 5m0-5l-5 5`} />}
            {place % every === 0 && (
              <text className="alarm-label" x={x} y={SIZE.height + 15} textAnchor="middle">
                {formatClock(atMs).slice(0, config.periodMs < 60_000 ? 8 : 5)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption className="muted">Each point is a period. A filled point with a cross breaches; a dash has no data.</figcaption>
    </figure>
  );
}
