/** The lesson's shown step in large type, with what was seen of it: for a room that follows. Alt Page Down and Alt Page Up step. */
import { LessonText } from "../lessons/LessonText.tsx";
import { StepTimer } from "../lessons/StepTimer.tsx";
import { useLesson } from "../lessons/use-lesson.ts";
import { Icon } from "../shared/Icon.tsx";
import "../lessons/lesson-dock.css";
import "./lesson-slide.css";

export function LessonSlide() {
  const shown = useLesson();
  if (shown.state === "loading") return <p className="pres-none">The lesson is loading.</p>;
  if (shown.state !== "here") return <p className="pres-none">This lesson is not here.</p>;
  const { lesson, view, intents } = shown;
  const step = lesson.steps[view.step];
  if (!step) return null;
  const { state, said, guess, truth, why } = view.steps[step.id] ?? {};
  return (
    <div className="pres-lesson">
      <section aria-label="The step">
        <p className="pres-lesson-place">
          Lesson {lesson.number}: {lesson.title}
        </p>
        <h2>
          {state === "done" && (
            <span className="lesson-mark pres-lesson-done">
              <Icon name="check" size={28} />
              <span className="visually-hidden">Done: </span>
            </span>
          )}
          {step.title}
        </h2>
        {said !== undefined && (
          <p className="pres-lesson-said" data-state={state}>
            {said}
          </p>
        )}
        {truth !== undefined && guess !== undefined && state === "done" && (
          <p className="pres-lesson-said">
            <b>
              You said {guess}. It was {truth.toLocaleString("en-US", { maximumFractionDigits: 2 })} {step.question?.unit}.
            </b>{" "}
            {why}
          </p>
        )}
        <div className="lesson-text pres-lesson-text">
          {step.question && <p className="pres-lesson-question">{step.question.text}</p>}
          <LessonText blocks={step.text} />
        </div>
      </section>
      <nav aria-label="Steps of the lesson">
        <ol>
          {lesson.steps.map(({ id, title }, place) => (
            <li key={id} className={view.steps[id]?.state === "done" ? "done" : undefined}>
              <button type="button" aria-current={place === view.step ? "step" : undefined} onClick={() => intents.showStep(place)}>
                <span className="lesson-mark">{view.steps[id]?.state === "done" && <Icon name="check" size={18} />}</span>
                {title}
                {view.steps[id]?.state === "done" && <span className="visually-hidden"> (done)</span>}
              </button>
            </li>
          ))}
        </ol>
        {step.minutes !== undefined && <StepTimer key={step.id} minutes={step.minutes} />}
      </nav>
    </div>
  );
}
