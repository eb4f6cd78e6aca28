import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { compareShapes } from "../../../testing/compare-shapes.ts";
import type { InvocationRecord } from "../../invocation.ts";
import { advanceTo, ContextUnderTest } from "../context-under-test.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { AlarmConfig, FunctionServices } from "../services-config.ts";
import { Alarms } from "./alarms.ts";
import type { QueueFigures } from "./metrics.ts";

const FROM_MS = Date.UTC(2026, 10, 25, 10);

const NO_QUEUES: QueueFigures = { all: () => [], oldestAgeMs: () => undefined, counts: () => undefined };

const alarm = (changes: Partial<AlarmConfig> = {}): AlarmConfig => ({
  name: "many-errors",
  metric: "errors",
  of: "shop",
  statistic: "sum",
  periodMs: 60_000,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 1,
  comparison: ">",
  missingData: "missing",
  ...changes,
});

const watcher = (name: string, ...alarms: readonly string[]): FunctionServices => ({
  name,
  timeoutMs: 3_000,
  async: { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 },
  triggers: alarms.map((of) => ({ type: "alarm", alarm: of })),
});

const record = (status: InvocationRecord["status"]): InvocationRecord => ({
  requestId: "r",
  functionName: "shop",
  version: "1",
  status,
  coldStart: false,
  reason: "",
  because: "reused",
  arrivedAtMs: 0,
  endedAtMs: 0,
  queueMs: 0,
  provisionMs: 0,
  initMs: 0,
  durationMs: 10,
  billed: { requests: 1, billedMs: 1, billedMbMs: 128 },
  split: { initUs: 0, runUs: 0, roundingUs: 0 },
  memoryMb: 128,
});

let context: ContextUnderTest;
let alarms: Alarms;

beforeEach(() => {
  context = new ContextUnderTest(FROM_MS + 5_000);
  alarms = new Alarms(context, { figures: NO_QUEUES });
});

const until = (elapsedMs: number) => advanceTo(context, FROM_MS + elapsedMs, alarms);

function fail(times: number): void {
  for (let count = 0; count < times; count += 1) alarms.observe(record("error"), 1);
}

function call(operation: string, input: Readonly<Record<string, unknown>>): JsonObject {
  let output: JsonObject | undefined;
  alarms.call(operation, input, (answer) => {
    if (answer.ok) output = answer.output;
  });
  if (!output) throw new Error("There was no answer.");
  return output;
}

test("without alarms nothing is ever due", () => {
  alarms.configure([], []);
  fail(3);
  expect([alarms.nextDueMs(), alarms.views()]).toEqual([undefined, []]);
});

test("a new alarm has no data, and is evaluated at the end of the minute it was made in", () => {
  alarms.configure([alarm()], []);
  expect(alarms.views()).toEqual([
    {
      config: alarm(),
      state: "INSUFFICIENT_DATA",
      sinceMs: FROM_MS + 5_000,
      reason: "Unchecked: Initial alarm creation",
      datapoints: [],
      nextEvaluationMs: FROM_MS + 60_000,
      history: [],
    },
  ]);
  until(60_000);
  expect(alarms.nextDueMs()).toBe(FROM_MS + 120_000);
  expect(alarms.views()[0]).toMatchObject({ state: "INSUFFICIENT_DATA", datapoints: [{ atMs: FROM_MS, value: null }] });
});

test("it goes to ALARM and back, and acts on ALARM only", () => {
  alarms.configure(
    [alarm({ queue: "ops" })],
    [watcher("pager", "many-errors"), watcher("other", "else"), watcher("both", "else", "many-errors")],
  );
  alarms.observe(record("ok"), 1);
  until(60_000);
  expect(alarms.views()[0]).toMatchObject({
    state: "OK",
    sinceMs: FROM_MS + 60_000,
    reason: "Threshold Crossed: 1 datapoint [0.0 (25/11/26 10:00:00)] was not greater than the threshold (1.0).",
  });
  expect([context.asyncInvokes, context.sent]).toEqual([[], []]);

  fail(3);
  until(120_000);
  expect(alarms.views()[0]).toMatchObject({
    state: "ALARM",
    reason: "Threshold Crossed: 1 datapoint [3.0 (25/11/26 10:01:00)] was greater than the threshold (1.0).",
    datapoints: [{ atMs: FROM_MS + 60_000, value: 3 }],
  });
  expect(context.asyncInvokes.map(({ functionName, source }) => [functionName, source])).toEqual([
    ["pager", "alarm"],
    ["both", "alarm"],
  ]);
  expect(context.passes.map(({ from, to }) => `${from} ${to}`)).toEqual([
    "alarm:many-errors function:pager",
    "alarm:many-errors function:both",
  ]);

  // Still over the threshold: no second time.
  fail(3);
  until(180_000);
  expect(context.asyncInvokes).toHaveLength(2);

  alarms.observe(record("ok"), 1);
  until(240_000);
  expect(alarms.views()[0]?.state).toBe("OK");
  // No data in the period, but some in the two before it, which are looked at too.
  until(300_000);
  expect(alarms.views()[0]?.state).toBe("OK");
  until(600_000);
  expect(alarms.views()[0]).toMatchObject({ state: "INSUFFICIENT_DATA", reason: "Insufficient Data: 1 datapoint was unknown." });
  expect([context.asyncInvokes.length, context.sent.length]).toEqual([2, 1]);
});

