/**
 * The point cloud as a drawing: warm a dot, cold a diamond, failed a ring around either, throttled a triangle at the
 * foot; percentiles as lines named at their end. A function of what it is given, onto a canvas or into a file.
 */
import {
  type Cloud,
  type CloudGrid,
  COLD_POINT,
  FAILED_POINT,
  shareOfAxis,
  THROTTLED_POINT,
  WARM_POINT,
} from "../../../metrics/latency/cloud.ts";
import type { TimeWindow } from "../../../store/state.ts";
import { formatClock, formatInstant } from "../../shared/format.ts";
import { spread, tickMs, timeTicks } from "../charts/axis.ts";
import { fineMs } from "../charts/fine-ms.ts";
import type { Palette } from "../charts/palette.ts";
import type { Paint, Surface } from "../charts/surface.ts";

export interface LatencyAxis extends Pick<CloudGrid, "scale" | "lowMs" | "highMs"> {
  readonly ticks: readonly number[];
}

export interface CloudScene {
  readonly cloud: Cloud;
  readonly axis: LatencyAxis;
  readonly window: TimeWindow;
  /** Is there any that was? */
  readonly throttled: boolean;
  readonly lines: readonly { readonly name: string; readonly ms: number }[];
  /** Of texts; 1 at the page's usual size. */
  readonly textScale: number;
}

export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** Of the axis of latencies; the lane is below it. */
  readonly height: number;
  readonly laneHeight: number;
}

const LANE_PX = 14;
const TEXT_PX = 11;
const TEXT_GAP_PX = 14;
/** Marks at the edge stay whole. */
const EDGE_PX = 8;
/** From here on dots are so many that their shape cannot be seen, and squares are drawn in a third of the time. */
const CROWD = 6_000;

/** Room for ticks at the left and below, for the names of lines at the right, and for a lane of throttled requests at the foot. */
export function plotOf(width: number, height: number, scale: number, throttled: boolean): Plot {
  const left = 40 * scale;
  const right = (width < 420 ? 82 : 92) * scale;
  const top = 8;
  const laneHeight = throttled ? LANE_PX : 0;
  return { left, top, width: Math.max(1, width - left - right), height: Math.max(1, height - top - laneHeight - 22 * scale), laneHeight };
}

export function xOf(atMs: number, { fromMs, toMs }: TimeWindow, plot: Plot): number {
  return plot.left + ((atMs - fromMs) / Math.max(1e-9, toMs - fromMs)) * plot.width;
}

export function momentAt(x: number, { fromMs, toMs }: TimeWindow, plot: Plot): number {
  const share = Math.min(1, Math.max(0, (x - plot.left) / plot.width));
  return fromMs + share * (toMs - fromMs);
}

export function yOf(ms: number, axis: LatencyAxis, plot: Plot): number {
  return plot.top + (1 - shareOfAxis(ms, axis)) * plot.height;
}

/** Throttled requests have no latency: they stand below its axis. */
export function footOf({ top, height, laneHeight }: Plot): number {
  return top + height + laneHeight - 2;
}

export function drawCloud(surface: Surface, palette: Palette, scene: CloudScene): void {
  const plot = plotOf(surface.width, surface.height, scene.textScale, scene.throttled);
  drawAxes(surface, palette, scene, plot);
  surface.clipped(plot.left - EDGE_PX, plot.top - EDGE_PX, plot.width + 2 * EDGE_PX, plot.height + plot.laneHeight + 2 * EDGE_PX, () => {
    drawPoints(surface, palette, scene, plot);
  });
  drawLines(surface, palette, scene, plot);
}

