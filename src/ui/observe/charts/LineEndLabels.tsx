/** Names at the end of the lines they belong to, instead of a legend; moved apart where lines meet. A child of a chart. */
import { usePlotArea, useYAxisScale } from "recharts";
import { spread } from "./axis.ts";

export interface EndLabel {
  readonly key: string;
  readonly at: number;
  readonly name: string;
  readonly value: string;
}

const GAP_PX = 14;
const TWO_LINES_PX = 28;

export function LineEndLabels({ labels, stacked = false }: { labels: readonly EndLabel[]; stacked?: boolean }) {
  const scale = useYAxisScale();
  const plot = usePlotArea();
  if (!scale || !plot) return null;
  const x = plot.x + plot.width + 6;
  const heights = labels.map(({ at }) => scale(at) ?? plot.y);
  const placed = spread(heights, stacked ? TWO_LINES_PX : GAP_PX, plot.y, plot.y + plot.height - (stacked ? GAP_PX : 0));
  return (
    <g className="end-labels">
      {labels.map(({ key, name, value }, place) => (
        <text key={key} x={x} y={(placed[place] ?? 0) + 4}>
          {stacked ? (
            <>
              <tspan className="lab">{name}</tspan>
              <tspan x={x} dy={13}>
                {value}
              </tspan>
            </>
          ) : (
            <tspan className="lab">
              {name} {value}
            </tspan>
          )}
        </text>
      ))}
    </g>
  );
}
