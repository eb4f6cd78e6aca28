import { describe, expect, test } from "vitest";
import type { ScheduleTrigger } from "../../triggers/trigger.ts";
import { advanceTo, ContextUnderTest } from "../context-under-test.ts";
import type { FunctionServices } from "../services-config.ts";
import { Schedules } from "./schedules.ts";

const START_MS = Date.UTC(2026, 6, 1);
const MINUTE_MS = 60_000;

function schedule(expression: string, fields: Partial<ScheduleTrigger> = {}): ScheduleTrigger {
  return { type: "schedule", expression, timeZone: "UTC", enabled: true, ...fields };
}

function withTriggers(triggers: FunctionServices["triggers"], name = "job"): FunctionServices {
  return { name, timeoutMs: 3000, async: { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 }, triggers };
}

function begin(triggers: FunctionServices["triggers"], { atMs = START_MS, state }: { atMs?: number; state?: unknown } = {}) {
  const context = new ContextUnderTest(atMs);
  const schedules = new Schedules(context, { state });
  schedules.configure([withTriggers(triggers)]);
  const advance = (minutes: number) => advanceTo(context, context.atMs + minutes * MINUTE_MS, schedules);
  /** The minutes since the start at which each event says it was due. */
  const fired = () =>
    context.asyncInvokes.map(({ event }) => (Date.parse((JSON.parse(event) as { time: string }).time) - START_MS) / MINUTE_MS);
  return { context, schedules, advance, fired };
}

/** As it is after storage. */
const throughJson = (state: unknown): unknown => JSON.parse(JSON.stringify(state));

describe("firing", () => {
  test("a rate counts from when it was set up", () => {
    const { advance, fired } = begin([schedule("rate(5 minutes)")], { atMs: START_MS + 2 * MINUTE_MS });
    advance(14);
    expect(fired()).toEqual([7, 12]);
  });

  test("cron goes by the clock", () => {
    const { advance, fired } = begin([schedule("*/5 * * * *")], { atMs: START_MS + 2 * MINUTE_MS });
    advance(14);
    expect(fired()).toEqual([5, 10, 15]);
  });

  test("the event is EventBridge's, asynchronous, and passes along its edge", () => {
    const { context, advance } = begin([schedule("rate(1 minute)")]);
    advance(1);
    const [delivery] = context.asyncInvokes;
    expect(delivery).toMatchObject({ functionName: "job", source: "schedule" });
    expect(JSON.parse(delivery?.event ?? "")).toMatchObject({ "detail-type": "Scheduled Event", time: "2026-07-01T00:01:00Z" });
    expect(context.passes).toEqual([{ from: "schedule:job/0", to: "function:job", atMs: START_MS + MINUTE_MS }]);
  });

  test.each([[{ a: 1 }], [null], ["text"]])("an input of its own stands in for the event: %j", (input) => {
    const { context, advance } = begin([schedule("rate(1 minute)", { input })]);
    advance(1);
    expect(context.asyncInvokes.map(({ event }) => event)).toEqual([JSON.stringify(input)]);
  });

  test("several, in order of time and then of the project", () => {
    const { context, advance } = begin([schedule("rate(2 minutes)", { input: "two" }), schedule("rate(1 minute)", { input: "one" })]);
    advance(2);
    expect(context.asyncInvokes.map(({ event }) => event)).toEqual(['"one"', '"two"', '"one"']);
  });

  test("a clock that jumps fires all that was due meanwhile, each with its own time", () => {
    const { context, schedules, fired } = begin([schedule("rate(1 minute)")]);
    context.atMs += 3.5 * MINUTE_MS;
    schedules.runDue();
    expect(fired()).toEqual([1, 2, 3]);
    expect(schedules.nextDueMs()).toBe(START_MS + 4 * MINUTE_MS);
  });

  test("once is once", () => {
    const { schedules, advance, fired } = begin([schedule("at(2026-07-01T00:03:00)")]);
    advance(10);
    expect(fired()).toEqual([3]);
    expect(schedules.nextDueMs()).toBeUndefined();
  });

  test("a paused one does not fire, and goes on from when it is no longer paused", () => {
    const { context, schedules, advance, fired } = begin([schedule("*/5 * * * *", { enabled: false })]);
    advance(12);
    expect(fired()).toEqual([]);
    expect(schedules.views()).toEqual([{ functionName: "job", place: 0, expression: "*/5 * * * *", enabled: false }]);
    schedules.configure([withTriggers([schedule("*/5 * * * *")])]);
    expect(schedules.nextDueMs()).toBe(START_MS + 15 * MINUTE_MS);
    expect(context.asyncInvokes).toEqual([]);
  });
});

