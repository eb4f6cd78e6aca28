import { beforeEach, describe, expect, test } from "vitest";
import type { TopicTrigger } from "../../triggers/trigger.ts";
import { ContextUnderTest } from "../context-under-test.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { FunctionServices, TopicConfig } from "../services-config.ts";
import { Topics } from "./topics.ts";

const ARN = "arn:aws:sns:us-east-1:123456789012:orders";

const subscribed = (name: string, ...triggers: readonly Omit<TopicTrigger, "type">[]): FunctionServices => ({
  name,
  timeoutMs: 3_000,
  async: { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 },
  triggers: triggers.map((trigger) => ({ type: "topic", ...trigger })),
});

const topic = (name: string, ...queues: TopicConfig["queues"]): TopicConfig => ({ name, kind: "topic", queues });

let context: ContextUnderTest;
let topics: Topics;

beforeEach(() => {
  context = new ContextUnderTest(Date.UTC(2026, 10, 25, 10, 0, 0, 123));
  topics = new Topics(context);
});

function call(operation: string, input: Readonly<Record<string, unknown>>): JsonObject {
  let output: JsonObject | undefined;
  topics.call(operation, input, (answer) => {
    if (answer.ok) output = answer.output;
  });
  if (!output) throw new Error("There was no answer.");
  return output;
}

function refusal(operation: string, input: Readonly<Record<string, unknown>>): string {
  try {
    call(operation, input);
  } catch (error) {
    if (error instanceof ServiceError) return `${error.failure.code}: ${error.failure.message}`;
    throw error;
  }
  return "none";
}

const bodies = () => context.sent.map(({ body }) => body);

