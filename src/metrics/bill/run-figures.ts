/** The figures of a run at a glance, of all of it or of what a filter and a stretch of time leave. Latency has its own. */
import type { BilledSums } from "../history/run-history.ts";
import type { Billed, BilledDefinition } from "./billed-of.ts";

export interface RunFigures {
  readonly requests: number;
  readonly errors: number;
  readonly throttles: number;
  readonly coldStarts: number;
  /** Among the requests that ran, 0 to 1; undefined before the first. */
  readonly coldShare: number | undefined;
  readonly billed: BilledSums;
}

export function figuresOf({ definitions, billed }: Billed): RunFigures {
  const sum = (of: (definition: BilledDefinition) => number): number => definitions.reduce((total, each) => total + of(each), 0);
  const requests = sum((each) => each.requests);
  const throttles = sum((each) => each.throttles);
  const coldStarts = sum((each) => each.coldStarts);
  return {
    requests,
    errors: sum((each) => each.errors),
    throttles,
    coldStarts,
    coldShare: requests === throttles ? undefined : coldStarts / (requests - throttles),
    billed,
  };
}
