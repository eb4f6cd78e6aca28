/** The point of each chart in a sentence: for those who do not see it, and for those in a hurry. */
import type { BilledSpan, CostPoint } from "../../store/chart-selectors.ts";
import type { Vitals } from "../../store/selectors.ts";
import { formatPercent, formatUsd } from "../shared/format.ts";
import { fineMs } from "./charts/fine-ms.ts";
import type { Bin } from "./latency/histogram.ts";

export const NO_REQUESTS = "No requests yet. Send one and it is drawn here.";

export function latencySummary({ requests, throttles, p50Ms, p99Ms, coldShare }: Vitals): string {
  if (requests - throttles === 0) return NO_REQUESTS;
  const half = `Half of the requests took ${fineMs(p50Ms)} or less`;
  if (coldShare === undefined || coldShare === 0) return `${half}; one in a hundred took ${fineMs(p99Ms)} or more. None was cold.`;
  return `${half}; one in a hundred took ${fineMs(p99Ms)} or more. ${formatPercent(coldShare)} were cold.`;
}

export function distributionSummary(bins: readonly Bin[]): string {
  if (bins.length === 0) return NO_REQUESTS;
  const cold = mostOf(bins, "cold");
  const warm = mostOf(bins, "warm");
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

export function billedSummary(spans: readonly BilledSpan[]): string {
  const sums = spans.reduce(
    (sum, span) => ({ init: sum.init + span.initMs, run: sum.run + span.runMs, rounding: sum.rounding + span.roundingMs }),
    { init: 0, run: 0, rounding: 0 },
  );
  const all = sums.init + sums.run + sums.rounding;
  if (all === 0) return "Nothing has been billed.";
  return `Of ${fineMs(all)} billed, ${formatPercent(sums.init / all)} is init, ${formatPercent(sums.run / all)} is run and ${formatPercent(sums.rounding / all)} is rounding up to whole milliseconds.`;
}

export function costSummary(last: CostPoint | undefined): string {
  if (!last) return "Nothing has been spent.";
  const { functionsUsd, serverUsd } = last;
  const functions = `The functions cost ${formatUsd(functionsUsd)} so far`;
  if (serverUsd === undefined) return `${functions}.`;
  if (functionsUsd === serverUsd) return `${functions}, as does the server.`;
  return `${functions}; the server, which also costs while idle, ${formatUsd(serverUsd)}.`;
}
