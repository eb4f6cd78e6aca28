/** Where everything of the timeline stands, in CSS pixels: bands on top that stay, rows below that scroll. Pure. */
import type { TimeSpan } from "../../../metrics/timeline/span-times.ts";
import type { TimelineRow } from "./timeline-model.ts";

export const AXIS_PX = 18;
export const CONCURRENCY_PX = 30;
export const MARKS_PX = 18;
/** Of all bands that stay while rows scroll. */
export const TOP_PX = AXIS_PX + CONCURRENCY_PX + MARKS_PX;
export const ROW_PX = 16;
export const BAR_PX = 11;
const GROUP_GAP_PX = 6;
const HEAD_PX = 16;
const RIGHT_PX = 14;
const NARROW_PX = 640;

export interface TimelineLayout {
  readonly width: number;
  /** Where the time axis begins and how long it is. */
  readonly left: number;
  readonly plotWidth: number;
  /** Group names on lines of their own, as there is no room beside the rows. */
  readonly narrow: boolean;
  /** Tops of rows, from the top of all rows. */
  readonly tops: readonly number[];
  /** Of all rows. */
  readonly height: number;
}

export function plotOf(width: number): Pick<TimelineLayout, "left" | "plotWidth" | "narrow"> {
  const narrow = width < NARROW_PX;
  const left = narrow ? 44 : 148;
  return { left, plotWidth: Math.max(40, width - left - RIGHT_PX), narrow };
}

export function timelineLayout(rows: readonly TimelineRow[], width: number): TimelineLayout {
  const plot = plotOf(width);
  const tops: number[] = [];
  let top = 0;
  for (const { isFirst } of rows) {
    if (isFirst && tops.length > 0) top += GROUP_GAP_PX;
    if (isFirst && plot.narrow) top += HEAD_PX;
    tops.push(top);
    top += ROW_PX;
  }
  return { width, ...plot, tops, height: top + 4 };
}

export function xOf({ left, plotWidth }: TimelineLayout, { fromMs, toMs }: TimeSpan, atMs: number): number {
  return left + ((atMs - fromMs) / Math.max(Number.EPSILON, toMs - fromMs)) * plotWidth;
}

export function msAt({ left, plotWidth }: TimelineLayout, { fromMs, toMs }: TimeSpan, x: number): number {
  return fromMs + ((x - left) / plotWidth) * (toMs - fromMs);
}

/** The place of the row at this height, counted from the top of all rows. */
export function rowAtHeight({ tops }: TimelineLayout, y: number): number | undefined {
  const place = lastAtOrAbove(tops, y);
  const top = tops[place];
  return top !== undefined && y < top + ROW_PX ? place : undefined;
}

/** From the first row that can be seen to one past the last. */
export function rowsInView({ tops }: TimelineLayout, scrollTop: number, viewHeight: number): readonly [number, number] {
  return [Math.max(0, lastAtOrAbove(tops, scrollTop)), lastAtOrAbove(tops, scrollTop + viewHeight) + 1];
}

/** -1 where none is. */
function lastAtOrAbove(tops: readonly number[], y: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tops[middle] ?? 0) <= y) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
