/**
 * Why there were cold starts, throttles, retries and evictions in a run, and what would have avoided them. Groups are
 * counted in one pass over the rows; a single finding is put together when it is asked for. Pure, and written in no words.
 */
import { STEPS_PER_MS } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import type { RowFilter } from "../query/row-filter.ts";
import { coldGroup } from "./cold-starts.ts";
import { endingGroups } from "./endings.ts";
import type { Why, WhyGroup, WhyKind } from "./finding.ts";
import { redeliveriesIn, retryGroups } from "./retries.ts";
import { RunFacts } from "./run-facts.ts";
import { type RowScan, type Stretch, scanRows } from "./scan-rows.ts";
import { throttleGroup } from "./throttles.ts";

/** What hurts most first: refused, failed, waited for; then what was tried again, and what was let go. */
const ORDER: readonly WhyKind[] = ["throttle", "reset", "cold", "retry", "eviction"];
const P99 = 0.99;

/** Requests count by when they ended, both ends of the stretch within, as in every view. */
export function whyOfRun(run: ObservedRun, filter: RowFilter, stretch: Stretch): Why {
  const { rows, events } = run.history;
  const redeliveries = redeliveriesIn(events.items);
  const scan = scanRows(rows, filter, stretch, redeliveries.wanted);
  const facts = new RunFacts(run, scan, stretch);
  const cold = scan.groups.filter(({ throttled }) => !throttled);
  const { p99Ms, p99WithoutColdMs, p99WithoutMs } = p99Of(scan, cold);
  const groups = [
    ...scan.groups.filter(({ throttled }) => throttled).map((group) => throttleGroup(group, facts)),
    ...cold.map((group, at) => coldGroup(group, facts, p99WithoutMs[at])),
    ...retryGroups(redeliveries, facts),
    ...endingGroups(facts, filter.isAll),
  ];
  return { ran: scan.latency.count, p99Ms, p99WithoutColdMs, groups: groups.sort(byHarm) };
}

function p99Of({ latency }: RowScan, cold: readonly { readonly place: number }[]) {
  const without = [new Set<number>(), new Set(cold.map(({ place }) => place)), ...cold.map(({ place }) => new Set([place]))];
  const [p99Ms, p99WithoutColdMs, ...p99WithoutMs] = latency
    .quantilesWithout(P99, without)
    .map((steps) => (steps === undefined ? undefined : steps / STEPS_PER_MS));
  return { p99Ms, p99WithoutColdMs, p99WithoutMs };
}

function byHarm(a: WhyGroup, b: WhyGroup): number {
  return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.lostMs - a.lostMs || b.count - a.count;
}
