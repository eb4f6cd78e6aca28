import { describe, expect, test } from "vitest";
import type { ContainerSnapshot } from "../../platform/container.ts";
import { GHOST_MS, HOLD_MS, NOTHING_SHOWN, nextShown, type ShownFleet } from "./shown-fleet.ts";

const born: ContainerSnapshot = {
  id: "c-01",
  functionName: "hello",
  version: "1",
  memoryMb: 128,
  phase: "initializing",
  phaseSinceMs: 1_000,
  bornAtMs: 1_000,
  startReason: "Cold.",
  served: 0,
  needsReset: false,
  retired: false,
};
const idle: ContainerSnapshot = { ...born, phase: "idle", phaseSinceMs: 1_030, initializedAtMs: 1_020, initMs: 19.5, served: 1 };
const warmAgain: ContainerSnapshot = { ...idle, phaseSinceMs: 1_900, served: 2 };
const evicted: ContainerSnapshot = { ...idle, phase: "evicted", phaseSinceMs: 9_000, endReason: "Evicted." };

function look(before: ShownFleet, containers: readonly ContainerSnapshot[], realNowMs: number, replay = true): ShownFleet {
  return nextShown(before, { containers, realNowMs, replay, lastRunMs: () => 4.2 });
}
const phases = ({ shown }: ShownFleet) => shown.map(({ phase }) => phase);

test("a cold start that was over before the first report is played back, each phase for its hold", () => {
  const first = look(NOTHING_SHOWN, [idle], 0);
  expect(first.shown).toMatchObject([{ phase: "initializing", sinceMs: 1_000, tookMs: 19.5 }]);
  expect(first.dueMs).toBe(HOLD_MS);
  expect(phases(look(first, [idle], HOLD_MS - 1))).toEqual(["initializing"]);
  const second = look(first, [idle], HOLD_MS);
  expect(second.shown).toMatchObject([{ phase: "busy", tookMs: 4.2 }]);
  const third = look(second, [idle], 2 * HOLD_MS);
  expect(third.shown).toEqual([{ snapshot: idle, phase: "idle", sinceMs: 1_030 }]);
  expect(third.dueMs).toBeUndefined();
});

test("what was there before anyone looked is not played back", () => {
  expect(phases(look(NOTHING_SHOWN, [idle], 0, false))).toEqual(["idle"]);
});

describe("a warm request between two reports", () => {
  const resting = look(NOTHING_SHOWN, [idle], 0, false);

  test("is seen as busy for its hold", () => {
    const running = look(resting, [warmAgain], 500);
    expect(running.shown).toMatchObject([{ phase: "busy", tookMs: 4.2, snapshot: { served: 2 } }]);
    expect(phases(look(running, [warmAgain], 500 + HOLD_MS))).toEqual(["idle"]);
  });

  test("after another stays busy, and rests when they stop", () => {
    let fleet = look(resting, [warmAgain], 500);
    for (let step = 1; step <= 5; step += 1) {
      fleet = look(fleet, [{ ...warmAgain, served: 2 + step, phaseSinceMs: 1_900 + step * 50 }], 500 + step * 50);
      expect(phases(fleet)).toEqual(["busy"]);
    }
    expect(fleet.dueMs).toBeGreaterThan(750);
    expect(phases(look(fleet, [fleet.shown[0]?.snapshot ?? idle], 750 + HOLD_MS))).toEqual(["idle"]);
  });
});

test("a tile whose container did nothing is the very same, and so is the list", () => {
  const first = look(NOTHING_SHOWN, [idle], 0, false);
  expect(look(first, [idle], 1_000).shown).toBe(first.shown);
});

describe("a ghost", () => {
  const ghost = look(look(NOTHING_SHOWN, [idle], 0, false), [evicted], 1_000);

  test("stays for its time, though the platform has forgotten it", () => {
    expect(phases(look(ghost, [], 1_000 + GHOST_MS - 1))).toEqual(["evicted"]);
    expect(ghost.dueMs).toBe(1_000 + GHOST_MS);
  });

  test("leaves, and does not come back while the platform still names it", () => {
    const gone = look(ghost, [evicted], 1_000 + GHOST_MS);
    expect(gone.shown).toEqual([]);
    expect(gone.dueMs).toBeUndefined();
    expect(look(gone, [evicted], 1_100 + GHOST_MS).shown).toEqual([]);
  });
});

test("order is by birth, also beyond c-99", () => {
  const at = (id: string): ContainerSnapshot => ({ ...idle, id });
  expect(look(NOTHING_SHOWN, [at("c-100"), at("c-99"), at("c-02")], 0, false).shown.map(({ snapshot }) => snapshot.id)).toEqual([
    "c-02",
    "c-99",
    "c-100",
  ]);
});
