import { beforeEach, describe, expect, test } from "vitest";
import type { ContainerSnapshot } from "../platform/container.ts";
import type { PlatformTotals } from "../platform/platform.ts";
import { createColdstartStore } from "./create-store.ts";
import { FakePort, invocation, TEST_SETTINGS } from "./fake-port.ts";
import { KEPT_INVOCATIONS, KEPT_TEXT_CHARS } from "./kept-invocations.ts";

let port: FakePort;
let store: ReturnType<typeof createColdstartStore>;
let changes: number;
beforeEach(() => {
  port = new FakePort();
  store = createColdstartStore(port, { settings: TEST_SETTINGS });
  changes = 0;
  store.subscribe(() => {
    changes += 1;
  });
});
const state = () => store.getState();
const intents = () => state().intents;

const container = (id: string, change: Partial<ContainerSnapshot> = {}): ContainerSnapshot => ({
  id,
  functionName: "hello",
  version: "1",
  memoryMb: 128,
  phase: "idle",
  phaseSinceMs: 0,
  bornAtMs: 0,
  startReason: "Cold: first request.",
  served: 1,
  needsReset: false,
  retired: false,
  ...change,
});
const totals = (change: Partial<PlatformTotals> = {}): PlatformTotals => ({ ...state().platform.totals, ...change });
const report = (containers: readonly ContainerSnapshot[], all = totals(), nowMs = 1_000) =>
  intents().reportPlatform({ containers, totals: all, totalsByFunction: { hello: { ...all } }, clock: { nowMs, rate: 1, busy: false } });

describe("a report of the platform", () => {
  test("that says the same again changes nothing at all", () => {
    report([container("c-01"), container("c-02")]);
    const before = state();
    report([container("c-01"), container("c-02")]);
    expect(state()).toBe(before);
    expect(changes).toBe(1);
  });

  test("changes the tile that changed and leaves the other", () => {
    report([container("c-01"), container("c-02")]);
    const before = state().platform;
    report([container("c-01"), container("c-02", { phase: "busy" })]);
    const after = state().platform;
    expect(after.containers[0]).toBe(before.containers[0]);
    expect(after.containers[1]?.phase).toBe("busy");
    expect([after.totals, after.totalsByFunction, after.clock]).toEqual([before.totals, before.totalsByFunction, before.clock]);
    expect(after.totals).toBe(before.totals);
    expect(after.totalsByFunction).toBe(before.totalsByFunction);
    expect(after.clock).toBe(before.clock);
  });

  test("that only moves the clock keeps the containers", () => {
    report([container("c-01")]);
    const { containers } = state().platform;
    report([container("c-01")], totals(), 1_050);
    expect(state().platform.containers).toBe(containers);
    expect(state().platform.clock.nowMs).toBe(1_050);
  });

  test("a field that goes is a change", () => {
    report([container("c-01", { evictsAtMs: 9 })]);
    report([container("c-01")]);
    expect(state().platform.containers[0]).not.toHaveProperty("evictsAtMs");
  });

  test("a container that goes is gone", () => {
    report([container("c-01"), container("c-02")]);
    report([container("c-02")]);
    expect(state().platform.containers.map(({ id }) => id)).toEqual(["c-02"]);
  });
});

describe("ended invocations", () => {
  test("come in a batch, in one change", () => {
    intents().reportInvocations([invocation({ requestId: "a" }), invocation({ requestId: "b" })]);
    expect(changes).toBe(1);
    expect(state().invocations.map(({ requestId }) => requestId)).toEqual(["a", "b"]);
  });

  test("are kept up to the newest 5,000, the others counted", () => {
    const batch = (from: number) => Array.from({ length: 2_600 }, (_, index) => invocation({ requestId: `r-${from + index}` }));
    intents().reportInvocations(batch(0));
    intents().reportInvocations(batch(2_600));
    expect(state().invocations).toHaveLength(KEPT_INVOCATIONS);
    expect(state().invocations.at(-1)?.requestId).toBe("r-5199");
    expect(state().invocationsDropped).toBe(200);
  });

  test("lose their texts, oldest first, when those fill the room; the record stays", () => {
    const text = "x".repeat(KEPT_TEXT_CHARS / 4);
    const heavy = (requestId: string) => invocation({ requestId, logs: [{ atMs: 0, text, from: "console" }], event: "[]", payload: "1" });
    intents().reportInvocations([heavy("a"), heavy("b"), heavy("c")]);
    expect(state().invocations[0]?.logs[0]?.text).toBe(text);
    intents().reportInvocations([heavy("d")]);
    intents().reportInvocations([heavy("e")]);
    const [a, b, c] = state().invocations;
    for (const view of [a, b]) {
      expect(view?.logs.map((line) => line.text)).toEqual([expect.stringContaining("let go")]);
      expect(view).not.toHaveProperty("payload");
      expect(view?.billed).toEqual(invocation().billed);
    }
    expect(c?.logs[0]?.text).toBe(text);
    expect(state().invocations).toHaveLength(5);
  });

  test("of before a reset, cut short by it, are not heard", async () => {
    port.now = 2_000;
    await intents().reset();
    intents().reportInvocations([
      invocation({ requestId: "old", arrivedAtMs: 1_999 }),
      invocation({ requestId: "new", arrivedAtMs: 2_000 }),
    ]);
    expect(state().invocations.map(({ requestId }) => requestId)).toEqual(["new"]);
  });
});

test("a reset clears what ran, and keeps the project, its deploys and the clock", async () => {
  await intents().send();
  report([container("c-01")], totals({ requests: 4 }), 1_500);
  intents().reportSandbox("ready", "blocking");
  intents().reportInvocations([invocation()]);
  intents().selectContainer("c-01");
  const { project, deployments, platform } = state();
  port.now = 9_000;
  await intents().reset();
  expect(state()).toMatchObject({ invocations: [], history: [], selectedContainerId: undefined, project, deployments });
  expect(state().platform).toMatchObject({
    containers: [],
    totals: { requests: 0 },
    totalsByFunction: {},
    startedAtMs: 9_000,
    clock: platform.clock,
    sandbox: "ready",
    freezeMode: "blocking",
  });
});

describe("controls", () => {
  test("settings are merged and told to the platform whole", () => {
    intents().configure({ idleLifetimeMs: 60_000 });
    expect(port.calls).toEqual([`configure ${JSON.stringify({ ...TEST_SETTINGS, idleLifetimeMs: 60_000 })}`]);
    expect(state().settings.idleLifetimeMs).toBe(60_000);
  });

  test("the rest is passed on", async () => {
    intents().kill("c-01");
    intents().setClockRate("skip-idle");
    await intents().advanceClock(500);
    expect(port.calls).toEqual(["kill c-01", "rate skip-idle", "advance 500"]);
    expect(state().platform.clock.rate).toBe("skip-idle");
  });
});

describe("notices", () => {
  test("the newest five", () => {
    for (const text of ["a", "b", "c", "d", "e", "f"]) intents().notify("info", text);
    expect(state().notices.map(({ text }) => text)).toEqual(["b", "c", "d", "e", "f"]);
  });

  test("the same again moves to the end; dismissed by id", () => {
    intents().notify("error", "lost", "Reload.");
    intents().notify("info", "other");
    intents().notify("error", "lost");
    expect(state().notices.map(({ text }) => text)).toEqual(["other", "lost"]);
    const [other] = state().notices;
    intents().dismissNotice(other?.id ?? -1);
    expect(state().notices.map(({ text }) => text)).toEqual(["lost"]);
  });
});
