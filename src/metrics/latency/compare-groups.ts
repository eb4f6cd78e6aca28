/**
 * Two groups of requests held against each other: their exact quantiles, and whether a difference is more than chance.
 * It says nothing about groups that are too small, instead of something that the next run turns around.
 */
import { STEPS_PER_MS } from "../history/history-rows.ts";
import { type CumulativePoint, cumulativeCurve } from "./cumulative.ts";
import { countLatencies, exactValuesMs, rankOf } from "./latency-counts.ts";
import type { RowChoice } from "./row-choice.ts";

/** Below this the normal approximation of an interval does not hold. https://online.stat.psu.edu/stat415/lesson/19/19.2 */
export const LEAST_REQUESTS = 20;
/** Of fewer, p99 is the slowest request itself. */
export const LEAST_FOR_P99 = 100;
/** 95 % of a normal distribution lie within so many deviations. */
const DEVIATIONS = 1.96;

export interface Quantile {
  readonly ms: number;
  /** Where the true value lies with 95 % confidence, whatever the distribution. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface GroupFigures {
  /** That ran: the quantiles are of these. */
  readonly requests: number;
  readonly coldStarts: number;
  readonly failed: number;
  readonly throttled: number;
  /** Absent where none ran. */
  readonly quantiles?: { readonly p50: Quantile; readonly p95: Quantile; readonly p99: Quantile };
  readonly maxMs?: number;
  readonly curve: readonly CumulativePoint[];
}

export function groupFigures(choice: RowChoice, mostPoints: number): GroupFigures {
  const counts = countLatencies(choice);
  const { ran: requests, coldStarts, failed, throttled, maxSteps } = counts;
  const curve = cumulativeCurve({ counts: counts.all, maxSteps }, mostPoints);
  const figures = { requests, coldStarts, failed, throttled, curve };
  const shares = [0.5, 0.95, 0.99];
  const values = exactValuesMs(
    choice,
    counts,
    shares.flatMap((share) => ranksAround(share, requests)),
  );
  const quantileAt = (place: number): Quantile | undefined => {
    const [ms, fromMs, toMs] = values.slice(place * 3, place * 3 + 3);
    return ms === undefined || fromMs === undefined || toMs === undefined ? undefined : { ms, fromMs, toMs };
  };
  const [p50, p95, p99] = [quantileAt(0), quantileAt(1), quantileAt(2)];
  if (!p50 || !p95 || !p99) return figures;
  return { ...figures, quantiles: { p50, p95, p99 }, maxMs: maxSteps / STEPS_PER_MS };
}

/** The quantile's own rank, and those of the interval's ends. */
function ranksAround(share: number, count: number): readonly [number, number, number] {
  const middle = share * count;
  const reach = DEVIATIONS * Math.sqrt(count * share * (1 - share));
  const within = (rank: number) => Math.min(count, Math.max(1, rank));
  return [rankOf(share, count), within(Math.floor(middle - reach)), within(Math.ceil(middle + reach) + 1)];
}

export type Verdict =
  /** One of them, or both, are empty. */
  | { readonly kind: "none"; readonly empty: "a" | "b" | "both" }
  /** One of them, or both, are too small to say anything. */
  | { readonly kind: "few"; readonly requests: number; readonly in: "a" | "b" }
  | Judgement;

export interface Judgement {
  /** clear: their intervals do not meet. chance: they do. same: no difference. */
  readonly kind: "clear" | "chance" | "same";
  readonly faster: "a" | "b";
  /** From the faster to the slower. */
  readonly differenceMs: number;
  /** The slower over the faster; absent where that took no time. */
  readonly ratio?: number;
}

/** Of their medians. */
export function compareMedians(a: GroupFigures, b: GroupFigures): Verdict {
  if (!a.quantiles || !b.quantiles) return { kind: "none", empty: a.quantiles ? "b" : b.quantiles ? "a" : "both" };
  const smaller = a.requests <= b.requests ? "a" : "b";
  const requests = Math.min(a.requests, b.requests);
  if (requests < LEAST_REQUESTS) return { kind: "few", requests, in: smaller };
  return judge(a.quantiles.p50, b.quantiles.p50);
}

/** Of their p99; undefined where one is too small for that. */
export function compareTails(a: GroupFigures, b: GroupFigures): Judgement | undefined {
  if (!a.quantiles || !b.quantiles || Math.min(a.requests, b.requests) < LEAST_FOR_P99) return undefined;
  return judge(a.quantiles.p99, b.quantiles.p99);
}

function judge(a: Quantile, b: Quantile): Judgement {
  const faster = a.ms <= b.ms ? "a" : "b";
  const [low, high] = faster === "a" ? [a, b] : [b, a];
  const kind = low.ms === high.ms ? "same" : low.toMs < high.fromMs ? "clear" : "chance";
  return { kind, faster, differenceMs: high.ms - low.ms, ...(low.ms > 0 ? { ratio: high.ms / low.ms } : {}) };
}
