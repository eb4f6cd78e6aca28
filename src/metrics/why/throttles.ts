/** Why requests were refused: which limit, how many were under way, and how high it would have had to be for this stretch. */
import { type HistoryRow, segments } from "../history/history-rows.ts";
import { burstsOf } from "./bursts.ts";
import { peakDemand } from "./demand.ts";
import { type Finding, groupKey, type Remedy, type WhyGroup } from "./finding.ts";
import { limitIn } from "./platform-words.ts";
import type { RunFacts } from "./run-facts.ts";
import type { RowGroup } from "./scan-rows.ts";

const BEFORE_MS = 500;
const LOOKED_AT = 8_192;

export function throttleGroup(group: RowGroup, facts: RunFacts): WhyGroup {
  const { functionName, because, seqs, arrivedAtMs } = group;
  return {
    key: groupKey("throttle", because, functionName),
    kind: "throttle",
    because,
    functionName,
    count: seqs.length,
    bursts: burstsOf(Float64Array.from(arrivedAtMs)),
    lostMs: 0,
    p99WithoutMs: undefined,
    remedy: remedyOf(group, facts),
    finding: (newest) => throttleFinding(facts.row(seqs[seqs.length - 1 - newest] ?? -1), facts),
  };
}

function remedyOf(group: RowGroup, facts: RunFacts): Remedy {
  const { functionName, because } = group;
  const newest = facts.row(group.seqs.at(-1) ?? -1);
  const { limit = 0, account } = limitIn(newest.reason) ?? {};
  if (because === "reserved-reached" && limit === 0) return { type: "unstop" };
  const reserved = facts.fleet.reservedAt(newest.arrivedAtMs);
  const to = peakDemand(facts.run.history.rows, {
    fromMs: group.arrivedAtMs[0] ?? 0,
    toMs: newest.arrivedAtMs,
    has: sharing(because, functionName, account, reserved),
    meanMs: (name) => facts.usualMs(name),
  });
  if (because === "reserved-reached") return { type: "raise-reserved", from: limit, to };
  if (because === "browser-reached") return { type: "raise-browser", from: limit, to };
  return { type: "raise-account", from: limit, account, to, reserved: [...reserved.values()].reduce((sum, each) => sum + each, 0) };
}

/** Who counts against the limit. Of an account of which a part is reserved, those that have no reservation share the rest. */
function sharing(
  because: RowGroup["because"],
  functionName: string,
  account: number | undefined,
  reserved: ReadonlyMap<string, number>,
): (name: string) => boolean {
  if (because === "reserved-reached") return (name) => name === functionName;
  if (because === "account-reached" && account !== undefined) return (name) => !reserved.has(name);
  return () => true;
}

function throttleFinding(row: HistoryRow, facts: RunFacts): Finding {
  const { requestId, arrivedAtMs, functionName, version, reason, seq } = row;
  const { limit, account } = limitIn(reason) ?? {};
  const reserved = facts.fleet.reservedAt(arrivedAtMs);
  return {
    key: `throttle ${seq}`,
    kind: "throttle",
    atMs: arrivedAtMs,
    functionName,
    version,
    containerId: undefined,
    reason,
    lostMs: undefined,
    request: { requestId, arrivedAtMs },
    fromMs: arrivedAtMs - BEFORE_MS,
    toMs: arrivedAtMs + BEFORE_MS,
    explanation: {
      type: "throttle",
      limit,
      account,
      firstFreeMs: firstFreeMs(row, sharing(row.because, functionName, account, reserved), facts),
      reservedElsewhere: [...reserved].flatMap(([name, amount]) =>
        name === functionName ? [] : [{ functionName: name, reserved: amount }],
      ),
    },
  };
}

/** Rows stand in the order in which they ended: the first that was under way, and is over after it. */
function firstFreeMs({ seq, arrivedAtMs }: HistoryRow, has: (name: string) => boolean, { run }: RunFacts): number | undefined {
  const { rows } = run.history;
  for (const { chunk, from, to } of segments(rows, seq + 1, seq + 1 + LOOKED_AT)) {
    for (let at = from; at < to; at += 1) {
      const endedMs = chunk.endedAtMs[at] ?? 0;
      if (chunk.container[at] === 0 || (chunk.arrivedAtMs[at] ?? 0) > arrivedAtMs || endedMs <= arrivedAtMs) continue;
      if (has(rows.dictionaries.definitions.at(chunk.definition[at] ?? 0).functionName)) return endedMs - arrivedAtMs;
    }
  }
  return undefined;
}