describe("Publish", () => {
  test("a function gets one record, asynchronously", () => {
    topics.configure([topic("orders")], [subscribed("mailer", { topic: "orders" }), subscribed("other", { topic: "else" })]);
    const attributes = { color: { DataType: "String", StringValue: "red" }, raw: { DataType: "Binary", BinaryValue: "AAE=" } };
    const output = call("Publish", { TopicArn: ARN, Message: "hello", Subject: "Hi", MessageAttributes: attributes });
    expect(output).toEqual({ MessageId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/) });
    expect(context.asyncInvokes).toHaveLength(1);
    expect(context.asyncInvokes[0]).toMatchObject({ functionName: "mailer", source: "topic" });
    const [record, ...more] = JSON.parse(context.asyncInvokes[0]?.event ?? "{}").Records;
    expect(more).toEqual([]);
    expect(record.EventSubscriptionArn).toMatch(/^arn:aws:sns:us-east-1:123456789012:orders:[0-9a-f-]{36}$/);
    expect(record.Sns).toMatchObject({
      MessageId: output.MessageId,
      TopicArn: ARN,
      Subject: "Hi",
      Message: "hello",
      Timestamp: "2026-11-25T10:00:00.123Z",
      MessageAttributes: { color: { Type: "String", Value: "red" }, raw: { Type: "Binary", Value: "AAE=" } },
    });
    expect(context.passes).toEqual([{ from: "topic:orders", to: "function:mailer", atMs: context.atMs }]);
    expect(context.notes).toEqual([]);
  });

  test("a queue gets the notification, or the bare message with raw delivery", () => {
    topics.configure([topic("orders", { queue: "log", rawDelivery: false }, { queue: "raw", rawDelivery: true })], []);
    call("Publish", { TopicArn: "orders", Message: "hello", MessageAttributes: { n: { DataType: "Number", StringValue: "1" } } });
    expect(context.sent.map(({ destination }) => destination.name)).toEqual(["log", "raw"]);
    const notification = JSON.parse(bodies()[0] ?? "");
    expect(Object.keys(notification)).toEqual([
      "Type",
      "MessageId",
      "TopicArn",
      "Message",
      "Timestamp",
      "SignatureVersion",
      "Signature",
      "SigningCertURL",
      "UnsubscribeURL",
      "MessageAttributes",
    ]);
    expect(notification).toMatchObject({
      Type: "Notification",
      Message: "hello",
      MessageAttributes: { n: { Type: "Number", Value: "1" } },
    });
    expect(context.sent[0]?.about).toEqual({ from: "topic:orders" });
    expect(context.sent[1]).toMatchObject({
      body: "hello",
      about: { from: "topic:orders", attributes: { n: { DataType: "Number", StringValue: "1" } } },
    });
  });

  test("without attributes, the notification has none", () => {
    topics.configure([topic("orders", { queue: "log", rawDelivery: false })], []);
    call("Publish", { TopicArn: "orders", Message: "hello", Subject: "Hi" });
    const notification = JSON.parse(bodies()[0] ?? "");
    expect(notification.Subject).toBe("Hi");
    expect("MessageAttributes" in notification).toBe(false);
  });

  test("filters decide, each for its subscriber, and are counted", () => {
    topics.configure(
      [topic("orders", { queue: "big", rawDelivery: true, filter: { order: { total: [{ numeric: [">", 100] }] } } })],
      [
        subscribed("red", { topic: "orders", filter: { color: ["red"] } }),
        subscribed("new", { topic: "orders", filter: { kind: ["new"] }, filterScope: "MessageBody" }),
        subscribed("wrong", { topic: "orders", filter: { color: "red" } }),
      ],
    );
    const message = JSON.stringify({ kind: "new", order: { total: 5 } });
    call("Publish", { TopicArn: ARN, Message: message, MessageAttributes: { color: { DataType: "String", StringValue: "red" } } });
    expect(context.asyncInvokes.map(({ functionName }) => functionName)).toEqual(["red", "new"]);
    expect(bodies()).toEqual([]);
    expect(topics.views()).toEqual([{ name: "orders", kind: "topic", published: 1, delivered: 2, filteredOut: 2 }]);
  });

  test("a function that subscribes twice gets it once, when either filter matches", () => {
    const twice = subscribed("f", { topic: "orders", filter: { a: ["x"] } }, { topic: "orders" }, { topic: "orders" });
    topics.configure([topic("orders")], [twice]);
    call("Publish", { TopicArn: ARN, Message: "m" });
    expect(context.asyncInvokes).toHaveLength(1);
  });

  test("what nobody takes leaves its trace", () => {
    topics.configure([topic("orders")], [subscribed("red", { topic: "orders", filter: { color: ["red"] } })]);
    const { MessageId: eventId } = call("Publish", { TopicArn: ARN, Message: "m" });
    expect(context.notes).toEqual([
      { eventId, at: "topic:orders", fate: "accepted" },
      { eventId, at: "topic:orders", fate: "discarded", detail: "No subscription matched." },
    ]);
    expect(context.waiting()).toEqual([]);
  });

  test("a queue that is gone leaves its trace, and the others get theirs", () => {
    topics.configure([topic("orders", { queue: "gone", rawDelivery: true }, { queue: "here", rawDelivery: true })], []);
    context.missing.add("gone");
    call("Publish", { TopicArn: ARN, Message: "m" });
    expect(context.sent.map(({ destination }) => destination.name)).toEqual(["here"]);
    expect(context.notes[1]).toMatchObject({ fate: "discarded", detail: 'The queue gone did not take it: There is no queue "gone".' });
    expect(topics.views()[0]).toMatchObject({ delivered: 1, filteredOut: 0 });
  });

  test("raw delivery takes ten attributes at most", () => {
    topics.configure([topic("orders", { queue: "raw", rawDelivery: true })], []);
    const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, place) => [`a${place}`, { DataType: "String", StringValue: "x" }]));
    call("Publish", { TopicArn: ARN, Message: "m", MessageAttributes: eleven });
    expect(context.sent).toEqual([]);
    expect(context.notes[1]?.detail).toContain("takes 10 attributes, the message has 11");
  });

  test("MessageStructure json: each protocol has its own message", () => {
    topics.configure([topic("orders", { queue: "raw", rawDelivery: true })], [subscribed("f", { topic: "orders" })]);
    const Message = JSON.stringify({ default: "d", lambda: "for functions", sqs: 5 });
    call("Publish", { TopicArn: ARN, Message, MessageStructure: "json" });
    expect(JSON.parse(context.asyncInvokes[0]?.event ?? "").Records[0].Sns.Message).toBe("for functions");
    expect(bodies()).toEqual(["d"]);
  });
});

