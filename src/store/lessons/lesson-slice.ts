/** What can be asked of lessons: open one, look at its steps, answer, be helped, begin again. `addLessons` adds it to the store. */
import type { StoreApi } from "zustand/vanilla";
import type { LoadedLesson } from "../../lessons/lesson-library.ts";
import { lessonBegun } from "../initial-state.ts";
import type { Coldstart, LessonIntents } from "../intents.ts";
import { ProblemError } from "../problem.ts";
import type { LessonView, Setup } from "../state.ts";
import { type LoadLesson, NO_STEP, runLessons } from "./lesson-runner.ts";

export function addLessons(store: StoreApi<Coldstart>, loadLesson: LoadLesson): LessonIntents {
  const lessons = createLessons(store, loadLesson);
  store.setState(({ intents }) => ({ intents: { ...intents, lessons } }));
  return lessons;
}

function createLessons(store: StoreApi<Coldstart>, loadLesson: LoadLesson): LessonIntents {
  const { getState, setState } = store;
  const runner = runLessons(store, loadLesson);

  /** The open lesson, what is kept of it, and the step that is shown. */
  const shown = () => {
    const { lesson: view, classroom } = getState();
    const loaded = view && runner.lessonOf(view.id);
    const step = loaded?.lesson.steps[view?.step ?? 0];
    return view && loaded && step && { view, loaded, step, hidesHints: classroom?.hintsHidden === true };
  };
  const change = (next: Partial<LessonView>) => {
    const { lesson } = getState();
    if (lesson) setState({ lesson: { ...lesson, ...next } });
  };
  const begin = ({ lesson: { id, start } }: LoadedLesson, kept: Pick<Setup, "classroom">) => {
    const { intents } = getState();
    intents.openSetup({ ...start, ...kept });
    setState({ lesson: lessonBegun(id) });
    if (!start.panels) intents.show("build");
    intents.showPane("lesson");
  };

  return {
    async openLesson(id) {
      const loaded = await runner.load(id);
      if (!loaded) throw new ProblemError(noLesson(id));
      if (getState().lesson?.id === id) {
        change({ open: true });
        getState().intents.showPane("lesson");
      } else begin(loaded, {});
    },

    dockLesson(open) {
      const { mobilePane, intents } = getState();
      change({ open });
      if (!open && mobilePane === "lesson") intents.showPane("code");
    },

    showStep(step) {
      const last = (shown()?.loaded.lesson.steps.length ?? 1) - 1;
      change({ step: Math.min(Math.max(0, step), last) });
    },

    answerStep(guess) {
      const at = shown();
      if (!at?.step.question || at.view.steps[at.step.id]?.state === "done") return;
      const { min, max, unit } = at.step.question;
      if (!(guess >= min && guess <= max)) {
        throw new ProblemError({
          code: "answer-out-of-bounds",
          message: `The answer is a number from ${min} to ${max} ${unit}.`,
          remedy: "Type one of these; a guess is as good as a sum.",
        });
      }
      runner.setStep(at.step.id, { guess });
      runner.ask();
    },

    showHint() {
      const at = shown();
      if (!at || at.hidesHints) return;
      const { hintsShown } = at.view.steps[at.step.id] ?? NO_STEP;
      runner.setStep(at.step.id, { hintsShown: Math.min(hintsShown + 1, at.step.hints.length) });
    },

    solveLesson() {
      const at = shown();
      if (!at || at.hidesHints) return;
      const { project, drafts, load, settings, bill } = at.loaded.lesson.solution;
      const { intents, project: open } = getState();
      intents.changeProject({ ...project, name: open.name });
      if (settings) intents.configure(settings);
      if (bill) intents.setBill(bill);
      if (load) intents.editLoad(load);
      if (drafts) setState((state) => ({ drafts: { ...state.drafts, ...drafts } }));
    },

    resetLesson() {
      const at = shown();
      const { classroom } = getState();
      if (at) begin(at.loaded, classroom ? { classroom } : {});
    },
  };
}

function noLesson(id: string) {
  return { code: "no-such-lesson", message: `This page has no lesson "${id}".`, remedy: "Choose one from the list of lessons." };
}
