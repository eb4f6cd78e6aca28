import { expect, test } from "vitest";
import { advanceTo } from "../context-under-test.ts";
import { QueuesUnderTest, queueConfig } from "./queues-under-test.ts";

const from = (under: QueuesUnderTest, ms: number) => advanceTo(under.context, under.context.atMs + ms, under.queues);

test("a message is received, hidden for the visibility timeout, and comes back unless it is deleted", () => {
  const under = new QueuesUnderTest([queueConfig("orders", { visibilityTimeoutMs: 30_000 })]);
  under.send("orders", "a");
  const [first] = under.receive("orders");
  expect(first?.body).toBe("a");
  expect(under.bodies("orders")).toEqual([]);
  from(under, 29_999);
  expect(under.bodies("orders")).toEqual([]);
  from(under, 1);
  const [again] = under.receive("orders");
  expect(again).toMatchObject({ body: "a", id: first?.id });
  expect(again?.handle).not.toBe(first?.handle);
  // The handle of the receive before deletes nothing any more.
  under.remove("orders", first?.handle ?? "");
  expect(under.counts("orders")).toBe("0 0 1");
  under.remove("orders", again?.handle ?? "");
  expect(under.counts("orders")).toBe("0 0 0");
  expect(under.context.notes.map(({ fate }) => fate)).toEqual(["accepted", "processed"]);
  expect(under.context.waiting()).toEqual([]);
});

test.each([
  ["the queue's", {}, 5_000],
  ["the message's own", { DelaySeconds: 9 }, 9_000],
  ["none, against the queue's", { DelaySeconds: 0 }, 0],
])("delay: %s", (_, more, delayMs) => {
  const under = new QueuesUnderTest([queueConfig("orders", { delayMs: 5_000 })]);
  under.send("orders", "a", more);
  if (delayMs > 0) {
    expect(under.counts("orders")).toBe("0 1 0");
    expect(under.available).toEqual([]);
    from(under, delayMs - 1);
    expect(under.bodies("orders")).toEqual([]);
    from(under, 1);
  }
  expect(under.available).toEqual(["orders"]);
  expect(under.bodies("orders")).toEqual(["a"]);
});

test("retention ends a message wherever it is", () => {
  const under = new QueuesUnderTest([queueConfig("orders", { retentionMs: 60_000, visibilityTimeoutMs: 300_000 })]);
  under.send("orders", "in flight");
  under.receive("orders");
  under.send("orders", "waiting");
  from(under, 59_999);
  expect(under.counts("orders")).toBe("1 0 1");
  from(under, 1);
  expect(under.counts("orders")).toBe("0 0 0");
  expect(under.context.count("expired")).toBe(2);
  expect(under.queues.nextDueMs()).toBeUndefined();
});

test("retention that is made shorter ends what is too old already", () => {
  const under = new QueuesUnderTest([queueConfig("orders", { retentionMs: 600_000 })]);
  under.send("orders", "a");
  from(under, 120_000);
  under.queues.configure([queueConfig("orders", { retentionMs: 60_000 })]);
  from(under, 0);
  expect(under.context.count("expired")).toBe(1);
});

test("after maxReceiveCount receives the next one moves it to the dead-letter queue, with its id and the moment it was sent", () => {
  const under = new QueuesUnderTest([
    queueConfig("orders", { visibilityTimeoutMs: 1_000, maxReceiveCount: 2, deadLetterQueue: "dead" }),
    queueConfig("dead"),
  ]);
  const sentAtMs = under.context.atMs;
  const id = under.send("orders", "poison");
  for (let receive = 0; receive < 2; receive += 1) {
    expect(under.bodies("orders")).toEqual(["poison"]);
    from(under, 1_000);
  }
  expect(under.counts("dead")).toBe("0 0 0");
  expect(under.bodies("orders")).toEqual([]);
  expect([under.counts("orders"), under.counts("dead")]).toEqual(["0 0 0", "1 0 0"]);
  expect(under.context.passes).toMatchObject([{ from: "queue:orders", to: "queue:dead" }]);
  expect(under.context.notes.map(({ at, fate }) => `${at} ${fate}`)).toEqual([
    "queue:orders accepted",
    "queue:orders dead-lettered",
    "queue:dead accepted",
  ]);
  expect(under.queues.oldestAgeMs("dead")).toBe(0);
  const { Messages } = under.call("ReceiveMessage", { QueueUrl: "dead", AttributeNames: ["All"] });
  expect(Messages).toMatchObject([
    {
      MessageId: id,
      Body: "poison",
      Attributes: {
        SentTimestamp: String(sentAtMs),
        ApproximateReceiveCount: "1",
        DeadLetterQueueSourceArn: "arn:aws:sqs:us-east-1:123456789012:orders",
      },
    },
  ]);
});

