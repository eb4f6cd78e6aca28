/** Why requests met no warm container, and what would have had one ready: provisioning, a ping, or fewer at once. */
import { longestPingMinutes } from "../bill/keep-warm.ts";
import { type HistoryRow, rowAt, type Segment, STEPS_PER_MS, segments } from "../history/history-rows.ts";
import { burstsOf } from "./bursts.ts";
import { type BusyContainer, type Explanation, type Finding, groupKey, type Remedy, type WhyGroup } from "./finding.ts";
import { lastUpTo } from "./fleet-index.ts";
import { busyIn } from "./platform-words.ts";
import type { RunFacts } from "./run-facts.ts";
import type { RowGroup } from "./scan-rows.ts";

/** Rows after a cold start among which those that kept it from a warm container are looked for. */
const LOOKED_AT = 8_192;
const BEFORE_MS = 500;

export function coldGroup(group: RowGroup, facts: RunFacts, p99WithoutMs: number | undefined): WhyGroup {
  const { functionName, because, seqs } = group;
  const newestFirst = byArrival(group);
  return {
    key: groupKey("cold", because, functionName),
    kind: "cold",
    because,
    functionName,
    count: seqs.length,
    bursts: burstsOf(Float64Array.from(group.arrivedAtMs)),
    lostMs: group.lostSteps / STEPS_PER_MS,
    p99WithoutMs,
    remedy: remedyOf(group, facts),
    finding: (newest) => coldFinding(facts.row(newestFirst()[newest] ?? -1), facts),
  };
}

/** Rows stand in the order in which they ended. Of very many, the difference is not worth sorting them for. */
const SORTED = 20_000;

function byArrival({ seqs, arrivedAtMs }: RowGroup): () => readonly number[] {
  let sorted: readonly number[] | undefined;
  return () => {
    if (sorted) return sorted;
    const order = seqs.map((_, at) => at).reverse();
    if (order.length <= SORTED) order.sort((a, b) => (arrivedAtMs[b] ?? 0) - (arrivedAtMs[a] ?? 0));
    sorted = order.map((at) => seqs[at] ?? -1);
    return sorted;
  };
}

function remedyOf(group: RowGroup, facts: RunFacts): Remedy {
  const { functionName, because, memoryMb, seqs } = group;
  switch (because) {
    case "from-zero": {
      const everyMinutes = longestPingMinutes(facts.run.settings.idleLifetimeMs);
      if (everyMinutes === undefined) return provision(1, memoryMb, facts);
      const usdPerMonth = facts.pingUsd(functionName, memoryMb, everyMinutes);
      return { type: "ping", everyMinutes, usdPerMonth, heldUsdPerMonth: facts.heldUsd(memoryMb, 1) };
    }
    case "first-start": {
      const retired = seqs.slice(-LOOKED_AT).reduce((sum, seq) => sum + retiredBefore(facts.row(seq), facts), 0);
      return { type: "warm-after-deploy", deploys: seqs.length, retired };
    }
    default:
      return provision(mostAtOnce(group, facts), memoryMb, facts);
  }
}

function provision(containers: number, memoryMb: number, facts: RunFacts): Remedy {
  return { type: "provision", containers, usdPerMonth: facts.heldUsd(memoryMb, containers) };
}

/** As the platform itself counted them, the request that came last included. */
function mostAtOnce({ reasons, because }: RowGroup, { run }: RunFacts): number {
  let most = 0;
  for (const place of reasons) most = Math.max(most, busyIn(run.history.rows.dictionaries.reasons.at(place).text) ?? 0);
  // What is provisioned already is not enough by at least one.
  return because === "all-busy" || because === "over-provisioned" ? most + 1 : 1;
}

function coldFinding(row: HistoryRow, facts: RunFacts): Finding {
  const { requestId, arrivedAtMs, endedAtMs, functionName, version, containerId, reason, provisionMs, initMs, seq } = row;
  return {
    key: `cold ${seq}`,
    kind: "cold",
    atMs: arrivedAtMs,
    functionName,
    version,
    containerId,
    reason,
    lostMs: provisionMs + initMs,
    request: { requestId, arrivedAtMs },
    fromMs: arrivedAtMs - BEFORE_MS,
    toMs: endedAtMs + BEFORE_MS,
    explanation: explain(row, facts),
  };
}

