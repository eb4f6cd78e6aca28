/** The door to lessons: their code comes when the first one is asked for, and then it is there. */
import type { StoreApi } from "zustand/vanilla";
import type { Coldstart, LessonIntents } from "../intents.ts";

const coming = new WeakMap<StoreApi<Coldstart>, Promise<LessonIntents>>();

/** Rejects where the code cannot be had; the next call tries again. */
export function lessonsOf(store: StoreApi<Coldstart>): Promise<LessonIntents> {
  const known = coming.get(store);
  if (known) return known;
  const asked = Promise.all([import("./lesson-slice.ts"), import("../../lessons/lesson-library.ts")]).then(
    ([{ addLessons }, { loadLesson }]) => addLessons(store, loadLesson),
  );
  coming.set(store, asked);
  asked.catch(() => coming.delete(store));
  return asked;
}
