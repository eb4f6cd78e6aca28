import { expect, test } from "vitest";
import type { ContainerSnapshot } from "../../platform/container.ts";
import { invocation } from "../../store/fake-port.ts";
import { type FleetEvent, nextLog } from "./fleet-log.ts";

const container = (id: string, change: Partial<ContainerSnapshot> = {}): ContainerSnapshot => ({
  id,
  functionName: "hello",
  version: "1",
  memoryMb: 128,
  phase: "initializing",
  phaseSinceMs: 1_000,
  bornAtMs: 1_000,
  startReason: `Cold: ${id}.`,
  served: 0,
  needsReset: false,
  retired: false,
  ...change,
});
const known = (...containers: readonly ContainerSnapshot[]) => new Map(containers.map((each) => [each.id, each]));
const said = (log: readonly FleetEvent[]) => log.map(({ kind, containerIds, count }) => `${kind} ${containerIds.join("+")} ${count}`);

test("a start is told once, and learns when it was ready", () => {
  const starting = container("c-01");
  const first = nextLog([], known(), [starting], []);
  expect(first).toMatchObject([{ kind: "start", containerIds: ["c-01"], reason: "Cold: c-01.", atMs: 1_000 }]);
  expect(first[0]?.readyMs).toBeUndefined();
  const ready = container("c-01", { phase: "idle", initializedAtMs: 1_480 });
  const second = nextLog(first, known(starting), [ready], []);
  expect(said(second)).toEqual(["start c-01 1"]);
  expect(second[0]?.readyMs).toBe(480);
});

test("ends alike that come together are one line; a start between them is not passed over", () => {
  const ended = (id: string, atMs: number) => container(id, { phase: "evicted", phaseSinceMs: atMs, endReason: "Evicted: idle 30 s." });
  const before = known(container("c-01"), container("c-02"), container("c-03"));
  const together = nextLog([], before, [ended("c-01", 31_000), ended("c-02", 31_500)], []);
  expect(said(together)).toEqual(["evicted c-01+c-02 2"]);
  const later = nextLog(together, before, [ended("c-03", 40_000)], []);
  expect(said(later)).toEqual(["evicted c-03 1", "evicted c-01+c-02 2"]);
});

test("throttled requests are counted by their reason", () => {
  const refused = (requestId: string, reason: string, endedAtMs: number) =>
    invocation({ requestId, reason, status: "throttled", endedAtMs });
  const log = nextLog([], known(), [], [refused("r-1", "A", 10), refused("r-2", "A", 20), refused("r-3", "B", 30), invocation()]);
  expect(said(log)).toEqual(["throttled  1", "throttled  2"]);
  expect(log.map(({ reason }) => reason)).toEqual(["B", "A"]);
});

test("nothing new is the very same log, and it does not grow without end", () => {
  const starting = container("c-01");
  const first = nextLog([], known(), [starting], []);
  expect(nextLog(first, known(starting), [starting], [invocation()])).toBe(first);
  const many = Array.from({ length: 90 }, (_, n) => container(`c-${n}`, { bornAtMs: n }));
  const log = nextLog([], known(), many, []);
  expect(log).toHaveLength(40);
  expect(log[0]?.containerIds).toEqual(["c-89"]);
});
