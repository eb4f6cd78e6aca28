/**
 * The bill of each version as a row, item by item, in amounts that add up both ways to the last digit shown: all cells are
 * rounded together, and what stands at the end of a row or a column is the sum of what is written in it.
 */
import type { BilledDefinition } from "../../../metrics/bill/billed-of.ts";
import { type ReceiptItem, type ReceiptLine, receiptOf } from "../../../metrics/bill/receipt.ts";
import { shownAmounts } from "../../../metrics/bill/shown-amounts.ts";
import { NO_SUMS } from "../../../metrics/history/run-history.ts";
import type { ProviderProfile } from "../../../platform/profiles/provider-profile.ts";
import { powerOf, USD_DIGITS, usdWriter } from "../../shared/write-amounts.ts";
import type { TableText } from "../charts/table-text.ts";

export const ITEMS = ["requests", "init", "run", "rounding"] as const satisfies readonly ReceiptItem[];

export interface ReceiptRow {
  readonly definition: BilledDefinition;
  /** One for each of ITEMS. */
  readonly amounts: readonly string[];
  readonly total: string;
}

export interface ReceiptTable {
  readonly rows: readonly ReceiptRow[];
  readonly totals: readonly string[];
  readonly subtotal: string;
  /** What is no version's: held ready, free, a fee. */
  readonly more: readonly { readonly line: ReceiptLine; readonly amount: string }[];
  readonly total: string;
  /** "× 10⁻⁶", of every amount; or nothing. */
  readonly power: string;
}

export interface TableOptions {
  readonly profile: ProviderProfile;
  readonly heldMbMs: number;
  readonly freeTier: boolean;
}

/** Dearest first. */
export function receiptTable(definitions: readonly BilledDefinition[], { profile, heldMbMs, freeTier }: TableOptions): ReceiptTable {
  const receipts = definitions
    .map((definition) => ({ definition, receipt: receiptOf([definition.billed], profile) }))
    .sort((a, b) => b.receipt.totalUsd - a.receipt.totalUsd);
  const all = [...definitions.map(({ billed }) => billed), ...(heldMbMs > 0 ? [{ ...NO_SUMS, heldMbMs }] : [])];
  const more = receiptOf(all, profile, { freeTier }).lines.filter(({ item }) => !ITEMS.some((each) => each === item));
  const cells = receipts.flatMap(({ receipt }) => ITEMS.map((item) => usdOf(receipt.lines, item)));
  const shown = shownAmounts([...cells, ...more.map(({ usd }) => usd)], USD_DIGITS);
  const write = usdWriter(shown);
  const unitsAt = (row: number, column: number): number => shown.units[row * ITEMS.length + column] ?? 0;
  const sum = (units: readonly number[]): number => units.reduce((a, b) => a + b, 0);
  const columns = ITEMS.map((_, column) => receipts.map((_each, row) => unitsAt(row, column)));
  return {
    rows: receipts.map(({ definition }, row) => {
      const units = ITEMS.map((_, column) => unitsAt(row, column));
      return { definition, amounts: units.map(write), total: write(sum(units)) };
    }),
    totals: columns.map((units) => write(sum(units))),
    subtotal: write(sum(columns.map(sum))),
    more: more.map((line, place) => ({ line, amount: write(shown.units[cells.length + place] ?? 0) })),
    total: write(shown.total),
    power: powerOf(shown),
  };
}

/** For a file: exact quantities, and amounts as they are, not as they are shown. */
export function receiptTableText(definitions: readonly BilledDefinition[], profile: ProviderProfile): TableText {
  return {
    columns: [
      "Function",
      "Version",
      "MB",
      "Requests",
      "Billed ms",
      "Billed MB-ms",
      "Init us",
      "Run us",
      "Rounding us",
      ...ITEMS.map((item) => `${item} USD`),
      "USD",
    ],
    rows: definitions.map(({ functionName, version, memoryMb, billed }) => {
      const { lines, totalUsd } = receiptOf([billed], profile);
      const { requests, billedMs, billedMbMs, initUs, runUs, roundingUs } = billed;
      const quantities = [requests, billedMs, billedMbMs, initUs, runUs, roundingUs];
      return [functionName, version, memoryMb, ...quantities, ...ITEMS.map((item) => usdOf(lines, item)), totalUsd];
    }),
  };
}

function usdOf(lines: readonly ReceiptLine[], item: ReceiptItem): number {
  return lines.reduce((sum, line) => (line.item === item ? sum + line.usd : sum), 0);
}
