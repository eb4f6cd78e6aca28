/**
 * Asks the current step's check whenever something happened, and keeps what it says: the first step that is not done is
 * the current one, and what is done once stays done. A check that throws is the lesson's fault: it is said in its place,
 * it is asked again, and the step after it is the current one.
 */
import type { StoreApi } from "zustand/vanilla";
import type { CheckResult, Look } from "../../lessons/checks.ts";
import type { LessonStep } from "../../lessons/lesson.ts";
import type { LoadedLesson } from "../../lessons/lesson-library.ts";
import type { Coldstart } from "../intents.ts";
import type { LessonView, StepView } from "../state.ts";
import { currentStepOf } from "./current-step.ts";
import { looksOf, looksTheSame } from "./looked-at.ts";
import { seenSince } from "./seen-by-check.ts";
import { markAtRunStart, markNow, type StepMark } from "./step-mark.ts";

/** A check is asked at most this often. */
export const ASK_EVERY_MS = 100;

export const NO_STEP: StepView = { state: "waiting", hintsShown: 0 };

export type LoadLesson = (id: string) => Promise<LoadedLesson | undefined>;

export interface LessonRunner {
  /** undefined while it comes, and where there is none of that id. */
  lessonOf(id: string): LoadedLesson | undefined;
  load(id: string): Promise<LoadedLesson | undefined>;
  /** Changes one step of the open lesson. */
  setStep(id: string, change: Partial<StepView>): void;
  /** Soon, and once for all that happens until then. */
  ask(): void;
}

/** The step whose check is asked, in the project that is open. */
interface Current {
  readonly key: string;
  readonly mark: StepMark;
  readonly looked: Set<Look>;
}

export function runLessons(store: StoreApi<Coldstart>, loadLesson: LoadLesson): LessonRunner {
  const loaded = new Map<string, LoadedLesson>();
  /** By their steps; more than one where a check failed. */
  const current = new Map<string, Current>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAtMs = Number.NEGATIVE_INFINITY;

  const load = async (id: string) => {
    const known = loaded.get(id) ?? (await loadLesson(id));
    if (known) loaded.set(id, known);
    return known;
  };

  const setStep = (id: string, change: Partial<StepView>) => {
    const { lesson } = store.getState();
    if (!lesson) return;
    const before = lesson.steps[id] ?? NO_STEP;
    const next = { ...before, ...change };
    if (!sameStep(before, next)) store.setState({ lesson: { ...lesson, steps: { ...lesson.steps, [id]: next } } });
  };

  /** With another step, another project or another run, all counts begin anew. */
  const currentFor = (lesson: LessonView, step: LessonStep): Current => {
    const state = store.getState();
    const key = `${state.projectsOpened}/${lesson.id}/${step.id}`;
    const known = current.get(step.id);
    const isSame = known?.key === key;
    if (known && isSame && known.mark.runStartedAtMs === state.platform.startedAtMs) return known;
    const begun = { key, mark: isSame ? markAtRunStart(state) : markNow(state), looked: new Set(looksOf(state)) };
    current.set(step.id, begun);
    return begun;
  };

  const ask = () => {
    timer = undefined;
    askedAtMs = Date.now();
    const { lesson } = store.getState();
    if (!lesson?.open) {
      current.clear();
      return;
    }
    const known = loaded.get(lesson.id);
    if (!known) {
      // A lesson that cannot be had is told by who shows it.
      void load(lesson.id).then(
        (found) => found && later(),
        () => {},
      );
      return;
    }
    const { steps } = known.lesson;
    const step = currentStepOf(steps, lesson);
    for (const each of steps) if (each === step || lesson.steps[each.id]?.fault !== undefined) askOf(known, each, lesson);
    if (!step) finish(lesson.id);
  };

  const askOf = (known: LoadedLesson, step: LessonStep, lesson: LessonView) => {
    const { mark, looked } = currentFor(lesson, step);
    const view = lesson.steps[step.id] ?? NO_STEP;
    const result = asked(known, step.id, () => seenSince(mark, looked, view.guess, store.getState()));
    if ("fault" in result) return setStep(step.id, { state: "waiting", said: undefined, fault: result.fault });
    setStep(step.id, saidBy(result, step, view));
    if (store.getState().lesson?.steps[step.id]?.state !== "done") return;
    current.delete(step.id);
    goOn(known, step);
  };

  /** Who looks at another step stays there. */
  const goOn = ({ lesson: { steps } }: LoadedLesson, done: LessonStep) => {
    const { lesson } = store.getState();
    if (!lesson) return;
    const place = steps.indexOf(done);
    if (lesson.step === place && place + 1 < steps.length) store.setState({ lesson: { ...lesson, step: place + 1 } });
    // What is done from now on is the next step's, also before its check is asked for the first time.
    const next = currentStepOf(steps, lesson);
    if (next) currentFor(lesson, next);
    later();
  };

  const finish = (id: string) => {
    const { lessonsDone } = store.getState();
    if (!lessonsDone.includes(id)) store.setState({ lessonsDone: [...lessonsDone, id] });
  };

  const later = () => {
    if (timer === undefined) timer = setTimeout(ask, Math.max(0, askedAtMs + ASK_EVERY_MS - Date.now()));
  };

  store.subscribe((state, before) => {
    if (!state.lesson?.open && !before.lesson?.open) return;
    if (!looksTheSame(state, before)) for (const { looked } of current.values()) for (const look of looksOf(state)) looked.add(look);
    later();
  });
  later();
  return { lessonOf: (id) => loaded.get(id), load, setStep, ask: later };
}

function asked({ checks }: LoadedLesson, id: string, seen: () => Parameters<(typeof checks)[string]>[0]): CheckResult | { fault: string } {
  try {
    const check = checks[id];
    if (!check) return { fault: `It has no check "${id}".` };
    return check(seen());
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

const ANSWER_FIRST = "Seen. Answer the question, then this step is done.";

function saidBy(result: CheckResult, { question }: LessonStep, { guess }: StepView): Partial<StepView> {
  if (result.state !== "done") return { state: result.state, said: result.said, fault: undefined };
  if (question && guess === undefined) return { state: "waiting", said: ANSWER_FIRST, fault: undefined };
  const { state, said, truth, why } = result;
  return { state, said, fault: undefined, ...(truth === undefined ? {} : { truth }), ...(why === undefined ? {} : { why }) };
}

function sameStep(a: StepView, b: StepView): boolean {
  const names = ["state", "said", "fault", "hintsShown", "guess", "truth", "why"] as const;
  return names.every((name) => a[name] === b[name]);
}
