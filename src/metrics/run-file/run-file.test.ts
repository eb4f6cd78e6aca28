import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import type { FleetNote } from "../../platform/fleet-note.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import type { InvocationView } from "../../platform/results.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import type { TraceNote } from "../../platform/services/trace-note.ts";
import { MOST_ROWS, type RowSource, rowAt, STATUSES, TRIGGERS } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { newRun, type RunHistory, recordRun } from "../history/run-history.ts";
import { readRun } from "./read-run.ts";
import { DETAIL_CHARS } from "./run-file.ts";
import { writeRun } from "./write-run.ts";

const SETTINGS = {
  accountConcurrency: 1_000,
  browserContainerLimit: 64,
  idleLifetimeMs: 300_000,
  billInit: true,
  modelProvisioning: false,
};
const FIRST_MS = 1_700_000_000_000.25;

function billedFor(durationMs: number, initMs: number, memoryMb: number) {
  const [runUs, initUs] = [Math.round(durationMs * 1_000), Math.round(initMs * 1_000)];
  const billedMs = Math.max(1, Math.ceil((runUs + initUs) / 1_000));
  return {
    billed: { requests: 1, billedMs, billedMbMs: billedMs * memoryMb },
    split: { initUs, runUs, roundingUs: billedMs * 1_000 - initUs - runUs },
  };
}

function source(random: () => number, place: number): RowSource {
  const whole = (most: number) => Math.floor(random() * most);
  const hundredths = (most: number) => Math.floor(random() * most * 100) / 100;
  const status = STATUSES[whole(STATUSES.length)] ?? "ok";
  const ran = status !== "throttled";
  const coldStart = ran && random() < 0.1;
  const [durationMs, initMs] = [ran ? hundredths(10 ** whole(6)) : 0, coldStart ? hundredths(800) : 0];
  const memoryMb = [128, 512, 10_240][whole(3)] ?? 128;
  const arrivedAtMs = FIRST_MS + place * 3 + random();
  const none = { billed: { requests: 0, billedMs: 0, billedMbMs: 0 }, split: { initUs: 0, runUs: 0, roundingUs: 0 } };
  return {
    requestId: `${whole(2 ** 32)
      .toString(16)
      .padStart(8, "0")}-0000-4000-8000-${place.toString(16).padStart(12, "0")}`,
    functionName: ["thumbs", "__proto__", "ünïcode"][whole(3)] ?? "",
    version: String(1 + whole(3)),
    status,
    ...(ran ? { containerId: `c-${whole(300)}` } : {}),
    coldStart,
    reason: `Because of ${whole(400)}.`,
    because: coldStart ? "all-busy" : "reused",
    arrivedAtMs,
    endedAtMs: arrivedAtMs + durationMs + initMs,
    queueMs: 0,
    provisionMs: coldStart ? hundredths(600) : 0,
    initMs,
    durationMs,
    ...(coldStart && random() < 0.1 ? { failedInits: [{ phase: "init" as const, status: "error" as const, initMs: 3 }] } : {}),
    memoryMb,
    trigger: TRIGGERS[whole(TRIGGERS.length)] ?? "http",
    ...(ran ? billedFor(durationMs, initMs, memoryMb) : none),
  };
}

const OF_CONTAINER = {
  atMs: FIRST_MS,
  containerId: "c-1",
  functionName: "thumbs",
  version: "1",
  because: "all-busy",
  reason: "Cold.",
} as const;
const FLEET: readonly FleetNote[] = [
  { type: "configured", atMs: FIRST_MS, settings: SETTINGS },
  {
    type: "deployed",
    atMs: FIRST_MS,
    functionName: "thumbs",
    version: "1",
    memoryMb: 128,
    timeoutMs: 3_000,
    reservedConcurrency: 0,
    provisionedConcurrency: 2,
  },
  { type: "started", ...OF_CONTAINER, memoryMb: 128 },
  { type: "reset", ...OF_CONTAINER },
  { type: "ended", ...OF_CONTAINER, how: "failed", served: 9 },
  { type: "removed", atMs: FIRST_MS, functionName: "thumbs" },
];
const CAUSE = { type: "request", requestId: "r-1" } as const;
const EVENTS: readonly TraceNote[] = [
  { type: "accepted", atMs: FIRST_MS, at: "queue:jobs", eventId: "e-1", cause: CAUSE },
  { type: "accepted", atMs: FIRST_MS, at: "topic:news", eventId: "e-2", cause: { type: "event", at: "queue:jobs", eventId: "e-1" } },
  { type: "delivered", atMs: FIRST_MS, at: "queue:jobs", eventIds: ["e-1"], functionName: "thumbs", requestId: "r-2", attempt: 2 },
  { type: "ended", atMs: FIRST_MS, at: "queue:jobs", eventId: "e-1", fate: "dead-lettered", detail: "3 attempts" },
];

