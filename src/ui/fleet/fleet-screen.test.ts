import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ContainerSnapshot } from "../../platform/container.ts";
import { createColdstartStore } from "../../store/create-store.ts";
import { FakePort, invocation, TEST_SETTINGS } from "../../store/fake-port.ts";
import { createFleetScreen, type FleetScreen } from "./fleet-screen.ts";
import { GHOST_MS, HOLD_MS } from "./shown-fleet.ts";

const idle: ContainerSnapshot = {
  id: "c-01",
  functionName: "hello",
  version: "1",
  memoryMb: 128,
  phase: "idle",
  phaseSinceMs: 1_100,
  bornAtMs: 1_010,
  startReason: "Cold: first request after deploy.",
  initializedAtMs: 1_090,
  initMs: 75,
  served: 1,
  evictsAtMs: 31_100,
  needsReset: false,
  retired: false,
};

let store: ReturnType<typeof createColdstartStore>;
let screen: FleetScreen;
beforeEach(() => {
  vi.useFakeTimers();
  store = createColdstartStore(new FakePort(), { settings: TEST_SETTINGS });
  screen = createFleetScreen(store, () => performance.now());
});
afterEach(() => {
  vi.useRealTimers();
});

function report(containers: readonly ContainerSnapshot[], nowMs: number, rate = 1) {
  const { totals } = store.getState().platform;
  store.getState().intents.reportPlatform({ containers, totals, totalsByFunction: {}, clock: { nowMs, rate, busy: false } });
}
const tiles = () => screen.view().shown.map(({ snapshot, phase }) => `${snapshot.id} ${phase}`);

test("a cold start reported when it was over is seen phase by phase, by real timers", () => {
  store.getState().intents.reportInvocations([invocation({ containerId: "c-01", durationMs: 12, arrivedAtMs: 1_010 })]);
  report([idle], 1_150);
  expect(tiles()).toEqual(["c-01 initializing"]);
  vi.advanceTimersByTime(HOLD_MS);
  expect(screen.view().shown[0]).toMatchObject({ phase: "busy", tookMs: 12 });
  vi.advanceTimersByTime(HOLD_MS);
  expect(tiles()).toEqual(["c-01 idle"]);
  expect(screen.view().slots.get("hello")).toEqual(["c-01"]);
});

test("an eviction that came and went between two reports leaves a ghost and a line in the log", () => {
  report([idle], 1_150, 3_600);
  vi.advanceTimersByTime(3 * HOLD_MS);
  report([], 90_000, 3_600);
  vi.advanceTimersByTime(HOLD_MS);
  expect(tiles()).toEqual(["c-01 evicted"]);
  expect(screen.view().log.map(({ kind, reason }) => `${kind}: ${reason}`)).toEqual([
    "evicted: Evicted: idle 30 s.",
    "start: Cold: first request after deploy.",
  ]);
  vi.advanceTimersByTime(GHOST_MS);
  expect(tiles()).toEqual([]);
  expect(screen.lastOf("c-01")?.phase).toBe("evicted");
});

test("the clock goes on between reports, at its rate", () => {
  report([idle], 2_000, 60);
  vi.advanceTimersByTime(500);
  expect(screen.nowMs()).toBe(32_000);
});

test("what another project or a reset began has none of the old tiles", () => {
  report([idle], 1_150);
  const told = vi.fn();
  screen.subscribe(told);
  store.setState({ platform: { ...store.getState().platform, containers: [], startedAtMs: 50_000 } });
  expect(tiles()).toEqual([]);
  expect(screen.view().log).toEqual([]);
  expect(told).toHaveBeenCalled();
});
