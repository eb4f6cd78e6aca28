/** What is drawn of the bill of a month by its rate: points even on a log axis, and the bounds around what matters. */
import { type BreakEven, type RateCosts, SECONDS_PER_MONTH } from "../../../metrics/bill/break-even.ts";

const POINTS_A_DECADE = 6;
/** The axis begins no lower: a month's bill is in cents. */
const LEAST_USD = 0.01;

export interface RatePoint {
  readonly perSecond: number;
  readonly functionsUsd: number;
  readonly serverUsd: number;
  /** undefined below the axis: a log axis has no place for what is free. */
  readonly drawnUsd: number | undefined;
}

export interface RateChart {
  readonly points: readonly RatePoint[];
  /** Powers of ten. */
  readonly rateTicks: readonly number[];
  readonly usdTicks: readonly number[];
}

export function rateChart({ functionsUsd, serverUsd }: RateCosts, herePerSecond: number, even: BreakEven | undefined): RateChart {
  const known = [herePerSecond, even?.requestsPerSecond ?? 0].filter((rate) => rate > 0);
  const low = Math.floor(Math.log10(Math.min(...known)) - 0.5);
  const high = Math.max(low + 2, Math.ceil(Math.log10(Math.max(...known)) + 0.5));
  const rates = Array.from({ length: (high - low) * POINTS_A_DECADE + 1 }, (_, place) => 10 ** (low + place / POINTS_A_DECADE));
  const all = [...rates, ...known].sort((a, b) => a - b);
  const costs = all.map((perSecond) => {
    const requests = perSecond * SECONDS_PER_MONTH;
    return { perSecond, functionsUsd: functionsUsd(requests), serverUsd: serverUsd(requests) };
  });
  // All of the functions' line, where it is not free at its beginning.
  const first = costs[0]?.functionsUsd ?? 0;
  const lowest = Math.max(LEAST_USD, Math.min(serverUsd(0) / 10, first > 0 ? first : Number.POSITIVE_INFINITY));
  const usdLow = Math.floor(Math.log10(lowest));
  const usdHigh = Math.ceil(Math.log10(Math.max(...costs.map((each) => Math.max(each.functionsUsd, each.serverUsd)))));
  const least = 10 ** usdLow;
  return {
    points: costs.map((each) => ({ ...each, drawnUsd: each.functionsUsd < least ? undefined : each.functionsUsd })),
    rateTicks: powers(low, high),
    usdTicks: powers(usdLow, Math.max(usdHigh, usdLow + 1)),
  };
}

function powers(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, place) => Number(`1e${from + place}`));
}
