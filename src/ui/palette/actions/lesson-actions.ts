/** The course: each lesson, and the one that is docked. */
import { LESSONS } from "../../../lessons/lesson-library.ts";
import type { Coldstart, LessonIntents } from "../../../store/intents.ts";
import { lessonsOf } from "../../../store/lessons/lessons-of.ts";
import { type ActionContext, type PaletteAction, shownWhen } from "../action.ts";

const inLesson = ({ lesson }: Coldstart) => shownWhen(lesson !== undefined);
const mayBeHelped = ({ lesson, classroom }: Coldstart) => shownWhen(lesson !== undefined && classroom?.hintsHidden !== true);

/** The code of lessons comes with the first. */
const withLessons = (work: (lessons: LessonIntents, state: Coldstart) => unknown) => async (context: ActionContext) =>
  work(await lessonsOf(context.store), context.store.getState());

export const LESSON_ACTIONS: readonly PaletteAction[] = [
  {
    id: "lesson-next",
    name: "Next step of the lesson",
    group: "Lessons",
    available: inLesson,
    run: withLessons((lessons, { lesson }) => lessons.showStep((lesson?.step ?? 0) + 1)),
  },
  {
    id: "lesson-previous",
    name: "Previous step of the lesson",
    group: "Lessons",
    words: "back",
    available: inLesson,
    run: withLessons((lessons, { lesson }) => lessons.showStep((lesson?.step ?? 0) - 1)),
  },
  {
    id: "lesson-hint",
    name: "Show a hint",
    group: "Lessons",
    words: "help stuck",
    available: mayBeHelped,
    run: withLessons((lessons) => lessons.showHint()),
  },
  {
    id: "lesson-solve",
    name: "Put the lesson's solution in",
    group: "Lessons",
    words: "solve answer",
    confirm: "The lesson's own files and settings take the place of yours. What you wrote stays in the history.",
    available: mayBeHelped,
    run: withLessons((lessons) => lessons.solveLesson()),
  },
  {
    id: "lesson-reset",
    name: "Begin the lesson again",
    group: "Lessons",
    words: "reset restart",
    confirm: "The lesson opens as it was in the beginning, with no step done.",
    available: inLesson,
    run: withLessons((lessons) => lessons.resetLesson()),
  },
  {
    id: "lesson-dock",
    name: "Show the lesson beside the page",
    group: "Lessons",
    words: "dock open",
    available: ({ lesson }) => shownWhen(lesson?.open === false),
    run: withLessons((lessons) => lessons.dockLesson(true)),
  },
  {
    id: "lesson-undock",
    name: "Hide the lesson",
    group: "Lessons",
    words: "dock close",
    available: ({ lesson }) => shownWhen(lesson?.open === true),
    run: withLessons((lessons) => lessons.dockLesson(false)),
  },
  ...LESSONS.map(
    ({ id, number, title, built, summary }): PaletteAction => ({
      id: `lesson-${id}`,
      name: `Lesson ${number}: ${title}`,
      group: "Lessons",
      words: `learn ${summary}`,
      available: () => (built ? true : { why: "It is not written yet." }),
      run: withLessons((lessons) => lessons.openLesson(id)),
    }),
  ),
];
