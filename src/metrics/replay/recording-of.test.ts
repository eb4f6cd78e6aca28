import { expect, test } from "vitest";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { functionConfig, platformSettings } from "../../testing/builders.ts";
import { PlatformDriver } from "../../testing/drive-platform.ts";
import type { RowSource } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { newRun, recordRun } from "../history/run-history.ts";
import { recordingOf } from "./recording-of.ts";
import { simulateRun } from "./simulate.ts";

const settings = platformSettings({ idleLifetimeMs: 2_000 });

/** What a driven platform did, as a run of the page has it. */
function runOf(driver: PlatformDriver, details: Partial<ObservedRun["details"][number]>[] = []): ObservedRun {
  const ended = driver.records.map((record): RowSource => ({ ...record, trigger: "http" }));
  const { name: functionName, version, memoryMb, timeoutMs } = functionConfig({ memoryMb: 512, timeoutMs: 2_000 });
  const fleet = [
    { type: "deployed", atMs: 0, functionName, version, memoryMb, timeoutMs, reservedConcurrency: 9 },
    { type: "deployed", atMs: 90_000, functionName, version: "2", memoryMb: 1_024, timeoutMs },
  ] as const;
  return {
    id: "live",
    name: "Live",
    origin: "measured",
    history: recordRun(newRun(0), { ended, fleet, events: [] }),
    details: details as ObservedRun["details"],
    untilMs: 100_000,
    profile: awsLambda,
    settings,
  };
}

function driven(): PlatformDriver {
  const scripts: Record<string, object> = {
    B: { runMs: 300, initMs: 250 },
    C: { ending: "error" },
    D: { ending: { kind: "exit", code: 1 } },
    E: { runMs: 40, initMs: 60 },
    F: { ending: "never" },
    G: { initEnding: "error", initMs: 33 },
  };
  const driver = new PlatformDriver({ settings, functions: [{ memoryMb: 512, timeoutMs: 2_000 }], script: (id) => scripts[id] ?? {} });
  for (const [atMs, requestId] of [
    [100, "A"],
    [100, "B"],
    [1_000, "C"],
    [1_500, "D"],
    [1_600, "E"],
    [9_000, "F"],
    [20_000, "G"],
    [20_100, "H"],
  ] as const) {
    driver.advanceTo(atMs);
    driver.request(requestId);
  }
  driver.advance(10_000);
  return driver;
}

test("what arrived, in order, with its own times and ending", () => {
  const { arrivals, functions, startedAtMs, spanMs } = recordingOf(runOf(driven()));
  expect(
    arrivals.map(({ offsetMs, durationMs, initMs, initInside, status }) => [offsetMs, durationMs, initMs, initInside, status]),
  ).toEqual([
    [100, 10, 100, undefined, "ok"],
    [100, 300, 250, undefined, "ok"],
    [1_000, 10, undefined, undefined, "error"],
    [1_500, 10, undefined, undefined, "crashed"],
    [1_600, 100, undefined, true, "ok"],
    [9_000, 2_000, 100, undefined, "timeout"],
    [20_000, 0, undefined, undefined, "error"],
    [20_100, 110, undefined, true, "ok"],
  ]);
  expect([startedAtMs, spanMs]).toEqual([0, 100_000]);
  expect(functions).toEqual([{ name: "hello", version: "2", memoryMb: 1_024, timeoutMs: 2_000 }]);
});

test("replayed as it was, the same arrivals are cold, fail and wait as they did", () => {
  const driver = driven();
  const again = simulateRun(recordingOf(runOf(driver)), {}, { id: "r", name: "r" });
  const told = (statuses: readonly { status: string; coldStart: boolean; durationMs: number }[]) =>
    statuses.map(({ status, coldStart, durationMs }) => [status, coldStart, durationMs]).sort();
  const replayed = recordingOf(again).arrivals.map(({ status, initMs, durationMs = 0 }) => ({
    status,
    coldStart: initMs !== undefined,
    durationMs,
  }));
  // An init that failed is recorded as the error that it was for the caller: its container is warm for the next in a replay.
  expect(told(replayed.filter((_, place) => place < 6))).toEqual(told(driver.records.filter(({ requestId }) => requestId < "G")));
});

test("a window takes what arrived in it, and the deploy that held then", () => {
  const { arrivals, functions, startedAtMs, spanMs } = recordingOf(runOf(driven()), { fromMs: 1_000, toMs: 10_000 });
  expect(arrivals.map(({ offsetMs }) => offsetMs)).toEqual([0, 500, 600, 8_000]);
  expect(functions).toEqual([{ name: "hello", version: "1", memoryMb: 512, timeoutMs: 2_000, reservedConcurrency: 9 }]);
  expect([startedAtMs, spanMs]).toEqual([1_000, 9_000]);
  expect(recordingOf(runOf(driven()), { fromMs: 50_000, toMs: 60_000 })).toMatchObject({ arrivals: [], functions: [] });
});

test("each event's text stands once", () => {
  const driver = new PlatformDriver({ settings });
  const ids = [1, 2, 3, 4].map((place) => `00000000-0000-4000-9000-00000000000${place}`);
  for (const id of ids) {
    driver.request(id);
    driver.advance(500);
  }
  const events = ['{"a":1}', '{"b":2}', '{"a":1}'];
  const run = runOf(
    driver,
    events.map((event, place) => ({ requestId: ids[place] ?? "", event })),
  );
  const recording = recordingOf(run);
  expect(recording.events).toEqual(['{"a":1}', '{"b":2}']);
  expect(recording.arrivals.map(({ eventRef }) => eventRef)).toEqual([0, 1, 0, undefined]);
});
