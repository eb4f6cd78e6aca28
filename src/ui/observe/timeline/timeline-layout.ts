/** Where everything of the timeline stands, in CSS pixels: bands on top that stay, rows below that scroll. Pure. */
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
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
/** About what a letter of a function's name takes. */
export const LETTER_PX = 6.3;
/** A container's id and what parts it from the axis. */
export const ID_PX = 46;
/** Between a function's name and the ids. */
export const NAME_GAP_PX = 8;
const LEAST_LEFT_PX = 112;
const MOST_LEFT_PX = 200;
/** A space, and as much as "v12". */
const VERSION_LETTERS = 4;
const FIRST_NOTES = 200;

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

/** `letters`: of the longest name that stands left of a row. */
export function plotOf(width: number, letters: number): Pick<TimelineLayout, "left" | "plotWidth" | "narrow"> {
  const narrow = width < NARROW_PX;
  const left = narrow ? ID_PX : Math.max(LEAST_LEFT_PX, Math.min(MOST_LEFT_PX, Math.ceil(letters * LETTER_PX) + NAME_GAP_PX + ID_PX));
  return { left, plotWidth: Math.max(40, width - left - RIGHT_PX), narrow };
}

/** Of all functions of the run, shown or not: the axis stays where it is while the window moves. */
export function nameLetters({ history: { rows, fleet } }: Pick<ObservedRun, "history">): number {
  const names = rows.dictionaries.definitions.values().map(({ functionName }) => functionName);
  const deployed = fleet.items.slice(0, FIRST_NOTES).flatMap((note) => (note.type === "deployed" ? [note.functionName] : []));
  return Math.max(0, ...[...names, ...deployed].map((name) => name.length)) + VERSION_LETTERS;
}

export function timelineLayout(rows: readonly TimelineRow[], width: number, letters: number): TimelineLayout {
  const plot = plotOf(width, letters);
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