describe("refusals", () => {
  const message = { TopicArn: ARN, Message: "m" };
  const attribute = (DataType: unknown, StringValue?: unknown) => ({ ...message, MessageAttributes: { a: { DataType, StringValue } } });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["Publish", { TopicArn: `${ARN}x`, Message: "m" }, "NotFoundException: Topic does not exist"],
    ["Publish", { TopicArn: "a:b", Message: "m" }, "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 2"],
    ["Publish", { TopicArn: 5, Message: "m" }, "Invalid parameter: TopicArn"],
    ["Publish", { Message: "m" }, "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter"],
    ["Publish", { PhoneNumber: "+391234", Message: "m" }, "PhoneNumber"],
    ["Publish", { TopicArn: `${ARN}.fifo`, Message: "m" }, "no FIFO topics"],
    ["Publish", { TopicArn: ARN }, "ValidationError"],
    ["Publish", { TopicArn: ARN, Message: "" }, "InvalidParameterException: Invalid parameter: Empty message"],
    ["Publish", { TopicArn: ARN, Message: { a: 1 } }, "JSON.stringify"],
    ["Publish", { TopicArn: ARN, Message: "x".repeat(262_145) }, "InvalidParameterException: Invalid parameter: Message too long"],
    ["Publish", { TopicArn: ARN, Message: "é".repeat(131_073) }, "Message too long"],
    ["Publish", { ...message, Subject: "" }, "InvalidParameterException: Invalid parameter: Subject"],
    ["Publish", { ...message, Subject: "a\nb" }, "Invalid parameter: Subject"],
    ["Publish", { ...message, Subject: "x".repeat(101) }, "Invalid parameter: Subject"],
    ["Publish", { ...message, Subject: {} }, "Invalid parameter: Subject"],
    ["Publish", { ...message, MessageDeduplicationId: "1" }, "MessageDeduplicationId"],
    ["Publish", { ...message, MessageStructure: "json" }, "Invalid parameter: Message Structure - JSON message body failed to parse"],
    ["Publish", { ...message, Message: "[]", MessageStructure: "json" }, "failed to parse"],
    [
      "Publish",
      { ...message, Message: '{"sqs":"x"}', MessageStructure: "json" },
      "Invalid parameter: Message Structure - No default entry in JSON message body",
    ],
    ["Publish", attribute("Text", "x"), "InvalidParameterValueException: The message attribute 'a' has an invalid message attribute type"],
    ["Publish", attribute("String", ""), "must contain non-empty message attribute value for message attribute type 'String'"],
    ["Publish", attribute("String", 5), "must contain non-empty"],
    ["Publish", attribute("Number", "five"), "Could not cast message attribute 'a' value to number."],
    ["Publish", attribute("Number", " "), "Could not cast"],
    ["Publish", { ...message, MessageAttributes: { "a b": { DataType: "String", StringValue: "x" } } }, "'a b' is invalid"],
    ["Publish", { ...message, MessageAttributes: { a: null } }, "invalid message attribute type"],
    ["Publish", { ...message, MessageAttributes: "x" }, "Invalid parameter: MessageAttributes"],
    ["PublishBatch", { TopicArn: ARN, PublishBatchRequestEntries: [] }, "EmptyBatchRequestException"],
    ["PublishBatch", { TopicArn: ARN, PublishBatchRequestEntries: "x" }, "EmptyBatchRequestException"],
    ["PublishBatch", { TopicArn: ARN, PublishBatchRequestEntries: Array(11).fill({ Id: "a", Message: "m" }) }, "TooManyEntries"],
    ["PublishBatch", { TopicArn: ARN, PublishBatchRequestEntries: Array(2).fill({ Id: "a", Message: "m" }) }, "BatchEntryIdsNotDistinct"],
    ["PublishBatch", { TopicArn: ARN, PublishBatchRequestEntries: [{ Id: "a b", Message: "m" }] }, "InvalidBatchEntryIdException"],
    ["PublishBatch", { TopicArn: ARN, PublishBatchRequestEntries: [null] }, "InvalidBatchEntryIdException"],
    [
      "PublishBatch",
      { TopicArn: ARN, PublishBatchRequestEntries: ["a", "b"].map((Id) => ({ Id, Message: "x".repeat(140_000) })) },
      "BatchRequestTooLongException",
    ],
    ["GetTopicAttributes", { TopicArn: "no" }, "NotFoundException"],
    ["CreateTopic", { Name: "x" }, "SNS's CreateTopic is not in this playground"],
  ])("%s %#", (operation, input, expected) => {
    topics.configure([topic("orders")], [subscribed("f", { topic: "orders" })]);
    expect(refusal(operation, input)).toContain(expected);
    expect(context.asyncInvokes).toEqual([]);
    expect(context.notes).toEqual([]);
  });

  test("the largest message is taken", () => {
    topics.configure([topic("orders")], []);
    expect(refusal("Publish", { TopicArn: ARN, Message: "x".repeat(262_144) })).toBe("none");
  });
});

