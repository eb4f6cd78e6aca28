import { describe, expect, test } from "vitest";
import type { InvocationRecord } from "../../invocation.ts";
import type { AlarmConfig, AlarmMetric, AlarmStatistic, FunctionServices } from "../services-config.ts";
import { Distribution } from "./distribution.ts";
import { deadLetterQueues, Metrics, type QueueFigures, stepMsOf } from "./metrics.ts";

const FROM_MS = Date.UTC(2026, 10, 25, 10);
const NO_BILL = { requests: 1, billedMs: 1, billedMbMs: 128 };

const record = (changes: Partial<InvocationRecord> = {}): InvocationRecord => ({
  requestId: "r",
  functionName: "f",
  version: "1",
  status: "ok",
  coldStart: false,
  reason: "",
  because: "reused",
  arrivedAtMs: FROM_MS,
  endedAtMs: FROM_MS,
  queueMs: 0,
  provisionMs: 0,
  initMs: 0,
  durationMs: 10,
  billed: NO_BILL,
  split: { initUs: 0, runUs: 0, roundingUs: 0 },
  memoryMb: 128,
  ...changes,
});

const alarm = (metric: AlarmMetric, statistic: AlarmStatistic, changes: Partial<AlarmConfig> = {}): AlarmConfig => ({
  name: `${metric}-${statistic}`,
  metric,
  statistic,
  periodMs: 60_000,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 1,
  comparison: ">",
  missingData: "missing",
  ...changes,
});

const lastValue = (metrics: Metrics, config: AlarmConfig, untilMs = FROM_MS + 60_000) => metrics.datapoints(config, untilMs).at(-1)?.value;

describe("what an invocation adds", () => {
  test.each<[AlarmMetric, AlarmStatistic, number | null]>([
    ["invocations", "sum", 4],
    ["errors", "sum", 3],
    ["errors", "average", 0.75],
    ["errors", "maximum", 1],
    ["errors", "p50", 1],
    ["throttles", "sum", 1],
    ["throttles", "average", 0.2],
    ["duration", "maximum", 40],
    ["duration", "average", 25],
    ["duration", "sum", 100],
    ["duration", "p50", 20],
    ["duration", "p99", 40],
    ["concurrent-executions", "maximum", 5],
    ["queue-age", "maximum", null],
  ])("%s, %s: %d", (metric, statistic, expected) => {
    const metrics = new Metrics();
    const config = alarm(metric, statistic);
    metrics.watch([config]);
    for (const [index, status] of (["ok", "error", "timeout", "crashed", "throttled"] as const).entries())
      metrics.observe(record({ status, durationMs: (index + 1) * 10 }), index + 1, FROM_MS + index);
    expect(lastValue(metrics, config)).toBe(expected);
  });

  test("of one function, or of all", () => {
    const metrics = new Metrics();
    const [ofOne, ofAll] = [alarm("invocations", "sum", { of: "f" }), alarm("invocations", "sum")];
    metrics.watch([ofOne, ofAll]);
    for (const functionName of ["f", "f", "g"]) metrics.observe(record({ functionName }), 1, FROM_MS);
    expect([lastValue(metrics, ofOne), lastValue(metrics, ofAll)]).toEqual([2, 3]);
  });
});

test("periods are windows that end where it is asked: a value at the end belongs to the next", () => {
  const metrics = new Metrics();
  const config = alarm("invocations", "sum", { periodMs: 300_000 });
  metrics.watch([config]);
  for (const atMs of [FROM_MS, FROM_MS + 299_999, FROM_MS + 300_000]) metrics.observe(record(), 1, atMs);
  const at = (untilMs: number) => metrics.datapoints(config, untilMs).map(({ value }) => value);
  expect(at(FROM_MS + 300_000)).toEqual([null, null, 2]);
  // Slid on by a minute.
  expect(at(FROM_MS + 360_000)).toEqual([null, 1, 2]);
  expect(at(FROM_MS + 600_000)).toEqual([null, 2, 1]);
});

test("short periods are kept in steps of ten seconds", () => {
  const config = alarm("invocations", "sum", { periodMs: 20_000 });
  expect([stepMsOf(config), stepMsOf({ periodMs: 60_000 }), stepMsOf({ periodMs: 3_600_000 })]).toEqual([10_000, 60_000, 60_000]);
  const metrics = new Metrics();
  metrics.watch([config]);
  for (const atMs of [FROM_MS, FROM_MS + 10_000, FROM_MS + 20_000]) metrics.observe(record(), 1, atMs);
  expect(metrics.datapoints(config, FROM_MS + 30_000).map(({ value }) => value)).toEqual([null, 1, 2]);
});

test("only as much is kept as the alarms look at, and nothing without alarms", () => {
  const metrics = new Metrics();
  metrics.observe(record(), 1, FROM_MS);
  expect(metrics.state()).toEqual({});
  const config = alarm("invocations", "sum");
  metrics.watch([config]);
  for (let minute = 0; minute < 1_000; minute += 1) metrics.observe(record(), 1, FROM_MS + minute * 60_000);
  const [[, buckets] = ["", []]] = Object.entries(metrics.state() as Record<string, readonly unknown[]>);
  expect(buckets.length).toBeLessThanOrEqual(5);
  expect(metrics.datapoints(config, FROM_MS + 1_000 * 60_000).map(({ value }) => value)).toEqual([1, 1, 1]);
});

