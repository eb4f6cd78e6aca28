import { expect, test } from "vitest";
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { RowSource } from "../history/history-rows.ts";
import { fleetMarks } from "./fleet-marks.ts";
import { EVERY_ROW, ended, request, runOf, started, throttled } from "./timeline-under-test.ts";

const busy = { because: "all-busy", reason: "Cold: 1 of 1 container busy." } as const;
const deployed = (functionName: string, atMs: number): FleetNote => ({
  type: "deployed",
  atMs,
  functionName,
  version: "3",
  memoryMb: 128,
  timeoutMs: 3_000,
});
const settings = { accountConcurrency: 10, browserContainerLimit: 8, idleLifetimeMs: 1, billInit: true, modelProvisioning: false };

const marksOf = (rows: RowSource[], notes: FleetNote[], apartMs = 5, filter = EVERY_ROW) =>
  fleetMarks(runOf(rows, notes), { fromMs: 0, toMs: 100 }, apartMs, filter).map(({ kind, fromMs, count, names }) => [
    kind,
    fromMs,
    count,
    names.join(" "),
  ]);

test.each<[string, FleetNote, unknown[]]>([
  ["a container started because all were busy", started("c-2", 20, busy), [["scale-out", 20, 1, "c-2"]]],
  ["the first one is no scale-out", started("c-1", 20), []],
  ["nor one from zero", started("c-1", 20, { because: "from-zero" }), []],
  ["a deploy", deployed("resize", 7), [["deploy", 7, 1, "resize v3"]]],
  ["a function that was removed", { type: "removed", atMs: 7, functionName: "resize" }, [["removed", 7, 1, "resize"]]],
  ["a kill", ended("c-1", 30, { because: "killed", reason: "Killed by hand." }), [["kill", 30, 1, "c-1"]]],
  ["an eviction is no mark: its row shows it", ended("c-1", 30), []],
  ["settings", { type: "configured", atMs: 9, settings }, [["settings", 9, 1, "settings"]]],
  ["what was before", deployed("resize", -1), []],
  ["what came after", deployed("resize", 101), []],
])("%s", (_, note, marks) => {
  expect(marksOf([], [note])).toEqual(marks);
});

test("those of a kind that lie on each other are one; others are not drawn into it", () => {
  const notes = [
    started("c-2", 20, busy),
    deployed("index", 21),
    started("c-3", 22, busy),
    started("c-4", 24.9, busy),
    started("c-5", 25, busy),
  ];
  expect(marksOf([], notes)).toEqual([
    ["scale-out", 20, 3, "c-2 c-3 c-4"],
    ["deploy", 21, 1, "index v3"],
    ["scale-out", 25, 1, "c-5"],
  ]);
});

test("throttled requests are counted, and a filter leaves out its own", () => {
  const rows = [throttled(10), throttled(11), request("c-1", 5, 12), throttled(40, { functionName: "index" }), throttled(120)];
  expect(marksOf(rows, [])).toEqual([
    ["throttle", 10, 2, "resize"],
    ["throttle", 40, 1, "index"],
  ]);
  const later = {
    ...EVERY_ROW,
    isAll: false,
    matches: (chunk: { arrivedAtMs: Float64Array }, at: number) => (chunk.arrivedAtMs[at] ?? 0) > 20,
  };
  expect(marksOf(rows, [], 5, later)).toEqual([["throttle", 40, 1, "index"]]);
});

test("both ends of the window count, and names are few", () => {
  const many = Array.from({ length: 30 }, (_, at) => started(`c-${at + 10}`, 100, busy));
  const [mark] = fleetMarks(runOf([], [deployed("a", 0), ...many]), { fromMs: 100, toMs: 100 }, 5, EVERY_ROW);
  expect(mark).toMatchObject({ count: 30, fromMs: 100, reason: "Cold: 1 of 1 container busy." });
  expect(mark?.names).toHaveLength(8);
});
