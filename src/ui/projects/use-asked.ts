/** What was asked of the shelf last: whether it is under way, and why it came to nothing. */
import { useState } from "react";
import type { Problem } from "../../platform/results.ts";
import { asProblem } from "../../store/problem.ts";

export interface Asked {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** Resolves with whether it was done. */
  ask(work: () => Promise<unknown>): Promise<boolean>;
}

export function useAsked(): Asked {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  return {
    busy,
    problem,
    async ask(work) {
      setBusy(true);
      setProblem(undefined);
      try {
        await work();
        return true;
      } catch (reason) {
        setProblem(asProblem(reason));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
