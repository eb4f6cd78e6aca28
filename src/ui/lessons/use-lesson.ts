/** The lesson that the open project belongs to: its texts and checks, once they are here, and how far it is. */
import { useEffect, useState } from "react";
import type { Lesson } from "../../lessons/lesson.ts";
import { loadLesson } from "../../lessons/lesson-library.ts";
import type { LessonIntents } from "../../store/intents.ts";
import { lessonsOf } from "../../store/lessons/lessons-of.ts";
import type { LessonView } from "../../store/state.ts";
import { useColdstart, useStoreApi } from "../shared/store-context.tsx";

export type ShownLesson =
  | { readonly state: "loading" }
  /** "none": this page has no such lesson. "failed": its code could not be had. */
  | { readonly state: "none" | "failed" }
  | { readonly state: "here"; readonly lesson: Lesson; readonly view: LessonView; readonly intents: LessonIntents };

interface Fetched {
  readonly id: string;
  readonly lesson: Lesson | undefined | "failed";
}

export function useLesson(): ShownLesson {
  const store = useStoreApi();
  const view = useColdstart((state) => state.lesson);
  const intents = useColdstart((state) => state.intents.lessons);
  const [fetched, setFetched] = useState<Fetched>();
  const id = view?.id;

  useEffect(() => {
    if (id === undefined) return;
    let gone = false;
    const tell = (lesson: Fetched["lesson"]) => !gone && setFetched({ id, lesson });
    Promise.all([loadLesson(id), lessonsOf(store)]).then(
      ([loaded]) => tell(loaded?.lesson),
      () => tell("failed"),
    );
    return () => {
      gone = true;
    };
  }, [store, id]);

  if (!view || !fetched || fetched.id !== view.id) return { state: "loading" };
  if (fetched.lesson === "failed") return { state: "failed" };
  if (fetched.lesson === undefined) return { state: "none" };
  return intents ? { state: "here", lesson: fetched.lesson, view, intents } : { state: "loading" };
}
