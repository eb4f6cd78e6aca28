/** What of a lesson is new to who cannot see it: told by what was known before. Pure. */
import type { Lesson } from "../../lessons/lesson.ts";
import { currentStepOf } from "../../store/lessons/current-step.ts";
import type { LessonView } from "../../store/state.ts";

export interface Known {
  readonly lesson: string | undefined;
  /** By the step's id: its state and, where it is wrong, what was said of it. */
  readonly steps: Readonly<Record<string, string>>;
}

export const UNKNOWN: Known = { lesson: undefined, steps: {} };

export function newsOf(before: Known, { id, title, steps }: Lesson, view: LessonView): { readonly known: Known; readonly said: string } {
  const now = Object.fromEntries(
    steps.map((step) => {
      const { state = "waiting", said = "" } = view.steps[step.id] ?? {};
      return [step.id, state === "wrong" ? `wrong ${said}` : state];
    }),
  );
  const known = { lesson: id, steps: now };
  if (before.lesson !== id) return { known, said: `Lesson ${title}, ${steps.length} steps.` };
  const changed = steps.filter((step) => before.steps[step.id] !== now[step.id]);
  const said = changed.flatMap((step) => {
    const { state, said: words = "" } = view.steps[step.id] ?? {};
    if (state === "done") return [`Step done: ${step.title}. ${words}`];
    return state === "wrong" ? [words] : [];
  });
  if (!changed.some((step) => now[step.id] === "done")) return { known, said: said.join(" ") };
  const next = currentStepOf(steps, view);
  return { known, said: [...said, next ? `Next: ${next.title}.` : "The lesson is done."].join(" ") };
}
