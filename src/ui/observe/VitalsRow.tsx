/** The figures of the run so far, each with what it is of, and whether it was measured here or is modelled from published figures. */
import type { ReactNode } from "react";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { profileOf, type Vitals } from "../../store/selectors.ts";
import { formatGbSeconds, formatMs, formatPercent, formatUsd } from "../shared/format.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { fineMs } from "./charts/fine-ms.ts";
import { useLiveVitals } from "./use-live.ts";

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
  readonly foot: ReactNode;
  readonly title: string;
}

const MEASURED = "Measured: your code really ran here, and was clocked in its container.";

export function VitalsRow() {
  const figures = useLiveVitals();
  const profile = useColdstart(profileOf);
  const coldStarts = useColdstart((state) => state.platform.totals.coldStarts);
  return (
    <dl className="vitals">
      {figuresOf(figures, coldStarts, profile).map(({ name, value, unit, foot, title }) => (
        <div key={name} title={title}>
          <dt>{name}</dt>
          <dd className="value">
            {value} {unit && <span>{unit}</span>}
          </dd>
          <dd className="foot">{foot}</dd>
        </div>
      ))}
    </dl>
  );
}

function figuresOf(v: Vitals, coldStarts: number, { prices }: ProviderProfile): readonly Figure[] {
  const [gbSeconds = "", unit = ""] = split(formatGbSeconds(v.billedMbMs));
  const modelled = `Modelled: billed time was measured here, prices are published (${prices.tiers.source}, read ${prices.tiers.asOf}).`;
  return [
    { name: "Requests", value: count(v.requests), foot: `in ${formatMs(v.elapsedMs)}`, title: "All since the page or the last reset" },
    { name: "Cold starts", value: count(coldStarts), ...percent(v.coldShare), foot: "of those that ran", title: MEASURED },
    { name: "Latency p50", value: fineMs(v.p50Ms), foot: "measured", title: MEASURED },
    { name: "p95", value: fineMs(v.p95Ms), foot: "measured", title: MEASURED },
    { name: "p99", value: fineMs(v.p99Ms), foot: "measured", title: MEASURED },
    {
      name: "Errors",
      value: count(v.errors),
      foot: `${count(v.throttles)} throttled`,
      title: "Requests that failed; throttled ones never ran",
    },
    { name: "Billed", value: gbSeconds, unit, foot: `${formatMs(v.billedMs)}, in 1 ms steps`, title: MEASURED },
    { name: "Cost", value: formatUsd(v.costUsd), foot: <span className="modelled">modelled</span>, title: modelled },
    { name: "Server", value: formatUsd(v.serverUsd), foot: <span className="modelled">same time, modelled</span>, title: modelled },
  ];
}

function percent(share: number | undefined): { readonly unit?: string } {
  return share === undefined ? {} : { unit: formatPercent(share) };
}

function split(amount: string): readonly string[] {
  const at = amount.indexOf(" ");
  return [amount.slice(0, at), amount.slice(at + 1)];
}

function count(n: number): string {
  return n.toLocaleString("en-US");
}
