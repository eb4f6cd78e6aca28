/** The bill of each deployed version, item by item, and what it is in all; what a month of it would be stands below. */
import type { ReactNode } from "react";
import type { Billed, BillScope } from "../../../metrics/bill/billed-of.ts";
import type { ReceiptItem } from "../../../metrics/bill/receipt.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { gbSeconds } from "../../../platform/billing.ts";
import { formatCount } from "../../shared/counted.ts";
import { formatMs } from "../../shared/format.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { ExportMenu } from "../charts/ExportMenu.tsx";
import { Asked } from "../sources/Asked.tsx";
import type { FactId } from "../sources/number-facts.ts";
import { FreeTier } from "./BillControls.tsx";
import { MonthSentence } from "./MonthSentence.tsx";
import { ITEMS, type ReceiptTable, receiptTable, receiptTableText } from "./receipt-table.ts";
import { scopeWords } from "./use-bill.ts";

const HEADS: Readonly<Record<(typeof ITEMS)[number], { readonly name: string; readonly fact: FactId; readonly mark?: string }>> = {
  requests: { name: "Request fee", fact: "request-fee" },
  init: { name: "Init", fact: "init-share", mark: "sq-init" },
  run: { name: "Run", fact: "duration", mark: "sq-run" },
  rounding: { name: "Rounding", fact: "rounding", mark: "sq-round" },
};

interface FunctionReceiptsProps {
  readonly run: ObservedRun;
  readonly scope: BillScope;
  readonly billed: Billed;
  readonly heldMbMs: number;
  readonly untilMs: number;
}

export function FunctionReceipts({ run, scope, billed, heldMbMs, untilMs }: FunctionReceiptsProps) {
  const freeTier = useColdstart((state) => state.bill.freeTier);
  const table = receiptTable(billed.definitions, { profile: run.profile, heldMbMs, freeTier });
  return (
    <section className="pane bill-functions" aria-label="Receipt by function">
      <div className="pt">
        <h2>Receipt by function</h2>
        <span className="muted">
          {scopeWords(scope, billed.partial)}, {run.profile.label}
          {table.power && `, amounts ${table.power}`}
        </span>
        <span className="grow" />
        <FreeTier run={run} />
        {table.rows.length > 0 && (
          <ExportMenu title="Receipt by function" table={() => receiptTableText(billed.definitions, run.profile)} />
        )}
      </div>
      {table.rows.length === 0 ? (
        <p className="quiet">Nothing is billed yet. Send a request and its receipt stands here, item by item.</p>
      ) : (
        <>
          <Table table={table} billed={billed} />
          <MonthSentence run={run} scope={scope} billed={billed} untilMs={untilMs} />
        </>
      )}
    </section>
  );
}

function Table({ table, billed }: { table: ReceiptTable; billed: Billed }) {
  const { power } = table;
  const sum = billed.billed;
  return (
    // Wider than a narrow screen: it is scrolled by the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div className="bill-scroll" tabIndex={0}>
      <table className="tbl bill-table" aria-label={`Receipt by function, amounts in US dollars ${power}`}>
        <thead>
          <tr>
            <th scope="col">Function</th>
            <th scope="col">Version</th>
            <Head>MB</Head>
            <Head>Requests</Head>
            <Head>Billed</Head>
            <Head>GB-s</Head>
            {ITEMS.map((item) => (
              <Head key={item}>
                {HEADS[item].mark && <i className={`m ${HEADS[item].mark}`} />} {HEADS[item].name}
              </Head>
            ))}
            <Head>Cost</Head>
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ definition, amounts, total }) => (
            <tr key={`${definition.functionName} ${definition.version} ${definition.memoryMb}`}>
              <th scope="row">{definition.functionName}</th>
              <td className="mono">v{definition.version}</td>
              <Cells
                values={[
                  String(definition.memoryMb),
                  formatCount(definition.billed.requests),
                  formatMs(definition.billed.billedMs),
                  gbs(definition.billed.billedMbMs),
                  ...amounts,
                  total,
                ]}
              />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="total">
            <th scope="row" colSpan={3}>
              {table.more.length === 0 ? "All" : "All functions"}
            </th>
            <td className="num mono">
              <Asked fact="requests">{formatCount(sum.requests)}</Asked>
            </td>
            <td className="num mono">
              <Asked fact="billed">{formatMs(sum.billedMs)}</Asked>
            </td>
            <td className="num mono">
              <Asked fact="gb-seconds">{gbs(sum.billedMbMs)}</Asked>
            </td>
            {ITEMS.map((item, place) => (
              <td key={item} className="num mono">
                <Asked fact={HEADS[item].fact} align="end">
                  {table.totals[place]}
                </Asked>
              </td>
            ))}
            <td className="num mono">
              <Asked fact="cost" align="end">
                {table.subtotal}
              </Asked>
            </td>
          </tr>
          {table.more.map(({ line, amount }) => (
            <tr key={`${line.item} ${line.unit}`}>
              <th scope="row" colSpan={10}>
                {moreWords(line.item, line.unit, line.quantity)}
              </th>
              <td className="num mono">
                <Asked fact={line.item === "held" ? "provisioned" : "free-tier"} align="end">
                  {amount}
                </Asked>
              </td>
            </tr>
          ))}
          {table.more.length > 0 && (
            <tr className="total">
              <th scope="row" colSpan={10}>
                All
              </th>
              <td className="num mono">
                <Asked fact="cost" align="end">
                  {table.total}
                </Asked>
              </td>
            </tr>
          )}
        </tfoot>
      </table>
    </div>
  );
}

function Head({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className="num">
      {children}
    </th>
  );
}

function Cells({ values }: { values: readonly string[] }) {
  return values.map((value, place) => (
    // Columns do not move: their place is what they are told by.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <td key={place} className="num mono">
      {value}
    </td>
  ));
}

export function moreWords(item: ReceiptItem, unit: string, quantity: number): string {
  if (item === "held") return `Kept ready (provisioned), ${Number(quantity.toPrecision(4)).toLocaleString("en-US")} GB-s`;
  if (item === "fee") return "Fee of the month";
  const amount = `${Number(Math.abs(quantity).toPrecision(4)).toLocaleString("en-US")} ${unit === "request" ? "requests" : unit}`;
  return `Free this month, ${amount} of the account’s`;
}

function gbs(mbMs: number): string {
  return Number(gbSeconds(mbMs).toPrecision(4)).toLocaleString("en-US", { maximumFractionDigits: 8 });
}
