/** What is shown of which run: the run, the filter, the stretch of time, and what can be done with all of it. */
import type { ObservedRun } from "../../metrics/history/observed-run.ts";
import { LIVE } from "../../store/shown-run.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { RunActions } from "./replay/RunActions.tsx";
import { FilterField } from "./requests/FilterField.tsx";
import { SourcesButton } from "./sources/SourcesButton.tsx";

export function ObserveBar({ run }: { run: ObservedRun }) {
  return (
    <div className="obs-bar">
      <FilterField run={run} />
      <WindowReset />
      <RunChoice shown={run.id} />
      <SourcesButton />
      <RunActions run={run} />
    </div>
  );
}

function WindowReset() {
  const zoomed = useColdstart((state) => state.observe.window !== undefined);
  const { observe } = useIntents();
  if (!zoomed) return null;
  return (
    <button type="button" className="btn ghost" onClick={() => observe({ window: undefined })}>
      Whole run
    </button>
  );
}

function RunChoice({ shown }: { shown: string }) {
  const runs = useColdstart((state) => state.observe.runs);
  const { observe } = useIntents();
  if (runs.length === 0) return null;
  return (
    <select
      aria-label="Run"
      className="obs-run"
      value={shown}
      onChange={(event) => observe({ runId: event.target.value, window: undefined })}
    >
      <option value={LIVE}>Live</option>
      {runs.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
