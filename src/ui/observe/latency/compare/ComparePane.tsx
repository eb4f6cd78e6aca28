/** Two groups of requests: their cumulative curves over each other, their figures side by side, and what can be said of them. */
import { useMemo } from "react";
import type { ObservedRun } from "../../../../metrics/history/observed-run.ts";
import { type GroupFigures, groupFigures } from "../../../../metrics/latency/compare-groups.ts";
import { mergeCurves } from "../../../../metrics/latency/cumulative.ts";
import type { LatencyScale } from "../../../../metrics/latency/histogram.ts";
import { liveRun } from "../../../../store/shown-run.ts";
import { formatPercent } from "../../../shared/format.ts";
import { useColdstart } from "../../../shared/store-context.tsx";
import { useSlowly } from "../../../shared/useSlowly.ts";
import { ChartPane } from "../../charts/ChartPane.tsx";
import { fineMs } from "../../charts/fine-ms.ts";
import { useRowFilter } from "../../use-run.ts";
import { CurveLegend, ShareCurves } from "../ShareCurves.tsx";
import { usePacedRun } from "../use-latency.ts";
import { chooseGroup, useCompareState } from "./compare-state.ts";
import { compareSummary } from "./compare-words.ts";
import { FiguresTable } from "./FiguresTable.tsx";
import { GroupPicker } from "./GroupPicker.tsx";
import { choiceOfGroup, firstGroups, type Group, groupName } from "./groups.ts";

const COLUMNS = [
  { name: "Took at most", numeric: true },
  { name: "Of A", numeric: true },
  { name: "Of B", numeric: true },
];
/** Two curves together have no more points than the plot has pixels. */
const MOST_POINTS = 200;

export function ComparePane({ run: shown, scale }: { run: ObservedRun; scale: LatencyScale }) {
  const runs = useRuns();
  const { a: chosenA, b: chosenB, stretches } = useCompareState();
  const [firstA, firstB] = useMemo(() => firstGroups(shown, runs), [shown, runs]);
  const a = useGroup(chosenA ?? firstA, shown, runs);
  const b = useGroup(chosenB ?? firstB, shown, runs);
  const curves = [
    { name: `A ${a.name}`, className: "lat-a", curve: a.figures.curve },
    { name: `B ${b.name}`, className: "lat-b", dash: "6 4", curve: b.figures.curve },
  ];
  const table = () => mergeCurves(curves.map(({ curve }) => curve));
  const same = a.choiceKey === b.choiceKey;
  return (
    <section className="lat-compare" aria-label="Compare two groups">
      <div className="lat-groups">
        <h2>Compare</h2>
        <GroupPicker side="a" {...a} runs={runs} stretches={stretches} onChoose={(group) => chooseGroup("a", group)} />
        <GroupPicker side="b" {...b} runs={runs} stretches={stretches} onChoose={(group) => chooseGroup("b", group)} />
      </div>
      <div className="lat-versus">
        <ChartPane
          title="A and B"
          note={`share that took so long or less, ms ${scale}`}
          legend={<CurveLegend curves={curves} />}
          summary={same ? "A and B are the same requests. Choose another group for one of them." : summaryOf(a, b)}
          columns={COLUMNS}
          rows={() => table().map(({ ms, shares }) => [fineMs(ms), ...shares.map(formatPercent)])}
          data={() => table().map(({ ms, shares }) => [ms, ...shares])}
          empty={a.figures.requests + b.figures.requests === 0}
        >
          <ShareCurves title="A and B: share of requests by latency" curves={curves} scale={scale} />
        </ChartPane>
        <FiguresTable a={a} b={b} />
      </div>
    </section>
  );
}

export interface ComparedGroup {
  readonly group: Group;
  readonly run: ObservedRun;
  readonly name: string;
  readonly figures: GroupFigures;
}

function summaryOf(a: ComparedGroup, b: ComparedGroup): string {
  const words = compareSummary(a.figures, b.figures);
  if (a.run.origin === b.run.origin) return words;
  const [measured, modelled] = a.run.origin === "measured" ? ["A", "B"] : ["B", "A"];
  return `${words} ${measured} was measured here; ${modelled} is modelled, from times that were measured before.`;
}

/** Those that can be chosen, the one that goes on first. */
function useRuns(): readonly ObservedRun[] {
  const live = useSlowly(liveRun);
  const others = useColdstart((state) => state.observe.runs);
  return useMemo(() => (live ? [live, ...others] : others), [live, others]);
}

function useGroup(group: Group, shown: ObservedRun, runs: readonly ObservedRun[]) {
  // A run that was closed since is replaced by the one that is shown.
  const run = usePacedRun(runs.find(({ id }) => id === group.runId) ?? shown);
  const shared = useRowFilter(run);
  const shownWindow = useColdstart((state) => state.observe.window);
  // Another run has a time of its own.
  const window = run.id === shown.id ? shownWindow : undefined;
  const { rows } = run.history;
  const { by } = group;
  // The clock of a run goes on without anything to count anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const { filter, figures } = useMemo(() => {
    const choice = choiceOfGroup(by, run, shared, window);
    return { filter: choice.filter, figures: groupFigures(choice, MOST_POINTS) };
  }, [by, rows, shared, window]);
  const several = runs.length > 1;
  const name = several ? `${run.name}: ${groupName(by)}` : groupName(by);
  return { group, run, name, figures, problems: filter.problems, choiceKey: `${run.id} ${JSON.stringify(by)}` };
}