test("the function's event has both states and the metric", () => {
  alarms.configure([alarm()], [watcher("pager", "many-errors")]);
  fail(2);
  until(60_000);
  expect(JSON.parse(context.asyncInvokes[0]?.event ?? "")).toMatchObject({
    source: "aws.cloudwatch",
    alarmArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:many-errors",
    time: "2026-11-25T10:01:00.000+0000",
    alarmData: {
      alarmName: "many-errors",
      state: { value: "ALARM", reasonData: expect.stringContaining('"recentDatapoints":[2]') },
      previousState: { value: "INSUFFICIENT_DATA", reason: "Unchecked: Initial alarm creation" },
      configuration: {
        metrics: [
          { metricStat: { metric: { namespace: "AWS/Lambda", name: "Errors", dimensions: { FunctionName: "shop" } }, period: 60 } },
        ],
      },
    },
  });
});

describe("the queue's notification", () => {
  test.each(["sum", "p99"] as const)("has the shape of the published sample: %s", (statistic) => {
    alarms.configure([alarm({ queue: "ops", statistic, threshold: 0.5 })], []);
    fail(2);
    until(60_000);
    expect(context.sent[0]).toMatchObject({ destination: { type: "queue", name: "ops" }, about: { from: "alarm:many-errors" } });
    const url = new URL("../../../testing/sample-events/alarm-via-sns-body.go.json", import.meta.url);
    const sample = JSON.parse(JSON.parse(readFileSync(url, "utf8")).Records[0].Sns.Message);
    const differences = compareShapes(JSON.parse(context.sent[0]?.body ?? ""), sample).map(({ kind, path }) => `${kind} ${path}`);
    expect(differences.toSorted()).toEqual(
      [
        // An alarm here has no description and its metric no unit; later notifications than the sample have null for them.
        "type AlarmDescription",
        "type Trigger.Unit",
        // Later than the sample.
        "extra Trigger.DatapointsToAlarm",
        ...(statistic === "sum" ? [] : ["extra Trigger.ExtendedStatistic", "missing Trigger.Statistic"]),
      ].toSorted(),
    );
  });

  test("a queue that is gone leaves its trace, and the functions are told all the same", () => {
    context.missing.add("ops");
    alarms.configure([alarm({ queue: "ops" })], [watcher("pager", "many-errors")]);
    fail(2);
    until(60_000);
    expect(context.asyncInvokes).toHaveLength(1);
    expect(context.notes.map(({ at, fate }) => `${at} ${fate}`)).toEqual(["alarm:many-errors accepted", "alarm:many-errors discarded"]);
    expect(context.notes[1]?.detail).toContain("The queue ops did not take the notification");
  });
});

test("periods of five minutes are judged each minute, over a window that slides", () => {
  alarms.configure([alarm({ periodMs: 300_000, threshold: 2 })], []);
  until(50_000);
  fail(2);
  until(110_000);
  fail(1);
  until(119_999);
  expect(alarms.views()[0]?.state).not.toBe("ALARM");
  until(120_000);
  expect(alarms.views()[0]).toMatchObject({ state: "ALARM", sinceMs: FROM_MS + 120_000 });
});

test("periods of ten seconds are judged every ten seconds", () => {
  alarms.configure([alarm({ periodMs: 10_000, threshold: 0 })], []);
  fail(1);
  expect(alarms.nextDueMs()).toBe(FROM_MS + 10_000);
  until(10_000);
  expect(alarms.views()[0]?.state).toBe("ALARM");
});