const view = (change: Partial<InvocationView> = {}): InvocationView => ({
  ...source(seededRandom(5), 0),
  status: "error",
  error: { errorType: "Error", errorMessage: "no", trace: ["at x"] },
  costUsd: 0.000_1,
  logs: [
    { atMs: FIRST_MS, text: "START", from: "platform" },
    { atMs: FIRST_MS, text: "\u2028 é", level: "WARN", from: "console" },
  ],
  event: '{"a":1}',
  payload: "null",
  maxHeapBytes: 5_000_000,
  calls: [
    { service: "s3", operation: "PutObject", target: "a/b", atMs: FIRST_MS, durationMs: 1.5, status: 200, error: "X", eventIds: ["e-1"] },
  ],
  traceId: "1-65f0a1b2-x",
  cause: CAUSE,
  eventIds: ["e-1"],
  ...change,
});

function observed(history: RunHistory, details: readonly InvocationView[] = []): ObservedRun {
  return {
    id: "r",
    name: "Run of a test",
    origin: "measured",
    history,
    details,
    untilMs: FIRST_MS + 1e7,
    profile: awsLambda,
    settings: SETTINGS,
  };
}

function randomRun(seed: number, count: number): ObservedRun {
  const random = seededRandom(seed);
  const ended = Array.from({ length: count }, (_, place) => source(random, place));
  return observed(recordRun(newRun(FIRST_MS), { ended, fleet: FLEET, events: EVENTS }), [view()]);
}

