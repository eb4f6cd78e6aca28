/** The lines of the shown run that pass the filter, as wide as there is room for. */
import { useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { type LogList, LogLister } from "./log-list.ts";

export function useLogList(run: ObservedRun, width: number): LogList {
  const query = useColdstart((state) => state.observe.query);
  const window = useColdstart((state) => state.observe.window);
  const [lister] = useState(() => new LogLister());
  return lister.list(run.details, { query, window, startedAtMs: run.history.startedAtMs, width });
}