function explain(row: HistoryRow, facts: RunFacts): Explanation {
  switch (row.because) {
    case "all-busy": {
      const busyCount = busyIn(row.reason);
      return { type: "all-busy", busyCount, busy: busyAt(row, busyCount ?? 1, facts) };
    }
    case "from-zero":
      return fromZero(row, facts);
    case "first-start": {
      const deployed = facts.fleet.deployedAt(row.functionName, row.arrivedAtMs);
      return { type: "first-start", deployedAtMs: deployed?.atMs, version: row.version, retired: retiredBefore(row, facts) };
    }
    default:
      return { type: "over-provisioned", provisioned: busyIn(row.reason) };
  }
}

function fromZero({ functionName, arrivedAtMs }: HistoryRow, facts: RunFacts): Explanation {
  const { last, lastRequestMs } = facts.endsBefore(functionName, arrivedAtMs);
  const lastUsedMs = last && facts.lastEndMs(last.containerId);
  return {
    type: "from-zero",
    lastEnd: last && { containerId: last.containerId, because: last.because, atMs: last.atMs },
    idleMs: last === undefined || lastUsedMs === undefined ? undefined : last.atMs - lastUsedMs,
    sinceLastMs: lastRequestMs === undefined ? undefined : arrivedAtMs - lastRequestMs,
    pingMinutes: longestPingMinutes(facts.run.settings.idleLifetimeMs),
  };
}

/** How many containers of older versions the last deploy before the request ended. */
function retiredBefore({ functionName, arrivedAtMs, version }: HistoryRow, { fleet }: RunFacts): number {
  const { deployed, ended } = fleet.of(functionName);
  const deploy = lastUpTo(deployed, arrivedAtMs);
  if (!deploy) return 0;
  const next = deployed[deployed.indexOf(deploy) + 1]?.atMs ?? Number.POSITIVE_INFINITY;
  return ended.filter((note) => note.because === "retired" && note.version !== version && note.atMs >= deploy.atMs && note.atMs < next)
    .length;
}

/** Rows stand in the order in which they ended: those it overlapped with are around it, the first to be free first. */
function busyAt(row: HistoryRow, count: number, { run }: RunFacts): readonly BusyContainer[] {
  const { rows } = run.history;
  const busy = new Map<string, BusyContainer>();
  const [back, onward] = [segments(rows, row.seq - LOOKED_AT, row.seq).toReversed(), segments(rows, row.seq + 1, row.seq + 1 + LOOKED_AT)];
  const look = ({ chunk }: Segment, at: number): void => {
    const arrivedMs = chunk.arrivedAtMs[at] ?? 0;
    const endedMs = chunk.endedAtMs[at] ?? 0;
    if (arrivedMs > row.arrivedAtMs || endedMs < row.arrivedAtMs || chunk.container[at] === 0) return;
    const other = rowAt(rows, chunk.firstSeq + at);
    if (other?.containerId === undefined || other.functionName !== row.functionName || !cameBefore(other, row)) return;
    busy.set(other.containerId, { containerId: other.containerId, version: other.version, freeAfterMs: endedMs - row.arrivedAtMs });
  };
  for (const segment of back)
    for (let at = segment.to - 1; at >= segment.from; at -= 1) {
      if ((segment.chunk.endedAtMs[at] ?? 0) < row.arrivedAtMs) break;
      look(segment, at);
    }
  for (const segment of onward) for (let at = segment.from; at < segment.to && busy.size < count; at += 1) look(segment, at);
  return [...busy.values()].sort((a, b) => a.freeAfterMs - b.freeAfterMs).slice(0, count);
}

/** Of two at the same moment, a warm one came first, and of two cold ones that whose container was born first. */
function cameBefore(other: HistoryRow, row: HistoryRow): boolean {
  if (other.arrivedAtMs !== row.arrivedAtMs) return other.arrivedAtMs < row.arrivedAtMs;
  return !other.coldStart || born(other.containerId) < born(row.containerId);
}

function born(containerId: string | undefined): number {
  return Number(containerId?.slice(2) ?? 0);
}
