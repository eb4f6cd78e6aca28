/** Two runs of the same arrivals held against each other: counts, percentiles and the bill item by item. */
import { type Billed, type BillScope, billedOf } from "../bill/billed-of.ts";
import { heldReadyOf } from "../bill/held-ready-of.ts";
import { type Receipt, type ReceiptItem, type ReceiptUnit, receiptOf } from "../bill/receipt.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { NO_SUMS } from "../history/run-history.ts";
import { type GroupFigures, groupFigures } from "../latency/compare-groups.ts";
import type { RowFilter } from "../query/row-filter.ts";

export interface RunSide {
  readonly requests: number;
  readonly coldStarts: number;
  readonly throttled: number;
  readonly errors: number;
  readonly latency: GroupFigures;
  readonly receipt: Receipt;
}

export interface SideScope extends BillScope {
  readonly filter: RowFilter;
}

export function runSide(run: ObservedRun, scope: SideScope, mostPoints: number): RunSide {
  const billed = billedOf(run, scope);
  const { definitions } = billed;
  const sum = (amount: (each: Billed["definitions"][number]) => number) => definitions.reduce((total, each) => total + amount(each), 0);
  const { fromMs, toMs } = scope.window ?? { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  return {
    requests: sum(({ requests }) => requests),
    coldStarts: sum(({ coldStarts }) => coldStarts),
    throttled: sum(({ throttles }) => throttles),
    errors: sum(({ errors }) => errors),
    latency: groupFigures({ rows: run.history.rows, filter: scope.filter, fromMs, toMs }, mostPoints),
    receipt: receiptOf(partsOf(billed, heldMbMsOf(run, scope)), run.profile),
  };
}

function partsOf({ definitions }: Billed, heldMbMs: number) {
  const parts = definitions.map(({ billed }) => billed);
  return heldMbMs === 0 ? parts : [...parts, { ...NO_SUMS, heldMbMs }];
}

/** What is kept ready is kept for all: a filter of requests takes nothing off. */
function heldMbMsOf({ history, untilMs }: ObservedRun, { window }: BillScope): number {
  const heldUntil = heldReadyOf(history);
  const toMs = Math.min(untilMs, window?.toMs ?? untilMs);
  return heldUntil(toMs) - (window ? heldUntil(Math.min(window.fromMs, toMs)) : 0);
}

export interface BillChange {
  readonly item: ReceiptItem;
  readonly unit: ReceiptUnit;
  readonly before: { readonly quantity: number; readonly usd: number };
  readonly after: { readonly quantity: number; readonly usd: number };
}

const NOTHING = { quantity: 0, usd: 0 };

/** Each item that either has; those of the first in its order, then what only the second has. */
export function billChanges(before: Receipt, after: Receipt): readonly BillChange[] {
  const keyOf = ({ item, unit }: { readonly item: ReceiptItem; readonly unit: ReceiptUnit }) => `${item} ${unit}`;
  const first = new Map(before.lines.map((line) => [keyOf(line), line]));
  const second = new Map(after.lines.map((line) => [keyOf(line), line]));
  const all = new Map([...second, ...first]);
  const order = [...new Set([...first.keys(), ...second.keys()])];
  return order.flatMap((key) => {
    const line = all.get(key);
    return line ? [{ item: line.item, unit: line.unit, before: amounts(first.get(key)), after: amounts(second.get(key)) }] : [];
  });
}

function amounts(line: Receipt["lines"][number] | undefined) {
  return line ? { quantity: line.quantity, usd: line.usd } : NOTHING;
}

/** Of the first; undefined where that is nothing. */
export function changeShare(before: number, after: number): number | undefined {
  return before === 0 ? undefined : (after - before) / before;
}
