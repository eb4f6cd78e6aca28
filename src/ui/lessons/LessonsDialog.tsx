/** The course in its order, and how far the person is; those that are not written yet keep their places. */
import type { LessonSummary } from "../../lessons/lesson.ts";
import { LESSONS } from "../../lessons/lesson-library.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import type { DialogProps } from "../shell/dialog-name.ts";
import { useOpenLesson } from "./use-open-lesson.ts";
import "./lessons-dialog.css";

export function LessonsDialog({ onClose, openDialog }: DialogProps) {
  const done = useColdstart((state) => state.lessonsDone);
  const openId = useColdstart((state) => state.lesson?.id);
  const openLesson = useOpenLesson();
  const built = LESSONS.filter((lesson) => lesson.built);
  const doneHere = built.filter(({ id }) => done.includes(id)).length;
  // Suggested, never forced: what is under way, else the first that is not done.
  const next = built.find(({ id }) => id === openId && !done.includes(id)) ?? built.find(({ id }) => !done.includes(id));
  return (
    <Dialog
      title="Lessons"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={() => openDialog("examples")}>
            Examples
          </button>
          <button type="button" className="btn" onClick={() => openDialog("glossary")}>
            Glossary
          </button>
        </>
      }
    >
      <p className="lessons-said">
        Each step is done with the real thing and ticked by what your own run did. {doneHere} of {built.length} done. What is open now stays
        in the list of projects.
      </p>
      <ol className="lessons">
        {LESSONS.map((lesson) => (
          <LessonItem
            key={lesson.id}
            lesson={lesson}
            state={!lesson.built ? "unwritten" : done.includes(lesson.id) ? "done" : lesson.id === openId ? "open" : "new"}
            isNext={lesson === next}
            onOpen={() => {
              openLesson(lesson.id);
              onClose();
            }}
          />
        ))}
      </ol>
    </Dialog>
  );
}

const STATE_WORDS = { done: "Done", open: "Under way", new: "", unwritten: "Not written yet" } as const;

interface LessonItemProps {
  lesson: LessonSummary;
  state: keyof typeof STATE_WORDS;
  isNext: boolean;
  onOpen: () => void;
}

function LessonItem({ lesson: { number, title, summary, minutes, built }, state, isNext, onOpen }: LessonItemProps) {
  const words = (
    <>
      <b className="lessons-name">{title}</b>
      <span className="lessons-summary">{summary}</span>
    </>
  );
  return (
    <li className={`lessons-item ${state}`}>
      <span className="lessons-number" aria-hidden="true">
        {state === "done" ? <Icon name="check" size={13} /> : number}
      </span>
      {built ? (
        <button type="button" className="lessons-open" onClick={onOpen} data-next={isNext ? "" : undefined}>
          {words}
        </button>
      ) : (
        <div className="lessons-open">{words}</div>
      )}
      <span className="lessons-state">
        {STATE_WORDS[state]}
        {built && <span>{minutes} min</span>}
      </span>
    </li>
  );
}
