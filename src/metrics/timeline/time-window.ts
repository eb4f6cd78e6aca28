/** Zooming and panning over a run's time: windows made of windows, never beyond the run, never too narrow to read. */
import type { TimeSpan } from "./span-times.ts";

/** Phases are clocked to 0.01 ms: this many of them can still be told apart. */
export const LEAST_WINDOW_MS = 1;

/** undefined where it is all of the run: then it goes on with it. */
export type ChosenWindow = TimeSpan | undefined;

/** `factor` below 1 comes nearer. The moment stays where it is on the axis. */
export function zoomedAt({ fromMs, toMs }: TimeSpan, atMs: number, factor: number, whole: TimeSpan): ChosenWindow {
  const lengthMs = Math.max(LEAST_WINDOW_MS, (toMs - fromMs) * factor);
  const share = toMs > fromMs ? (atMs - fromMs) / (toMs - fromMs) : 0.5;
  const nextFromMs = atMs - lengthMs * share;
  return within({ fromMs: nextFromMs, toMs: nextFromMs + lengthMs }, whole);
}

export function panned({ fromMs, toMs }: TimeSpan, byMs: number, whole: TimeSpan): ChosenWindow {
  return within({ fromMs: fromMs + byMs, toMs: toMs + byMs }, whole);
}

/** Of a stretch that was dragged over, in either direction. */
export function stretched(oneMs: number, otherMs: number, whole: TimeSpan): ChosenWindow {
  const fromMs = Math.min(oneMs, otherMs);
  const toMs = Math.max(oneMs, otherMs, fromMs + LEAST_WINDOW_MS);
  return within({ fromMs, toMs }, whole);
}

/** The same length, moved back into the run where it reaches beyond it. */
function within({ fromMs, toMs }: TimeSpan, whole: TimeSpan): ChosenWindow {
  const lengthMs = toMs - fromMs;
  if (lengthMs >= whole.toMs - whole.fromMs) return undefined;
  const movedFromMs = Math.min(Math.max(fromMs, whole.fromMs), whole.toMs - lengthMs);
  return { fromMs: movedFromMs, toMs: movedFromMs + lengthMs };
}

const STEPS_MS: readonly number[] = [
  ...[0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12, 24, 48, 168].map((hours) => hours * 3_600_000),
];

/** Moments on whole steps of the clock, no more than `most` of them. */
export function clockTicks({ fromMs, toMs }: TimeSpan, most: number): { readonly stepMs: number; readonly ticksMs: readonly number[] } {
  const lengthMs = toMs - fromMs;
  const stepMs = STEPS_MS.find((step) => lengthMs / step <= most) ?? lengthMs;
  if (!(stepMs > 0)) return { stepMs: 0, ticksMs: [fromMs] };
  const first = Math.ceil(fromMs / stepMs);
  const last = Math.floor(toMs / stepMs);
  return { stepMs, ticksMs: Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => (first + place) * stepMs) };
}
