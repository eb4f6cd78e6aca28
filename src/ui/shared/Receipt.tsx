/** How the bill of one request comes about: from measured time, by rounding and memory, to money. Each number says where it is from. */
import { gbSeconds } from "../../platform/billing.ts";
import type { InvocationView } from "../../platform/results.ts";
import { profileOf } from "../../store/selectors.ts";
import { formatMs, formatUsd } from "./format.ts";
import { useColdstart } from "./store-context.tsx";
import "./PhaseBar.css";
import "./Receipt.css";

export function Receipt({ invocation }: { invocation: InvocationView }) {
  const { billed, costUsd, memoryMb } = invocation;
  const { prices } = useColdstart(profileOf);
  if (billed.requests === 0) return <p className="receipt-none">Not billed: no container ran it.</p>;
  const amount = gbSeconds(billed.billedMbMs);
  const usdPerGbSecond = prices.tiers.value[0]?.usdPerGbSecond ?? 0;
  const usdPerMillion = prices.usdPerMillionRequests.value;
  return (
    <table className="receipt" aria-label="Receipt">
      <tbody>
        <TimeRows invocation={invocation} />
        <Row name="billed" value={`${billed.billedMs} ms`} note="Billed Duration" total />
        <Row name={`× ${memoryMb} MB`} value={`${Number(amount.toPrecision(3))} GB-s`} note="memory is paid for as long as it is held" />
        <Row name={`× $${usdPerGbSecond} per GB-s`} value={formatUsd(amount * usdPerGbSecond)} note={`published, ${prices.tiers.asOf}`} />
        <Row name="+ 1 request" value={formatUsd((billed.requests / 1_000_000) * usdPerMillion)} note={`$${usdPerMillion} per million`} />
        <Row name="cost" value={formatUsd(costUsd)} note="modelled: measured time at published prices" total />
      </tbody>
    </table>
  );
}

function TimeRows({ invocation }: { invocation: InvocationView }) {
  const { initMs, provisionMs, split } = invocation;
  const initUnbilled = split.initUs === 0 && initMs > 0;
  return (
    <>
      {provisionMs > 0 && <Row name="provision" value={formatMs(provisionMs)} note="modelled, not billed" kind="provision" />}
      {initMs > 0 && (
        <Row
          name="init"
          value={exactMs(initUnbilled ? initMs * 1_000 : split.initUs)}
          note={initUnbilled ? "measured, not billed" : "measured"}
          kind="init"
        />
      )}
      <Row name="run" value={exactMs(split.runUs)} note="measured" kind="run" />
      <Row name="rounding" value={exactMs(split.roundingUs)} note="up to the next whole ms" kind="queued" />
    </>
  );
}

interface RowProps {
  name: string;
  value: string;
  note: string;
  kind?: "provision" | "init" | "run" | "queued";
  total?: boolean;
}

function Row({ name, value, note, kind, total = false }: RowProps) {
  return (
    <tr className={total ? "total" : undefined}>
      <th scope="row">
        {kind && <i className={`phase ${kind}`} aria-hidden="true" />}
        {name}
      </th>
      <td className="mono">{value}</td>
      <td className="muted">{note}</td>
    </tr>
  );
}

function exactMs(us: number): string {
  return `${(us / 1_000).toFixed(2)} ms`;
}
