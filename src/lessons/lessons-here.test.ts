/** The lessons that are here: each builds, and what is said of them elsewhere is so. */
import { expect, it } from "vitest";
import { builtLesson, lessonFolders, problemText, summariesOf } from "./build-lessons.ts";
import { COURSE } from "./course.ts";
import { FIRST_LESSON } from "./first-lesson.ts";

const folders = lessonFolders();

it.each(folders)("%s builds", async (folder) => {
  const lesson = await builtLesson(folder);
  expect(lesson.id).toBe(folder);
  expect(lesson.start).not.toEqual(lesson.solution);
});

it("a first visit is offered a lesson that is there, and takes as long as it says", async () => {
  const { minutes } = await builtLesson(FIRST_LESSON.id);
  expect(FIRST_LESSON.minutes).toBe(minutes);
});

it("all of the course have their places, built or not, and lead on to the next that is built", async () => {
  const lessons = await Promise.all(folders.map(builtLesson));
  const summaries = summariesOf(lessons);
  expect(summaries.map(({ id }) => id)).toEqual(COURSE.map(({ id }) => id));
  expect(summaries.filter(({ built }) => built).map(({ id }) => id)).toEqual(folders);
  expect(lessons.map(({ next }) => next)).toEqual([...folders.slice(1), undefined]);
});

it("what is wrong is told as a place that an editor opens", () => {
  const text = problemText("02-x", [{ file: "lesson.md", line: 7, message: "No." }]);
  expect(text).toContain("src/lessons/02-x/lesson.md:7: No.");
});
