/** What keeping containers warm costs: by pings of a schedule, and beside it what the provider takes for keeping them ready. */
import { useMemo, useState } from "react";
import type { Billed } from "../../../metrics/bill/billed-of.ts";
import { longestPingMinutes, type WarmCost, warmCosts } from "../../../metrics/bill/keep-warm.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { formatMs, formatUsd } from "../../shared/format.ts";
import { NumberField } from "../../shared/NumberField.tsx";
import { ExportMenu } from "../charts/ExportMenu.tsx";
import type { TableText } from "../charts/table-text.ts";
import { Asked } from "../sources/Asked.tsx";
import { keepWarmSummary } from "../summaries.ts";

const MOST_CONTAINERS = 1_000;

export function KeepWarm({ run, billed }: { run: ObservedRun; billed: Billed }) {
  const { profile, settings } = run;
  const longest = longestPingMinutes(settings.idleLifetimeMs);
  const [chosen, setChosen] = useState<number>();
  const [containers, setContainers] = useState(1);
  const everyMinutes = Math.min(chosen ?? longest ?? 1, longest ?? 1);
  const costs = useMemo(
    () => (longest === undefined ? [] : warmCosts(billed.definitions, { everyMinutes, containers }, profile)),
    [longest, billed, everyMinutes, containers, profile],
  );
  const lifetime = formatMs(settings.idleLifetimeMs);
  return (
    <section className="pane bill-warm" aria-label="Keeping warm">
      <div className="pt">
        <h2>Keeping warm</h2>
        <span className="muted">a month, from the whole run, modelled</span>
        <span className="grow" />
        {costs.length > 0 && <ExportMenu title="Keeping warm" table={() => tableText(costs)} />}
      </div>
      {longest === undefined ? (
        <p className="point">
          Containers live {lifetime} when idle, and a schedule fires once a minute at most: no ping keeps them. Raise the idle lifetime in
          the settings, or keep containers ready (provisioned).
        </p>
      ) : (
        <>
          <p className="point">{keepWarmSummary(costs, { everyMinutes, containers })}</p>
          <div className="bill-warm-plan">
            <NumberField label="Ping every" value={everyMinutes} min={1} max={longest} unit="min" onChange={setChosen} />
            <NumberField label="Containers" value={containers} min={1} max={MOST_CONTAINERS} onChange={setContainers} />
            <p className="muted">Idle lifetime {lifetime}, as set: no provider promises one.</p>
          </div>
          {costs.length > 0 && <WarmTable costs={costs} />}
          <p className="bill-formula muted">
            A ping runs your handler and is billed as a warm request was here. What the schedule itself costs is not in it.
            {profile.prices.provisioned &&
              ` On what is kept ready, run time costs $${profile.prices.provisioned.value.runUsdPerGbSecond} per GB-s.`}
          </p>
        </>
      )}
    </section>
  );
}

function tableText(costs: readonly WarmCost[]): TableText {
  return {
    columns: ["Function", "Version", "MB", "Ping ms", "Mean of warm requests", "Pings a month", "Pings USD", "Provisioned USD"],
    rows: costs.map(({ functionName, version, memoryMb, pingMs, measuredOf, pingsPerMonth, pingUsd, heldUsd }) => [
      functionName,
      version,
      memoryMb,
      pingMs,
      measuredOf,
      pingsPerMonth,
      pingUsd,
      heldUsd,
    ]),
  };
}

function WarmTable({ costs }: { costs: readonly WarmCost[] }) {
  return (
    // Wider than a narrow screen: it is scrolled by the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div className="bill-scroll" tabIndex={0}>
      <table className="tbl bill-table" aria-label="What keeping warm costs, by function">
        <thead>
          <tr>
            <th scope="col">Function</th>
            <th scope="col" className="num">
              Ping billed
            </th>
            <th scope="col" className="num">
              Pings
            </th>
            <th scope="col" className="num">
              Provisioned
            </th>
          </tr>
        </thead>
        <tbody>
          {costs.map(({ functionName, version, memoryMb, pingMs, measuredOf, pingUsd, heldUsd }) => (
            <tr key={functionName}>
              <th scope="row">
                {functionName} <span className="muted">v{version}</span>
              </th>
              <td
                className="num mono"
                title={measuredOf === 0 ? "No warm request ran: the least that is billed" : `Mean of ${measuredOf} warm requests`}
              >
                {Number(pingMs.toPrecision(3))} ms × {memoryMb} MB
                {measuredOf === 0 && " (least)"}
              </td>
              <td className="num mono">
                <Asked fact="keep-warm" align="end">
                  {formatUsd(pingUsd)}
                </Asked>
              </td>
              <td className="num mono">
                <Asked fact="provisioned" align="end">
                  {formatUsd(heldUsd)}
                </Asked>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
