/** What one request is billed: from measured times, by rounding, to GB-seconds and money. Each number says where it is from. */
import { gbSeconds } from "../../platform/billing.ts";
import type { InvocationView } from "../../platform/results.ts";
import { profileOf } from "../../store/selectors.ts";
import { formatMs, formatUsd } from "../shared/format.ts";
import { useColdstart } from "../shared/store-context.tsx";

export function Receipt({ invocation }: { invocation: InvocationView }) {
  const { billed, costUsd, memoryMb, requestId, version, containerId, maxHeapBytes } = invocation;
  const profile = useColdstart(profileOf);
  if (billed.requests === 0) return <p className="request-note">Not billed: no container ran it.</p>;
  return (
    <div className="response-scroll">
      <table className="receipt">
        <caption className="visually-hidden">What this request is billed</caption>
        <tbody>
          <TimeRows invocation={invocation} />
          <Row name="billed" value={`${billed.billedMs} ms`} note="Billed Duration" total />
          <Row name={`× ${memoryMb} MB`} value={gbSecondsText(billed.billedMbMs)} note="memory is paid for as long as it is held" />
          <Row name="cost" value={formatUsd(costUsd)} note={`time and 1 request, at ${profile.label}'s published prices`} total />
        </tbody>
      </table>
      <p className="receipt-ids">
        Request <span className="mono">{requestId}</span>, version {version}
        {containerId !== undefined && `, container ${containerId}`}
        {maxHeapBytes !== undefined && `, heap ${(maxHeapBytes / 1_048_576).toFixed(1)} MB (measured)`}
      </p>
    </div>
  );
}

function TimeRows({ invocation }: { invocation: InvocationView }) {
  const { initMs, provisionMs, split, coldStart } = invocation;
  const initUnbilled = split.initUs === 0 && initMs > 0;
  return (
    <>
      {provisionMs > 0 && <Row name="provision" value={formatMs(provisionMs)} note="modelled, not billed" kind="provision" />}
      {coldStart && (
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

/** One request is far below the steps that sums are written in. */
function gbSecondsText(billedMbMs: number): string {
  return `${Number(gbSeconds(billedMbMs).toPrecision(3))} GB-s`;
}
