/** What a function's module scope and handler took lately, for the editor's margin. Measured, over the kept invocations. */
import type { InvocationView } from "../platform/results.ts";
import { deriveFor } from "./derive.ts";
import type { State } from "./state.ts";

export interface HandlerTimes {
  /** The last init; undefined before the first. */
  readonly lastInitMs: number | undefined;
  /** The median of the newest runs; undefined before the first. */
  readonly runP50Ms: number | undefined;
}

/** Enough for a steady median, few enough to be sorted with every report. */
const NEWEST_RUNS = 200;

export const handlerTimes: (state: State, functionName?: string) => HandlerTimes = deriveFor(
  (state: State, functionName) => [state.invocations, functionName ?? state.activeFunction],
  (invocations: readonly InvocationView[], functionName: string | undefined) => {
    const runs: number[] = [];
    let lastInitMs: number | undefined;
    for (let at = invocations.length - 1; at >= 0 && (runs.length < NEWEST_RUNS || lastInitMs === undefined); at -= 1) {
      const view = invocations[at];
      if (!view || view.functionName !== functionName) continue;
      if (view.status === "ok" && runs.length < NEWEST_RUNS) runs.push(view.durationMs);
      if (view.coldStart && view.initMs > 0) lastInitMs ??= view.initMs;
    }
    return { lastInitMs, runP50Ms: runs.sort((a, b) => a - b)[Math.floor((runs.length - 1) / 2)] };
  },
);
