/**
 * The timeline as a drawing: time axis, concurrency and marks on top, one row a container below. A function of the model,
 * the layout and how far the rows are scrolled, so that a canvas, a PNG and an SVG are the same.
 */
import { clockTicks } from "../../../metrics/timeline/time-window.ts";
import type { Palette } from "../charts/palette.ts";
import type { Surface } from "../charts/surface.ts";
import { drawConcurrency } from "./draw-concurrency.ts";
import { drawMarks } from "./draw-marks.ts";
import { drawRows } from "./draw-rows.ts";
import { AXIS_PX, CONCURRENCY_PX, type TimelineLayout, TOP_PX, xOf } from "./timeline-layout.ts";
import type { TimelineModel } from "./timeline-model.ts";
import { tickWords } from "./timeline-time.ts";

const TICK_PX = 104;
const NARROW_TICK_PX = 72;

export interface TimelineView {
  readonly model: TimelineModel;
  readonly layout: TimelineLayout;
  readonly scrollTop: number;
}

/** One view of it on one surface: what every part is given. */
export interface TimelineDrawing extends TimelineView {
  readonly surface: Surface;
  readonly palette: Palette;
}

export function drawTimeline(surface: Surface, palette: Palette, view: TimelineView): void {
  const drawing = { surface, palette, ...view };
  const { left, plotWidth } = view.layout;
  drawAxis(drawing);
  surface.clipped(0, TOP_PX, surface.width, surface.height - TOP_PX, () => drawRows(drawing));
  surface.clipped(left, 0, plotWidth + 1, TOP_PX, () => drawConcurrency(drawing, AXIS_PX));
  drawMarks(drawing, AXIS_PX + CONCURRENCY_PX);
  drawBandNames(drawing);
}

function drawAxis({ surface, palette, model, layout }: TimelineDrawing): void {
  const { stepMs, ticksMs } = clockTicks(
    model.window,
    Math.max(2, Math.floor(layout.plotWidth / (layout.narrow ? NARROW_TICK_PX : TICK_PX))),
  );
  for (const atMs of ticksMs) {
    const x = Math.round(xOf(layout, model.window, atMs)) + 0.5;
    surface.line(x, AXIS_PX, x, surface.height, { stroke: palette.line });
    const words = tickWords(atMs, stepMs);
    const half = words.length * 3.2;
    const textX = Math.min(Math.max(x, layout.left + half), layout.width - half - 2);
    surface.text(textX, 8, words, { fill: palette.inkFaint, sizePx: 11, align: "center" });
  }
}

function drawBandNames({ surface, palette, layout }: TimelineDrawing): void {
  const name = layout.narrow ? "at once" : "requests at once";
  surface.text(0, AXIS_PX + CONCURRENCY_PX / 2, name, { fill: palette.inkFaint, sizePx: 11 });
  surface.line(0, TOP_PX - 0.5, surface.width, TOP_PX - 0.5, { stroke: palette.line });
}
