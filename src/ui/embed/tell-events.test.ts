import { expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import type { InvocationView } from "../../platform/results.ts";
import type { Coldstart } from "../../store/intents.ts";
import type { LessonView, StepView } from "../../store/state.ts";
import { tellEvents } from "./tell-events.ts";

function set() {
  const store = createStore<Coldstart>(() => ({ invocations: [], invocationsDropped: 0, lesson: undefined }) as unknown as Coldstart);
  const told: [string, unknown][] = [];
  const stop = tellEvents(store, { tell: (event, detail) => void told.push([event, detail]), asListed: ({ requestId }) => requestId });
  return { store, told, stop };
}

const views = (...ids: number[]) => ids.map((id) => ({ requestId: `r-${id}` }) as InvocationView);

test("each invocation once, also where older ones are let go, and after a reset", () => {
  const { store, told, stop } = set();
  store.setState({ invocations: views(1, 2) });
  store.setState({ invocations: views(2, 3), invocationsDropped: 1 });
  store.setState({ selectedContainerId: "c-1" });
  store.setState({ invocations: [], invocationsDropped: 0 });
  store.setState({ invocations: views(4) });
  stop();
  store.setState({ invocations: views(4, 5) });
  expect(told).toEqual(["r-1", "r-2", "r-3", "r-4"].map((id) => ["invocation", id]));
});

test("of thousands at once the newest hundred, and how many were left out", () => {
  const { store, told } = set();
  store.setState({ invocations: views(...Array.from({ length: 5_000 }, (_, at) => at)) });
  expect(told[0]).toEqual(["invocations-left-out", { count: 4_900 }]);
  expect(told).toHaveLength(101);
  expect(told.at(-1)).toEqual(["invocation", "r-4999"]);
});

test("each step of a lesson that changes", () => {
  const { store, told } = set();
  const step = (state: StepView["state"], said?: string): StepView => ({ state, hintsShown: 0, ...(said === undefined ? {} : { said }) });
  const lesson = (steps: LessonView["steps"], id = "09-scaling"): LessonView => ({ id, open: true, step: 0, steps });
  store.setState({ lesson: lesson({}) });
  store.setState({ lesson: lesson({ burst: step("wrong", "It was throttled.") }) });
  store.setState({ lesson: lesson({ burst: { ...step("wrong", "It was throttled."), hintsShown: 1 } }) });
  store.setState({ lesson: lesson({ burst: step("done") }) });
  store.setState({ lesson: lesson({ burst: step("done") }, "11-the-bill") });
  store.setState({ lesson: undefined });
  expect(told).toEqual([
    ["lesson-step", { lesson: "09-scaling", step: "burst", state: "wrong", said: "It was throttled." }],
    ["lesson-step", { lesson: "09-scaling", step: "burst", state: "done" }],
    ["lesson-step", { lesson: "11-the-bill", step: "burst", state: "done" }],
  ]);
});
