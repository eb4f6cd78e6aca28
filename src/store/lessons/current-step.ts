/** Which step is asked for: the first that is not done. One whose check failed is passed over, as nobody could do it. */
import type { LessonStep } from "../../lessons/lesson.ts";
import type { LessonView } from "../state.ts";

/** undefined: all are done. */
export function currentStepOf(steps: readonly LessonStep[], view: LessonView): LessonStep | undefined {
  return steps.find(({ id }) => view.steps[id]?.state !== "done" && view.steps[id]?.fault === undefined);
}
