/**
 * The figures of the run that is shown, each with what it is of; every one can be asked where it is from. They obey the
 * filter and the stretch of time, and say so.
 */
import { type ReactNode, useMemo } from "react";
import { isWhole } from "../../metrics/bill/billed-of.ts";
import { figuresOf, type RunFigures } from "../../metrics/bill/run-figures.ts";
import { serverUsd } from "../../metrics/bill/server-price.ts";
import type { ObservedRun } from "../../metrics/history/observed-run.ts";
import { costUsd } from "../../platform/billing.ts";
import { formatCount } from "../shared/counted.ts";
import { formatGbSeconds, formatMs, formatPercent, formatUsd } from "../shared/format.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { scopeWords, useBilled, useBillScope, useHeldMbMs, useServerPrice } from "./bill/use-bill.ts";
import { fineMs } from "./charts/fine-ms.ts";
import { latencyFigures, useRowChoice } from "./latency/use-latency.ts";
import { Asked } from "./sources/Asked.tsx";
import type { FactId } from "./sources/number-facts.ts";
import { useUntilMs } from "./use-live.ts";

interface Figure {
  readonly name: string;
  readonly fact: FactId;
  readonly value: string;
  readonly unit?: string;
  readonly foot: ReactNode;
}

export function VitalsRow({ run }: { run: ObservedRun }) {
  const { history, profile, origin } = run;
  const scope = useBillScope(run);
  const billed = useBilled(run, scope);
  const figures = useMemo(() => figuresOf(billed), [billed]);
  const choice = useRowChoice(run);
  // Of all of the run they are kept as it goes on; of a part they are counted, as the charts of latency do.
  const latency: Latency = isWhole(scope) ? { ...history, fact: "percentile-error" } : { ...latencyFigures(choice), fact: "percentile" };
  const untilMs = useUntilMs(run);
  const freeTier = useColdstart((state) => state.bill.freeTier);
  const server = useServerPrice(run);
  const heldMbMs = useHeldMbMs(run, scope, untilMs);
  const elapsedMs = scope.window ? scope.window.toMs - scope.window.fromMs : Math.max(0, untilMs - history.startedAtMs);
  const money = {
    functionsUsd: costUsd({ ...figures.billed, heldMbMs }, profile, { freeTier }),
    serverUsd: server && serverUsd(server, elapsedMs, figures.billed.requests),
    serverName: server ? `${server.server.id}${server.balanced ? " + balancer" : ""}` : "",
  };
  const words = scopeWords(scope, billed.partial);
  return (
    <dl className="vitals" title={`Figures ${words}`}>
      {listOf(figures, { ...latency, origin }, money, `in ${formatMs(elapsedMs)}${scope.filter.isAll ? "" : ", filtered"}`).map(
        ({ name, fact, value, unit, foot }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="value">
              <Asked fact={fact}>{value}</Asked> {unit && <span>{unit}</span>}
            </dd>
            <dd className="foot">{foot}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

interface Latency {
  readonly fact: FactId;
  readonly p50Ms: number | undefined;
  readonly p95Ms: number | undefined;
  readonly p99Ms: number | undefined;
}

interface Clocked extends Latency {
  readonly origin: ObservedRun["origin"];
}

interface Money {
  readonly functionsUsd: number;
  readonly serverUsd: number | undefined;
  readonly serverName: string;
}

function listOf(
  v: RunFigures,
  { p50Ms, p95Ms, p99Ms, fact, origin }: Clocked,
  { functionsUsd, serverUsd, serverName }: Money,
  during: string,
): readonly Figure[] {
  const [gbSeconds = "", unit = ""] = parted(formatGbSeconds(v.billed.billedMbMs));
  return [
    { name: "Requests", fact: "requests", value: formatCount(v.requests), foot: during },
    { name: "Cold starts", fact: "cold-starts", value: formatCount(v.coldStarts), ...percent(v.coldShare), foot: "of those that ran" },
    { name: "Latency p50", fact, value: fineMs(p50Ms), foot: origin },
    { name: "p95", fact, value: fineMs(p95Ms), foot: origin },
    { name: "p99", fact, value: fineMs(p99Ms), foot: origin },
    { name: "Errors", fact: "errors", value: formatCount(v.errors), foot: `${formatCount(v.throttles)} throttled` },
    { name: "Billed", fact: "billed", value: gbSeconds, unit, foot: `${formatMs(v.billed.billedMs)}, in whole ms` },
    { name: "Cost", fact: "cost", value: formatUsd(functionsUsd), foot: <span className="modelled">modelled</span> },
    { name: "Server", fact: "server", value: formatUsd(serverUsd), foot: <span className="modelled">{serverName}</span> },
  ];
}

function percent(share: number | undefined): { readonly unit?: string } {
  return share === undefined ? {} : { unit: formatPercent(share) };
}

function parted(amount: string): readonly string[] {
  const at = amount.indexOf(" ");
  return [amount.slice(0, at), amount.slice(at + 1)];
}
