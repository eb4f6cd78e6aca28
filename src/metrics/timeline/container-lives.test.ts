import { expect, test } from "vitest";
import type { FleetNote } from "../../platform/fleet-note.ts";
import { busyShare, containersWithin, groupsOf } from "./container-lives.ts";
import { ended, randomRequests, request, runOf, started } from "./timeline-under-test.ts";

const WHOLE = { fromMs: 0, toMs: 1_000_000 };

test("a life is born, serves, is reset and ends for a reason", () => {
  const reset: FleetNote = { ...started("c-1", 60), type: "reset", because: "timed-out", reason: "Timed out." } as FleetNote;
  const run = runOf([request("c-1", 10, 30), request("c-1", 40, 60)], [started("c-1", 10), reset, ended("c-1", 110, { served: 2 })]);
  const [life] = containersWithin(run, WHOLE);
  expect(life).toMatchObject({ containerId: "c-1", bornAtMs: 10, served: 2, busyMs: 40, lastEndMs: 60, resets: [{ atMs: 60 }] });
  expect(life?.ended?.reason).toBe("Evicted: idle 10 s.");
  expect(life && busyShare(life, 1_000)).toBeCloseTo(0.4);
});

test.each<[string, number, number, string[]]>([
  ["before any was born", 0, 5, []],
  ["at a birth", 5, 10, ["c-1"]],
  ["between", 60, 70, ["c-1", "c-2"]],
  ["after an end", 120, 130, ["c-2"]],
])("%s, only those alive are told", (_, fromMs, toMs, ids) => {
  const run = runOf([request("c-1", 10, 30)], [started("c-1", 10), started("c-2", 50), ended("c-1", 110)]);
  expect(containersWithin(run, { fromMs, toMs }).map(({ containerId }) => containerId)).toEqual(ids);
});

test("one whose first request has not ended is there", () => {
  expect(containersWithin(runOf([], [started("c-7", 10)]), WHOLE)).toMatchObject([{ containerId: "c-7", place: 0, served: 0 }]);
});

test("one whose notes were let go is known from its rows", () => {
  expect(containersWithin(runOf([request("c-3", 20, 30, { functionName: "index", version: "4" })]), WHOLE)).toMatchObject([
    { containerId: "c-3", functionName: "index", version: "4", bornAtMs: 20, served: 1, resets: [] },
  ]);
});

test("one of which only the end is known was born before", () => {
  expect(containersWithin(runOf([], [ended("c-3", 40)]), WHOLE)).toMatchObject([{ containerId: "c-3", bornAtMs: 0, served: 1 }]);
});

test("functions stand in the order they were seen, their versions together, containers by birth", () => {
  const run = runOf(
    [],
    [
      started("c-1", 1, { functionName: "b" }),
      started("c-2", 2, { functionName: "a" }),
      started("c-10", 3, { functionName: "b", version: "2" }),
      started("c-9", 3, { functionName: "b", version: "2" }),
      started("c-11", 4, { functionName: "b" }),
    ],
  );
  const groups = groupsOf(containersWithin(run, WHOLE));
  expect(
    groups.map(({ functionName, version, containers }) => [functionName, version, containers.map((each) => each.containerId)]),
  ).toEqual([
    ["b", "1", ["c-1", "c-11"]],
    ["b", "2", ["c-9", "c-10"]],
    ["a", "1", ["c-2"]],
  ]);
});

test("over many chunks, each has served what its rows say", () => {
  const requests = randomRequests(8, 20_000);
  const lives = containersWithin(runOf(requests), WHOLE);
  for (const { containerId, served, busyMs } of lives) {
    const own = requests.filter((each) => each.containerId === containerId);
    expect(served).toBe(own.length);
    expect(busyMs).toBeCloseTo(
      own.reduce((sum, { arrivedAtMs, endedAtMs }) => sum + endedAtMs - arrivedAtMs, 0),
      4,
    );
  }
  expect(lives.reduce((sum, { served }) => sum + served, 0)).toBe(requests.filter(({ containerId }) => containerId).length);
});
