/** Moments over the rows, each kind with its own shape and, where there is room before the next, its words. */
import type { FleetMark, MarkKind } from "../../../metrics/timeline/fleet-marks.ts";
import type { Palette } from "../charts/palette.ts";
import type { Surface } from "../charts/surface.ts";
import type { TimelineDrawing } from "./draw-timeline.ts";
import { MARKS_PX, type TimelineLayout, xOf } from "./timeline-layout.ts";
import type { TimelineModel } from "./timeline-model.ts";

const HALF_PX = 4;
const MARK_PX = 9;
const LETTER_PX = 5.8;

export function drawMarks({ surface, palette, model, layout }: TimelineDrawing, top: number): void {
  const y = top + MARKS_PX / 2 - 1;
  const placed = placedMarks(model, layout);
  for (const [place, { mark, x }] of placed.entries()) {
    const atX = Math.round(xOf(layout, model.window, mark.fromMs)) + 0.5;
    if (crossesRows(mark.kind)) surface.line(atX, top + MARKS_PX, atX, surface.height, { stroke: palette.inkFaint, dash: [1, 3] });
    drawMark(surface, palette, mark.kind, x, y);
    const words = shortWords(mark);
    const next = placed[place + 1]?.x ?? layout.width;
    if (x + 8 + words.length * LETTER_PX <= next - 6) surface.text(x + 8, y + 0.5, words, { fill: palette.inkSoft, sizePx: 11 });
  }
}

/** A mark that would cover the one before it moves aside, by no more than its own width. */
export function placedMarks(
  { marks, window }: TimelineModel,
  layout: TimelineLayout,
): readonly { readonly mark: FleetMark; readonly x: number }[] {
  let lastX = Number.NEGATIVE_INFINITY;
  return marks.map((mark) => {
    const atX = xOf(layout, window, mark.fromMs);
    const x = Math.min(atX + MARK_PX, Math.max(atX, lastX + MARK_PX));
    lastX = x;
    return { mark, x };
  });
}

/** After a deploy or a change of settings, what follows may differ. */
function crossesRows(kind: MarkKind): boolean {
  return kind === "deploy" || kind === "removed" || kind === "settings";
}

export function drawMark(surface: Surface, palette: Palette, kind: MarkKind, x: number, y: number): void {
  const ink = palette.ink;
  switch (kind) {
    case "scale-out":
      surface.path(triangle(x, y), { fill: ink }, true);
      return;
    case "throttle":
      surface.circle(x, y, HALF_PX, { stroke: palette.crash, lineWidth: 1.5 });
      surface.line(x - HALF_PX, y, x + HALF_PX, y, { stroke: palette.crash, lineWidth: 1.5 });
      return;
    case "deploy":
    case "removed":
      surface.line(x, y - HALF_PX, x, y + HALF_PX + 1, { stroke: ink, lineWidth: 1.2 });
      surface.path(flag(x, y), kind === "deploy" ? { fill: ink } : { stroke: ink, fill: palette.surface }, true);
      return;
    case "kill":
      surface.line(x - 3, y - 3, x + 3, y + 3, { stroke: palette.crash, lineWidth: 1.8 });
      surface.line(x - 3, y + 3, x + 3, y - 3, { stroke: palette.crash, lineWidth: 1.8 });
      return;
    case "settings":
      surface.rect(x - 3, y - 3, 6, 6, { stroke: ink, fill: palette.surface, lineWidth: 1.2 });
  }
}

function triangle(x: number, y: number): readonly (readonly [number, number])[] {
  return [
    [x, y - HALF_PX],
    [x + HALF_PX, y + HALF_PX - 1],
    [x - HALF_PX, y + HALF_PX - 1],
  ];
}

function flag(x: number, y: number): readonly (readonly [number, number])[] {
  return [
    [x, y - HALF_PX],
    [x + 6, y - HALF_PX + 2.2],
    [x, y - HALF_PX + 4.4],
  ];
}

function shortWords({ kind, count, names: [name = ""] }: FleetMark): string {
  switch (kind) {
    case "scale-out":
      return `+${count}`;
    case "throttle":
      return `${count.toLocaleString("en-US")} throttled`;
    case "deploy":
      return count === 1 ? name : `${count} deployed`;
    case "removed":
      return count === 1 ? `${name} removed` : `${count} removed`;
    case "kill":
      return count === 1 ? `${name} killed` : `${count} killed`;
    case "settings":
      return "settings";
  }
}