test("queues are looked at when an alarm that watches them is due", () => {
  const figures: QueueFigures = {
    all: () => [{ config: { name: "orders", deadLetterQueue: "dead" } }, { config: { name: "dead" } }],
    oldestAgeMs: () => 300_000,
    counts: (name) => ({ waiting: name === "dead" ? 2 : 0 }),
  };
  alarms = new Alarms(context, { figures });
  alarms.configure(
    [
      alarm({ name: "old", metric: "queue-age", of: "orders", statistic: "maximum", threshold: 299 }),
      alarm({ name: "lost", metric: "dead-letters", of: "orders", statistic: "maximum", threshold: 1 }),
    ],
    [watcher("pager", "lost")],
  );
  until(60_000);
  expect(alarms.views().map(({ state, datapoints }) => [state, datapoints[0]?.value])).toEqual([
    ["ALARM", 300],
    ["ALARM", 2],
  ]);
  const [{ metricStat }] = JSON.parse(context.asyncInvokes[0]?.event ?? "").alarmData.configuration.metrics;
  expect(metricStat.metric).toEqual({
    namespace: "AWS/SQS",
    name: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: "dead" },
  });
});

describe("over a reload", () => {
  test("states and the past come back, and what was due meanwhile is judged once", () => {
    alarms.configure([alarm({ evaluationPeriods: 2, datapointsToAlarm: 2 })], [watcher("pager", "many-errors")]);
    fail(2);
    until(60_000);
    fail(2);
    context.atMs = FROM_MS + 90_000;
    const state = JSON.parse(JSON.stringify(alarms.state()));
    alarms = new Alarms(context, { state, figures: NO_QUEUES });
    alarms.configure([alarm({ evaluationPeriods: 2, datapointsToAlarm: 2 })], [watcher("pager", "many-errors")]);
    expect(alarms.views()[0]?.datapoints).toEqual([
      { atMs: FROM_MS - 60_000, value: null },
      { atMs: FROM_MS, value: 2 },
    ]);
    until(120_000);
    expect(alarms.views()[0]?.state).toBe("ALARM");
    expect(context.asyncInvokes).toHaveLength(1);
  });

  test("long away: judged at the next end of a minute, not for each that passed", () => {
    alarms.configure([alarm()], []);
    const state = alarms.state();
    context.atMs = FROM_MS + 86_400_000;
    alarms = new Alarms(context, { state, figures: NO_QUEUES });
    alarms.configure([alarm()], []);
    expect(alarms.nextDueMs()).toBe(FROM_MS + 86_460_000);
  });

  test.each([
    null,
    5,
    { alarms: [] },
    { alarms: { "many-errors": { state: { value: "FINE", reason: "x", atMs: 1 } } } },
    { alarms: { "many-errors": 5 }, series: "x" },
  ])("a damaged one is left out: %j", (state) => {
    alarms = new Alarms(context, { state, figures: NO_QUEUES });
    alarms.configure([alarm()], []);
    expect(alarms.views()[0]).toMatchObject({ state: "INSUFFICIENT_DATA", reason: "Unchecked: Initial alarm creation" });
  });
});

test("an alarm that is changed keeps its state; one that is gone and comes again begins anew, over a reload too", () => {
  alarms.configure([alarm()], []);
  fail(2);
  until(60_000);
  alarms = new Alarms(context, { state: alarms.state(), figures: NO_QUEUES });
  alarms.configure([alarm({ threshold: 100 })], []);
  expect(alarms.views()[0]?.state).toBe("ALARM");
  alarms.configure([], []);
  alarms.configure([alarm()], []);
  expect(alarms.views()[0]).toMatchObject({ state: "INSUFFICIENT_DATA", datapoints: [] });
  until(120_000);
  expect(alarms.views()[0]?.state).toBe("INSUFFICIENT_DATA");
});

