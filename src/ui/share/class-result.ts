/** What a learner sends back: their name as typed, the steps that are done, the figures of their run. */
import { vitals } from "../../store/selectors.ts";
import type { ClassResult, Setup, State } from "../../store/state.ts";

export function classResultOf(state: State, from: string, note: string): ClassResult {
  const { requests, errors, p95Ms, billedMbMs, costUsd } = vitals(state);
  const { lesson, platform } = state;
  return {
    from: from.trim(),
    ...(note.trim() === "" ? {} : { note: note.trim() }),
    ...(lesson ? { lesson: { id: lesson.id, stepsDone: doneOf(lesson) } } : {}),
    figures: {
      ...{ requests, coldStarts: platform.totals.coldStarts, errors, billedMbMs, costUsd },
      ...(p95Ms === undefined ? {} : { p95Ms }),
    },
  };
}

/** For the leader, whose set-up it was: nothing is locked, and nothing is asked for again. */
export function resultSetup({ classroom, ...setup }: Setup): Setup {
  return classroom ? { ...setup, classroom: { ...classroom, lockedFiles: [], asksForResult: false } } : setup;
}

function doneOf({ steps }: NonNullable<State["lesson"]>): readonly string[] {
  return Object.entries(steps).flatMap(([id, { state }]) => (state === "done" ? [id] : []));
}
