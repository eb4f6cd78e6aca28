/** Axes of the charts: steps of 1, 2 and 5 on a log axis, and moments on a time axis. */

const SMALLEST_MS = 0.01;

export interface LogAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/** Whole steps around what is to be shown; few enough ticks to be read. */
export function logAxis(values: readonly number[], mostTicks = 8): LogAxis {
  const positive = values.map((value) => Math.max(SMALLEST_MS, value));
  const low = stepBelow(positive.length === 0 ? 1 : Math.min(...positive));
  const high = stepAbove(positive.length === 0 ? 1_000 : Math.max(...positive), low);
  const steps = stepsBetween(low, high);
  const decades = steps.filter((step) => isPowerOfTen(step));
  return { domain: [low, high], ticks: steps.length <= mostTicks || decades.length < 2 ? steps : decades };
}

function stepBelow(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return round(([5, 2, 1].find((step) => step * decade <= value * (1 + 1e-9)) ?? 1) * decade);
}

function stepAbove(value: number, low: number): number {
  const decade = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const above = round(([1, 2, 5, 10].find((step) => step * decade >= value * (1 - 1e-9)) ?? 10) * decade);
  return above > low ? above : round(low * 10);
}

function stepsBetween(low: number, high: number): readonly number[] {
  const steps: number[] = [];
  for (let power = Math.floor(Math.log10(low) + 1e-9); power <= Math.log10(high) + 1e-9; power += 1) {
    for (const step of [1, 2, 5]) {
      const value = round(step * 10 ** power);
      if (value >= low && value <= high) steps.push(value);
    }
  }
  return steps;
}

function isPowerOfTen(value: number): boolean {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6;
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}

/** From zero up in whole steps of 1, 2 or 5, the last at or above the greatest value. */
export function evenTicks(greatest: number, most = 4): readonly number[] {
  if (!(greatest > 0)) return [0, 1];
  const least = greatest / most;
  const decade = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5, 10].find((each) => each * decade >= least * (1 - 1e-9)) ?? 10) * decade;
  const count = Math.ceil(greatest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, place) => round(place * step));
}

/** 0.1, 20, 500, 1 s: short, for ticks. */
export function tickMs(ms: number): string {
  if (ms < 1_000) return String(ms);
  return `${Number((ms / 1_000).toPrecision(3))} s`;
}

/** The first, the last and what lies evenly between. */
export function timeTicks(fromMs: number, toMs: number, count: number): readonly number[] {
  if (toMs <= fromMs) return [fromMs];
  return Array.from({ length: count }, (_, place) => Math.round(fromMs + ((toMs - fromMs) * place) / (count - 1)));
}

/** Heights of labels that stand at their lines, moved apart where they would lie on each other. Same order as given. */
export function spread(heights: readonly number[], gap: number, top: number, bottom: number): readonly number[] {
  const order = heights.map((_, place) => place).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  const placed = [...heights];
  let next = top;
  for (const place of order) {
    placed[place] = Math.max(next, placed[place] ?? 0);
    next = (placed[place] ?? 0) + gap;
  }
  let last = bottom;
  for (const place of order.toReversed()) {
    placed[place] = Math.min(last, placed[place] ?? 0);
    last = (placed[place] ?? 0) - gap;
  }
  return placed;
}
