/** How the bill of one request comes about: what was used, for how long, at which price. Its lines add up to the last digit shown. */
import { type ReceiptLine, receiptOf } from "../../metrics/bill/receipt.ts";
import type { BilledQuantities, BilledSplit } from "../../platform/invocation.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { profileOf } from "../../store/selectors.ts";
import { formatMs } from "./format.ts";
import { useColdstart } from "./store-context.tsx";
import { withPower, writtenAmounts, writtenPrice, writtenUsd } from "./write-amounts.ts";
import "./PhaseBar.css";
import "./Receipt.css";

/** What of a request a receipt is made of: a record has it, and a row of the history. */
export interface Billable {
  readonly memoryMb: number;
  readonly initMs: number;
  readonly provisionMs: number;
  readonly billed: BilledQuantities;
  readonly split: BilledSplit;
}

interface ReceiptProps {
  readonly invocation: Billable;
  /** Of the run it is from; this project's by default. */
  readonly profile?: ProviderProfile | undefined;
}

export function Receipt({ invocation, profile: ofRun }: ReceiptProps) {
  const ofProject = useColdstart(profileOf);
  const profile = ofRun ?? ofProject;
  const { billed, split, memoryMb } = invocation;
  if (billed.requests === 0) return <p className="receipt-none">Not billed: no container ran it.</p>;
  // A warm request has no init to speak of.
  const lines = receiptOf([{ ...billed, ...split }], profile).lines.filter(({ item }) => item !== "init" || split.initUs > 0);
  const usd = writtenUsd(lines.map((line) => line.usd));
  const timed = lines.filter(({ unit }) => unit !== "request");
  const quantities = writtenAmounts(timed.map(({ quantity }) => quantity));
  return (
    <>
      <table className="receipt" aria-label="Receipt">
        <thead>
          <tr>
            <td />
            <th scope="col">time</th>
            <th scope="col">× {memoryMb} MB</th>
            <th scope="col">× price</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, place) => (
            <tr key={`${line.item} ${line.unit}`}>
              <th scope="row">
                <i className={`phase ${PHASES[line.item] ?? ""}`} aria-hidden="true" />
                {nameOf(line)}
              </th>
              <td className="mono">{line.unit === "request" ? "" : exactMs(timeOf(line, split))}</td>
              <td className="mono">{line.unit === "request" ? "" : `${quantities.cells[timed.indexOf(line)]} ${line.unit}`}</td>
              <td className="mono">{withPower(usd.cells[place] ?? "", usd)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="total">
            <th scope="row">cost</th>
            <td className="mono">{billed.billedMs} ms</td>
            <td className="mono">{new Set(timed.map(({ unit }) => unit)).size === 1 ? `${quantities.total} ${timed[0]?.unit}` : ""}</td>
            <td className="mono">{withPower(usd.total, usd)}</td>
          </tr>
        </tfoot>
      </table>
      <Notes invocation={invocation} profile={profile} lines={lines} />
    </>
  );
}

const PHASES: Readonly<Record<string, string>> = { init: "init", run: "run", rounding: "queued" };

function nameOf({ item, unit }: ReceiptLine): string {
  if (item === "requests") return "1 request";
  return unit === "vCPU-s" ? `${item}, processor` : item;
}

function timeOf({ item }: ReceiptLine, split: BilledSplit): number {
  if (item === "init") return split.initUs;
  return item === "run" ? split.runUs : split.roundingUs;
}

/** What is measured, what is modelled, and what took time and is not billed. */
function Notes({ invocation, profile, lines }: { invocation: Billable; profile: ProviderProfile; lines: readonly ReceiptLine[] }) {
  const { provisionMs, initMs, split } = invocation;
  const { prices } = profile;
  const unbilled = [
    ...(provisionMs > 0 ? [`${formatMs(provisionMs)} of provision (modelled)`] : []),
    ...(split.initUs === 0 && initMs > 0 ? [`${formatMs(initMs)} of init`] : []),
  ];
  const rates = lines.filter(({ item }) => item === "run").map(({ usdPerUnit, unit }) => `${writtenPrice(usdPerUnit)} per ${unit}`);
  return (
    <p className="receipt-note">
      Time measured, cost modelled at published prices: ${prices.usdPerMillionRequests.value.toFixed(2)} per million requests,{" "}
      {rates.join(", ")} ({prices.tiers.asOf}).{unbilled.length > 0 && ` Not billed: ${unbilled.join(", ")}.`}
    </p>
  );
}

function exactMs(us: number): string {
  return `${(us / 1_000).toFixed(us % 10 === 0 ? 2 : 3)} ms`;
}
