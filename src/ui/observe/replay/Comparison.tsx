/**
 * Two runs of the same arrivals beside each other: what the change did in a sentence, counts, the bill item by item,
 * latency curves over each other, and two timelines on one axis of time. Filter and stretch are those of every view.
 */
import { useMemo } from "react";
import { movedTo } from "../../../metrics/history/moved-run.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { mergeCurves } from "../../../metrics/latency/cumulative.ts";
import { type RunSide, runSide } from "../../../metrics/replay/compare-runs.ts";
import { LIVE } from "../../../store/shown-run.ts";
import { SelectField } from "../../explorer/SelectField.tsx";
import { formatMs, formatPercent } from "../../shared/format.ts";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { ChartPane } from "../charts/ChartPane.tsx";
import { fineMs } from "../charts/fine-ms.ts";
import { CurveLegend, type ShareCurve, ShareCurves } from "../latency/ShareCurves.tsx";
import { usePacedRun } from "../latency/use-latency.ts";
import { TimelinePane } from "../timeline/TimelinePane.tsx";
import { useRowFilter } from "../use-run.ts";
import { BillTable } from "./BillTable.tsx";
import { CountTable } from "./CountTable.tsx";
import { comparisonSentence } from "./compare-words.ts";

/** More than the plot has pixels between its marks. */
const MOST_POINTS = 150;
const CURVE_COLUMNS = [
  { name: "Took at most", numeric: true },
  { name: "Before", numeric: true },
  { name: "After", numeric: true },
];

export function Comparison(latest: { before: ObservedRun; after: ObservedRun }) {
  const before = usePacedRun(latest.before);
  const after = usePacedRun(latest.after);
  const aligned = useMemo(() => movedTo(before, after.history.startedAtMs), [before, after.history.startedAtMs]);
  const first = useSide(aligned);
  const second = useSide(after);
  const movedMs = after.history.startedAtMs - before.history.startedAtMs;
  const endMs = Math.max(aligned.untilMs, after.untilMs);
  return (
    <div className="rp-compare">
      <Sides before={before} after={after} />
      <p className="rp-sentence">{comparisonSentence({ before: first, after: second }, { before: before.name, after: after.name })}</p>
      <div className="rp-figures">
        <CountTable before={first} after={second} />
        <BillTable before={first} after={second} />
        <Curves before={first} after={second} />
      </div>
      <TimelinePane run={aligned} title="Before" axisEndMs={endMs} />
      {movedMs !== 0 && (
        <p className="field-hint rp-moved">
          Before is drawn {formatMs(Math.abs(movedMs))} {movedMs > 0 ? "later" : "earlier"} than it was, so that both begin at the same
          place.
        </p>
      )}
      <TimelinePane run={after} title="After" axisEndMs={endMs} />
    </div>
  );
}

function useSide(run: ObservedRun): RunSide {
  const filter = useRowFilter(run);
  const window = useColdstart((state) => state.observe.window);
  return useMemo(() => runSide(run, { filter, window }, MOST_POINTS), [run, filter, window]);
}

/** Which two: either can be another. */
function Sides({ before, after }: { before: ObservedRun; after: ObservedRun }) {
  const runs = useColdstart((state) => state.observe.runs);
  const { observe } = useIntents();
  const options = [{ value: LIVE, label: "Live" }, ...runs.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <div className="rp-sides">
      <Side name="Before" run={before} options={options} onChange={(besideRunId) => observe({ besideRunId })} />
      <Side name="After" run={after} options={options} onChange={(runId) => observe({ runId, window: undefined })} />
      <button type="button" className="btn ghost" onClick={() => observe({ runId: before.id, besideRunId: after.id, window: undefined })}>
        Swap
      </button>
    </div>
  );
}

interface SideProps {
  readonly name: string;
  readonly run: ObservedRun;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (id: string) => void;
}

function Side({ name, run, options, onChange }: SideProps) {
  return (
    <div className="rp-side">
      <SelectField label={name} value={run.id} options={options} onChange={onChange} />
      <span className={run.origin}>{run.origin}</span>
    </div>
  );
}

function Curves({ before, after }: { before: RunSide; after: RunSide }) {
  const curves = useMemo(
    (): readonly ShareCurve[] => [
      { name: "before", className: "lat-b", dash: "6 4", curve: before.latency.curve },
      { name: "after", className: "lat-a", curve: after.latency.curve },
    ],
    [before, after],
  );
  const table = () => mergeCurves(curves.map(({ curve }) => curve));
  const [p95, next] = [before.latency.quantiles?.p95.ms, after.latency.quantiles?.p95.ms];
  return (
    <ChartPane
      title="Latency"
      note="ms, log"
      legend={<CurveLegend curves={curves} />}
      summary={
        next === undefined
          ? "Nothing ran."
          : `Of 20 requests, 19 took ${fineMs(next)} or less; before, ${p95 === undefined ? "none ran" : fineMs(p95)}.`
      }
      columns={CURVE_COLUMNS}
      rows={() => table().map(({ ms, shares }) => [fineMs(ms), ...shares.map(formatPercent)])}
      data={() => table().map(({ ms, shares }) => [ms, ...shares])}
      empty={before.latency.requests + after.latency.requests === 0}
    >
      <ShareCurves title="Share of requests by latency, before and after" curves={curves} scale="log" />
    </ChartPane>
  );
}
