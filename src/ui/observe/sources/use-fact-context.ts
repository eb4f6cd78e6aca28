/** What the numbers on the screen depend on: the shown run's profile and settings, and whether it was measured. */
import { derive } from "../../../store/derive.ts";
import { profileOf } from "../../../store/selectors.ts";
import { shownRun } from "../../../store/shown-run.ts";
import type { State } from "../../../store/state.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import type { FactContext } from "./number-facts.ts";

const contextOf = derive(
  (state: State) => {
    const run = shownRun(state);
    return [run?.profile ?? profileOf(state), run?.settings ?? state.settings, run?.origin ?? "measured"] as const;
  },
  (profile, settings, origin): FactContext => ({ profile, settings, origin }),
);

/** The same one until another run is shown or its settings change. */
export function useFactContext(): FactContext {
  return useColdstart(contextOf);
}
