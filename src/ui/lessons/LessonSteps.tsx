/** The lesson's title, how far it is, and its steps in order; the shown one is open. */
import { useEffect, useRef } from "react";
import type { Lesson } from "../../lessons/lesson.ts";
import type { LessonIntents } from "../../store/intents.ts";
import { currentStepOf } from "../../store/lessons/current-step.ts";
import type { LessonView } from "../../store/state.ts";
import { LessonEnd } from "./LessonEnd.tsx";
import { LessonText } from "./LessonText.tsx";
import { StepRow } from "./StepRow.tsx";

interface LessonStepsProps {
  lesson: Lesson;
  view: LessonView;
  intents: LessonIntents;
  onShowMe: () => void;
}

export function LessonSteps({ lesson, view, intents, onShowMe }: LessonStepsProps) {
  const { number, title, minutes, intro, steps } = lesson;
  const isDone = (id: string) => view.steps[id]?.state === "done";
  const done = steps.filter(({ id }) => isDone(id)).length;
  const current = currentStepOf(steps, view);
  const scroller = useShownInView(view.step, done);
  return (
    <div className="lesson-scroll" ref={scroller}>
      <div className="lesson-title">
        <p className="lesson-place">
          Lesson {number}, {minutes} min <span className="grow" /> {done} of {steps.length} done
        </p>
        {/* The words above say the same. */}
        <div className="lesson-bar" aria-hidden="true">
          {steps.map(({ id }) => (
            <i key={id} className={isDone(id) ? "done" : undefined} />
          ))}
        </div>
        <h2>{title}</h2>
      </div>
      {view.step === 0 && (
        <div className="lesson-text lesson-intro">
          <LessonText blocks={intro} />
        </div>
      )}
      <ol className="lesson-steps">
        {steps.map((step, place) => (
          <StepRow
            key={step.id}
            step={step}
            view={view.steps[step.id]}
            isCurrent={step === current}
            isShown={place === view.step}
            intents={intents}
            onShow={() => intents.showStep(place)}
            onShowMe={onShowMe}
          />
        ))}
      </ol>
      {!current && <LessonEnd lesson={lesson} />}
    </div>
  );
}

/** Scrolls only the dock, and only as far as is needed: what the person looks at elsewhere stays. */
function useShownInView(step: number, done: number) {
  const scroller = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each step that is shown or done
  useEffect(() => {
    const box = scroller.current;
    const row = box?.querySelector<HTMLElement>(".lesson-step[data-shown]");
    if (!box || !row) return;
    const top = row.offsetTop - box.offsetTop;
    const above = top < box.scrollTop;
    const below = top + Math.min(row.offsetHeight, box.clientHeight) > box.scrollTop + box.clientHeight;
    // The one that was just done stays in sight above.
    const before = row.previousElementSibling instanceof HTMLElement ? row.previousElementSibling.offsetHeight : 0;
    if (above || below) box.scrollTop = Math.max(0, top - Math.min(before, box.clientHeight / 3));
  }, [step, done]);
  return scroller;
}
