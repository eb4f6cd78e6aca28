/** Cumulative curves over each other: which share of each took how long or less. Its callers say what the curves are. */
import { memo } from "react";
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { type CumulativePoint, mergeCurves } from "../../../metrics/latency/cumulative.ts";
import type { LatencyScale } from "../../../metrics/latency/histogram.ts";
import { formatPercent } from "../../shared/format.ts";
import { tickMs } from "../charts/axis.ts";
import { fineMs } from "../charts/fine-ms.ts";
import { pointedAt, Tip } from "../charts/Tip.tsx";
import { axisOf } from "./latency-axis.ts";

export interface ShareCurve {
  readonly name: string;
  /** Its look in latency.css. */
  readonly className: string;
  readonly dash?: string;
  readonly curve: readonly CumulativePoint[];
}

interface ShareCurvesProps {
  readonly title: string;
  readonly curves: readonly ShareCurve[];
  readonly scale: LatencyScale;
}

const MARGIN = { top: 8, right: 34, bottom: 0, left: 0 };
const SHARES = [0, 0.25, 0.5, 0.75, 1];
const MARKED = [0.5, 0.99];

interface Drawn {
  readonly ms: number;
  readonly shares: readonly number[];
}

export const ShareCurves = memo(function ShareCurves({ title, curves, scale }: ShareCurvesProps) {
  const drawn = mergeCurves(curves.map(({ curve }) => curve));
  const axis = axisOf(
    drawn.map(({ ms }) => ms),
    scale,
  );
  return (
    <LineChart responsive className="ch lat-lines" data={[...drawn]} margin={MARGIN} title={title}>
      <CartesianGrid vertical={false} className="grid" />
      <XAxis
        type="number"
        dataKey={({ ms }: Drawn) => Math.max(axis.lowMs, ms)}
        scale={scale}
        domain={[axis.lowMs, axis.highMs]}
        ticks={[...axis.ticks]}
        tickFormatter={tickMs}
        allowDataOverflow
        interval="preserveStartEnd"
        tickLine={false}
        className="axis"
        height={22}
      />
      <YAxis
        domain={[0, 1]}
        ticks={SHARES}
        tickFormatter={(share: number) => `${share * 100} %`}
        tickLine={false}
        axisLine={false}
        interval={0}
        width={44}
      />
      {MARKED.map((share) => (
        <ReferenceLine
          key={share}
          y={share}
          className="pline"
          strokeDasharray="2 3"
          label={{ value: `p${share * 100}`, position: "right", className: "lat-mark" }}
        />
      ))}
      <Tooltip isAnimationActive={false} content={(given) => <ShareTip curves={curves} at={pointedAt<Drawn>(given)} />} />
      {curves.map(({ name, className, dash }, which) => (
        <Line
          key={name}
          dataKey={({ shares }: Drawn) => shares[which]}
          type="stepAfter"
          className={className}
          {...(dash === undefined ? {} : { strokeDasharray: dash })}
          dot={false}
          activeDot={{ r: 3 }}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
});

function ShareTip({ curves, at }: { curves: readonly ShareCurve[]; at: Drawn | undefined }) {
  if (!at) return null;
  const lines = curves.map(({ name }, which) => ({ name, value: formatPercent(at.shares[which]) }));
  return <Tip title={`${fineMs(at.ms)} or less`} lines={lines} />;
}

/** A line as it is drawn, beside its name. */
export function CurveLegend({ curves }: { curves: readonly Pick<ShareCurve, "name" | "className" | "dash">[] }) {
  return curves.map(({ name, className, dash }) => (
    <span key={name} className="lgd">
      <svg className={`lat-key ${className}`} width="18" height="8" aria-hidden="true">
        <path d="M0 4H18" strokeDasharray={dash} />
      </svg>
      {name}
    </span>
  ));
}
