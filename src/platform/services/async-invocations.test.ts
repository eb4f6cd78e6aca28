import { describe, expect, test } from "vitest";
import { AsyncInvocations } from "./async-invocations.ts";
import { ContextUnderTest } from "./context-under-test.ts";
import type { DeliveryOutcome } from "./service-context.ts";
import type { AsyncConfig, FunctionServices } from "./services-config.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const FAILED: Partial<DeliveryOutcome> = { status: "error", error: { errorType: "Error", errorMessage: "no" } };
const THROTTLED: Partial<DeliveryOutcome> = {
  status: "throttled",
  error: { errorType: "TooManyRequestsException", errorMessage: "Rate Exceeded." },
};

function definition(async: Partial<AsyncConfig> = {}, more: Partial<FunctionServices> = {}): FunctionServices {
  return {
    name: "f",
    timeoutMs: 3_000,
    triggers: [],
    async: { maximumRetryAttempts: 2, maximumEventAgeMs: 6 * HOUR_MS, ...async },
    ...more,
  };
}

function begin(async: Partial<AsyncConfig> = {}, more: Partial<FunctionServices> = {}, state?: unknown) {
  const context = new ContextUnderTest();
  const invocations = new AsyncInvocations(context, { state });
  invocations.configure([definition(async, more)]);
  /** Goes on to the moment, carrying out what is due before it in order. */
  const goTo = (atMs: number) => {
    for (let due = invocations.nextDueMs(); due !== undefined && due <= atMs; due = invocations.nextDueMs()) {
      context.atMs = Math.max(context.atMs, due);
      invocations.runDue();
    }
    context.atMs = Math.max(context.atMs, atMs);
  };
  const accept = (event = '{"n":1}') => {
    const id = invocations.accept({ functionName: "f", event, source: "async" });
    goTo(context.atMs);
    return id;
  };
  return { context, invocations, goTo, accept, startMs: context.atMs };
}

