import { expect, test } from "vitest";
import { placeOf, STEPS, stepBeside, stepOfKey, stepsFor } from "./present-steps.ts";
import { presentZoom } from "./use-present-zoom.ts";

test("the steps lead from one to the next and back, and end", () => {
  const forth = STEPS.map(({ step }) => stepBeside(step, 1));
  expect(forth).toEqual([...STEPS.slice(1).map(({ step }) => step), undefined]);
  const back = STEPS.map(({ step }) => stepBeside(step, -1));
  expect(back).toEqual([undefined, ...STEPS.slice(0, -1).map(({ step }) => step)]);
});

test.each([
  ["PageDown", false, "timeline"],
  ["PageUp", false, "containers"],
  ["PageDown", true, "timeline"],
  ["PageUp", true, "containers"],
  ["ArrowRight", false, "timeline"],
  ["ArrowLeft", false, "containers"],
  ["ArrowRight", true, undefined],
  ["Home", false, "containers"],
  ["End", false, "why"],
  ["End", true, undefined],
  ["Enter", false, undefined],
  ["toString", false, undefined],
])("at the code, %s (meant for something else: %s) leads to %s", (key, taken, step) => {
  expect(stepOfKey(key, "code", taken)).toBe(step);
});

test("nothing is before the first step and after the last", () => {
  expect(stepOfKey("PageUp", "containers", false)).toBeUndefined();
  expect(stepOfKey("PageDown", "why", false)).toBeUndefined();
});

test.each([
  [1_440, 900, 1, 1.8],
  [1_920, 1_080, 1.2, 1.8],
  [3_840, 2_160, 2.4, 1.8],
  [1_280, 720, 1, 1.8],
  [390, 844, 1, 390 / 330],
  [200, 200, 1, 1],
])("a window of %d by %d is drawn %d times as large, its panes %d on top", (width, height, all, panes) => {
  const zoom = presentZoom(width, height);
  expect(zoom.all).toBeCloseTo(all);
  expect(zoom.panes).toBeCloseTo(panes);
});

test("an open lesson comes first, and a closed one leaves no step behind", () => {
  const steps = stepsFor(true);
  expect(steps.map(({ step }) => step)).toEqual(["lesson", ...STEPS.map(({ step }) => step)]);
  expect([stepOfKey("PageDown", "lesson", false, steps), stepOfKey("Home", "code", false, steps)]).toEqual(["containers", "lesson"]);
  expect([placeOf("lesson", stepsFor(false)), stepBeside("lesson", 1, stepsFor(false))]).toEqual([0, "code"]);
});