function opened(text: string): ObservedRun {
  const read = readRun(text, "file-1");
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

function expectSame(read: ObservedRun, run: ObservedRun): void {
  const { rows, ...sums } = run.history;
  const { rows: rowsRead, ...sumsRead } = read.history;
  expect({ ...read, history: sumsRead }).toEqual({ ...run, id: "file-1", history: sums });
  expect([rowsRead.firstSeq, rowsRead.endSeq]).toEqual([rows.firstSeq, rows.endSeq]);
  for (let seq = rows.firstSeq - 1; seq <= rows.endSeq; seq += 1) {
    // A million expectations take longer than what they are about.
    if (!isDeepStrictEqual(rowAt(rowsRead, seq), rowAt(rows, seq))) expect(rowAt(rowsRead, seq)).toEqual(rowAt(rows, seq));
  }
}

describe("what is written is read back", () => {
  for (const [seed, count] of [
    [1, 0],
    [2, 1],
    [3, 700],
    [4, 20_000],
  ] as const)
    test(`${count} requests, seed ${seed}`, () => {
      const run = randomRun(seed, count);
      expectSame(opened(writeRun(run)), run);
    });

  test("also a second time, and of a run whose names are used by some rows only", () => {
    const run = randomRun(7, 9_000);
    // Its totals count more rows than it has: that is refused.
    const cut = { ...run, history: { ...run.history, rows: { ...run.history.rows, endSeq: 3_000 } } };
    expect(readRun(writeRun(cut), "x")).toMatchObject({ ok: false, code: "damaged-run" });
    const once = writeRun(run);
    expect(isDeepStrictEqual(JSON.parse(writeRun(opened(once))), JSON.parse(once))).toBe(true);
  });

  test("newest requests in full as far as there is room; the others stay as rows", () => {
    const run = {
      ...randomRun(8, 3),
      details: [1, 2, 3].map((place) =>
        view({
          requestId: `r-${place}`,
          event: "x".repeat(DETAIL_CHARS / 10),
          logs: [{ atMs: 1, text: "y".repeat(DETAIL_CHARS / 10), from: "stdout" }],
        }),
      ),
    };
    expect(opened(writeRun(run)).details).toHaveLength(3);
    const much = Array.from({ length: 12 }, (_, place) => view({ requestId: `r-${place}`, event: "x".repeat(DETAIL_CHARS / 10) }));
    const kept = opened(writeRun({ ...run, details: much })).details;
    expect(kept.map(({ requestId }) => requestId)).toEqual(much.slice(-9).map(({ requestId }) => requestId));
  });
});

test("a million rows, the oldest let go, are written and read back", () => {
  const random = seededRandom(11);
  const batch = Array.from({ length: 10_000 }, (_, place) => source(random, place));
  let history = newRun(FIRST_MS);
  for (let from = 0; from < MOST_ROWS + 20_000; from += batch.length) history = recordRun(history, { ended: batch, fleet: [], events: [] });
  const text = writeRun(observed(history));
  const { rows, latency } = opened(text).history;
  expect([rows.firstSeq, rows.endSeq]).toEqual([history.rows.firstSeq, history.rows.endSeq]);
  expect(rows.firstSeq).toBeGreaterThan(0);
  for (const seq of [rows.firstSeq, 500_000, rows.endSeq - 1]) expect(rowAt(rows, seq)).toEqual(rowAt(history.rows, seq));
  expect(latency).toEqual(history.latency);
}, 120_000);

describe("what is no run, or is damaged, is refused in words", () => {
  const good = JSON.parse(writeRun(randomRun(21, 300))) as Record<string, unknown>;
  /** A copy in which the value at the path is another. */
  const withValue = (path: string, value: unknown): string => {
    const copy = structuredClone(good);
    const keys = path.split(".");
    let inner: Record<string, unknown> = copy;
    for (const key of keys.slice(0, -1)) inner = inner[key] as Record<string, unknown>;
    inner[keys.at(-1) ?? ""] = value;
    return JSON.stringify(copy);
  };
  const u8 = (...values: number[]) => ({ type: "u8", base64: [Buffer.from(values).toString("base64")] });
  const f64 = (values: Float64Array) => ({ type: "f64", base64: [Buffer.from(values.buffer).toString("base64")] });

  test("the copy is good as it is", () => expect(readRun(JSON.stringify(good), "x").ok).toBe(true));

  test.each([
    ["", "no-run"],
    ["null", "no-run"],
    ["[]", "no-run"],
    ["{", "no-run"],
    ['"coldstart-run"', "no-run"],
    ['{"format":"coldstart-project","version":1}', "no-run"],
    ['{"__proto__":{"format":"coldstart-run","version":1}}', "no-run"],
    ['{"format":"coldstart-run","version":3}', "other-version"],
    ['{"format":"coldstart-run","version":"1"}', "other-version"],
    ['{"format":"coldstart-run","version":1}', "damaged-run"],
    ['{"format":"coldstart-run","version":1,"__proto__":{"name":"x"}}', "damaged-run"],
  ])("%s: %s", (text, code) => expect(readRun(text, "x")).toMatchObject({ ok: false, code }));

  test("a newer version says that the page is to be loaded anew", () => {
    expect(readRun('{"format":"coldstart-run","version":3}', "x")).toMatchObject({ message: "A newer Coldstart wrote this file." });
  });

  const endedEarly = new Float64Array(300).fill(1);
  const notANumber = new Float64Array(300).fill(FIRST_MS + 1e6);
  notANumber[7] = Number.NaN;
  const infinite = new Float64Array(300).fill(Number.POSITIVE_INFINITY);

  test.each([
    ["name", 7],
    ["name", "x".repeat(501)],
    ["origin", "imagined"],
    ["profile", "constructor"],
    ["settings", null],
    ["settings.idleLifetimeMs", -1],
    ["settings.billInit", "yes"],
    ["untilMs", 1],
    ["untilMs", 1e300],
    ["rows.count", 299],
    ["rows.count", 301],
    ["rows.count", 1e9],
    ["rows.count", 2.5],
    ["rows.count", -1],
    ["rows.firstSeq", 1],
    ["rows.definitions", []],
    ["rows.definitions.0.memoryMb", 0],
    ["rows.definitions.0.functionName", { toString: 1 }],
    ["rows.reasons", []],
    ["rows.reasons.0.kind", "__proto__"],
    ["rows.containers", ["c-1", "c-1"]],
    ["rows.columns", []],
    ["rows.columns.status", undefined],
    ["rows.columns.status", { all: 9 }],
    ["rows.columns.status", { all: "0" }],
    ["rows.columns.status", { all: 0.5 }],
    ["rows.columns.status", { all: -1 }],
    ["rows.columns.status", u8(0, 1, 2)],
    ["rows.columns.status", u8(...new Array<number>(300).fill(7))],
    ["rows.columns.status", { type: "u8", base64: [`${"A".repeat(399)}!`] }],
    ["rows.columns.status", { type: "u8", base64: ["A".repeat(400), ""] }],
    ["rows.columns.status", { type: "u9", base64: ["A".repeat(400)] }],
    ["rows.columns.status", { type: "u8", base64: "A".repeat(400) }],
    ["rows.columns.definition", { all: 5_000 }],
    ["rows.columns.container", { all: 5_000 }],
    ["rows.columns.flags", { all: 8 }],
    ["rows.columns.billedMs", f64(endedEarly)],
    ["rows.columns.endedAtMs", f64(endedEarly)],
    ["rows.columns.endedAtMs", f64(notANumber)],
    ["rows.columns.endedAtMs", f64(infinite)],
    ["rows.columns.requestIdWords", { type: "u32", base64: [] }],
    ["totals", []],
    ["totals.0.byStatus.ok", 1e6],
    ["totals.0.billed.billedMs", 0.5],
    ["totals.0.latency.zeros", 5],
    ["totals.0.latency.min", -1],
    ["totals.0.latency.max", 0],
    ["totals.0.latency.buckets", [[1, 1, 1]]],
    ["totals.0.latency.buckets", [[1e9, 1]]],
    ["billed.widthMs", 0],
    ["billed.spans", [{ fromMs: FIRST_MS }]],
    ["fleet.dropped", -1],
    ["fleet.items.0.type", "hasOwnProperty"],
    ["fleet.items.2.reason", 3],
    ["fleet.items", new Array(50_001).fill(FLEET[0])],
    ["events.items.0.at", "nowhere"],
    ["events.items.0.cause", { type: "god" }],
    ["details.0.logs", "START"],
    ["details.0.status", "fine"],
    ["details.0.endedAtMs", null],
    ["details.0.event", "x".repeat(1_000_001)],
  ])("%s", (path, value) => {
    const read = readRun(withValue(path, value), "x");
    expect(read).toMatchObject({ ok: false, code: "damaged-run" });
    // It names the place, so that who made the file can mend it.
    if (!read.ok) expect(read.message).toMatch(/ run\.\w+/);
  });

  test("fields that are not known are left behind", () => {
    const text = JSON.stringify(good).replace('"name":', '"__proto__":{"polluted":true},"constructor":1,"later":{"x":1},"name":');
    const read = readRun(text, "x");
    expect(read.ok).toBe(true);
    expect(JSON.stringify(read)).not.toContain("polluted");
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("any flipped piece of a file is refused or read, and never throws", () => {
    const random = seededRandom(31);
    const text = writeRun(randomRun(32, 40));
    let refused = 0;
    for (let round = 0; round < 400; round += 1) {
      const from = Math.floor(random() * text.length);
      const to = from + Math.floor(random() * 40);
      const read = readRun(text.slice(0, from) + text.slice(to).replace(/^\d/, "-9"), "x");
      if (!read.ok) refused += 1;
    }
    expect(refused).toBeGreaterThan(300);
  });
});
