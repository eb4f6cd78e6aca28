/** What a comparison says: which is faster, by how much, and whether there are enough requests to say so. */
import {
  compareMedians,
  compareTails,
  type GroupFigures,
  type Judgement,
  LEAST_FOR_P99,
  LEAST_REQUESTS,
} from "../../../../metrics/latency/compare-groups.ts";
import { counted } from "../../../shared/counted.ts";
import { fineMs } from "../../charts/fine-ms.ts";

const NAMES = { a: "A", b: "B" } as const;

export function compareSummary(a: GroupFigures, b: GroupFigures): string {
  const verdict = compareMedians(a, b);
  switch (verdict.kind) {
    case "none":
      if (verdict.empty === "both") return "Neither group has a request that ran. Choose other groups, or send some requests.";
      return `${NAMES[verdict.empty]} has no request that ran. Choose another group for it, or send some requests.`;
    case "few":
      return `Only ${counted(verdict.requests, "request")} in ${NAMES[verdict.in]}: too few to say which is faster. ${LEAST_REQUESTS} in each are the least.`;
    default:
      return `${medianWords(verdict, a, b)} ${tailWords(a, b)}`;
  }
}

function medianWords(judgement: Judgement, a: GroupFigures, b: GroupFigures): string {
  const { kind, faster, differenceMs } = judgement;
  const [fast, slow] = faster === "a" ? [a, b] : [b, a];
  const [fastName, slowName] = faster === "a" ? ["A", "B"] : ["B", "A"];
  const [fastMs, slowMs] = [fast.quantiles?.p50.ms, slow.quantiles?.p50.ms];
  if (kind === "same") return `Half of the requests of either took ${fineMs(fastMs)} or less: neither is faster.`;
  const numbers = `${fineMs(fastMs)} at p50 against ${fineMs(slowMs)}, ${fineMs(differenceMs)} less${timesWords(judgement)}`;
  const sizes = `${counted(a.requests, "request")} and ${counted(b.requests, "request")}`;
  if (kind === "chance") {
    return `${fastName} looks faster: ${numbers}. It may be chance: they vary too much for ${sizes} to tell. Send more, and look again.`;
  }
  return `${fastName} is faster than ${slowName}: ${numbers}. ${sizes} are enough to say so, with 95 % confidence.`;
}

/** Only what is worth a word: 1.004 times is not. */
function timesWords({ ratio }: Judgement): string {
  if (ratio === undefined || ratio < 1.05) return "";
  return ` (${ratio < 10 ? ratio.toFixed(ratio < 2 ? 2 : 1) : Math.round(ratio).toLocaleString("en-US")} times as fast)`;
}

function tailWords(a: GroupFigures, b: GroupFigures): string {
  const tails = compareTails(a, b);
  if (!tails) return `Their slowest are compared from ${LEAST_FOR_P99} requests in each on.`;
  if (tails.kind === "clear")
    return `Of the slowest, ${NAMES[tails.faster]} is faster: p99 is ${fineMs(tails.differenceMs)} less${timesWords(tails)}.`;
  return "Their p99 do not differ clearly.";
}
