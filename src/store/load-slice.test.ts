import { beforeEach, describe, expect, test } from "vitest";
import type { LoadProgress, LoadReport } from "../platform/results.ts";
import type { LoadPlan } from "../platform/workload.ts";
import { starterProject } from "../project/starter.ts";
import { createColdstartStore } from "./create-store.ts";
import { deferred, FakePort, LOAD_REPORT, TEST_SETTINGS } from "./fake-port.ts";

let port: FakePort;
let store: ReturnType<typeof createColdstartStore>;
let plans: LoadPlan[];
beforeEach(() => {
  port = new FakePort();
  plans = [];
  port.answerLoad = (plan) => {
    plans.push(plan);
    return Promise.resolve(LOAD_REPORT);
  };
  store = createColdstartStore(port, { settings: TEST_SETTINGS });
});
const intents = () => store.getState().intents;
const load = () => store.getState().load;

/** A load that runs until the test ends it; what it was given stays at hand. */
function heldLoad() {
  const report = deferred<LoadReport>();
  const given: { tell?: (progress: LoadProgress) => void; signal?: AbortSignal } = {};
  port.answerLoad = (_plan, _routes, onProgress, signal) => {
    given.tell = onProgress;
    given.signal = signal;
    return report.promise;
  };
  return { report, given };
}

describe("from draft to plan", () => {
  test.each<[string, Parameters<ReturnType<typeof intents>["editLoad"]>[0], Partial<LoadPlan>]>([
    ["a number at a rate", { by: "requests", requests: 50, pace: "rate", ratePerSecond: 9 }, { requests: 50, ratePerSecond: 9 }],
    [
      "a time at a concurrency",
      { by: "duration", durationS: 2.5, pace: "concurrency", concurrency: 4 },
      { durationMs: 2_500, concurrency: 4 },
    ],
    ["pattern and seed", { pattern: "spike", seed: 42 }, { pattern: "spike", seed: 42 }],
  ])("%s", async (_, change, expected) => {
    intents().editLoad(change);
    await intents().startLoad();
    expect(plans[0]).toMatchObject(expected);
    const paces = [plans[0]?.ratePerSecond, plans[0]?.concurrency].filter((pace) => pace !== undefined);
    const ends = [plans[0]?.requests, plans[0]?.durationMs].filter((end) => end !== undefined);
    expect([paces.length, ends.length]).toEqual([1, 1]);
  });

  test("an HTTP draft goes through the routes, an event to the function", async () => {
    await intents().startLoad();
    intents().editDraft({ mode: "event", event: "[7]" });
    await intents().startLoad();
    expect(plans).toMatchObject([{ request: { method: "GET", path: "/hello" } }, { function: "hello", event: [7] }]);
    expect(plans[1]).not.toHaveProperty("request");
  });
});

test("a load deploys what was never deployed, shows progress, and leaves its report", async () => {
  const { report, given } = heldLoad();
  const running = intents().startLoad();
  expect(load().progress).toEqual({ sent: 0, done: 0, planned: undefined, elapsedMs: 0 });
  await expect.poll(() => port.calls).toEqual(["deploy hello", "load hello"]);
  given.tell?.({ sent: 5, done: 3, planned: 9, elapsedMs: 100 });
  expect(load().progress?.sent).toBe(5);
  intents().editLoad({ seed: 3 });
  expect(load()).toMatchObject({ draft: { seed: 3 }, progress: { sent: 5 } });
  report.resolve(LOAD_REPORT);
  await running;
  expect(load()).toEqual({ draft: expect.objectContaining({ seed: 3 }), report: LOAD_REPORT });
});

test("a second start changes nothing while one runs", async () => {
  const { report } = heldLoad();
  const running = intents().startLoad();
  await intents().startLoad();
  report.resolve(LOAD_REPORT);
  await running;
  expect(port.calls.filter((call) => call === "load hello")).toHaveLength(1);
});

test("stop ends the sending, and the report of what was sent counts", async () => {
  const { report, given } = heldLoad();
  const running = intents().startLoad();
  await expect.poll(() => given.signal?.aborted).toBe(false);
  intents().stopLoad();
  expect(given.signal?.aborted).toBe(true);
  report.resolve({ ...LOAD_REPORT, sent: 2 });
  await running;
  expect(load().report?.sent).toBe(2);
});

test("stop while it still builds: nothing is sent, nothing is left running", async () => {
  const running = intents().startLoad();
  intents().stopLoad();
  await running;
  expect(port.calls).toEqual(["deploy hello"]);
  expect(Object.keys(load())).toEqual(["draft"]);
});

test.each([
  ["reset", () => intents().reset()],
  ["another project", () => Promise.resolve(intents().openProject(starterProject()))],
])("%s ends a load, and its late words are not heard", async (_, end) => {
  const { report, given } = heldLoad();
  const running = intents().startLoad();
  await expect.poll(() => given.signal?.aborted).toBe(false);
  await end();
  expect(given.signal?.aborted).toBe(true);
  given.tell?.({ sent: 5, done: 3, planned: 9, elapsedMs: 100 });
  report.resolve(LOAD_REPORT);
  await running;
  expect(Object.keys(load())).toEqual(["draft"]);
});

describe("a load that cannot run says why", () => {
  test.each<[string, () => void, string]>([
    ["numbers out of bounds", () => intents().editLoad({ requests: 0 }), "load-quantity"],
    ["an event that is not JSON", () => intents().editDraft({ mode: "event", event: "{" }), "bad-json"],
    ["no route", () => intents().editDraft({ target: "/nowhere" }), "no-route"],
    ["a build that fails", () => Object.assign(port, { answerDeploy: () => Promise.resolve({ ok: false, messages: [] }) }), "build-failed"],
    ["a port that fails", () => Object.assign(port, { answerLoad: () => Promise.reject(new Error("no frame")) }), "unexpected"],
  ])("%s", async (_, spoil, code) => {
    spoil();
    await intents().startLoad();
    expect(load()).toMatchObject({ problem: { code } });
    expect(load()).not.toHaveProperty("progress");
  });

  test("and is forgotten when the next begins", async () => {
    intents().editLoad({ requests: 0 });
    await intents().startLoad();
    intents().editLoad({ requests: 3 });
    await intents().startLoad();
    expect(load()).toEqual({ draft: expect.anything(), report: LOAD_REPORT });
  });
});
