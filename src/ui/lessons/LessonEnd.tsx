/** After the last step: what to read, and the next lesson, suggested and never forced. */
import type { Lesson } from "../../lessons/lesson.ts";
import { LESSONS } from "../../lessons/lesson-library.ts";
import { LessonText } from "./LessonText.tsx";
import { useOpenLesson } from "./use-open-lesson.ts";

export function LessonEnd({ lesson }: { lesson: Lesson }) {
  const openLesson = useOpenLesson();
  const next = LESSONS.find(({ id }) => id === lesson.next);
  return (
    <section className="lesson-end lesson-text" aria-label="Afterwards">
      <h3 className="lesson-end-title">Lesson {lesson.number} is done.</h3>
      <LessonText blocks={lesson.outro} />
      {next && (
        <p className="lesson-next">
          <button type="button" className="btn" onClick={() => openLesson(next.id)}>
            Lesson {next.number}: {next.title}
          </button>
          <span className="muted">{next.minutes} min. Your work here stays in the list of projects.</span>
        </p>
      )}
    </section>
  );
}
