/** How it is said that something asked cannot be done, where it is thrown: a stable code, what happened, what to do. */
import type { Problem } from "./results.ts";

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
