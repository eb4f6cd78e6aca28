/** What build-lessons.ts makes of the folders beside it. */
declare module "virtual:lessons" {
  export const lessonSummaries: readonly import("./lesson.ts").LessonSummary[];
  export const lessonLoaders: Readonly<Record<string, () => Promise<import("./lesson-library.ts").LoadedLesson>>>;
}
