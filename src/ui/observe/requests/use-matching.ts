/** The requests that are shown: those that pass the filter in the stretch of time that is chosen. */
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { MatchingRows } from "../../../metrics/query/matching-rows.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { useRowFilter } from "../use-run.ts";
import { matchingOf } from "./run-filter.ts";

export function useMatching(run: ObservedRun): MatchingRows {
  const filter = useRowFilter(run);
  const window = useColdstart((state) => state.observe.window);
  return matchingOf(run.history.rows, filter, window);
}
