/** What every rejected promise carries: a stable code, what happened, what to do. */
export class ProblemError extends Error {
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string) {
    super(message);
    this.name = "ProblemError";
    this.code = code;
    this.remedy = remedy;
  }
}
