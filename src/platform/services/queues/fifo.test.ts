import { expect, test } from "vitest";
import { advanceTo } from "../context-under-test.ts";
import { QueuesUnderTest, queueConfig } from "./queues-under-test.ts";

const from = (under: QueuesUnderTest, ms: number) => advanceTo(under.context, under.context.atMs + ms, under.queues);
let next = 0;
const send = (under: QueuesUnderTest, group: string, ...bodies: string[]) => {
  for (const body of bodies) {
    next += 1;
    under.send("q.fifo", body, { MessageGroupId: group, MessageDeduplicationId: `d${next}` });
  }
};

test("as many of one group as there are, then of the next; a group with a message in flight is blocked", () => {
  const under = new QueuesUnderTest([queueConfig("q.fifo")]);
  send(under, "a", "a1");
  send(under, "b", "b1");
  send(under, "a", "a2", "a3");
  expect(under.bodies("q.fifo", { MaxNumberOfMessages: 2 })).toEqual(["a1", "a2"]);
  expect(under.bodies("q.fifo")).toEqual(["b1"]);
  send(under, "b", "b2");
  expect(under.bodies("q.fifo")).toEqual([]);
});

test("what comes back is received before what follows it, and only when nothing of its group is in flight", () => {
  const under = new QueuesUnderTest([queueConfig("q.fifo", { visibilityTimeoutMs: 10_000 })]);
  send(under, "a", "a1", "a2", "a3");
  const [a1, a2] = under.receive("q.fifo", { MaxNumberOfMessages: 2 });
  under.call("ChangeMessageVisibility", { QueueUrl: "q.fifo", ReceiptHandle: a1?.handle, VisibilityTimeout: 0 });
  expect(under.bodies("q.fifo")).toEqual([]);
  under.remove("q.fifo", a2?.handle ?? "");
  expect(under.bodies("q.fifo")).toEqual(["a1", "a3"]);
  from(under, 10_000);
  expect(under.bodies("q.fifo", { MaxNumberOfMessages: 1 })).toEqual(["a1"]);
});

test("deleting with a handle whose time is over is refused", () => {
  const under = new QueuesUnderTest([queueConfig("q.fifo", { visibilityTimeoutMs: 1_000 })]);
  send(under, "a", "a1");
  const [a1] = under.receive("q.fifo");
  from(under, 1_000);
  expect(under.begin("DeleteMessage", { QueueUrl: "q.fifo", ReceiptHandle: a1?.handle }).error).toMatchObject({
    code: "InvalidParameterValue",
    message: expect.stringContaining("The receipt handle has expired"),
  });
  expect(under.counts("q.fifo")).toBe("1 0 0");
});

test("the same deduplication id within five minutes is answered as the first and stored once, even when that is deleted", () => {
  const under = new QueuesUnderTest([queueConfig("q.fifo")]);
  const input = { QueueUrl: "q.fifo", MessageBody: "a", MessageGroupId: "g", MessageDeduplicationId: "d" };
  const first = under.call("SendMessage", input);
  expect(first).toMatchObject({ SequenceNumber: expect.stringMatching(/^\d{20}$/) });
  const [received] = under.receive("q.fifo");
  under.remove("q.fifo", received?.handle ?? "");
  from(under, 299_999);
  expect(under.call("SendMessage", { ...input, MessageGroupId: "other" })).toEqual(first);
  expect(under.counts("q.fifo")).toBe("0 0 0");
  from(under, 1);
  const later = under.call("SendMessage", input);
  expect(later.MessageId).not.toBe(first.MessageId);
  expect(String(later.SequenceNumber) > String(first.SequenceNumber)).toBe(true);
  expect(under.context.count("accepted")).toBe(2);
});

test("content-based deduplication goes by the body alone, unless an id is given", () => {
  const under = new QueuesUnderTest([queueConfig("q.fifo", { contentBasedDeduplication: true })]);
  const send = (body: string, more = {}) => under.send("q.fifo", body, { MessageGroupId: "g", ...more });
  const first = send("a", { MessageAttributes: { n: { DataType: "Number", StringValue: "1" } } });
  expect(send("a")).toBe(first);
  expect(send("a", { MessageDeduplicationId: "own" })).not.toBe(first);
  expect(send("b")).not.toBe(first);
  const { Messages } = under.call("ReceiveMessage", { QueueUrl: "q.fifo", AttributeNames: ["MessageDeduplicationId"] });
  expect(Messages?.[0]?.Attributes).toEqual({
    MessageDeduplicationId: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
  });
});

test.each([
  ["no group", {}, "MissingParameter", "The request must contain the parameter MessageGroupId."],
  [
    "no deduplication id",
    { MessageGroupId: "g" },
    "InvalidParameterValue",
    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  ],
  [
    "a delay of its own",
    { MessageGroupId: "g", MessageDeduplicationId: "d", DelaySeconds: 5 },
    "InvalidParameterValue",
    "Value 5 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.",
  ],
  ["a space in the group", { MessageGroupId: "a b", MessageDeduplicationId: "d" }, "InvalidParameterValue", expect.any(String)],
])("refused: %s", (_, more, code, message) => {
  const under = new QueuesUnderTest([queueConfig("q.fifo")]);
  expect(under.begin("SendMessage", { QueueUrl: "q.fifo", MessageBody: "a", ...more }).error).toMatchObject({ code, message });
});

test("a poison message is dead-lettered and its group goes on", () => {
  const under = new QueuesUnderTest([
    queueConfig("q.fifo", { visibilityTimeoutMs: 1_000, maxReceiveCount: 1, deadLetterQueue: "dead.fifo" }),
    queueConfig("dead.fifo"),
  ]);
  send(under, "a", "a1", "a2");
  expect(under.bodies("q.fifo", { MaxNumberOfMessages: 1 })).toEqual(["a1"]);
  from(under, 1_000);
  expect(under.bodies("q.fifo", { MaxNumberOfMessages: 1 })).toEqual(["a2"]);
  const { Messages } = under.call("ReceiveMessage", { QueueUrl: "dead.fifo", AttributeNames: ["All"] });
  expect(Messages).toHaveLength(1);
  // The original's id takes the place of its deduplication id, and the moment it was sent begins anew.
  expect(Messages?.[0]?.Attributes).toMatchObject({
    MessageGroupId: "a",
    MessageDeduplicationId: Messages?.[0]?.MessageId,
    SentTimestamp: String(under.context.atMs),
  });
});

test("a queue's delay holds a group in order", () => {
  const under = new QueuesUnderTest([queueConfig("q.fifo", { delayMs: 5_000 })]);
  send(under, "a", "a1");
  from(under, 3_000);
  send(under, "a", "a2");
  from(under, 2_000);
  expect(under.bodies("q.fifo")).toEqual(["a1"]);
  from(under, 30_000);
  expect(under.bodies("q.fifo")).toEqual(["a1", "a2"]);
});
