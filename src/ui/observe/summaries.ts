/** The point of each chart in a sentence: for those who do not see it, and for those in a hurry. */
import type { BilledSpan } from "../../metrics/bill/billed-series.ts";
import type { BreakEven } from "../../metrics/bill/break-even.ts";
import type { WarmCost, WarmPlan } from "../../metrics/bill/keep-warm.ts";
import { type CostPoint, crossingsOf } from "../../metrics/bill/running-total.ts";
import { formatClock, formatPercent, formatUsd } from "../shared/format.ts";
import { rateWords } from "./bill/rate-words.ts";
import { fineMs } from "./charts/fine-ms.ts";

export function billedSummary(spans: readonly BilledSpan[]): string {
  const sum = (of: (sums: BilledSpan["sum"]) => number): number => spans.reduce((total, span) => total + of(span.sum), 0);
  const allMs = sum(({ billedMs }) => billedMs);
  if (allMs === 0) return "Nothing has been billed.";
  const share = (us: number): string => formatPercent(us / 1_000 / allMs);
  const [first] = spans;
  const bars = first ? ` Each bar is ${fineMs(first.toMs - first.fromMs)}; those without requests are left out.` : "";
  const [init, run, rounding] = [sum(({ initUs }) => initUs), sum(({ runUs }) => runUs), sum(({ roundingUs }) => roundingUs)];
  return `Of ${fineMs(allMs)} billed, ${share(init)} is init, ${share(run)} is run and ${share(rounding)} is rounding up.${bars}`;
}

export function costSummary(points: readonly CostPoint[]): string {
  const last = points.at(-1);
  if (!last) return "Nothing has been spent.";
  const { functionsUsd, serverUsd } = last;
  const functions = `The functions cost ${formatUsd(functionsUsd)} so far`;
  if (serverUsd === undefined) return `${functions}.`;
  if (functionsUsd === serverUsd) return `${functions}, as does the server.`;
  const crossing = crossingsOf(points).at(-1);
  const since = crossing
    ? ` The ${crossing.dearer === "functions" ? "functions have" : "server has"} cost more since ${formatClock(crossing.atMs)}.`
    : "";
  return `${functions}; the server, which also costs while idle, ${formatUsd(serverUsd)}.${since}`;
}

export interface BreakEvenFigures {
  readonly even: BreakEven | undefined;
  readonly herePerSecond: number;
  /** A month at this rate. */
  readonly hereUsd: number;
  readonly serverUsd: number;
  readonly server: string;
}

export function breakEvenSummary(figures: BreakEvenFigures | undefined): string {
  if (!figures) return "Nothing is billed yet: where functions cost as much as a server depends on what a request bills.";
  const { even, herePerSecond, hereUsd, serverUsd, server } = figures;
  const here = `This traffic is at ${rateWords(herePerSecond)}: ${formatUsd(hereUsd)} a month, the server ${formatUsd(serverUsd)}.`;
  if (!even) return `Functions stay below ${server} at any rate of requests like these. ${here}`;
  if (even.requestsPerMonth === 0) return `Functions cost more than ${server} at any rate of requests like these. ${here}`;
  return `Requests like these cost as much as ${server} at ${rateWords(even.requestsPerSecond)}. ${here}`;
}

export function keepWarmSummary(costs: readonly WarmCost[], { everyMinutes, containers }: WarmPlan): string {
  const [dearest, ...others] = costs.toSorted((a, b) => b.pingUsd - a.pingUsd);
  if (!dearest) return "No function has run yet. What a ping costs is measured on its warm requests.";
  const pings = Math.round(dearest.pingsPerMonth).toLocaleString("en-US");
  const { functionName } = dearest;
  const whom = containers === 1 ? `one container of ${functionName} costs` : `${containers} containers of ${functionName} cost`;
  const all =
    others.length === 0 ? "" : ` All ${costs.length} functions: ${formatUsd(costs.reduce((sum, { pingUsd }) => sum + pingUsd, 0))}.`;
  const held = dearest.heldUsd === undefined ? "" : `; kept ready instead (provisioned): ${formatUsd(dearest.heldUsd)}`;
  return `Pinged every ${everyMinutes} min, ${whom} ${formatUsd(dearest.pingUsd)} a month (${pings} pings)${held}.${all}`;
}
