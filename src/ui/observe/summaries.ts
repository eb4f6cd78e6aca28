/** The point of each chart in a sentence: for those who do not see it, and for those in a hurry. */
import type { BilledSpan, CostPoint } from "../../store/chart-selectors.ts";
import { formatPercent, formatUsd } from "../shared/format.ts";
import { fineMs } from "./charts/fine-ms.ts";

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