describe("fire now", () => {
  const fire = (schedules: Schedules, input: Readonly<Record<string, unknown>>) => {
    let answer: unknown;
    schedules.call("FireSchedule", input, (given) => {
      answer = given;
    });
    return answer;
  };

  test("beside what is planned, a paused one too", () => {
    const { context, schedules } = begin([schedule("rate(5 minutes)", { enabled: false }), schedule("rate(5 minutes)")]);
    context.atMs += MINUTE_MS;
    expect(fire(schedules, { functionName: "job", place: 0 })).toEqual({ ok: true, output: {} });
    expect(fire(schedules, { functionName: "job", place: 1 })).toEqual({ ok: true, output: {} });
    expect(context.asyncInvokes).toHaveLength(2);
    expect(schedules.nextDueMs()).toBe(START_MS + 5 * MINUTE_MS);
    expect(schedules.views().map(({ lastMs }) => lastMs)).toEqual([context.atMs, context.atMs]);
  });

  test.each([
    {},
    { functionName: "job" },
    { functionName: "job", place: 1 },
    { functionName: "other", place: 0 },
    { functionName: "job", place: "0" },
  ])("%j is not there", (input) => {
    const { schedules, context } = begin([schedule("rate(5 minutes)")]);
    expect(() => fire(schedules, input)).toThrow(expect.objectContaining({ name: "ResourceNotFoundException" }));
    expect(context.asyncInvokes).toEqual([]);
  });

  test("another operation is unknown", () => {
    const { schedules } = begin([]);
    expect(() => schedules.call("StopSchedule", {}, () => undefined)).toThrow(
      expect.objectContaining({ name: "UnknownOperationException" }),
    );
  });
});

describe("a change of the project", () => {
  test("leaves the beat of what stays as it is", () => {
    const { schedules, advance, fired } = begin([schedule("rate(5 minutes)")]);
    advance(7);
    schedules.configure([withTriggers([schedule("rate(5 minutes)", { input: undefined })]), withTriggers([], "other")]);
    advance(4);
    expect(fired()).toEqual([5, 10]);
  });

  test("begins anew with another expression", () => {
    const { schedules, advance, fired } = begin([schedule("rate(5 minutes)")]);
    advance(7);
    schedules.configure([withTriggers([schedule("rate(3 minutes)")])]);
    advance(4);
    expect(fired()).toEqual([5, 10]);
    advance(3);
    expect(fired()).toEqual([5, 10, 13]);
  });

  test("one that is removed does not fire", () => {
    const { schedules, advance, fired } = begin([schedule("rate(5 minutes)")]);
    schedules.configure([]);
    advance(20);
    expect(fired()).toEqual([]);
    expect(schedules.state()).toEqual([]);
  });

  test("an expression that cannot be read is left out", () => {
    const { schedules } = begin([schedule("often"), schedule("rate(5 minutes)")]);
    expect(schedules.views().map(({ place }) => place)).toEqual([1]);
  });
});

describe("a reload", () => {
  test("keeps the beat of a rate, and what was missed stays missed", () => {
    const before = begin([schedule("rate(5 minutes)")]);
    before.advance(6);
    const after = begin([schedule("rate(5 minutes)")], { atMs: START_MS + 23 * MINUTE_MS, state: throughJson(before.schedules.state()) });
    after.advance(3);
    expect(after.fired()).toEqual([25]);
    expect(after.schedules.views()[0]?.lastMs).toBe(START_MS + 25 * MINUTE_MS);
  });

  test("keeps the beat of a rate that began within a millisecond, as the page's clock has it", () => {
    const before = begin([schedule("rate(5 minutes)")], { atMs: START_MS + 0.57 });
    before.advance(6);
    const after = begin([schedule("rate(5 minutes)")], { atMs: before.context.atMs, state: throughJson(before.schedules.state()) });
    expect(after.schedules.views()[0]?.nextMs).toBe(before.schedules.views()[0]?.nextMs);
    expect(after.schedules.views()[0]?.lastMs).toBe(START_MS + 0.57 + 5 * MINUTE_MS);
  });

  test.each([0, -3])("does not fire again what fired, %i minutes off", (minutes) => {
    const before = begin([schedule("*/5 * * * *")]);
    before.advance(5);
    expect(before.fired()).toEqual([5]);
    const after = begin([schedule("*/5 * * * *")], {
      atMs: before.context.atMs + minutes * MINUTE_MS,
      state: throughJson(before.schedules.state()),
    });
    after.advance(5 - minutes);
    expect(after.fired()).toEqual([10]);
  });

  test("forgets a schedule of another expression", () => {
    const before = begin([schedule("rate(5 minutes)")]);
    before.advance(6);
    const after = begin([schedule("rate(4 minutes)")], { atMs: before.context.atMs, state: throughJson(before.schedules.state()) });
    expect(after.schedules.views()[0]).toEqual({
      functionName: "job",
      place: 0,
      expression: "rate(4 minutes)",
      enabled: true,
      nextMs: START_MS + 10 * MINUTE_MS,
    });
  });

  test.each([
    ["nothing", undefined],
    ["a text", "state"],
    ["a list of anything", [null, 1, "x", {}, [], { functionName: "job" }]],
    ["moments that are none", [{ functionName: "job", place: 0, expression: "rate(5 minutes)", timeZone: "UTC", anchorMs: "soon" }]],
    [
      "a last firing that is none",
      [{ functionName: "job", place: 0, expression: "rate(5 minutes)", timeZone: "UTC", anchorMs: 0, lastMs: null }],
    ],
  ])("with %s for a state begins anew", (_, state) => {
    const { schedules } = begin([schedule("rate(5 minutes)")], { state });
    expect(schedules.nextDueMs()).toBe(START_MS + 5 * MINUTE_MS);
  });
});
