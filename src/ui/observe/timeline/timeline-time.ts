/** Moments on the axis: as fine as its steps, and no finer. */
import { formatClock, formatInstant } from "../../shared/format.ts";

/** 11:03:52, or 11:03:52.518 where steps are shorter than a second, 52.5184 where shorter than a millisecond. */
export function tickWords(atMs: number, stepMs: number): string {
  if (stepMs >= 1_000) return formatClock(atMs);
  if (stepMs >= 1) return formatInstant(atMs);
  return `${formatInstant(atMs).slice(6)}${(atMs % 1).toFixed(2).slice(2)}`;
}
