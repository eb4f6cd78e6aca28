import { expect, test } from "vitest";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { randomRequests } from "../latency/random-requests.ts";
import { rowAt } from "./history-rows.ts";
import { movedTo } from "./moved-run.ts";
import type { ObservedRun } from "./observed-run.ts";
import { newRun, recordRun } from "./run-history.ts";

const { sources } = randomRequests(9_000, 3);
const startedAtMs = 500;
const history = recordRun(newRun(startedAtMs), {
  ended: sources,
  fleet: [{ type: "removed", atMs: 700, functionName: "f" }],
  events: [{ type: "accepted", atMs: 800, at: "queue:q", eventId: "e" }],
});
const run = { id: "r", history, details: [], untilMs: 90_000, profile: awsLambda } as unknown as ObservedRun;

test("all its times are moved alike, and nothing else is changed", () => {
  const moved = movedTo(run, 10_500);
  expect(moved).toMatchObject({ untilMs: 100_000, history: { startedAtMs: 10_500, billed: { originMs: 10_500 } } });
  for (const seq of [0, 1, 8_191, 8_192, 8_999]) {
    const row = rowAt(history.rows, seq);
    const next = rowAt(moved.history.rows, seq);
    expect(next).toEqual(row && { ...row, arrivedAtMs: row.arrivedAtMs + 10_000, endedAtMs: row.endedAtMs + 10_000 });
  }
  expect(moved.history.fleet.items).toEqual([{ type: "removed", atMs: 10_700, functionName: "f" }]);
  expect(moved.history.events.items).toMatchObject([{ atMs: 10_800 }]);
  expect(moved.history.byDefinition).toBe(history.byDefinition);
  const [first, next] = [history.rows.chunks[0], moved.history.rows.chunks[0]];
  expect([next?.minEndedAtMs, next?.maxEndedAtMs]).toEqual([(first?.minEndedAtMs ?? 0) + 10_000, (first?.maxEndedAtMs ?? 0) + 10_000]);
});

test("the run it was of is left as it was, and is given back where it begins there already", () => {
  const before = rowAt(history.rows, 5);
  movedTo(run, 77);
  expect(rowAt(history.rows, 5)).toEqual(before);
  expect(movedTo(run, startedAtMs)).toBe(run);
});
