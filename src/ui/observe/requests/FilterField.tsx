import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";

/** The filter of every view: "function:resize status:error cold:true duration:>200". */
export function FilterField(_: { run: ObservedRun }) {
  const query = useColdstart((state) => state.observe.query);
  const { observe } = useIntents();
  return (
    <input
      type="search"
      aria-label="Filter requests"
      className="obs-filter mono"
      placeholder="function:resize status:error duration:>200"
      value={query}
      onChange={(event) => observe({ query: event.target.value })}
    />
  );
}
