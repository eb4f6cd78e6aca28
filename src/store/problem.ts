/** How the store says that something asked cannot be done: a stable code, what happened, what to do. */
import { ProblemError } from "../platform/problem-error.ts";
import type { Problem } from "../platform/results.ts";
import { isRecord, type Parsed } from "../platform/triggers/parsed.ts";

export { ProblemError };

export function valueOrThrow<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  throw new ProblemError(parsed);
}

/** Whatever was thrown; errors of other rooms carry the same three texts. */
export function asProblem(reason: unknown): Problem {
  if ((isRecord(reason) || reason instanceof Error) && "code" in reason && "remedy" in reason) {
    const { code, message, remedy } = reason;
    if (typeof code === "string" && typeof message === "string" && typeof remedy === "string") return { code, message, remedy };
  }
  const message = reason instanceof Error ? reason.message : String(reason);
  return { code: "unexpected", message, remedy: "Try again. If it stays, reload the page: the work is saved." };
}
