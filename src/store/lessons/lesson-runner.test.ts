import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StoreApi } from "zustand/vanilla";
import { type Check, done, type LessonChecks, type Seen, waiting, wrong } from "../../lessons/checks.ts";
import type { Lesson, LessonStep, Question } from "../../lessons/lesson.ts";
import { newRun, recordRun } from "../../metrics/history/run-history.ts";
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { Project } from "../../project/schema.ts";
import { starterProject } from "../../project/starter.ts";
import { createColdstartStore } from "../create-store.ts";
import { FakePort, invocation, LOAD_REPORT, TEST_SETTINGS } from "../fake-port.ts";
import type { Coldstart, LessonIntents } from "../intents.ts";
import { parseSavedWork, savedWork } from "../saved-state.ts";
import { addLessons } from "./lesson-slice.ts";

const project = (name: string, change: Partial<Project> = {}): Project => ({ ...starterProject(), name, ...change });
const withCode = (name: string, code: string): Project => {
  const base = project(name);
  return { ...base, functions: base.functions.map((each) => ({ ...each, files: { "index.ts": code } })) };
};

const step = (id: string, change: Partial<LessonStep> = {}): LessonStep => ({
  ...{ id, title: id, text: [{ type: "paragraph" as const, text: [id] }], hints: [[], []], asides: [] },
  ...change,
});

const HIDING = { title: "Group 2", lockedFiles: [], hintsHidden: true, asksForResult: false };
const QUESTION: Question = { text: "How many?", unit: "cold starts", min: 0, max: 10 };

function lessonOf(steps: readonly LessonStep[]): Lesson {
  return {
    ...{ id: "02-first", number: 2, title: "First", summary: "", minutes: 5, built: true, intro: [], outro: [] },
    steps,
    start: { project: withCode("first", "start") },
    solution: { project: withCode("first", "solution") },
  };
}

interface Scene {
  readonly store: StoreApi<Coldstart>;
  readonly port: FakePort;
  readonly lessons: LessonIntents;
  /** What a check was shown, newest last. */
  readonly seen: Seen[];
}

/** Each step is done with one more request, unless told otherwise. */
const oneMore: Check = ({ requests }) => (requests.length > 0 ? done(`${requests.length} seen`) : waiting("Watching."));

function scene(steps: readonly LessonStep[], checks: LessonChecks = {}): Scene {
  const port = new FakePort();
  const store = createColdstartStore(port, { settings: TEST_SETTINGS });
  const seen: Seen[] = [];
  const all = Object.fromEntries(steps.map(({ id }) => [id, checks[id] ?? oneMore]));
  const noting = Object.fromEntries(
    Object.entries(all).map(([id, check]) => [
      id,
      (what: Seen) => {
        seen.push(what);
        return check(what);
      },
    ]),
  );
  const loaded = { lesson: lessonOf(steps), checks: noting };
  const lessons = addLessons(store, (id) => Promise.resolve(id === "02-first" ? loaded : undefined));
  return { store, port, lessons, seen };
}

async function opened(steps: readonly LessonStep[], checks: LessonChecks = {}): Promise<Scene> {
  const it = scene(steps, checks);
  await it.lessons.openLesson("02-first");
  await settle();
  return it;
}

/** Time for a check to be asked, and asked again of the next step. */
const settle = () => vi.advanceTimersByTimeAsync(1_000);
const ended = ({ store, port }: Scene, change: Parameters<typeof invocation>[0] = {}) => {
  port.now += 10;
  store.getState().intents.reportInvocations([invocation({ arrivedAtMs: port.now, ...change })]);
  return settle();
};
const stateOf = ({ store }: Scene, id: string) => store.getState().lesson?.steps[id]?.state ?? "waiting";
const stepOf = ({ store }: Scene, id: string) => store.getState().lesson?.steps[id];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("opening", () => {
  it("opens the start as a project of its own and docks the lesson", async () => {
    const { store } = await opened([step("a")]);
    const { project: open, projectsOpened, lesson, mobilePane, view } = store.getState();
    expect([open.name, open.functions[0]?.files["index.ts"], projectsOpened]).toEqual(["first", "start", 1]);
    expect([lesson?.id, lesson?.open, lesson?.step, mobilePane, view]).toEqual(["02-first", true, 0, "lesson", "build"]);
  });

  it("goes on where the open project belongs to the lesson already", async () => {
    const it = await opened([step("a"), step("b")]);
    await ended(it);
    it.lessons.dockLesson(false);
    await it.lessons.openLesson("02-first");
    expect(it.store.getState().projectsOpened).toBe(1);
    expect([it.store.getState().lesson?.open, stateOf(it, "a")]).toEqual([true, "done"]);
  });

  it("refuses a lesson that is not there, and changes nothing", async () => {
    const it = scene([step("a")]);
    const before = it.store.getState().project;
    await expect(it.lessons.openLesson("99-none")).rejects.toMatchObject({ code: "no-such-lesson" });
    expect(it.store.getState().project).toBe(before);
  });

  it("is begun by a set-up that names a lesson", async () => {
    const it = scene([step("a")]);
    it.store.getState().intents.openSetup({ project: project("theirs"), lesson: "02-first" });
    await settle();
    await ended(it);
    expect([it.store.getState().project.name, stateOf(it, "a")]).toEqual(["theirs", "done"]);
  });

  it("waits for trust where the set-up is somebody else's", async () => {
    const it = scene([step("a")]);
    it.store.getState().intents.openSetup({ project: project("theirs"), lesson: "02-first" }, { from: "link" });
    expect(it.store.getState().lesson).toBeUndefined();
    it.store.getState().intents.trust();
    expect(it.store.getState().lesson).toMatchObject({ id: "02-first", open: true });
  });
});