describe("an asynchronous invocation", () => {
  test("runs at once and ends as processed", () => {
    const { context, accept, invocations } = begin();
    const id = accept();
    expect(context.invokes.map(({ delivery }) => delivery)).toMatchObject([
      { functionName: "f", event: '{"n":1}', source: "async", requestId: id },
    ]);
    context.invokes[0]?.end();
    expect(invocations.views()).toEqual([]);
    expect(context.notes.at(-1)).toMatchObject({ eventId: id, fate: "processed" });
    expect(invocations.nextDueMs()).toBeUndefined();
  });

  test("is tried again after one minute and after two more, under the same id, then discarded with its last error", () => {
    const { context, accept, goTo, startMs } = begin();
    const id = accept();
    context.invokes[0]?.end(FAILED);
    goTo(startMs + MINUTE_MS - 1);
    expect(context.invokes).toHaveLength(1);
    goTo(startMs + MINUTE_MS);
    expect(context.invokes).toHaveLength(2);
    context.invokes[1]?.end(FAILED);
    goTo(startMs + 3 * MINUTE_MS - 1);
    expect(context.invokes).toHaveLength(2);
    goTo(startMs + 3 * MINUTE_MS);
    expect(context.invokes.map(({ requestId }) => requestId)).toEqual([id, id, id]);
    context.invokes[2]?.end(FAILED);
    expect(context.notes.at(-1)).toMatchObject({ eventId: id, fate: "discarded", detail: expect.stringContaining("Error: no") });
  });

  test.each([0, 1, 2])("with %i retries it runs that often and once more", (maximumRetryAttempts) => {
    const { context, accept, goTo } = begin({ maximumRetryAttempts });
    accept();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      context.invokes[attempt]?.end(FAILED);
      goTo(context.atMs + HOUR_MS);
    }
    expect(context.invokes).toHaveLength(maximumRetryAttempts + 1);
  });

  test("its dead-letter queue gets the event alone, its on-failure destination the record", () => {
    const { context, accept } = begin({ maximumRetryAttempts: 0, deadLetterQueue: "dlq", onFailure: { type: "queue", name: "failed" } });
    const id = accept();
    context.invokes[0]?.end(FAILED);
    const [dead, record] = context.sent;
    expect(dead).toMatchObject({
      destination: { type: "queue", name: "dlq" },
      body: '{"n":1}',
      about: {
        attributes: { RequestID: { StringValue: id }, ErrorCode: { StringValue: "200" }, ErrorMessage: { StringValue: "Error: no" } },
      },
    });
    expect(JSON.parse(record?.body ?? "")).toEqual({
      version: "1.0",
      timestamp: "2026-07-01T00:00:00.000Z",
      requestContext: {
        requestId: id,
        functionArn: "arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST",
        condition: "RetriesExhausted",
        approximateInvokeCount: 1,
      },
      requestPayload: { n: 1 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      responsePayload: { errorType: "Error", errorMessage: "no" },
    });
    expect(context.notes.at(-1)?.fate).toBe("dead-lettered");
  });

  test("its on-success destination gets the record with the result", () => {
    const { context, accept } = begin({ onSuccess: { type: "function", name: "next" } });
    accept();
    context.invokes[0]?.end({ payload: '{"done":true}' });
    expect(context.sent[0]?.destination).toEqual({ type: "function", name: "next" });
    expect(JSON.parse(context.sent[0]?.body ?? "")).toMatchObject({
      requestContext: { condition: "Success", approximateInvokeCount: 1 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST" },
      responsePayload: { done: true },
    });
  });

  test("where no destination takes it, it is discarded and says so", () => {
    const { context, accept } = begin({ maximumRetryAttempts: 0, deadLetterQueue: "gone" });
    context.missing.add("gone");
    accept();
    context.invokes[0]?.end(FAILED);
    expect(context.notes.at(-1)?.fate).toBe("discarded");
  });

  test("throttled, it waits one second, then longer, and uses up no try", () => {
    const { context, accept, goTo, startMs, invocations } = begin({ maximumRetryAttempts: 0 });
    accept();
    const startedAtMs: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      startedAtMs.push((context.invokes[attempt]?.atMs ?? Number.NaN) - startMs);
      context.invokes[attempt]?.end(THROTTLED);
      expect(invocations.views()[0]).toMatchObject({ state: "throttled", attempts: 0 });
      goTo(startMs + (2 ** (attempt + 1) - 1) * 1_000);
    }
    expect(startedAtMs).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
    context.invokes[5]?.end();
    expect(context.notes.at(-1)?.fate).toBe("processed");
  });

  test("past its maximum age it is not run any more", () => {
    const { context, accept, goTo, startMs } = begin({ maximumEventAgeMs: MINUTE_MS, onFailure: { type: "queue", name: "late" } });
    accept();
    context.invokes[0]?.end(THROTTLED);
    for (let at = 1; at < 6; at += 1) {
      goTo(startMs + at * 20_000);
      for (const invoke of context.invokes) if (!invoke.ended) invoke.end(THROTTLED);
    }
    expect(JSON.parse(context.sent[0]?.body ?? "")).toMatchObject({
      requestContext: { condition: "EventAgeExceeded", approximateInvokeCount: 0 },
    });
    expect(context.notes.at(-1)).toMatchObject({ fate: "dead-lettered" });
  });

  test("without a destination, what is too old ends as expired", () => {
    const { context, accept, goTo, startMs } = begin({ maximumEventAgeMs: MINUTE_MS });
    accept();
    context.invokes[0]?.end(FAILED);
    goTo(startMs + MINUTE_MS);
    expect(context.notes.at(-1)).toMatchObject({ fate: "expired" });
  });

  test("a function with no concurrency never runs it: it goes to the dead-letter queue at once", () => {
    const { context, accept } = begin({ deadLetterQueue: "dlq" }, { reservedConcurrency: 0 });
    accept();
    expect(context.invokes).toEqual([]);
    expect(context.sent[0]).toMatchObject({ body: '{"n":1}', about: { attributes: { ErrorCode: { StringValue: "429" } } } });
  });

  test("after a reload what was running and what waited goes on, and nothing ends twice", () => {
    const first = begin();
    const [one, two] = [first.accept('"one"'), first.accept('"two"')];
    first.context.invokes[0]?.end(FAILED);
    const second = begin({}, {}, JSON.parse(JSON.stringify(first.invocations.state())));
    for (const eventId of [one, two]) second.context.note({ eventId, at: "function:f", fate: "accepted" });
    second.goTo(second.startMs);
    // "two" was running: it is run again. "one" waits for its minute.
    expect(second.context.invokes.map(({ requestId }) => requestId)).toEqual([two]);
    second.context.invokes[0]?.end();
    second.goTo(second.startMs + MINUTE_MS);
    second.context.invokes[1]?.end();
    expect(second.context.notes.slice(2).map(({ eventId, fate }) => [eventId, fate])).toEqual([
      [two, "processed"],
      [one, "processed"],
    ]);
  });

  test("delivered twice on purpose, it runs once more after it succeeded and ends once", () => {
    const { context, accept, goTo, invocations } = begin();
    invocations.deliverTwice("f");
    accept();
    context.invokes[0]?.end();
    goTo(context.atMs);
    expect(context.invokes).toHaveLength(2);
    expect(context.notes.filter(({ fate }) => fate === "processed")).toEqual([]);
    context.invokes[1]?.end();
    expect(context.notes.filter(({ fate }) => fate === "processed")).toHaveLength(1);
  });

  test("of a function that is removed, what waits is discarded; what runs ends so when it is over", () => {
    const { context, accept, invocations } = begin();
    accept();
    accept();
    context.invokes[0]?.end(FAILED);
    invocations.configure([]);
    expect(context.notes.at(-1)).toMatchObject({ fate: "discarded", detail: expect.stringContaining("removed") });
    context.invokes[1]?.end();
    expect(context.notes.filter(({ fate }) => fate === "discarded")).toHaveLength(2);
  });

  test.each([undefined, null, 3, { events: "x" }, { events: [null, 1, { requestId: 1 }] }])(
    "a state it cannot read, %j, is an empty one",
    (state) => {
      const { invocations } = begin({}, {}, state);
      expect(invocations.views()).toEqual([]);
    },
  );
});