describe("calls", () => {
  beforeEach(() =>
    alarms.configure(
      [alarm({ queue: "ops" }), alarm({ name: "slow", metric: "duration", statistic: "p95", missingData: "not-breaching" })],
      [watcher("pager", "many-errors")],
    ),
  );

  test("DescribeAlarms", () => {
    expect(call("DescribeAlarms", {})).toEqual({
      MetricAlarms: [
        {
          AlarmName: "many-errors",
          AlarmArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:many-errors",
          ActionsEnabled: true,
          OKActions: [],
          AlarmActions: ["arn:aws:lambda:us-east-1:123456789012:function:pager", "arn:aws:sqs:us-east-1:123456789012:ops"],
          InsufficientDataActions: [],
          StateValue: "INSUFFICIENT_DATA",
          StateReason: "Unchecked: Initial alarm creation",
          StateUpdatedTimestamp: FROM_MS / 1000 + 5,
          MetricName: "Errors",
          Namespace: "AWS/Lambda",
          Statistic: "Sum",
          Dimensions: [{ Name: "FunctionName", Value: "shop" }],
          Period: 60,
          EvaluationPeriods: 1,
          DatapointsToAlarm: 1,
          Threshold: 1,
          ComparisonOperator: "GreaterThanThreshold",
          TreatMissingData: "missing",
        },
        expect.objectContaining({ AlarmName: "slow", ExtendedStatistic: "p95", TreatMissingData: "notBreaching" }),
      ],
      CompositeAlarms: [],
    });
  });

  test.each([
    [{ AlarmNames: ["slow"] }, ["slow"]],
    [{ AlarmNamePrefix: "many" }, ["many-errors"]],
    [{ StateValue: "OK" }, []],
    [{ AlarmNames: [] }, ["many-errors", "slow"]],
  ])("asked for %j", (input, expected) => {
    const { MetricAlarms } = call("DescribeAlarms", input);
    expect((MetricAlarms as readonly JsonObject[]).map(({ AlarmName }) => AlarmName)).toEqual(expected);
  });

  test("SetAlarmState acts, and the next evaluation takes it back", () => {
    alarms.observe(record("ok"), 1);
    call("SetAlarmState", { AlarmName: "many-errors", StateValue: "ALARM", StateReason: "trying it", StateReasonData: '{"by":"me"}' });
    expect(alarms.views()[0]).toMatchObject({ state: "ALARM", reason: "trying it", sinceMs: FROM_MS + 5_000 });
    expect([context.asyncInvokes.length, context.sent.length]).toEqual([1, 1]);
    expect(JSON.parse(context.asyncInvokes[0]?.event ?? "").alarmData.state).toMatchObject({
      reason: "trying it",
      reasonData: '{"by":"me"}',
    });
    until(60_000);
    expect(alarms.views()[0]?.state).toBe("OK");
  });

  test("the history holds the last twenty changes, newest first, and survives a reload", () => {
    const set = (StateValue: string, StateReason: string) => call("SetAlarmState", { AlarmName: "many-errors", StateValue, StateReason });
    set("ALARM", "first");
    set("ALARM", "no change");
    set("OK", "second");
    expect(alarms.views()[0]?.history).toEqual([
      { atMs: FROM_MS + 5_000, from: "ALARM", to: "OK", reason: "second" },
      { atMs: FROM_MS + 5_000, from: "INSUFFICIENT_DATA", to: "ALARM", reason: "first" },
    ]);
    for (let turn = 0; turn < 15; turn += 1) for (const state of ["ALARM", "OK"]) set(state, `${turn}`);
    const { history = [] } = alarms.views()[0] ?? {};
    expect(history).toHaveLength(20);
    const after = new Alarms(context, { state: structuredClone(alarms.state()), figures: NO_QUEUES });
    after.configure([alarm()], []);
    expect(after.views()[0]?.history).toEqual(history);
    const bad = new Alarms(context, {
      state: { alarms: { "many-errors": { state: { value: "OK", reason: "", atMs: 1 }, history: [1, { atMs: 2, to: "FINE" }] } } },
      figures: NO_QUEUES,
    });
    bad.configure([alarm()], []);
    expect(bad.views()[0]).toMatchObject({ state: "OK", history: [] });
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["SetAlarmState", { AlarmName: "no", StateValue: "OK", StateReason: "x" }, "ResourceNotFound"],
    ["SetAlarmState", { StateValue: "OK", StateReason: "x" }, "ResourceNotFound"],
    ["SetAlarmState", { AlarmName: "slow", StateValue: "FINE", StateReason: "x" }, "ValidationError"],
    ["SetAlarmState", { AlarmName: "slow", StateValue: "OK" }, "ValidationError"],
    ["SetAlarmState", { AlarmName: "slow", StateValue: "OK", StateReason: "x".repeat(1_024) }, "ValidationError"],
    ["SetAlarmState", { AlarmName: "slow", StateValue: "OK", StateReason: "x", StateReasonData: "{" }, "InvalidFormat"],
    ["PutMetricData", { Namespace: "mine" }, "UnknownOperationException"],
    ["PutMetricAlarm", {}, "UnknownOperationException"],
  ])("%s %j is refused: %s", (operation, input, code) => {
    let error: unknown;
    try {
      call(operation, input);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ failure: { code } });
    expect(context.asyncInvokes).toEqual([]);
  });
});