function drawAxes(surface: Surface, palette: Palette, { axis, window, textScale }: CloudScene, plot: Plot): void {
  const text = { fill: palette.inkFaint, sizePx: TEXT_PX * textScale };
  for (const tick of axis.ticks) {
    const y = Math.round(yOf(tick, axis, plot)) + 0.5;
    surface.line(plot.left, y, plot.left + plot.width, y, { stroke: palette.line });
    surface.text(plot.left - 8, y, tickMs(tick), { ...text, align: "right" });
  }
  const perLabelPx = 110 * textScale;
  const ticks = timeTicks(window.fromMs, window.toMs, Math.max(2, Math.min(9, Math.floor(plot.width / perLabelPx) + 1)));
  const fine = window.toMs - window.fromMs < ticks.length * 1_000;
  for (const [place, tick] of ticks.entries()) {
    const align = place === 0 ? "left" : place === ticks.length - 1 ? "right" : "center";
    surface.text(
      xOf(tick, window, plot),
      plot.top + plot.height + plot.laneHeight + 13 * textScale,
      fine ? formatInstant(tick) : formatClock(tick),
      {
        ...text,
        align,
      },
    );
  }
}

function drawPoints(surface: Surface, palette: Palette, scene: CloudScene, plot: Plot): void {
  const { cloud, axis, window } = scene;
  const warm = cloud.points > CROWD ? square : dot;
  // The many first: the few that one looks for lie on top.
  for (const drawn of [WARM_POINT, THROTTLED_POINT, FAILED_POINT, COLD_POINT]) {
    for (let point = 0; point < cloud.points; point += 1) {
      if (cloud.kinds[point] !== drawn) continue;
      const x = xOf(cloud.endedAtMs[point] ?? 0, window, plot);
      if (drawn === THROTTLED_POINT) {
        triangle(surface, x, footOf(plot), palette);
        continue;
      }
      const y = yOf(cloud.latencyMs[point] ?? 0, axis, plot);
      const cold = cloud.cold[point] === 1;
      if (cold) diamond(surface, x, y, palette);
      else warm(surface, x, y, { fill: palette.run, opacity: opacityOf(cloud.held[point] ?? 1) });
      if (drawn === FAILED_POINT) surface.circle(x, y, cold ? 7.5 : 5, { stroke: palette.crash, lineWidth: 1.5 });
    }
  }
}

/** As dark as so many dots on each other would be. */
function opacityOf(held: number): number {
  return held === 1 ? 0.62 : held < 4 ? 0.8 : 0.95;
}

function dot(surface: Surface, x: number, y: number, paint: Paint): void {
  surface.circle(x, y, 2.4, paint);
}

function square(surface: Surface, x: number, y: number, paint: Paint): void {
  surface.rect(x - 1.75, y - 1.75, 3.5, 3.5, paint);
}

function diamond(surface: Surface, x: number, y: number, palette: Palette): void {
  surface.path(
    [
      [x, y - 5],
      [x + 5, y],
      [x, y + 5],
      [x - 5, y],
    ],
    { fill: palette.init, stroke: palette.surface },
    true,
  );
}

function triangle(surface: Surface, x: number, foot: number, palette: Palette): void {
  surface.path(
    [
      [x - 4, foot],
      [x, foot - 7],
      [x + 4, foot],
    ],
    { fill: palette.surface, stroke: palette.ink, lineWidth: 1.25 },
    true,
  );
}

function drawLines(surface: Surface, palette: Palette, { lines, axis, textScale }: CloudScene, plot: Plot): void {
  const heights = lines.map(({ ms }) => yOf(ms, axis, plot));
  const labels = spread(heights, TEXT_GAP_PX * textScale, plot.top + 4, plot.top + plot.height - 4);
  const right = plot.left + plot.width;
  for (const [place, { name, ms }] of lines.entries()) {
    const y = Math.round(heights[place] ?? 0) + 0.5;
    surface.line(plot.left, y, right, y, { stroke: palette.inkSoft, dash: [3, 3] });
    surface.text(right + 6, labels[place] ?? y, `${name} ${fineMs(ms)}`, { fill: palette.ink, sizePx: TEXT_PX * textScale, weight: 500 });
  }
}
