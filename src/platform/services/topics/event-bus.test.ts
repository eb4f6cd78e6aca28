import { beforeEach, describe, expect, test } from "vitest";
import { ContextUnderTest } from "../context-under-test.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { FunctionServices, TopicConfig } from "../services-config.ts";
import { EventBus } from "./event-bus.ts";

const rules = (name: string, topic: string, ...filters: readonly unknown[]): FunctionServices => ({
  name,
  timeoutMs: 3_000,
  async: { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 },
  triggers: filters.map((filter) => ({ type: "topic", topic, ...(filter === undefined ? {} : { filter }) })),
});

const bus = (name: string, ...queues: TopicConfig["queues"]): TopicConfig => ({ name, kind: "bus", queues });
const ENTRY = { Source: "shop", DetailType: "Order placed", Detail: '{"total":12}' };

let context: ContextUnderTest;
let buses: EventBus;

beforeEach(() => {
  context = new ContextUnderTest(Date.UTC(2026, 10, 25, 10, 0, 0, 123));
  buses = new EventBus(context);
});

function call(operation: string, input: Readonly<Record<string, unknown>>): JsonObject {
  let output: JsonObject | undefined;
  buses.call(operation, input, (answer) => {
    if (answer.ok) output = answer.output;
  });
  if (!output) throw new Error("There was no answer.");
  return output;
}

const put = (...Entries: readonly unknown[]) => call("PutEvents", { Entries });

describe("PutEvents", () => {
  test("a function whose pattern matches gets the event, asynchronously; the default bus is always there", () => {
    buses.configure(
      [],
      [rules("a", "default", { source: ["shop"], detail: { total: [12] } }), rules("b", "default", { source: ["else"] })],
    );
    const output = put({ ...ENTRY, Resources: ["r1"], Time: Date.UTC(2026, 0, 2) / 1000 });
    expect(output).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) }] });
    expect(context.asyncInvokes.map(({ functionName, source }) => [functionName, source])).toEqual([["a", "topic"]]);
    expect(JSON.parse(context.asyncInvokes[0]?.event ?? "")).toEqual({
      version: "0",
      id: expect.any(String),
      "detail-type": "Order placed",
      source: "shop",
      account: "123456789012",
      time: "2026-01-02T00:00:00Z",
      region: "us-east-1",
      resources: ["r1"],
      detail: { total: 12 },
    });
    expect(context.passes).toEqual([{ from: "bus:default", to: "function:a", atMs: context.atMs }]);
    expect(context.notes).toEqual([]);
    expect(buses.views()).toEqual([{ name: "default", kind: "bus", published: 1, delivered: 1, filteredOut: 1 }]);
  });

  test("each rule calls its function, so one that matches two of them is called twice", () => {
    buses.configure([], [rules("a", "default", { source: ["shop"] }, undefined)]);
    put(ENTRY);
    expect(context.asyncInvokes).toHaveLength(2);
  });

  test("a bus by name or ARN; its queues get the event as JSON", () => {
    buses.configure(
      [bus("own", { queue: "q", rawDelivery: false, filter: { "detail-type": [{ prefix: "Order" }] } })],
      [rules("a", "default", undefined)],
    );
    put({ ...ENTRY, EventBusName: "own" }, { ...ENTRY, EventBusName: "arn:aws:events:us-east-1:123456789012:event-bus/own" });
    expect(context.asyncInvokes).toEqual([]);
    expect(context.sent).toHaveLength(2);
    expect(JSON.parse(context.sent[0]?.body ?? "")).toMatchObject({ source: "shop", time: "2026-11-25T10:00:00Z", resources: [] });
    expect(context.sent[0]?.about).toEqual({ from: "bus:own" });
  });

  test.each<[string, unknown, string, string]>([
    [
      "no source",
      { ...ENTRY, Source: undefined },
      "InvalidArgument",
      "Parameter Source is not valid. Reason: Source is a required argument.",
    ],
    [
      "no type",
      { ...ENTRY, DetailType: "" },
      "InvalidArgument",
      "Parameter DetailType is not valid. Reason: DetailType is a required argument.",
    ],
    [
      "no detail",
      { ...ENTRY, Detail: undefined },
      "InvalidArgument",
      "Parameter Detail is not valid. Reason: Detail is a required argument.",
    ],
    ["a detail that is an object", { ...ENTRY, Detail: { a: 1 } }, "InvalidArgument", "Parameter Detail is not valid."],
    ["no JSON", { ...ENTRY, Detail: "{" }, "MalformedDetail", "Detail is malformed."],
    ["a list", { ...ENTRY, Detail: "[]" }, "MalformedDetail", "Detail is malformed."],
    ["a number", { ...ENTRY, Detail: "5" }, "MalformedDetail", "Detail is malformed."],
    ["too deep", { ...ENTRY, Detail: `${'{"a":'.repeat(1_001)}1${"}".repeat(1_001)}` }, "MalformedDetail", "Detail is malformed."],
    ["very deep", { ...ENTRY, Detail: `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}` }, "MalformedDetail", "Detail is malformed."],
    ["AWS's own source", { ...ENTRY, Source: "aws.s3" }, "NotAuthorizedForSource", "Not authorized for the source."],
    ["no moment", { ...ENTRY, Time: "yesterday" }, "InvalidArgument", "Parameter Time is not valid."],
    ["a moment out of reach", { ...ENTRY, Time: 1e300 }, "InvalidArgument", "Parameter Time is not valid."],
    ["no object", 5, "InvalidArgument", "Parameter Source is not valid."],
    ["null", null, "InvalidArgument", "Parameter Source is not valid."],
  ])("an entry is refused and the others go: %s", (_, entry, code, message) => {
    buses.configure([], [rules("a", "default", undefined)]);
    expect(put(entry, ENTRY)).toEqual({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: code, ErrorMessage: expect.stringContaining(message) }, { EventId: expect.any(String) }],
    });
    expect(context.asyncInvokes).toHaveLength(1);
  });

  test("a Time as text, as JSON has it", () => {
    buses.configure([], [rules("a", "default", undefined)]);
    put({ ...ENTRY, Time: "2026-01-02T03:04:05.678Z" });
    expect(JSON.parse(context.asyncInvokes[0]?.event ?? "").time).toBe("2026-01-02T03:04:05Z");
  });

  test.each<[string, unknown, string]>([
    ["none", undefined, "greater than or equal to 1"],
    ["empty", [], "greater than or equal to 1"],
    ["eleven", Array(11).fill(ENTRY), "less than or equal to 10"],
    [
      "too large",
      [{ ...ENTRY, Detail: `{"a":"${"x".repeat(1_048_576)}"}` }],
      "Total size of the entries in the request is over the limit.",
    ],
    ["too large together", Array(10).fill({ ...ENTRY, Detail: `{"a":"${"é".repeat(60_000)}"}` }), "Total size of the entries"],
  ])("a request is refused: %s", (_, Entries, message) => {
    buses.configure([], [rules("a", "default", undefined)]);
    expect(() => call("PutEvents", { Entries })).toThrow(message);
    expect(context.asyncInvokes).toEqual([]);
  });

  test("what no rule takes leaves its trace, and so does what is put on a bus that is not there", () => {
    buses.configure([], []);
    const { Entries } = put(ENTRY, { ...ENTRY, EventBusName: "nowhere" });
    expect(Entries).toEqual([{ EventId: expect.any(String) }, { EventId: expect.any(String) }]);
    expect(context.notes.map(({ at, fate, detail }) => [at, fate, detail])).toEqual([
      ["bus:default", "accepted", undefined],
      ["bus:default", "discarded", "No subscription matched."],
      ["bus:nowhere", "accepted", undefined],
      ["bus:nowhere", "discarded", 'There is no bus "nowhere". EventBridge takes such an event and drops it.'],
    ]);
    expect(context.waiting()).toEqual([]);
  });
});

