/** How the store says that something asked cannot be done: a stable code, what happened, what to do. */
import type { Problem } from "../platform/results.ts";
import { isRecord, type Parsed } from "../platform/triggers/parsed.ts";

export class ProblemError extends Error implements Problem {
  readonly code: string;
  readonly remedy: string;

  constructor({ code, message, remedy }: Problem) {
    super(message);
    this.name = "ProblemError";
    this.code = code;
    this.remedy = remedy;
  }
}

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
