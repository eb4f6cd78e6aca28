/** What the page around a frame is told as it happens: each invocation that ended, and each step of a lesson that changed. */
import type { StoreApi } from "zustand/vanilla";
import type { InvocationView } from "../../platform/results.ts";
import type { Coldstart } from "../../store/intents.ts";
import type { LessonView } from "../../store/state.ts";

export interface TellOptions {
  readonly tell: (event: string, detail: unknown) => void;
  /** As `coldstart.invocations()` lists it. */
  readonly asListed: (view: InvocationView) => unknown;
}

/** Of thousands in a moment, the newest: the others are counted. */
const MOST_AT_ONCE = 100;

export function tellEvents(store: StoreApi<Coldstart>, { tell, asListed }: TellOptions): () => void {
  return store.subscribe((state, before) => {
    if (state.invocations !== before.invocations) {
      const ended = newOf(state, before);
      const told = ended.slice(-MOST_AT_ONCE);
      if (told.length < ended.length) tell("invocations-left-out", { count: ended.length - told.length });
      for (const view of told) tell("invocation", asListed(view));
    }
    if (state.lesson !== before.lesson) {
      for (const step of changedSteps(state.lesson, before.lesson)) tell("lesson-step", { lesson: state.lesson?.id, ...step });
    }
  });
}

/** After a reset there are fewer than before, and all of them are new. */
function newOf({ invocations, invocationsDropped }: Coldstart, before: Coldstart): readonly InvocationView[] {
  const count = invocationsDropped + invocations.length - (before.invocationsDropped + before.invocations.length);
  if (count === 0) return [];
  return count < 0 || count > invocations.length ? invocations : invocations.slice(-count);
}

interface StepChange {
  readonly step: string;
  readonly state: string;
  readonly said?: string;
}

function changedSteps(now: LessonView | undefined, before: LessonView | undefined): readonly StepChange[] {
  const known = before?.id === now?.id ? before?.steps : undefined;
  return Object.entries(now?.steps ?? {}).flatMap(([step, { state, said }]) =>
    known?.[step]?.state === state && known[step]?.said === said ? [] : [{ step, state, ...(said === undefined ? {} : { said }) }],
  );
}
