/** The bill of each, item by item: what was used, what it costs, and what the change made of it. Amounts add up as written. */
import type { ReceiptItem } from "../../../metrics/bill/receipt.ts";
import { type ShownAmounts, shownAmounts } from "../../../metrics/bill/shown-amounts.ts";
import { type BillChange, billChanges, type RunSide } from "../../../metrics/replay/compare-runs.ts";
import { powerOf, usdWriter } from "../../shared/write-amounts.ts";
import { Asked } from "../sources/Asked.tsx";
import { type CompareRow, CompareTable } from "./CompareTable.tsx";
import { signed, signedShare } from "./compare-words.ts";

/** As many for all columns as tell two bills apart; no coarser than cents. */
const DIGITS = { digits: [4, 4], coarsest: -2 } as const;
const NAMES: Readonly<Record<ReceiptItem, string>> = {
  requests: "Requests",
  init: "Init",
  run: "Run",
  rounding: "Rounding up",
  held: "Kept ready",
  free: "Free",
  fee: "Fee",
};

export function BillTable({ before, after }: { before: RunSide; after: RunSide }) {
  const changes = billChanges(before.receipt, after.receipt);
  // One unit for all of them, so that columns add up and differences are those of what is written.
  const shown = shownAmounts([...changes.map((each) => each.before.usd), ...changes.map((each) => each.after.usd)], DIGITS);
  const note = `modelled, US dollars ${powerOf(shown)}`.trim();
  return <CompareTable title="Bill" note={<span className="modelled">{note}</span>} rows={rowsOf(changes, shown, before, after)} />;
}

function rowsOf(changes: readonly BillChange[], shown: ShownAmounts, before: RunSide, after: RunSide): readonly CompareRow[] {
  const write = usdWriter(shown);
  const was = shown.units.slice(0, changes.length);
  const is = shown.units.slice(changes.length);
  const lines = changes.map((change, place): CompareRow => {
    const name = `${NAMES[change.item]}${change.unit === "request" ? "" : `, ${change.unit}`}`;
    const [first = 0, second = 0] = [was[place], is[place]];
    return {
      key: `${change.item} ${change.unit}`,
      name: <span title={quantitiesOf(change)}>{name}</span>,
      before: write(first),
      after: write(second),
      difference: signed(second - first, write),
      share: signedShare(change.before.usd, change.after.usd),
      data: [`${name}, USD`, change.before.usd, change.after.usd],
    };
  });
  const [first, second] = [sum(was), sum(is)];
  return [
    ...lines,
    {
      key: "total",
      name: "Total",
      before: write(first),
      after: <Asked fact="cost">{write(second)}</Asked>,
      difference: signed(second - first, write),
      share: signedShare(before.receipt.totalUsd, after.receipt.totalUsd),
      data: ["Total, USD", before.receipt.totalUsd, after.receipt.totalUsd],
      isTotal: true,
    },
  ];
}

function sum(units: readonly number[]): number {
  return units.reduce((a, b) => a + b, 0);
}

function quantitiesOf({ unit, before, after }: BillChange): string {
  const [first, second] = [before, after].map(({ quantity }) =>
    Number(quantity.toPrecision(4)).toLocaleString("en-US", { maximumFractionDigits: 12 }),
  );
  return `${first} ${unit} before, ${second} ${unit} after`;
}
