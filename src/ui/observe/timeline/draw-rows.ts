/**
 * Rows of containers (design notes, "Chart grammar"): start, init and run as high as the bar, idle a line of 3 px, its end
 * a tick with a dotted circle. What failed stands out of the bar, what is reset is cracked: never by colour alone.
 */
import type { ContainerSpan } from "../../../metrics/timeline/container-spans.ts";
import { versionWords } from "../../../metrics/timeline/fleet-marks.ts";
import type { Paint } from "../charts/surface.ts";
import type { TimelineDrawing } from "./draw-timeline.ts";
import { BAR_PX, ID_PX, LETTER_PX, NAME_GAP_PX, ROW_PX, rowsInView, TOP_PX, xOf } from "./timeline-layout.ts";
import type { TimelineRow } from "./timeline-model.ts";

const IDLE_PX = 3;
const LEAST_PX = 2;
const DIMMED = 0.28;
/** A failed run reaches this far out of the bar, above and below. */
const STANDS_OUT_PX = 2;
/** What is dimmed first, failures last: nothing that is drawn later may hide one. */
const LAYERS: readonly ((span: ContainerSpan) => boolean)[] = [
  ({ dimmed, kind }) => dimmed && kind !== "failed",
  ({ dimmed, kind }) => dimmed && kind === "failed",
  ({ dimmed, kind }) => !dimmed && kind === "run",
  ({ dimmed, kind }) => !dimmed && kind !== "run" && kind !== "failed",
  ({ dimmed, kind }) => !dimmed && kind === "failed",
];

export function drawRows(drawing: TimelineDrawing): void {
  const { surface, model, layout, scrollTop } = drawing;
  const [first, end] = rowsInView(layout, scrollTop, surface.height - TOP_PX);
  for (let place = first; place < end; place += 1) {
    const row = model.rows[place];
    if (!row) continue;
    const top = TOP_PX + (layout.tops[place] ?? 0) - scrollTop;
    drawNames(drawing, row, top, place > 0);
    surface.clipped(layout.left, top - 2, layout.plotWidth + 12, ROW_PX + 4, () => drawLife(drawing, row, top + ROW_PX / 2));
  }
}

function drawNames(
  { surface, palette, layout }: TimelineDrawing,
  { life, isFirst, groupSize }: TimelineRow,
  top: number,
  ruled: boolean,
): void {
  const middle = top + ROW_PX / 2;
  const version = versionWords(life.version);
  if (isFirst) {
    const ruleY = Math.round(top - (layout.narrow ? 18 : 3)) + 0.5;
    if (ruled) surface.line(0, ruleY, surface.width, ruleY, { stroke: palette.lineStrong });
    const room = layout.narrow ? layout.width : layout.left - ID_PX - NAME_GAP_PX;
    const beside = layout.narrow || groupSize === 1;
    const name = fitting(life.functionName, room - (beside ? (version.length + 1) * LETTER_PX : 0));
    const nameY = layout.narrow ? top - 8 : middle;
    surface.text(0, nameY, name, { fill: palette.ink, sizePx: 12, weight: 500 });
    if (beside) surface.text(name.length * LETTER_PX + 6, nameY, version, { fill: palette.inkFaint, sizePx: 11 });
    else surface.text(0, middle + ROW_PX, version, { fill: palette.inkFaint, sizePx: 11 });
  }
  surface.text(layout.left - 8, middle, life.containerId, { fill: palette.inkSoft, sizePx: 11, mono: true, align: "right" });
}

function fitting(text: string, roomPx: number): string {
  const letters = Math.max(3, Math.floor(roomPx / LETTER_PX));
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}

function drawLife(drawing: TimelineDrawing, row: TimelineRow, middle: number): void {
  const { surface, palette, model, layout } = drawing;
  const { life } = row;
  const x = (atMs: number) => xOf(layout, model.window, atMs);
  const fromX = Math.max(layout.left, x(life.bornAtMs));
  const endX = Math.min(layout.left + layout.plotWidth, x(life.ended?.atMs ?? model.nowMs));
  surface.rect(fromX, middle - IDLE_PX / 2, Math.max(LEAST_PX, endX - fromX), IDLE_PX, { fill: palette.idle });
  const spans = model.spansOf(row);
  for (const layer of LAYERS) for (const span of spans) if (layer(span)) drawSpan(drawing, span, middle);
  for (const { atMs } of life.resets) drawCrack(drawing, x(atMs), middle);
  if (life.ended) drawEnd(drawing, x(life.ended.atMs), middle, life.ended.how === "failed" || life.ended.because === "killed");
}

function drawSpan(
  { surface, palette, model, layout }: TimelineDrawing,
  { kind, dimmed, fromMs, toMs }: ContainerSpan,
  middle: number,
): void {
  const right = layout.left + layout.plotWidth;
  const fromX = Math.max(layout.left - LEAST_PX, xOf(layout, model.window, fromMs));
  const width = Math.max(LEAST_PX, Math.min(right + LEAST_PX, xOf(layout, model.window, toMs)) - fromX);
  const top = middle - BAR_PX / 2;
  if (kind === "run" && !dimmed) return surface.rect(fromX, top, width, BAR_PX, { fill: palette.run });
  const faint = dimmed ? { opacity: DIMMED } : {};
  if (dimmed) surface.rect(fromX, top, width, BAR_PX, { fill: palette.surface });
  const draw = (paint: Paint, out = 0) => surface.rect(fromX, top - out, width, BAR_PX + out * 2, { ...paint, ...faint });
  switch (kind) {
    case "run":
      return draw({ fill: palette.run });
    case "failed":
      return draw({ fill: palette.crash }, STANDS_OUT_PX);
    case "init":
      return draw({ fill: palette.init });
    case "init-failed":
      draw({ fill: palette.init });
      return draw({ fill: palette.surface, stroke: palette.crash, lineWidth: 1.5, hatched: true });
    case "start":
      draw({ fill: palette.surface });
      return surface.rect(fromX + 0.5, top + 0.5, Math.max(1, width - 1), BAR_PX - 1, {
        stroke: palette.start,
        hatched: width > 3,
        ...faint,
      });
  }
}

/** Its process was ended; the container stays. */
function drawCrack({ surface, palette }: TimelineDrawing, x: number, middle: number): void {
  const [top, high, low, bottom] = [middle - 8, middle - 3, middle + 3, middle + 8];
  const crack = [
    [x, top],
    [x - 2.5, high],
    [x + 2.5, low],
    [x, bottom],
  ] as const;
  surface.path(crack, { stroke: palette.surface, lineWidth: 4 });
  surface.path(crack, { stroke: palette.crash, lineWidth: 1.6 });
}

function drawEnd({ surface, palette }: TimelineDrawing, x: number, middle: number, broken: boolean): void {
  const half = BAR_PX / 2;
  surface.line(x, middle - half, x, middle + half, { stroke: broken ? palette.crash : palette.inkFaint, lineWidth: 1.4 });
  if (!broken) return surface.circle(x + 6, middle, 3, { stroke: palette.inkFaint, dash: [1.2, 1.6] });
  surface.line(x + 3, middle - 3, x + 9, middle + 3, { stroke: palette.crash, lineWidth: 1.4 });
  surface.line(x + 3, middle + 3, x + 9, middle - 3, { stroke: palette.crash, lineWidth: 1.4 });
}
