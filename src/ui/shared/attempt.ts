/** Runs an intent that may throw a Problem, and says it to the person instead of losing it in the console. */
import { useCallback } from "react";
import { asProblem } from "../../store/problem.ts";
import { useIntents } from "./store-context.tsx";

export type Attempt = (action: () => unknown) => void;

/** Promises that reject count too. */
export function useAttempt(): Attempt {
  const { notify } = useIntents();
  return useCallback(
    (action) => {
      const say = (reason: unknown) => {
        const { message, remedy } = asProblem(reason);
        notify("error", message, remedy);
      };
      try {
        const result = action();
        if (result instanceof Promise) result.catch(say);
      } catch (reason) {
        say(reason);
      }
    },
    [notify],
  );
}

/** The same for a field that says itself what is wrong: the words, or undefined when the action was taken. */
export function problemWords(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (reason) {
    const { message, remedy } = asProblem(reason);
    return `${message} ${remedy}`;
  }
}
