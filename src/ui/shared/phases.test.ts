import { expect, it } from "vitest";
import { phasesOf } from "./phases.ts";

const timed = { queueMs: 0, provisionMs: 0, initMs: 0, durationMs: 5, arrivedAtMs: 100, endedAtMs: 105.4, containerId: "c-01" };

it("leaves out what took no time", () => {
  expect(phasesOf(timed)).toEqual([{ kind: "run", ms: 5, origin: "measured" }]);
});

it("adds up to the whole time, with what is only the browser's named", () => {
  const phases = phasesOf({ ...timed, provisionMs: 170, initMs: 14, endedAtMs: 324 });
  expect(phases.map(({ kind, ms, origin }) => `${kind} ${ms} ${origin}`)).toEqual([
    "provision 170 modelled",
    "browser 35 measured",
    "init 14 measured",
    "run 5 measured",
  ]);
});

it("has none for a request that reached no container", () => {
  const { containerId, ...refused } = timed;
  expect(containerId).toBe("c-01");
  expect(phasesOf({ ...refused, durationMs: 0 })).toEqual([]);
});
