/** Parts that have moments of their own: which comes first, and carrying out what is due. */

export interface Timed {
  nextDueMs(): number | undefined;
  /** Carries out what is due now. */
  runDue(): void;
}

export function earliestDueMs(parts: Iterable<Pick<Timed, "nextDueMs">>): number | undefined {
  let earliestMs: number | undefined;
  for (const part of parts) {
    const dueMs = part.nextDueMs();
    if (dueMs !== undefined && (earliestMs === undefined || dueMs < earliestMs)) earliestMs = dueMs;
  }
  return earliestMs;
}

export function runDueOf(parts: Iterable<Timed>, nowMs: number): void {
  for (const part of [...parts]) if ((part.nextDueMs() ?? Number.POSITIVE_INFINITY) <= nowMs) part.runDue();
}
