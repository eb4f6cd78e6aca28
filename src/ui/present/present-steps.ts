/** The steps of the presenter's mode in their order, and which a key leads to. */
import type { PresenterStep } from "../../store/state.ts";

export interface StepName {
  readonly step: PresenterStep;
  readonly name: string;
}

export const STEPS: readonly StepName[] = [
  { step: "containers", name: "Containers" },
  { step: "code", name: "Code" },
  { step: "timeline", name: "Timeline" },
  { step: "latency", name: "Latency" },
  { step: "bill", name: "Bill" },
  { step: "request", name: "Request" },
  { step: "why", name: "Why" },
];

const WITH_LESSON: readonly StepName[] = [{ step: "lesson", name: "Lesson" }, ...STEPS];

export function stepsFor(lessonIsOpen: boolean): readonly StepName[] {
  return lessonIsOpen ? WITH_LESSON : STEPS;
}

/** The first where it is none of them: a lesson that was closed has no step any more. */
export function placeOf(step: PresenterStep, steps = STEPS): number {
  return Math.max(
    0,
    steps.findIndex((each) => each.step === step),
  );
}

/** undefined before the first and after the last. */
export function stepBeside(step: PresenterStep, by: 1 | -1, steps = STEPS): PresenterStep | undefined {
  return steps[placeOf(step, steps) + by]?.step;
}

const MOVES: Readonly<Record<string, 1 | -1>> = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1 };

/** A remote control sends the page keys, and they always step; the others only where they mean nothing of their own. */
export function stepOfKey(key: string, step: PresenterStep, taken: boolean, steps = STEPS): PresenterStep | undefined {
  if (taken && key !== "PageDown" && key !== "PageUp") return undefined;
  if (key === "Home") return steps[0]?.step;
  if (key === "End") return steps.at(-1)?.step;
  const by = MOVES[key];
  return by && stepBeside(step, by, steps);
}
