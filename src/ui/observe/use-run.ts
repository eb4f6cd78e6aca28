/** What the views of Observe are about: the run that is shown, the filter as typed, and the stretch of time. */
import { useDeferredValue, useMemo } from "react";
import type { ObservedRun } from "../../metrics/history/observed-run.ts";
import type { RowFilter } from "../../metrics/query/row-filter.ts";
import { shownRun } from "../../store/shown-run.ts";
import type { TimeWindow } from "../../store/state.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { useSlowly } from "../shared/useSlowly.ts";
import { filterOf } from "./requests/run-filter.ts";

/**
 * Read anew a few times a second while it goes on; drawing all charts anew yields to what a person does meanwhile.
 * undefined until the code that keeps it has arrived.
 */
export function useRun(): ObservedRun | undefined {
  return useDeferredValue(useSlowly(shownRun));
}

/** The filter that is typed above, for this run. The same one back, in every view, until either changes. */
export function useRowFilter(run: ObservedRun): RowFilter {
  return filterOf(
    run,
    useColdstart((state) => state.observe.query),
  );
}

/** What is shown of the run's time: what was chosen, or all of it until now. */
export function useTimeWindow(run: ObservedRun): TimeWindow {
  const chosen = useColdstart((state) => state.observe.window);
  const { startedAtMs } = run.history;
  return useMemo(() => chosen ?? { fromMs: startedAtMs, toMs: Math.max(run.untilMs, startedAtMs + 1) }, [chosen, startedAtMs, run.untilMs]);
}
