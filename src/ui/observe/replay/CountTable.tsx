/** How many requests, cold starts, refusals and errors, and the percentiles of latency, before and after. */
import type { RunSide } from "../../../metrics/replay/compare-runs.ts";
import { fineMs } from "../charts/fine-ms.ts";
import { Asked } from "../sources/Asked.tsx";
import type { FactId } from "../sources/number-facts.ts";
import { type CompareRow, CompareTable } from "./CompareTable.tsx";
import { signed, signedShare } from "./compare-words.ts";

type Counted = "requests" | "coldStarts" | "throttled" | "errors";

const COUNTS: readonly { readonly of: Counted; readonly name: string; readonly fact: FactId }[] = [
  { of: "requests", name: "Requests", fact: "requests" },
  { of: "coldStarts", name: "Cold starts", fact: "cold-starts" },
  { of: "throttled", name: "Throttled", fact: "throttles" },
  { of: "errors", name: "Errors", fact: "errors" },
];
const QUANTILES = ["p50", "p95", "p99"] as const;
const plain = (n: number) => n.toLocaleString("en-US");

export function CountTable({ before, after }: { before: RunSide; after: RunSide }) {
  return <CompareTable title="Requests" note="and latency" rows={[...countRows(before, after), ...quantileRows(before, after)]} />;
}

function countRows(before: RunSide, after: RunSide): readonly CompareRow[] {
  return COUNTS.map(({ of, name, fact }) => ({
    key: of,
    name,
    before: plain(before[of]),
    after: <Asked fact={fact}>{plain(after[of])}</Asked>,
    difference: signed(after[of] - before[of], plain),
    share: signedShare(before[of], after[of]),
    data: [name, before[of], after[of]],
  }));
}

function quantileRows(before: RunSide, after: RunSide): readonly CompareRow[] {
  return QUANTILES.map((name) => {
    const [was, is] = [before.latency.quantiles?.[name].ms, after.latency.quantiles?.[name].ms];
    const known = was !== undefined && is !== undefined;
    return {
      key: name,
      name,
      before: fineMs(was),
      after: <Asked fact="percentile">{fineMs(is)}</Asked>,
      difference: known ? signed(Number((is - was).toFixed(2)), fineMs) : "–",
      share: known ? signedShare(was, is) : "–",
      data: [`${name} ms`, was, is],
    };
  });
}