test("PublishBatch: the good entries go, the others say why", () => {
  topics.configure([topic("orders")], [subscribed("f", { topic: "orders" })]);
  const entries = [
    { Id: "a", Message: "m" },
    { Id: "b", Message: "" },
  ];
  expect(call("PublishBatch", { TopicArn: ARN, PublishBatchRequestEntries: entries })).toEqual({
    Successful: [{ Id: "a", MessageId: expect.any(String) }],
    Failed: [{ Id: "b", Code: "InvalidParameter", Message: "Invalid parameter: Empty message", SenderFault: true }],
  });
  expect(context.asyncInvokes).toHaveLength(1);
});

test("lists and attributes", () => {
  topics.configure(
    [topic("orders", { queue: "log", rawDelivery: false }), topic("other")],
    [subscribed("f", { topic: "orders" }, { topic: "orders" })],
  );
  expect(call("ListTopics", {})).toEqual({ Topics: [{ TopicArn: ARN }, { TopicArn: "arn:aws:sns:us-east-1:123456789012:other" }] });
  expect(call("GetTopicAttributes", { TopicArn: ARN })).toMatchObject({ Attributes: { TopicArn: ARN, SubscriptionsConfirmed: "2" } });
  expect(call("ListSubscriptionsByTopic", { TopicArn: ARN })).toMatchObject({
    Subscriptions: [
      { Protocol: "lambda", Endpoint: "arn:aws:lambda:us-east-1:123456789012:function:f", TopicArn: ARN },
      { Protocol: "sqs", Endpoint: "arn:aws:sqs:us-east-1:123456789012:log", TopicArn: ARN },
    ],
  });
});

test("long lists come in pages", () => {
  topics.configure(
    Array.from({ length: 150 }, (_, place) => topic(`t${place}`)),
    [],
  );
  const first = call("ListTopics", {});
  expect([first.Topics, first.NextToken]).toEqual([expect.objectContaining({ length: 100 }), "100"]);
  expect(call("ListTopics", { NextToken: "100" })).toEqual({ Topics: expect.objectContaining({ length: 50 }) });
});

test("as a destination it hands on the body, and refuses what is not there", () => {
  topics.configure([topic("orders")], [subscribed("f", { topic: "orders" })]);
  const id = topics.publish("orders", '{"a":1}', { from: "function:g", subject: "S" });
  expect(JSON.parse(context.asyncInvokes[0]?.event ?? "").Records[0].Sns).toMatchObject({
    MessageId: id,
    Subject: "S",
    Message: '{"a":1}',
  });
  expect(() => topics.publish("no", "x", { from: "function:g" })).toThrow("Topic does not exist");
});

describe("its state", () => {
  test("counts come back; those of topics that are gone do not", () => {
    topics.configure([topic("orders"), topic("gone")], []);
    for (const TopicArn of ["orders", "gone"]) call("Publish", { TopicArn, Message: "m" });
    const again = new Topics(context, { state: JSON.parse(JSON.stringify(topics.state())) });
    again.configure([topic("orders")], []);
    expect(again.views()).toEqual([{ name: "orders", kind: "topic", published: 1, delivered: 0, filteredOut: 0 }]);
    expect(again.state()).toEqual({ counts: { orders: { published: 1, delivered: 0, filteredOut: 0 } } });
  });

  test.each([null, 5, {}, { counts: [] }, { counts: { orders: { published: -1 } } }, { counts: { orders: null } }])(
    "of no use: %j",
    (state) => {
      const again = new Topics(context, { state });
      again.configure([topic("orders")], []);
      expect(again.views()).toEqual([{ name: "orders", kind: "topic", published: 0, delivered: 0, filteredOut: 0 }]);
    },
  );
});
