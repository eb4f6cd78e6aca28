/** Says to a screen reader which step was done and what was seen, and what comes next; wrong turns too. Once each. */
import { useEffect, useRef, useState } from "react";
import { type Known, newsOf, UNKNOWN } from "./lesson-news.ts";
import type { ShownLesson } from "./use-lesson.ts";

export function LessonNews({ shown }: { shown: ShownLesson }) {
  const known = useRef<Known>(UNKNOWN);
  const [text, setText] = useState("");
  useEffect(() => {
    if (shown.state !== "here") return;
    const { known: next, said } = newsOf(known.current, shown.lesson, shown.view);
    known.current = next;
    if (said !== "") setText(said);
  }, [shown]);
  return (
    <div className="visually-hidden" role="status" aria-label="Lesson news">
      {text}
    </div>
  );
}
