import { expect, test } from "vitest";
import type { ContainerSnapshot } from "../../platform/container.ts";
import type { ShownContainer } from "./shown-fleet.ts";
import { groupWords, leftShare, spokenTime, tileName, tileNumber, tilePhase } from "./tile-words.ts";
import { withVanished } from "./vanished.ts";

const snapshot: ContainerSnapshot = {
  id: "c-08",
  functionName: "hello",
  version: "1",
  memoryMb: 128,
  phase: "idle",
  phaseSinceMs: 10_000,
  bornAtMs: 1_000,
  startReason: "Cold.",
  served: 9,
  evictsAtMs: 40_000,
  needsReset: false,
  retired: false,
};
const shown = (change: Partial<ShownContainer> = {}, of: Partial<ContainerSnapshot> = {}): ShownContainer => ({
  snapshot: { ...snapshot, ...of },
  phase: "idle",
  sinceMs: 10_000,
  ...change,
});

test("a tile has a full name", () => {
  expect(tileName(shown(), 21_000)).toBe("Container c-08, idle, 19 seconds to eviction, served 9");
  expect(tileName(shown({ phase: "busy" }), 21_000)).toBe("Container c-08, busy, served 9");
  expect(tileName(shown({}, { provisioned: true }), 21_000)).toBe("Container c-08, idle, provisioned, kept ready, served 9");
  expect(tileName(shown({}, { needsReset: true }), 21_000)).toContain("init runs again");
});

test.each([
  [0, "0 seconds"],
  [1, "1 second"],
  [59_001, "1 minute"],
  [61_000, "1 minute 1 second"],
  [259_000, "4 minutes 19 seconds"],
])("%d ms are said as %s", (ms, words) => {
  expect(spokenTime(ms)).toBe(words);
});

test.each<[string, ShownContainer, boolean, string, string]>([
  ["idle counts down", shown(), false, "0:19", "idle ×9"],
  ["at a fast clock the wall alone tells it", shown(), true, "", "idle ×9"],
  ["busy counts up", shown({ phase: "busy", sinceMs: 20_904 }), false, "96 ms", "busy ×9"],
  ["a phase that is only held says what it took", shown({ phase: "initializing", tookMs: 640 }), false, "640 ms", "init ×9"],
  ["a ghost", shown({ phase: "evicted" }), false, "evicted", "served 9"],
  ["a provisioned one is kept", shown({}, { provisioned: true }), false, "kept", "ready ×9"],
  ["a provisioned one at a fast clock", shown({}, { provisioned: true }), true, "kept", "ready ×9"],
  [
    "a failed one names the limit",
    shown({ phase: "failed" }, { endReason: "Out of memory: 530 MB used of 512 MB." }),
    false,
    "512 MB",
    "failed",
  ],
])("%s", (_, tile, fast, number, phase) => {
  expect([tileNumber(tile, 21_000, fast), tilePhase(tile)]).toEqual([number, phase]);
});

test("the wall runs from whole to nothing", () => {
  expect([5_000, 10_000, 25_000, 40_000, 50_000].map((nowMs) => leftShare(snapshot, nowMs))).toEqual([1, 1, 0.5, 0, 0]);
});

test("a group counts the living", () => {
  expect(groupWords([shown({ phase: "busy" }), shown(), shown({ phase: "evicted" })])).toBe("1 busy · 1 idle");
  expect(groupWords([shown({ phase: "evicted" })])).toBe("scaled to zero");
});

test("what ended between two reports gets the end it must have had", () => {
  expect(withVanished([snapshot], [], 60_000)).toMatchObject([
    { id: "c-08", phase: "evicted", phaseSinceMs: 40_000, endReason: "Evicted: idle 30 s." },
  ]);
  expect(withVanished([{ ...snapshot, phase: "evicted" }], [], 60_000)).toEqual([]);
  const same = [snapshot];
  expect(withVanished(same, same, 60_000)).toBe(same);
});
