/** One step: whether it is done and what was seen; its text, question and help while it is the shown one. */
import { useId } from "react";
import type { LessonStep } from "../../lessons/lesson.ts";
import type { LessonIntents } from "../../store/intents.ts";
import type { StepView } from "../../store/state.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { LessonText } from "./LessonText.tsx";
import { StepQuestion } from "./StepQuestion.tsx";
import { StepTimer } from "./StepTimer.tsx";

interface StepRowProps {
  step: LessonStep;
  view: StepView | undefined;
  /** The first that is not done. */
  isCurrent: boolean;
  isShown: boolean;
  intents: LessonIntents;
  onShow: () => void;
  onShowMe: () => void;
}

export function StepRow({ step, view, isCurrent, isShown, intents, onShow, onShowMe }: StepRowProps) {
  const id = useId();
  const state = markOf(view, isCurrent);
  return (
    <li className={`lesson-step ${state}`} data-step={step.id} data-state={state} data-shown={isShown ? "" : undefined}>
      <span className="lesson-mark">
        {state === "done" ? <Icon name="check" size={13} /> : state === "wrong" && <b aria-hidden="true">!</b>}
      </span>
      <div className="lesson-what">
        <h3>
          <button type="button" aria-expanded={isShown} aria-controls={isShown ? id : undefined} onClick={onShow}>
            {step.title}
            <span className="visually-hidden"> ({STATE_WORDS[state]})</span>
          </button>
        </h3>
        <Seen view={view} unit={step.question?.unit} />
        {isShown && (
          <div id={id} className="lesson-text">
            <LessonText blocks={step.text} />
            {step.question && state !== "done" && (
              <StepQuestion question={step.question} guess={view?.guess} isWrong={state === "wrong"} onAnswer={intents.answerStep} />
            )}
            <Help step={step} view={view} isDone={state === "done"} intents={intents} onShowMe={onShowMe} />
            {step.asides.map(({ title, text }) => (
              <details key={title} className="lesson-aside">
                <summary>{title}</summary>
                <LessonText blocks={text} />
              </details>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

type Mark = "done" | "wrong" | "current" | "waiting";

const STATE_WORDS: Readonly<Record<Mark, string>> = {
  done: "done",
  wrong: "under way: a wrong turn was seen",
  current: "under way",
  waiting: "to come",
};

function markOf(view: StepView | undefined, isCurrent: boolean): Mark {
  if (view?.state === "done") return "done";
  if (!isCurrent) return "waiting";
  return view?.state === "wrong" ? "wrong" : "current";
}

/** What was seen, and guess and truth side by side. */
function Seen({ view, unit = "" }: { view: StepView | undefined; unit: string | undefined }) {
  if (!view) return null;
  const { state, said, fault, guess, truth, why } = view;
  return (
    <>
      {said !== undefined && <p className="lesson-said">{said}</p>}
      {state === "done" && guess !== undefined && truth !== undefined && (
        <dl className="lesson-truth">
          <div>
            <dt>You said</dt>
            <dd>
              {amount(guess)} <span>{unit}</span>
            </dd>
          </div>
          <div>
            <dt>It was</dt>
            <dd>
              {amount(truth)} <span>{unit}</span>
            </dd>
          </div>
        </dl>
      )}
      {state === "done" && why !== undefined && <p className="lesson-why">{why}</p>}
      {fault !== undefined && (
        <p className="lesson-fault">
          The check of this step failed: {fault} That is the lesson’s fault, not yours: go on with the next step.
        </p>
      )}
    </>
  );
}

function amount(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 6 });
}

interface HelpProps {
  step: LessonStep;
  view: StepView | undefined;
  isDone: boolean;
  intents: LessonIntents;
  onShowMe: () => void;
}

function Help({ step: { point, minutes, hints }, view, isDone, intents, onShowMe }: HelpProps) {
  const hidesHints = useColdstart((state) => state.classroom?.hintsHidden === true);
  const shown = hidesHints ? [] : hints.slice(0, view?.hintsShown ?? 0);
  const left = hidesHints || isDone ? 0 : hints.length - shown.length;
  return (
    <>
      {shown.length > 0 && (
        <ul className="lesson-hints">
          {shown.map((hint, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: hints are told by their place
            <li key={place} className="lesson-hint">
              <b className="lesson-hint-word">Hint</b> <LessonText blocks={hint} />
            </li>
          ))}
        </ul>
      )}
      {(point || left > 0 || minutes !== undefined) && (
        <div className="lesson-help">
          {point && (
            <button type="button" className="btn" onClick={onShowMe}>
              Show me
            </button>
          )}
          {left > 0 && (
            <button type="button" className="btn ghost" onClick={intents.showHint}>
              {shown.length === 0 ? "Hint" : "Next hint"} <span className="muted">{left} left</span>
            </button>
          )}
          {minutes !== undefined && !isDone && <StepTimer minutes={minutes} />}
        </div>
      )}
    </>
  );
}
