/** The lessons of this build: the list at once, each lesson's texts and checks when it is opened. */
import { lessonLoaders, lessonSummaries } from "virtual:lessons";
import type { LessonChecks } from "./checks.ts";
import type { Lesson, LessonSummary } from "./lesson.ts";

export interface LoadedLesson {
  readonly lesson: Lesson;
  readonly checks: LessonChecks;
}

export const LESSONS: readonly LessonSummary[] = lessonSummaries;

/** undefined: there is no such lesson in this build. */
export async function loadLesson(id: string): Promise<LoadedLesson | undefined> {
  return lessonLoaders[id]?.();
}
