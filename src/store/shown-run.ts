/** The run that Observe shows: the one that goes on, or one that was replayed, imported or opened. */
import type { ObservedRun } from "../metrics/history/observed-run.ts";
import type { RunHistory } from "../metrics/history/run-history.ts";
import type { PlatformSettings } from "../platform/function-config.ts";
import type { ProviderProfile } from "../platform/profiles/provider-profile.ts";
import type { InvocationView } from "../platform/results.ts";
import { derive } from "./derive.ts";
import { profileOf } from "./profile-of.ts";
import type { State } from "./state.ts";

export const LIVE = "live";

/** undefined until the code that keeps it has arrived. */
export const liveRun: (state: State) => ObservedRun | undefined = derive(
  (state: State) => [state.run, state.invocations, state.platform.clock.nowMs, profileOf(state), state.settings],
  (
    history: RunHistory | undefined,
    details: readonly InvocationView[],
    untilMs: number,
    profile: ProviderProfile,
    settings: PlatformSettings,
  ) => history && { id: LIVE, name: "Live", origin: "measured" as const, history, details, untilMs, profile, settings },
);

export function runById(state: State, id: string | undefined): ObservedRun | undefined {
  return id === LIVE ? liveRun(state) : state.observe.runs.find((run) => run.id === id);
}

export function shownRun(state: State): ObservedRun | undefined {
  return runById(state, state.observe.runId) ?? liveRun(state);
}
