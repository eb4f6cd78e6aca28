/** The point of each chart of latency in a sentence: for those who do not see it, and for those in a hurry. */
import type { CumulativePoint } from "../../../metrics/latency/cumulative.ts";
import type { Bin } from "../../../metrics/latency/histogram.ts";
import type { PercentileSpan } from "../../../metrics/latency/percentiles-over-time.ts";
import { formatCount } from "../../shared/counted.ts";
import { formatClock, formatPercent } from "../../shared/format.ts";
import { fineMs } from "../charts/fine-ms.ts";
import type { LatencyFigures } from "./use-latency.ts";

export const NO_REQUESTS = "No requests yet. Send one and it is drawn here.";
export const NONE_CHOSEN = "No request passes the filter in the stretch that is shown. Clear the filter, or show the whole run.";
const ALL_THROTTLED = "Every request was throttled: none ran, so none has a latency.";

/** `kept`: how many requests the run has, whatever is chosen of them. */
export function latencySummary({ counts, p50Ms, p99Ms }: LatencyFigures, kept: number): string {
  const { ran, coldStarts, throttled } = counts;
  if (kept === 0) return NO_REQUESTS;
  if (ran + throttled === 0) return NONE_CHOSEN;
  if (ran === 0) return ALL_THROTTLED;
  const half = `Half of the requests took ${fineMs(p50Ms)} or less; one in a hundred took ${fineMs(p99Ms)} or more.`;
  const cold = coldStarts === 0 ? "None was cold." : `${formatPercent(coldStarts / ran)} were cold.`;
  const refused = throttled === 0 ? "" : ` ${formatCount(throttled)} more ${throttled === 1 ? "was" : "were"} throttled.`;
  return `${half} ${cold}${refused}`;
}

export function distributionSummary(bins: readonly Bin[]): string {
  const cold = mostOf(bins, "cold");
  const warm = mostOf(bins, "warm");
  if (!cold && !warm) return "Nothing ran, so nothing is spread.";
  const parts: string[] = [];
  if (warm) parts.push(`Warm requests took ${range(warm)} most often`);
  if (cold) parts.push(`${warm ? "cold ones" : "Cold requests took"} ${range(cold)}${warm ? "" : " most often"}`);
  return `${parts.join("; ")}.`;
}

function mostOf(bins: readonly Bin[], kind: "cold" | "warm"): Bin | undefined {
  return bins.reduce<Bin | undefined>((most, bin) => (bin[kind] > (most?.[kind] ?? 0) ? bin : most), undefined);
}

function range({ fromMs, toMs }: Bin): string {
  return `${fineMs(fromMs)} to ${fineMs(toMs)}`;
}

export function overTimeSummary(spans: readonly PercentileSpan[]): string {
  const first = spans[0];
  if (!first) return "Nothing ran, so there is nothing to follow over time.";
  const [fastest, slowest] = spans.reduce(
    ([low, high], span) => [span.p95Ms < low.p95Ms ? span : low, span.p95Ms > high.p95Ms ? span : high] as const,
    [first, first] as const,
  );
  if (fastest.p95Ms === slowest.p95Ms) return `p95 stays at ${fineMs(first.p95Ms)}.`;
  return `p95 is highest at ${formatClock(slowest.fromMs)}, ${fineMs(slowest.p95Ms)}, and lowest at ${formatClock(fastest.fromMs)}, ${fineMs(fastest.p95Ms)}.`;
}

export function cumulativeSummary({ counts, p95Ms }: LatencyFigures, all: readonly CumulativePoint[], boundMs: number): string {
  if (counts.ran === 0) return "Nothing ran, so there is no curve.";
  const within = all.findLast(({ ms }) => ms <= boundMs)?.share ?? 0;
  return `95 of 100 requests took ${fineMs(p95Ms)} or less. ${formatPercent(within)} answered within ${fineMs(boundMs)}.`;
}
