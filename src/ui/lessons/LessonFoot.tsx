/** Looks at other steps, and the two that change the project: the solution, and the beginning again. */
import { useState } from "react";
import type { Lesson } from "../../lessons/lesson.ts";
import type { LessonIntents } from "../../store/intents.ts";
import type { LessonView } from "../../store/state.ts";
import { ConfirmDialog } from "../shared/ConfirmDialog.tsx";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";

interface LessonFootProps {
  lesson: Lesson;
  view: LessonView;
  intents: LessonIntents;
}

export function LessonFoot({ lesson: { steps }, view, intents }: LessonFootProps) {
  const hidesHints = useColdstart((state) => state.classroom?.hintsHidden === true);
  const [asks, setAsks] = useState<"solve" | "reset">();
  const [first, last] = [view.step === 0, view.step >= steps.length - 1];
  return (
    <footer className="lesson-foot">
      {/* Not disabled at an end: a button that is pressed would lose the focus. */}
      <button type="button" className="btn ghost" aria-disabled={first} onClick={() => intents.showStep(view.step - 1)}>
        <Icon name="chevron-left" size={14} />
        Back
      </button>
      <button type="button" className="btn ghost" aria-disabled={last} onClick={() => intents.showStep(view.step + 1)}>
        Next
        <Icon name="chevron-right" size={14} />
      </button>
      <span className="grow" />
      {!hidesHints && (
        <button type="button" className="btn ghost" onClick={() => setAsks("solve")}>
          Solve
        </button>
      )}
      <button type="button" className="btn ghost" onClick={() => setAsks("reset")}>
        Reset
      </button>
      {asks && <Confirm what={asks} intents={intents} onClose={() => setAsks(undefined)} />}
    </footer>
  );
}

const WORDS = {
  solve: {
    title: "Put the solution in?",
    text: "The lesson’s own files and settings take the place of yours. Nothing is ticked by it: run it and see. What you deployed stays in History.",
    action: "Solve",
  },
  reset: {
    title: "Begin this lesson again?",
    text: "It opens as it was in the beginning, with no step done. Your work of now stays in the list of projects.",
    action: "Reset",
  },
} as const;

function Confirm({ what, intents, onClose }: { what: "solve" | "reset"; intents: LessonIntents; onClose: () => void }) {
  const { title, text, action } = WORDS[what];
  return (
    <ConfirmDialog title={title} action={action} onClose={onClose} run={what === "solve" ? intents.solveLesson : intents.resetLesson}>
      <p>{text}</p>
    </ConfirmDialog>
  );
}