test("buses are listed; a topic is none", () => {
  buses.configure([bus("own"), { name: "orders", kind: "topic", queues: [] }], []);
  const own = { Name: "own", Arn: "arn:aws:events:us-east-1:123456789012:event-bus/own" };
  const standard = { Name: "default", Arn: "arn:aws:events:us-east-1:123456789012:event-bus/default" };
  expect(call("ListEventBuses", {})).toEqual({ EventBuses: [own, standard] });
  expect(call("ListEventBuses", { NamePrefix: "o" })).toEqual({ EventBuses: [own] });
  expect(call("DescribeEventBus", {})).toEqual(standard);
  expect(() => call("DescribeEventBus", { Name: "no" })).toThrow("Event bus no does not exist.");
  expect(() => call("PutRule", {})).toThrow(ServiceError);
});

test("the default bus is shown only where it is used", () => {
  buses.configure([bus("own")], []);
  expect(buses.views().map(({ name }) => name)).toEqual(["own"]);
  put(ENTRY);
  expect(buses.views().map(({ name }) => name)).toEqual(["own", "default"]);
});

test("as a destination: the invocation record is the detail", () => {
  buses.configure([bus("own")], [rules("a", "own", { source: ["lambda"], detail: { requestContext: { condition: ["Success"] } } })]);
  const record = { requestContext: { condition: "Success", functionArn: "arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST" } };
  buses.publish("own", JSON.stringify(record), { from: "function:f" });
  expect(JSON.parse(context.asyncInvokes[0]?.event ?? "")).toMatchObject({
    "detail-type": "Lambda Function Invocation Result - Success",
    resources: ["arn:aws:events:us-east-1:123456789012:event-bus/own", record.requestContext.functionArn],
    detail: record,
  });
  expect(() => buses.publish("no", "{}", { from: "function:f" })).toThrow("does not exist");
  expect(() => buses.publish("own", "text", { from: "function:f" })).toThrow("Detail is malformed.");
});

test("its counts come back", () => {
  buses.configure([], []);
  put(ENTRY);
  const again = new EventBus(context, { state: JSON.parse(JSON.stringify(buses.state())) });
  again.configure([], []);
  expect(again.views()).toEqual([{ name: "default", kind: "bus", published: 1, delivered: 0, filteredOut: 0 }]);
});