test("an alarm that is changed keeps its past; one that is gone does not", () => {
  const metrics = new Metrics();
  metrics.watch([alarm("invocations", "sum")]);
  metrics.observe(record(), 1, FROM_MS);
  metrics.watch([alarm("invocations", "sum", { threshold: 9, evaluationPeriods: 4, datapointsToAlarm: 4 })]);
  expect(lastValue(metrics, alarm("invocations", "sum"))).toBe(1);
  metrics.watch([]);
  metrics.watch([alarm("invocations", "sum")]);
  expect(lastValue(metrics, alarm("invocations", "sum"))).toBeNull();
});

describe("over a reload", () => {
  test("the past comes back, percentiles too", () => {
    const configs = [alarm("duration", "p95"), alarm("duration", "average")];
    const metrics = new Metrics();
    metrics.watch(configs);
    for (let value = 1; value <= 100; value += 1) metrics.observe(record({ durationMs: value }), 1, FROM_MS);
    const again = new Metrics(JSON.parse(JSON.stringify(metrics.state())));
    again.watch(configs);
    expect(configs.map((config) => lastValue(again, config))).toEqual([95, 50.5]);
  });

  test.each([
    null,
    5,
    [],
    { '["invocations",null,60000]': 5 },
    { '["invocations",null,60000]': [null, 5, [], [FROM_MS], [FROM_MS, { count: -1 }], ["x", { count: 1, sum: 1, max: 1 }]] },
    { '["invocations",null,60000]': [[FROM_MS, { count: 1, sum: "1", max: 1 }]] },
    { '["invocations",null,60000]': [[FROM_MS, { count: 1, sum: 1, max: 1, bins: [["x"]] }]] },
    { __proto__: [] },
  ])("a damaged one is left out: %j", (state) => {
    const metrics = new Metrics(state);
    const config = alarm("invocations", "sum");
    metrics.watch([config]);
    expect(lastValue(metrics, config)).toBeNull();
  });
});

describe("queues", () => {
  const FUNCTIONS: readonly FunctionServices[] = [
    {
      name: "mailer",
      timeoutMs: 3_000,
      async: { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000, deadLetterQueue: "lost" },
      triggers: [],
    },
  ];
  const QUEUES = [{ name: "orders", deadLetterQueue: "dead" }, { name: "dead" }, { name: "lost" }, { name: "other" }];
  const WAITING: Readonly<Record<string, number>> = { orders: 10, dead: 3, lost: 4, other: 7 };
  const FIGURES: QueueFigures = {
    all: () => QUEUES.map((config) => ({ config })),
    oldestAgeMs: (name) => (name === "orders" ? 90_500 : undefined),
    counts: (name) => ({ waiting: WAITING[name] ?? 0 }),
  };

  test.each<[AlarmMetric, string | undefined, number | null]>([
    ["queue-age", "orders", 90],
    ["queue-age", "other", 0],
    ["queue-age", "gone", null],
    ["queue-age", undefined, 90],
    ["dead-letters", "dead", 3],
    ["dead-letters", "orders", 3],
    ["dead-letters", "mailer", 4],
    ["dead-letters", "other", 7],
    ["dead-letters", undefined, 7],
    ["dead-letters", "gone", null],
  ])("%s of %s: %d", (metric, of, expected) => {
    const metrics = new Metrics();
    const config = alarm(metric, "maximum", of === undefined ? {} : { of });
    metrics.watch([config]);
    metrics.observe(record({ functionName: "orders" }), 1, FROM_MS);
    metrics.sample(FROM_MS, 60_000, FIGURES, FUNCTIONS);
    metrics.sample(FROM_MS, 10_000, FIGURES, FUNCTIONS);
    expect(metrics.datapoints(config, FROM_MS + 60_000).at(-1)).toEqual({
      atMs: FROM_MS,
      value: expected,
      sampleCount: expected === null ? 0 : 1,
    });
  });

  test("dead-letter queues: of all, each once", () => {
    expect(deadLetterQueues(undefined, [...QUEUES, { name: "more", deadLetterQueue: "dead" }], FUNCTIONS)).toEqual(["dead", "lost"]);
  });
});

describe("a distribution", () => {
  test("percentiles are within one percent, over seven orders of size", () => {
    const distribution = new Distribution(true);
    const values = Array.from({ length: 2_000 }, (_, place) => 0.01 * 1.009 ** place);
    for (const value of values) distribution.add(value);
    for (const [statistic, share] of [
      ["p50", 0.5],
      ["p95", 0.95],
      ["p99", 0.99],
    ] as const) {
      const exact = values[Math.ceil(share * values.length) - 1] ?? 0;
      expect(Math.abs(distribution.statistic(statistic) / exact - 1)).toBeLessThan(0.0101);
    }
  });

  test("it stays small: a bin for each two percent", () => {
    const distribution = new Distribution(true);
    for (let value = 0.01; value < 900_000; value *= 1.0003) distribution.add(value);
    expect((distribution.state() as { readonly bins: readonly unknown[] }).bins.length).toBeLessThan(1_000);
  });
});
