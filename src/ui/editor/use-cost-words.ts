/** The words over the two kinds of lines: when they are paid, and what they took. */
import { useMemo } from "react";
import { handlerTimes } from "../../store/handler-times.ts";
import { formatMs } from "../shared/format.ts";
import { useColdstart } from "../shared/store-context.tsx";

export interface CostWords {
  readonly init: string;
  readonly run: string;
}

/** The same object while the words are the same: under load the times change with every frame, what is written seldom. */
export function useCostWords(functionName: string | undefined): CostWords {
  const lastInit = useColdstart((state) => written(handlerTimes(state, functionName).lastInitMs));
  const runP50 = useColdstart((state) => written(handlerTimes(state, functionName).runP50Ms));
  return useMemo(
    () => ({
      init: lastInit === undefined ? "once per container" : `once per container, ${lastInit} last time`,
      run: runP50 === undefined ? "every request" : `every request, ${runP50} at p50`,
    }),
    [lastInit, runP50],
  );
}

function written(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : formatMs(ms);
}
