/** The point of each chart in a sentence: for those who do not see it, and for those in a hurry. */
import type { BilledSpan } from "../../metrics/bill/billed-series.ts";
import { type CostPoint, crossingsOf } from "../../metrics/bill/running-total.ts";
import { formatClock, formatPercent, formatUsd } from "../shared/format.ts";
import { fineMs } from "./charts/fine-ms.ts";

export function billedSummary(spans: readonly BilledSpan[]): string {
  const sum = (of: (sums: BilledSpan["sum"]) => number): number => spans.reduce((total, span) => total + of(span.sum), 0);
  const allMs = sum(({ billedMs }) => billedMs);
  if (allMs === 0) return "Nothing has been billed.";
  const share = (us: number): string => formatPercent(us / 1_000 / allMs);
  const [init, run, rounding] = [sum(({ initUs }) => initUs), sum(({ runUs }) => runUs), sum(({ roundingUs }) => roundingUs)];
  return `Of ${fineMs(allMs)} billed, ${share(init)} is init, ${share(run)} is run and ${share(rounding)} is rounding up.`;
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
