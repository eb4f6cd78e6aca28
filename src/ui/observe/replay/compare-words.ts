/** Two runs held against each other, in a sentence, and differences as they are written. */
import { compareMedians } from "../../../metrics/latency/compare-groups.ts";
import { changeShare, type RunSide } from "../../../metrics/replay/compare-runs.ts";
import { counted } from "../../shared/counted.ts";
import { formatPercent, formatUsd } from "../../shared/format.ts";
import { fineMs } from "../charts/fine-ms.ts";

export interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

/** "+12", "−3", "0". */
export function signed(amount: number, write: (magnitude: number) => string): string {
  if (amount === 0) return "0";
  return `${amount > 0 ? "+" : "−"}${write(Math.abs(amount))}`;
}

/** Beyond this, a percentage is harder to read than how many times as much it is. */
const MANY_TIMES = 10;

/** "+3.2 %", "× 47"; an en dash where there is nothing to be measured against. */
export function signedShare(before: number, after: number): string {
  const share = changeShare(before, after);
  if (share === undefined) return after === 0 ? "0" : "–";
  if (share >= MANY_TIMES) return `× ${timesAs(before, after)}`;
  return signed(share, formatPercent);
}

/** What the change did: cold starts, refusals, latency, money. */
export function comparisonSentence({ before, after }: Sides<RunSide>, names: Sides<string>): string {
  if (before.requests === 0 || after.requests === 0) return "There is nothing to compare in the stretch and filter that are chosen.";
  const parts = [
    ...(before.requests === after.requests ? [] : [countWords("request", before.requests, after.requests)]),
    countWords("cold start", before.coldStarts, after.coldStarts),
    ...(before.throttled + after.throttled === 0 ? [] : [countWords("throttled request", before.throttled, after.throttled)]),
    ...(before.errors === after.errors ? [] : [countWords("error", before.errors, after.errors)]),
  ];
  return `${names.after}, against ${names.before}: ${joined(parts)}. ${latencyWords(before, after)} ${billWords(before, after)}`;
}

function countWords(what: string, before: number, after: number): string {
  if (before === after) return `as many ${what}s (${after.toLocaleString("en-US")})`;
  const by = Math.abs(after - before);
  return `${by.toLocaleString("en-US")} ${after > before ? "more" : "fewer"} ${what}${by === 1 ? "" : "s"} (${after.toLocaleString("en-US")} instead of ${before.toLocaleString("en-US")})`;
}

function latencyWords(before: RunSide, after: RunSide): string {
  const verdict = compareMedians(before.latency, after.latency);
  const [p50, next] = [before.latency.quantiles?.p50, after.latency.quantiles?.p50];
  if (verdict.kind === "none" || !p50 || !next) return "One of them ran nothing, so latencies cannot be compared.";
  const [was99, is99] = [fineMs(before.latency.quantiles?.p99.ms), fineMs(after.latency.quantiles?.p99.ms)];
  const p99 = was99 === is99 ? `p99 is ${is99} in both` : `p99 is ${is99} instead of ${was99}`;
  const half = `Half took ${fineMs(next.ms)} or less instead of ${fineMs(p50.ms)}`;
  if (verdict.kind === "same") return `Half took ${fineMs(next.ms)} or less in both; ${p99}.`;
  if (verdict.kind === "few") return `${half}, of ${counted(verdict.requests, "request")}: too few to say more.`;
  return verdict.kind === "chance" ? `${half}, which may be chance; ${p99}.` : `${half}; ${p99}.`;
}

function billWords(before: RunSide, after: RunSide): string {
  const [was, is] = [before.receipt.totalUsd, after.receipt.totalUsd];
  if (Math.abs(is - was) <= Math.abs(was) * 1e-9) return `The bill is the same, ${formatUsd(is)}.`;
  const by = changeShare(was, is);
  if (by !== undefined && by >= MANY_TIMES) return `The bill is ${formatUsd(is)}, ${timesAs(was, is)} times as much as ${formatUsd(was)}.`;
  const share = by === undefined ? "" : `, ${formatPercent(Math.abs(by))}`;
  return `The bill is ${formatUsd(is)}, ${formatUsd(Math.abs(is - was))} ${is > was ? "more" : "less"}${share}.`;
}

function timesAs(before: number, after: number): string {
  return Math.round(after / before).toLocaleString("en-US");
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