describe("ticking", () => {
  it("does nothing before anything is done", async () => {
    const it = await opened([step("a"), step("b")]);
    expect([stateOf(it, "a"), stateOf(it, "b")]).toEqual(["waiting", "waiting"]);
    expect(stepOf(it, "a")?.said).toBe("Watching.");
  });

  it("ticks by itself, in order, and says what was seen", async () => {
    const it = await opened([step("a"), step("b")]);
    await ended(it);
    expect([stateOf(it, "a"), stateOf(it, "b")]).toEqual(["done", "waiting"]);
    expect([stepOf(it, "a")?.said, it.store.getState().lesson?.step]).toEqual(["1 seen", 1]);
    await ended(it);
    expect([stateOf(it, "b"), it.store.getState().lesson?.step]).toEqual(["done", 1]);
  });

  it("counts for each step what happened since it began", async () => {
    const it = await opened([step("a"), step("b")]);
    await ended(it);
    await ended(it, { status: "error" });
    const last = it.seen.at(-1);
    expect([last?.requests.map(({ status }) => status), last?.allRequests.length]).toEqual([["error"], 2]);
  });

  it("counts for the next step what happens before its check is first asked", async () => {
    const it = await opened([step("a"), step("b")]);
    const { intents } = it.store.getState();
    intents.reportInvocations([invocation({ arrivedAtMs: it.port.now })]);
    while (stateOf(it, "a") !== "done") await vi.advanceTimersByTimeAsync(1);
    intents.reportInvocations([invocation({ arrivedAtMs: it.port.now })]);
    await settle();
    expect(stateOf(it, "b")).toBe("done");
  });

  it("keeps what is done once, whatever comes after", async () => {
    const it = await opened([step("a"), step("b")], {
      a: ({ requests }) => (requests.length === 1 ? done("one") : wrong("not one")),
      b: () => waiting(),
    });
    await ended(it);
    await ended(it);
    expect([stateOf(it, "a"), stepOf(it, "a")?.said]).toEqual(["done", "one"]);
  });

  it("names wrong turns, and forgets them when the turn is right", async () => {
    const it = await opened([step("a")], {
      a: ({ requests }) => (requests.at(-1)?.containerId === "c-02" ? wrong("That went to c-02.") : oneMore({ requests } as Seen)),
    });
    await ended(it, { containerId: "c-02" });
    expect(stepOf(it, "a")).toMatchObject({ state: "wrong", said: "That went to c-02." });
    await ended(it, { containerId: "c-01" });
    expect(stepOf(it, "a")).toMatchObject({ state: "done", said: "2 seen" });
  });

  it("stays at the step that the person looks at", async () => {
    const it = await opened([step("a"), step("b"), step("c")]);
    it.lessons.showStep(2);
    await ended(it);
    expect([stateOf(it, "a"), it.store.getState().lesson?.step]).toEqual(["done", 2]);
  });

  it("looks at no step that is not there", async () => {
    const it = await opened([step("a"), step("b")]);
    it.lessons.showStep(9);
    expect(it.store.getState().lesson?.step).toBe(1);
    it.lessons.showStep(-1);
    expect(it.store.getState().lesson?.step).toBe(0);
  });

  it("notes once that all steps were done", async () => {
    const it = await opened([step("a")]);
    await ended(it);
    await ended(it);
    expect(it.store.getState().lessonsDone).toEqual(["02-first"]);
  });

  it("asks no check more than some ten times a second", async () => {
    const it = await opened([step("a")], { a: () => waiting() });
    it.seen.length = 0;
    for (let burst = 0; burst < 200; burst += 1) {
      it.store.getState().intents.reportInvocations([invocation({ arrivedAtMs: 2_000 + burst })]);
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(it.seen.length).toBeGreaterThan(5);
    expect(it.seen.length).toBeLessThan(13);
  });

  it("asks nothing while the lesson is closed", async () => {
    const it = await opened([step("a")]);
    it.lessons.dockLesson(false);
    await settle();
    it.seen.length = 0;
    await ended(it);
    expect([it.seen.length, stateOf(it, "a")]).toEqual([0, "waiting"]);
  });

  it("tells that a check failed as the lesson's fault, and goes on", async () => {
    let broken = true;
    const it = await opened([step("a")], {
      a: (seen) => {
        if (broken) throw new Error("x is undefined");
        return oneMore(seen);
      },
    });
    await ended(it);
    expect(stepOf(it, "a")).toMatchObject({ state: "waiting", fault: "x is undefined" });
    broken = false;
    await ended(it);
    expect(stepOf(it, "a")).toMatchObject({ state: "done" });
    expect(stepOf(it, "a")?.fault).toBeUndefined();
  });

  it("passes over a step whose check fails: nobody could do it", async () => {
    const it = await opened([step("a"), step("b")], {
      a: () => {
        throw new Error("x is undefined");
      },
    });
    await ended(it);
    expect([stepOf(it, "a")?.fault, stateOf(it, "b")]).toEqual(["x is undefined", "done"]);
    expect(it.store.getState().lessonsDone).toEqual(["02-first"]);
  });
});

describe("what a check sees", () => {
  const note = (atMs: number): FleetNote => ({ type: "removed", atMs, functionName: "hello" });

  it("is what became of containers and the load since the step began", async () => {
    const it = await opened([step("a"), step("b")], { b: () => waiting() });
    const { intents } = it.store.getState();
    let run = recordRun(newRun(1_000), { ended: [], fleet: [note(1_001)], events: [] });
    intents.reportRun(run);
    it.store.setState(({ load }) => ({ load: { ...load, report: LOAD_REPORT } }));
    await ended(it);
    run = recordRun(run, { ended: [], fleet: [note(1_002)], events: [] });
    intents.reportRun(run);
    await settle();
    expect(it.seen.at(-1)?.fleet).toEqual([note(1_002)]);
    expect(it.seen.at(-1)?.load).toBeUndefined();
    it.store.setState(({ load }) => ({ load: { ...load, report: { ...LOAD_REPORT, sent: 9 } } }));
    await settle();
    expect(it.seen.at(-1)?.load?.sent).toBe(9);
  });

  it("is all that happened, where the code that keeps the run came later", async () => {
    const it = await opened([step("a")], { a: () => waiting() });
    it.store.getState().intents.reportRun(recordRun(newRun(1_000), { ended: [], fleet: [note(1_005)], events: [] }));
    await settle();
    expect(it.seen.at(-1)?.fleet).toEqual([note(1_005)]);
  });

  it("is what the person has looked at, however short", async () => {
    const it = await opened([step("a")], { a: () => waiting() });
    const { intents } = it.store.getState();
    intents.show("observe");
    intents.observe({ tab: "bill" });
    intents.show("map");
    intents.selectContainer("c-01");
    intents.selectContainer(undefined);
    await settle();
    expect([...(it.seen.at(-1)?.looked ?? [])].sort()).toEqual(["bill", "build", "container", "map", "observe", "overview"]);
  });

  it("is whether what is written is what runs", async () => {
    const it = await opened([step("a")], { a: () => waiting() });
    await it.store.getState().intents.deploy();
    await settle();
    expect(it.seen.at(-1)?.deployments.hello).toMatchObject({ status: "deployed", version: "1", edited: false });
    it.store.getState().intents.editFile({ functionName: "hello", path: "index.ts" }, "other");
    await settle();
    expect(it.seen.at(-1)?.deployments.hello?.edited).toBe(true);
  });

  it("begins anew with a reset of the run, and keeps what is done", async () => {
    const it = await opened([step("a"), step("b")], { b: ({ requests }) => (requests.length > 1 ? done("two") : waiting()) });
    await ended(it);
    await ended(it);
    it.port.now += 100;
    await it.store.getState().intents.reset();
    await ended(it);
    expect([stateOf(it, "a"), stateOf(it, "b"), it.seen.at(-1)?.requests.length]).toEqual(["done", "waiting", 1]);
    await ended(it);
    expect(stateOf(it, "b")).toBe("done");
  });
});

describe("predict, then run", () => {
  const asks = [step("a", { question: QUESTION }), step("b")];
  const checks: LessonChecks = { a: ({ requests }) => (requests.length > 0 ? done("4 cold.", { truth: 4, why: "Because." }) : waiting()) };

  it("is not done before the question is answered", async () => {
    const it = await opened(asks, checks);
    await ended(it);
    expect(stepOf(it, "a")).toMatchObject({ state: "waiting" });
    expect(stepOf(it, "a")?.truth).toBeUndefined();
    it.lessons.answerStep(2);
    await settle();
    expect(stepOf(it, "a")).toMatchObject({ state: "done", guess: 2, truth: 4, why: "Because." });
  });

  it("sets guess, truth and why side by side", async () => {
    const it = await opened(asks, checks);
    it.lessons.answerStep(7);
    await settle();
    expect(stateOf(it, "a")).toBe("waiting");
    await ended(it);
    expect(stepOf(it, "a")).toMatchObject({ state: "done", guess: 7, truth: 4, why: "Because." });
  });

  it.each([-1, 11, Number.NaN])("refuses %s, which is no answer", async (guess) => {
    const it = await opened(asks, checks);
    expect(() => it.lessons.answerStep(guess)).toThrow(/from 0 to 10/);
    expect(stepOf(it, "a")?.guess).toBeUndefined();
  });

  it("takes no other answer once the truth is told", async () => {
    const it = await opened(asks, checks);
    it.lessons.answerStep(7);
    await ended(it);
    it.lessons.showStep(0);
    it.lessons.answerStep(4);
    expect(stepOf(it, "a")?.guess).toBe(7);
  });
});

describe("help", () => {
  it("gives hints one at a time, and no more than there are", async () => {
    const it = await opened([step("a")]);
    for (let asked = 1; asked <= 3; asked += 1) it.lessons.showHint();
    expect(stepOf(it, "a")?.hintsShown).toBe(2);
  });

  it("puts the solution in place; what ran stays, and nothing is done by it", async () => {
    const it = await opened([step("a"), step("b")]);
    await ended(it);
    it.store.getState().intents.renameProject("mine");
    it.lessons.solveLesson();
    await settle();
    const { project: open, projectsOpened, invocations } = it.store.getState();
    expect([open.name, open.functions[0]?.files["index.ts"], projectsOpened, invocations.length]).toEqual(["mine", "solution", 1, 1]);
    expect([stateOf(it, "a"), stateOf(it, "b")]).toEqual(["done", "waiting"]);
  });

  it("begins again at the start, with no step done, and what a leader laid down stays", async () => {
    const it = await opened([step("a"), step("b")]);
    await ended(it);
    const classroom = HIDING;
    it.store.setState({ classroom });
    it.lessons.resetLesson();
    await settle();
    const { project: open, lesson, classroom: kept } = it.store.getState();
    expect([open.functions[0]?.files["index.ts"], lesson?.step, stateOf(it, "a"), kept]).toEqual(["start", 0, "waiting", classroom]);
  });

  it("is not given where a leader hides it", async () => {
    const it = await opened([step("a")]);
    it.store.setState({ classroom: HIDING });
    it.lessons.showHint();
    it.lessons.solveLesson();
    expect([stepOf(it, "a")?.hintsShown ?? 0, it.store.getState().project.functions[0]?.files["index.ts"]]).toEqual([0, "start"]);
  });
});

describe("after a reload", () => {
  it("goes on where it was, and counts anew for the step that is current", async () => {
    const before = await opened([step("a"), step("b")], { b: ({ requests }) => (requests.length > 1 ? done("two") : waiting()) });
    await ended(before);
    await ended(before);
    const work = parseSavedWork(JSON.parse(JSON.stringify(savedWork(before.store.getState()))));

    const after = scene([step("a"), step("b")], { b: ({ requests }) => (requests.length > 1 ? done("two") : waiting()) });
    const { intents, project: open } = after.store.getState();
    intents.openProject(open);
    intents.restore({ work });
    await settle();
    expect([stateOf(after, "a"), stepOf(after, "a")?.said, stateOf(after, "b")]).toEqual(["done", "1 seen", "waiting"]);
    await ended(after);
    expect(stateOf(after, "b")).toBe("waiting");
    await ended(after);
    expect(stateOf(after, "b")).toBe("done");
  });
});
