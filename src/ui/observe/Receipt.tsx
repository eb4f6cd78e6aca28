/** How the bill of one request comes about: measured time, rounded up, times memory, times published prices. */
import { gbSeconds } from "../../platform/billing.ts";
import type { InvocationView } from "../../platform/results.ts";
import { profileOf } from "../../store/selectors.ts";
import { formatUsd } from "../shared/format.ts";
import { useColdstart } from "../shared/store-context.tsx";

const US_PER_MS = 1_000;

export function Receipt({ view }: { view: InvocationView }) {
  const { prices } = useColdstart(profileOf);
  const { billed, split, memoryMb, costUsd, initMs } = view;
  if (billed.requests === 0) return <p className="bill-none">It never ran, so nothing is billed.</p>;
  const amount = gbSeconds(billed.billedMbMs);
  const requestUsd = (billed.requests / 1_000_000) * prices.usdPerMillionRequests.value;
  const priceUsd = prices.tiers.value[0]?.usdPerGbSecond ?? 0;
  return (
    <table className="bill" aria-label="Receipt">
      <tbody>
        {initMs > 0 && <Line name="Init" how="measured" value={split.initUs === 0 ? "not billed" : ms(split.initUs)} />}
        <Line name="Run" how="measured" value={ms(split.runUs)} />
        <Line name="Rounding" how="up to whole ms" value={ms(split.roundingUs)} />
        <Line name="Billed" value={`${billed.billedMs} ms`} sum />
        <Line name={`× ${memoryMb} MB`} how="billed time × memory" value={`${Number(amount.toPrecision(4))} GB-s`} />
        <Line name={`× $${priceUsd} per GB-s`} how={`published, ${prices.tiers.asOf}`} value={formatUsd(amount * priceUsd)} />
        <Line name="+ 1 request" how={`$${prices.usdPerMillionRequests.value} per million`} value={formatUsd(requestUsd)} />
        <Line name="Cost" how="modelled" value={formatUsd(costUsd)} sum />
      </tbody>
    </table>
  );
}

function Line({ name, how, value, sum = false }: { name: string; how?: string; value: string; sum?: boolean }) {
  return (
    <tr className={sum ? "sum" : undefined}>
      <th scope="row">{name}</th>
      <td className="muted">{how}</td>
      <td className="num">{value}</td>
    </tr>
  );
}

function ms(us: number): string {
  return `${(us / US_PER_MS).toFixed(2)} ms`;
}
