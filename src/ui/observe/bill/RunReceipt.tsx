/** The whole bill as one receipt: quantity, price, amount; and below it the receipt of the request that is selected. */
import { useMemo } from "react";
import { billableRow, rowOfRequest } from "../../../metrics/bill/billable-row.ts";
import type { Billed, BillScope } from "../../../metrics/bill/billed-of.ts";
import { type ReceiptLine, receiptOf } from "../../../metrics/bill/receipt.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { NO_SUMS } from "../../../metrics/history/run-history.ts";
import { formatInstant } from "../../shared/format.ts";
import { Receipt } from "../../shared/Receipt.tsx";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { withPower, writtenPrice, writtenUsd } from "../../shared/write-amounts.ts";
import { ExportMenu } from "../charts/ExportMenu.tsx";
import type { Cell } from "../charts/table-text.ts";
import { moreWords } from "./FunctionReceipts.tsx";
import { scopeWords } from "./use-bill.ts";

interface RunReceiptProps {
  readonly run: ObservedRun;
  readonly scope: BillScope;
  readonly billed: Billed;
  readonly heldMbMs: number;
}

export function RunReceipt({ run, scope, billed, heldMbMs }: RunReceiptProps) {
  const freeTier = useColdstart((state) => state.bill.freeTier);
  const parts = [...billed.definitions.map((each) => each.billed), ...(heldMbMs > 0 ? [{ ...NO_SUMS, heldMbMs }] : [])];
  const { lines } = receiptOf(parts, run.profile, { freeTier });
  const usd = writtenUsd(lines.map((line) => line.usd));
  return (
    <section className="pane bill-receipts" aria-label="Receipts">
      <div className="pt">
        <h2>Receipt</h2>
        <span className="muted">{scopeWords(scope, billed.partial)}</span>
        <span className="grow" />
        <ExportMenu title="Receipt" table={() => ({ columns: FILE_COLUMNS, rows: lines.map(fileRow) })} />
      </div>
      <table className="receipt" aria-label={`Receipt ${scopeWords(scope, billed.partial)}`}>
        <thead>
          <tr>
            <td />
            <th scope="col">quantity</th>
            <th scope="col">× price</th>
            <th scope="col">= amount</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, place) => (
            <tr key={`${line.item} ${line.unit}`}>
              <th scope="row">
                <i className={`phase ${PHASES[line.item] ?? ""}`} aria-hidden="true" />
                {nameOf(line)}
              </th>
              <td className="mono">{quantityOf(line)}</td>
              <td className="mono">{writtenPrice(line.usdPerUnit)}</td>
              <td className="mono">{withPower(usd.cells[place] ?? "", usd)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="total">
            <th scope="row">cost</th>
            <td />
            <td />
            <td className="mono">{withPower(usd.total, usd)}</td>
          </tr>
        </tfoot>
      </table>
      <SelectedReceipt run={run} />
    </section>
  );
}

const FILE_COLUMNS = ["Item", "Quantity", "Unit", "USD a unit", "USD"];

function fileRow({ item, quantity, unit, usdPerUnit, usd }: ReceiptLine): readonly Cell[] {
  return [item, quantity, unit, usdPerUnit, usd];
}

const PHASES: Readonly<Record<string, string>> = { init: "init", run: "run", rounding: "queued" };

function nameOf({ item, unit, quantity }: ReceiptLine): string {
  if (item === "held" || item === "free" || item === "fee") return moreWords(item, unit, quantity).split(",")[0] ?? item;
  return unit === "vCPU-s" ? `${item}, processor` : item;
}

function quantityOf({ unit, quantity }: ReceiptLine): string {
  const digits = Number(Math.abs(quantity).toPrecision(6)).toLocaleString("en-US", { maximumFractionDigits: 9 });
  return `${quantity < 0 ? "−" : ""}${digits}${unit === "request" ? "" : ` ${unit}`}`;
}

/** Of any view: what is selected there is shown here too. */
function SelectedReceipt({ run: { details, history, profile } }: { run: ObservedRun }) {
  const selected = useColdstart((state) => state.selectedAttemptId);
  const { selectInvocation } = useIntents();
  const found = useMemo(() => {
    if (selected === undefined) return undefined;
    const [requestId = "", arrived] = selected.split(" ");
    const arrivedAtMs = Number(arrived);
    const view = details.findLast((each) => each.requestId === requestId && each.arrivedAtMs === arrivedAtMs);
    if (view) return { functionName: view.functionName, arrivedAtMs, billable: view };
    const row = rowOfRequest(history.rows, requestId, arrivedAtMs);
    return row && { functionName: row.functionName, arrivedAtMs, billable: billableRow(row, profile) };
  }, [selected, details, history.rows, profile]);
  if (!found) return <p className="bill-hint muted">Select a request in any view, and its own receipt stands here.</p>;
  return (
    <div className="bill-selected">
      <h3>
        {found.functionName} <span className="muted mono">{formatInstant(found.arrivedAtMs)}</span>
        <button type="button" className="lk" onClick={() => selectInvocation(undefined)}>
          Close
        </button>
      </h3>
      <Receipt invocation={found.billable} profile={profile} />
    </div>
  );
}
