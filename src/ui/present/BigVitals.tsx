/** The six figures of the strip below. What is modelled is underlined with dots, as everywhere. */
import { useMemo } from "react";
import { type Vitals, vitals } from "../../store/selectors.ts";
import { liveRun } from "../../store/shown-run.ts";
import { fineMs } from "../observe/charts/fine-ms.ts";
import { latencyFigures } from "../observe/latency/use-latency.ts";
import { filterOf } from "../observe/requests/run-filter.ts";
import { formatGbSeconds, formatPercent, formatUsd } from "../shared/format.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { useSlowly } from "../shared/useSlowly.ts";

const NAMES: readonly {
  readonly name: string;
  readonly title: string;
  readonly read: (all: Vitals) => string;
  readonly modelled?: true;
}[] = [
  { name: "Cold", title: "Cold starts among the requests that ran", read: ({ coldShare }) => formatPercent(coldShare) },
  { name: "p50", title: "Half of the requests were faster", read: ({ p50Ms }) => fineMs(p50Ms) },
  { name: "p99", title: "99 of 100 requests were faster", read: ({ p99Ms }) => fineMs(p99Ms) },
  { name: "Billed", title: "Memory times billed time", read: ({ billedMbMs }) => formatGbSeconds(billedMbMs) },
  {
    name: "Cost",
    title: "Billed quantities at the provider’s prices, modelled",
    read: ({ costUsd }) => formatUsd(costUsd),
    modelled: true,
  },
];

export function BigVitals() {
  const busy = useColdstart(({ platform }) => platform.containers.filter(({ phase }) => phase === "busy").length);
  const all = useAsCharted(useSlowly(vitals));
  return (
    <footer className="pres-vitals">
      <dl aria-label="Vital signs">
        <div title="Containers that run a request now">
          <dt>Busy</dt>
          <dd>{busy}</dd>
        </div>
        {NAMES.map(({ name, title, read, modelled }) => (
          <div key={name} title={title}>
            <dt>{name}</dt>
            <dd className={modelled ? "modelled" : undefined}>{read(all)}</dd>
          </div>
        ))}
      </dl>
    </footer>
  );
}

/** A pass over more rows would not be free. */
const COUNTED_ROWS = 200_000;

/** What is kept as the run goes on is off by up to 1 %: beside a chart that counts each request it would be a second truth. */
function useAsCharted(kept: Vitals): Vitals {
  const run = useSlowly(liveRun);
  const whole = useColdstart(({ observe }) => observe.query.trim() === "" && observe.window === undefined);
  return useMemo(() => {
    const rows = run?.history.rows;
    if (!run || !rows || !whole || rows.firstSeq > 0 || rows.endSeq > COUNTED_ROWS) return kept;
    const choice = { rows, filter: filterOf(run, ""), fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
    const { p50Ms, p95Ms, p99Ms } = latencyFigures(choice);
    return { ...kept, p50Ms, p95Ms, p99Ms };
  }, [run, whole, kept]);
}
