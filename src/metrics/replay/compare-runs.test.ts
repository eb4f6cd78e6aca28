import { expect, test } from "vitest";
import type { FleetNote } from "../../platform/fleet-note.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { receiptOf } from "../bill/receipt.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { NO_SUMS, newRun, recordRun } from "../history/run-history.ts";
import { EVERY_ROW, randomRequests } from "../latency/random-requests.ts";
import { billChanges, changeShare, runSide } from "./compare-runs.ts";

const WHOLE = { filter: EVERY_ROW, window: undefined };
const runOf = (seed: number, fleet: readonly FleetNote[] = []) => {
  const { sources } = randomRequests(3_000, seed);
  const history = recordRun(newRun(0), { ended: sources, fleet, events: [] });
  return { sources, run: { history, profile: awsLambda, untilMs: 9_000_000 } as ObservedRun };
};

test("a side is counted exactly", () => {
  const { sources, run } = runOf(4);
  const side = runSide(run, WHOLE, 100);
  const of = (passes: (status: string) => boolean) => sources.filter(({ status }) => passes(status)).length;
  expect(side).toMatchObject({
    requests: 3_000,
    coldStarts: sources.filter(({ coldStart }) => coldStart).length,
    throttled: of((status) => status === "throttled"),
    errors: of((status) => !["ok", "throttled"].includes(status)),
  });
  expect(side.latency.requests).toBe(3_000 - side.throttled);
});

test("in a stretch, of what ended in it", () => {
  const { sources, run } = runOf(5);
  const ends = sources.map(({ endedAtMs }) => endedAtMs).sort((a, b) => a - b);
  const window = { fromMs: ends[500] ?? 0, toMs: ends[1_500] ?? 0 };
  const within = sources.filter(({ endedAtMs }) => endedAtMs >= window.fromMs && endedAtMs <= window.toMs);
  expect(runSide(run, { filter: EVERY_ROW, window }, 100).requests).toBe(within.length);
});

test("what is kept ready is on the bill, whatever ran", () => {
  const deployed: FleetNote = {
    type: "deployed",
    atMs: 0,
    functionName: "f",
    version: "1",
    memoryMb: 1_024,
    timeoutMs: 3_000,
    provisionedConcurrency: 2,
  };
  const { run } = runOf(6, [deployed]);
  const { lines } = runSide(run, WHOLE, 100).receipt;
  // 2 GB for 9,000 s: whole spans of five minutes.
  expect(lines.find(({ item }) => item === "held")).toMatchObject({ quantity: 18_000, unit: "GB-s" });
  expect(runSide(runOf(6).run, WHOLE, 100).receipt.lines.some(({ item }) => item === "held")).toBe(false);
});

test("items are matched; what one of them has not is nothing there", () => {
  const sums = { ...NO_SUMS, requests: 1_000, billedMs: 10, billedMbMs: 1_280, runUs: 10_000 };
  const plain = receiptOf([sums], awsLambda);
  const ready = receiptOf([sums, { ...NO_SUMS, heldMbMs: 1_024_000 }], awsLambda);
  const items = (changes: ReturnType<typeof billChanges>) => changes.map(({ item }) => item);
  const added = billChanges(plain, ready);
  expect(items(added)).toEqual(["requests", "init", "run", "rounding", "held"]);
  expect(added.at(-1)).toMatchObject({ before: { quantity: 0, usd: 0 }, after: { quantity: 1 } });
  expect(billChanges(ready, plain).at(-1)).toMatchObject({ item: "held", before: { quantity: 1 }, after: { quantity: 0, usd: 0 } });
  const sumOf = (pick: "before" | "after") => added.reduce((sum, each) => sum + each[pick].usd, 0);
  expect(sumOf("before")).toBeCloseTo(plain.totalUsd, 15);
  expect(sumOf("after")).toBeCloseTo(ready.totalUsd, 15);
});

test.each([
  [100, 150, 0.5],
  [100, 0, -1],
  [0, 5, undefined],
  [0, 0, undefined],
])("from %d to %d: %s", (before, after, share) => expect(changeShare(before, after)).toBe(share));
