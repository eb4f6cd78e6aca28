import { expect, it } from "vitest";
import type { Lesson, LessonStep } from "../../lessons/lesson.ts";
import { starterProject } from "../../project/starter.ts";
import type { LessonView, StepView } from "../../store/state.ts";
import { newsOf, UNKNOWN } from "./lesson-news.ts";

const step = (id: string): LessonStep => ({ id, title: id.toUpperCase(), text: [], hints: [], asides: [] });
const LESSON: Lesson = {
  ...{ id: "02", number: 2, title: "First", summary: "", minutes: 5, built: true, intro: [], outro: [] },
  steps: [step("a"), step("b")],
  start: { project: starterProject() },
  solution: { project: starterProject() },
};
const view = (steps: Readonly<Record<string, StepView>>): LessonView => ({ id: "02", open: true, step: 0, steps });
const done = (said: string): StepView => ({ state: "done", said, hintsShown: 0 });
const wrong = (said: string): StepView => ({ state: "wrong", said, hintsShown: 0 });
const waiting = (said: string): StepView => ({ state: "waiting", said, hintsShown: 0 });

/** What is said of each in turn. */
function told(...views: readonly LessonView[]): readonly string[] {
  let known = UNKNOWN;
  return views.map((each) => {
    const news = newsOf(known, LESSON, each);
    known = news.known;
    return news.said;
  });
}

it("says which lesson it is, and nothing of what was done before it was opened", () => {
  expect(told(view({ a: done("c-01.") }))).toEqual(["Lesson First, 2 steps."]);
});

it("says a step that was done with what was seen, and the next", () => {
  expect(told(view({}), view({ a: done("c-01 started cold.") }))[1]).toBe("Step done: A. c-01 started cold. Next: B.");
});

it("says the last step's end", () => {
  expect(told(view({ a: done("x") }), view({ a: done("x"), b: done("Warm.") }))[1]).toBe("Step done: B. Warm. The lesson is done.");
});

it("says a wrong turn once, and another one too", () => {
  const first = wrong("That went to c-02.");
  expect(told(view({}), view({ a: first }), view({ a: { ...first } }), view({ a: wrong("That failed.") }))).toEqual([
    "Lesson First, 2 steps.",
    "That went to c-02.",
    "",
    "That failed.",
  ]);
});

it("does not count down to who listens", () => {
  expect(told(view({}), view({ a: waiting("0:10 left.") }), view({ a: waiting("0:09 left.") })).slice(1)).toEqual(["", ""]);
});
