/**
 * What of a run was billed, by version, under a filter and within a stretch of time. Where all of the run is asked for, sums
 * are the history's own, which stay exact when the oldest rows are let go; else they are added up from rows.
 */
import { definitionKey, type RowDefinition, segmentsBetween } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { type BilledSums, NO_SUMS, plus, type RunHistory } from "../history/run-history.ts";
import {
  addRow,
  addSums,
  billedSumsOf,
  noRowSums,
  provisionedReasons,
  type RowSums,
  type RowTest,
  segmentSums,
  versionSums,
} from "./row-sums.ts";

/** Which requests are asked for. */
export interface BillScope {
  readonly filter: RowTest;
  /** By when they ended, both ends within; undefined is all of the run. */
  readonly window: { readonly fromMs: number; readonly toMs: number } | undefined;
}

/** Whose history, and by whose rules and prices it was billed. */
export type BilledRun = Pick<ObservedRun, "history" | "profile">;

export interface BilledDefinition extends RowDefinition {
  /** That ended, throttled ones too. */
  readonly requests: number;
  readonly coldStarts: number;
  readonly errors: number;
  readonly throttles: number;
  readonly billed: BilledSums;
  /** Of those rows that met a warm container, as far back as rows are kept. */
  readonly warm: { readonly requests: number; readonly billedMs: number };
  /** Sum of the squares of what each billed, in (MB-ms)²: how uneven requests are. Of the rows that are kept. */
  readonly squaredMbMs: number;
}

export interface Billed {
  readonly definitions: readonly BilledDefinition[];
  readonly billed: BilledSums;
  /** Rows that might belong to it were let go: sums are of what is kept. */
  readonly partial: boolean;
}

/** Does it ask for everything? */
export function isWhole({ filter, window }: BillScope): boolean {
  return filter.isAll && window === undefined;
}

/** In the order in which they first ran. Versions of which no request is asked for are left out. */
export function billedOf({ history, profile }: BilledRun, scope: BillScope): Billed {
  const { rows, byDefinition } = history;
  const scanned = scan(history, scope);
  const whole = isWhole(scope);
  const definitions = rows.dictionaries.definitions.values().flatMap((definition, place) => {
    const { warm, squaredMs, coldStarts, ...byStatus } = versionSums(scanned, place);
    const totals = whole ? byDefinition.get(definitionKey(definition)) : undefined;
    const { ok, error, timeout, crashed, throttled } = totals?.byStatus ?? byStatus;
    const requests = ok + error + timeout + crashed + throttled;
    if (requests === 0) return [];
    return [
      {
        ...definition,
        requests,
        coldStarts: totals?.coldStarts ?? coldStarts,
        errors: error + timeout + crashed,
        throttles: throttled,
        billed: totals?.billed ?? billedSumsOf(scanned, place, definition.memoryMb, profile),
        warm,
        squaredMbMs: squaredMs * definition.memoryMb ** 2,
      },
    ];
  });
  const oldestMs = rows.chunks[0]?.minEndedAtMs ?? Number.NEGATIVE_INFINITY;
  const reachesBack = scope.window === undefined || scope.window.fromMs <= oldestMs;
  return {
    definitions,
    billed: definitions.reduce((sum, { billed }) => plus(sum, billed), NO_SUMS),
    partial: !whole && rows.firstSeq > 0 && reachesBack,
  };
}

function scan({ rows }: RunHistory, { filter, window }: BillScope): RowSums {
  const sums = noRowSums(rows);
  const provisioned = provisionedReasons(rows);
  const { fromMs, toMs } = window ?? { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  for (const segment of segmentsBetween(rows, fromMs, toMs)) {
    const { chunk, from, to } = segment;
    if (chunk.minEndedAtMs >= fromMs && chunk.maxEndedAtMs <= toMs) {
      addSums(sums, segmentSums(rows, segment, filter, provisioned));
      continue;
    }
    for (let at = from; at < to; at += 1) {
      const endedAtMs = chunk.endedAtMs[at] ?? 0;
      if (endedAtMs >= fromMs && endedAtMs <= toMs && (filter.isAll || filter.matches(chunk, at))) addRow(sums, chunk, at, provisioned);
    }
  }
  return sums;
}
