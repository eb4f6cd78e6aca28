/** Parts that have moments of their own: which comes first, and carrying out what is due. */

export interface Timed {
  /** The next moment `runDue` would change something. */
  nextDueMs(): number | undefined;
  /** Carries out what is due now. Afterwards `nextDueMs()` is later than now. */
  runDue(): void;
}

/** The first of them in time; of those at one moment, the one that stands first. */
export function earliestOf<Part extends Pick<Timed, "nextDueMs">>(
  parts: Iterable<Part>,
): { readonly part: Part; readonly dueMs: number } | undefined {
  let earliest: { readonly part: Part; readonly dueMs: number } | undefined;
  for (const part of parts) {
    const dueMs = part.nextDueMs();
    if (dueMs !== undefined && (earliest === undefined || dueMs < earliest.dueMs)) earliest = { part, dueMs };
  }
  return earliest;
}

export function earliestDueMs(parts: Iterable<Pick<Timed, "nextDueMs">>): number | undefined {
  return earliestOf(parts)?.dueMs;
}

export function runDueOf(parts: Iterable<Timed>, nowMs: number): void {
  for (const part of [...parts]) if ((part.nextDueMs() ?? Number.POSITIVE_INFINITY) <= nowMs) part.runDue();
}