test("without its dead-letter queue a message goes on coming back", () => {
  const under = new QueuesUnderTest([queueConfig("orders", { visibilityTimeoutMs: 1_000, maxReceiveCount: 1, deadLetterQueue: "gone" })]);
  under.send("orders", "a");
  for (let receive = 0; receive < 3; receive += 1) {
    expect(under.bodies("orders")).toEqual(["a"]);
    from(under, 1_000);
  }
});

test("a redrive moves what waits back to where it came from, as new messages; or to a queue it is told", () => {
  const under = new QueuesUnderTest([
    queueConfig("a", { visibilityTimeoutMs: 0, maxReceiveCount: 1, deadLetterQueue: "dead" }),
    queueConfig("b", { visibilityTimeoutMs: 0, maxReceiveCount: 1, deadLetterQueue: "dead" }),
    queueConfig("dead"),
    queueConfig("other"),
  ]);
  const id = under.send("a", "from a");
  under.send("b", "from b");
  for (const queue of ["a", "b"]) {
    expect(under.bodies(queue)).toHaveLength(1);
    expect(under.bodies(queue)).toEqual([]);
  }
  under.send("dead", "from nowhere");
  expect(under.call("StartMessageMoveTask", { SourceArn: "arn:aws:sqs:us-east-1:123456789012:dead" })).toMatchObject({
    TaskHandle: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(["a", "b", "dead"].map((queue) => under.counts(queue))).toEqual(["1 0 0", "1 0 0", "1 0 0"]);
  expect(under.receive("a")[0]?.id).not.toBe(id);
  under.call("StartMessageMoveTask", { SourceArn: "dead", DestinationArn: "arn:aws:sqs:us-east-1:123456789012:other" });
  expect(under.bodies("other")).toEqual(["from nowhere"]);
  expect(under.begin("StartMessageMoveTask", { SourceArn: "a" }).error).toMatchObject({
    code: "InvalidParameterValue",
    message: "Source queue must be configured as a Dead Letter Queue.",
  });
  expect(under.begin("StartMessageMoveTask", { SourceArn: "nope" }).error?.code).toBe("ResourceNotFoundException");
});

test("long polling: answered when a message comes, first come first served, or with none when the time is over", () => {
  const under = new QueuesUnderTest([queueConfig("orders")]);
  const first = under.begin("ReceiveMessage", { QueueUrl: "orders", WaitTimeSeconds: 5 });
  const second = under.begin("ReceiveMessage", { QueueUrl: "orders", WaitTimeSeconds: 20 });
  const third = under.begin("ReceiveMessage", { QueueUrl: "orders", WaitTimeSeconds: 10 });
  from(under, 4_000);
  under.send("orders", "a");
  expect(first.output?.Messages).toMatchObject([{ Body: "a" }]);
  from(under, 3_000);
  under.send("orders", "b");
  expect(second.output?.Messages).toMatchObject([{ Body: "b" }]);
  expect(third.output).toBeUndefined();
  from(under, 2_999);
  expect(third.output).toBeUndefined();
  from(under, 1);
  expect(third.output).toEqual({});
  // Nobody waits any more: the next message stays.
  under.send("orders", "c");
  expect(under.counts("orders")).toBe("1 0 2");
});

test("long polling gets what comes back, and what comes at the last moment; a queue that goes ends it", () => {
  const under = new QueuesUnderTest([queueConfig("orders", { visibilityTimeoutMs: 5_000 })]);
  under.send("orders", "a");
  under.receive("orders");
  const waiting = under.begin("ReceiveMessage", { QueueUrl: "orders", WaitTimeSeconds: 5 });
  from(under, 5_000);
  expect(waiting.output?.Messages).toMatchObject([{ Body: "a" }]);
  const ended = under.begin("ReceiveMessage", { QueueUrl: "orders", WaitTimeSeconds: 5 });
  under.queues.configure([]);
  expect(ended.output).toEqual({});
  expect(under.context.count("removed")).toBe(1);
});

test("changing the visibility: later, or at once; not of what came back or is gone", () => {
  const under = new QueuesUnderTest([queueConfig("orders", { visibilityTimeoutMs: 10_000 })]);
  under.send("orders", "a");
  const [first] = under.receive("orders");
  const change = (VisibilityTimeout: unknown, ReceiptHandle = first?.handle) =>
    under.begin("ChangeMessageVisibility", { QueueUrl: "orders", ReceiptHandle, VisibilityTimeout }).error?.code ?? "ok";
  from(under, 9_000);
  expect(change(10)).toBe("ok");
  from(under, 9_999);
  expect(under.counts("orders")).toBe("0 0 1");
  expect(change(43_201)).toBe("InvalidParameterValue");
  // Twelve hours from the receive, in all.
  expect(change(43_190)).toBe("InvalidParameterValue");
  expect(change(undefined)).toBe("MissingParameter");
  expect(change(0)).toBe("ok");
  expect(under.counts("orders")).toBe("1 0 0");
  expect(under.available).toEqual(["orders", "orders"]);
  expect(change(5)).toBe("MessageNotInflight");
  expect(change(5, "nonsense")).toBe("ReceiptHandleIsInvalid");
  const [again] = under.receive("orders");
  under.remove("orders", again?.handle ?? "");
  expect(change(5, again?.handle)).toBe("InvalidParameterValue");
});

test("a purge removes everything, in flight included, and only once a minute", () => {
  const under = new QueuesUnderTest([queueConfig("orders")]);
  under.send("orders", "a");
  under.receive("orders");
  under.send("orders", "b");
  under.send("orders", "c", { DelaySeconds: 10 });
  under.call("PurgeQueue", { QueueUrl: "orders" });
  expect(under.counts("orders")).toBe("0 0 0");
  expect(under.context.count("removed")).toBe(3);
  expect(under.begin("PurgeQueue", { QueueUrl: "orders" }).error).toMatchObject({ code: "PurgeQueueInProgress", status: 403 });
  from(under, 60_000);
  expect(under.call("PurgeQueue", { QueueUrl: "orders" })).toEqual({});
});

test("a page that is made again from the state goes on: what was in flight comes back at its moment, with its count", () => {
  const before = new QueuesUnderTest([queueConfig("orders", { visibilityTimeoutMs: 10_000 }), queueConfig("list.fifo")]);
  before.send("orders", "in flight");
  before.receive("orders");
  before.send("orders", "waiting");
  before.send("orders", "delayed", { DelaySeconds: 20 });
  before.send("list.fifo", "x", { MessageGroupId: "g", MessageDeduplicationId: "1" });
  from(before, 4_000);
  const state: unknown = JSON.parse(JSON.stringify(before.queues.state()));
  const after = new QueuesUnderTest([queueConfig("orders", { visibilityTimeoutMs: 10_000 }), queueConfig("list.fifo")], {
    context: before.context,
    state,
  });
  expect(after.queues.views()).toEqual(before.queues.views());
  expect(after.bodies("orders")).toEqual(["waiting"]);
  from(after, 6_000);
  expect(after.call("ReceiveMessage", { QueueUrl: "orders", AttributeNames: ["ApproximateReceiveCount"] }).Messages).toMatchObject([
    { Body: "in flight", Attributes: { ApproximateReceiveCount: "2" } },
  ]);
  from(after, 10_000);
  expect(after.bodies("orders")).toContain("delayed");
  // Still a duplicate.
  after.send("list.fifo", "x", { MessageGroupId: "g", MessageDeduplicationId: "1" });
  expect(after.counts("list.fifo")).toBe("1 0 0");
});

test.each([
  undefined,
  null,
  3,
  "x",
  [],
  { queues: 7 },
  { queues: [null, { name: 3 }, { name: "orders", messages: [null, { messageId: 1 }, {}] }] },
])("a state that is none begins empty (%j)", (state) => {
  const under = new QueuesUnderTest([queueConfig("orders")], { state });
  expect(under.counts("orders")).toBe("0 0 0");
  under.send("orders", "a");
  expect(under.bodies("orders")).toEqual(["a"]);
});

test("messages of a queue that the project no longer has end as removed", () => {
  const before = new QueuesUnderTest([queueConfig("orders")]);
  before.send("orders", "a");
  const after = new QueuesUnderTest([], { context: before.context, state: before.queues.state() });
  expect(after.context.waiting()).toEqual([]);
  expect(after.context.count("removed")).toBe(1);
});

test("pollers take large batches, but no more than an event holds; the first always fits", () => {
  const under = new QueuesUnderTest([queueConfig("orders")]);
  for (let message = 0; message < 30; message += 1) under.send("orders", "x".repeat(1_000));
  expect(under.queues.receive("orders", { max: 10_000 })).toHaveLength(30);
  for (let message = 0; message < 8; message += 1) under.send("orders", `${message}${"x".repeat(1_000_000)}`);
  const take = (usedBytes: number) => under.queues.receive("orders", { max: 10, budgetBytes: 6_291_456, usedBytes }).length;
  expect([take(0), take(6_000_000), take(0), take(0)]).toEqual([6, 0, 2, 0]);
});

test("the counts add up: accepted is ended or still there, whatever is done in whatever order", () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const under = new QueuesUnderTest([
      queueConfig("a", { visibilityTimeoutMs: 2_000, maxReceiveCount: 2, deadLetterQueue: "dead", retentionMs: 60_000 }),
      queueConfig("dead", { retentionMs: 90_000 }),
      queueConfig("a.fifo", { visibilityTimeoutMs: 2_000, maxReceiveCount: 3, deadLetterQueue: "dead.fifo", retentionMs: 60_000 }),
      queueConfig("dead.fifo", { retentionMs: 90_000 }),
    ]);
    let state = seed * 7_919;
    const chance = (sides: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % sides;
    };
    const handles: [string, string][] = [];
    for (let step = 0; step < 300; step += 1) {
      const queue = chance(2) === 0 ? "a" : "a.fifo";
      const ids = queue === "a" ? {} : { MessageGroupId: `g${chance(3)}`, MessageDeduplicationId: `${chance(40)}` };
      const act = chance(6);
      if (act <= 1) under.send(queue, `m${step}`, ids);
      else if (act === 2)
        for (const { handle } of under.receive(queue, { MaxNumberOfMessages: 1 + chance(5) })) handles.push([queue, handle]);
      else if (act === 3) from(under, chance(4_000));
      else if (act === 4) {
        const [[of, handle] = ["", ""]] = handles.splice(chance(handles.length || 1), 1);
        if (of !== "") under.begin("DeleteMessage", { QueueUrl: of, ReceiptHandle: handle });
      } else if (chance(10) === 0) under.call("StartMessageMoveTask", { SourceArn: chance(2) === 0 ? "dead" : "dead.fifo" });
      const held = under.queues.views().reduce((sum, { waiting, delayed, inFlight }) => sum + waiting + delayed + inFlight, 0);
      expect(under.context.waiting().length, `seed ${seed}, step ${step}`).toBe(held);
    }
    from(under, 200_000);
    expect(under.context.waiting(), `seed ${seed}`).toEqual([]);
  }
});
