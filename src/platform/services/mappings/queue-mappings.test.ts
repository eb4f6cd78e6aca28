import { expect, test } from "vitest";
import type { QueueTrigger } from "../../triggers/trigger.ts";
import { advanceTo, ContextUnderTest, type InvokeUnderTest } from "../context-under-test.ts";
import { QueuesUnderTest, queueConfig } from "../queues/queues-under-test.ts";
import type { FunctionServices, QueueConfig } from "../services-config.ts";
import { mappingProblem, QueueMappings } from "./queue-mappings.ts";

const trigger = (settings: Partial<QueueTrigger> = {}): QueueTrigger => ({
  type: "queue",
  queue: "orders",
  batchSize: 10,
  batchingWindowMs: 0,
  partialBatchResponses: false,
  filters: [],
  ...settings,
});

const functionWith = (name: string, ...triggers: QueueTrigger[]): FunctionServices => ({
  name,
  timeoutMs: 3_000,
  async: { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 },
  triggers,
});

interface Record {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: { readonly MessageGroupId?: string };
}

const recordsOf = (invoke: InvokeUnderTest): readonly Record[] => JSON.parse(invoke.delivery.event).Records;

class World {
  readonly under: QueuesUnderTest;
  readonly mappings: QueueMappings;

  constructor(
    functions: readonly FunctionServices[],
    queues: readonly QueueConfig[],
    options: { context?: ContextUnderTest; state?: [unknown, unknown] } = {},
  ) {
    this.under = new QueuesUnderTest(queues, { ...(options.context ? { context: options.context } : {}), state: options.state?.[0] });
    this.mappings = new QueueMappings(this.context, this.under.queues, { state: options.state?.[1] });
    this.under.onAvailable = (name) => this.mappings.available(name);
    this.mappings.configure(functions);
    this.after(0);
  }

  get context(): ContextUnderTest {
    return this.under.context;
  }

  after(ms: number): void {
    advanceTo(this.context, this.context.atMs + ms, this.under.queues, this.mappings);
  }

  send(...bodies: string[]): void {
    for (const body of bodies) this.under.send("orders", body);
  }

  /** All at once, as one batch request. */
  sendTogether(...bodies: string[]): void {
    this.under.call("SendMessageBatch", { QueueUrl: "orders", Entries: bodies.map((MessageBody, n) => ({ Id: `${n}`, MessageBody })) });
  }

  /** The bodies of the batches that run. */
  running(): string[] {
    return this.context.running().map((invoke) =>
      recordsOf(invoke)
        .map(({ body }) => body)
        .join(" "),
    );
  }

  batch(index = 0): InvokeUnderTest {
    const invoke = this.context.running()[index];
    if (!invoke) throw new Error("No such batch runs.");
    return invoke;
  }

  /** Ends a batch, naming what failed by body. */
  end(index: number, ...failed: string[]): void {
    const invoke = this.batch(index);
    const batchItemFailures = recordsOf(invoke).flatMap(({ body, messageId }) =>
      failed.includes(body) ? [{ itemIdentifier: messageId }] : [],
    );
    invoke.end({ payload: JSON.stringify({ batchItemFailures }) });
  }
}

const failed = { status: "error", error: { errorType: "Error", errorMessage: "no" } } as const;
const throttled = { status: "throttled", error: { errorType: "TooManyRequestsException", errorMessage: "Rate Exceeded." } } as const;
const one = (settings: Partial<QueueTrigger> = {}, queue: Partial<QueueConfig> = {}) =>
  new World([functionWith("work", trigger(settings))], [queueConfig("orders", queue)]);

test("what is sent together is one batch, as Lambda's event has it, and is removed when the function succeeds", () => {
  const world = one();
  world.sendTogether("a", "b", "c");
  expect(world.running()).toEqual(["a b c"]);
  expect(JSON.parse(world.batch().delivery.event).Records[0]).toMatchObject({
    body: "a",
    attributes: { ApproximateReceiveCount: "1" },
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:us-east-1:123456789012:orders",
  });
  expect(world.context.passes).toMatchObject([{ from: "queue:orders", to: "function:work" }]);
  expect(world.under.counts("orders")).toBe("0 0 3");
  world.batch().end();
  expect(world.under.counts("orders")).toBe("0 0 0");
  expect(world.context.count("processed")).toBe(3);
});

test("five batches at a time at first, full ones as messages gather; more every minute that messages remain", () => {
  const world = one({ batchSize: 2 }, { visibilityTimeoutMs: 600_000 });
  world.send(..."abcdefghij");
  expect(world.running()).toEqual(["a", "b", "c", "d", "e"]);
  world.batch().end();
  expect(world.running()).toEqual(["b", "c", "d", "e", "f g"]);
  world.after(59_999);
  expect(world.running()).toHaveLength(5);
  world.after(1);
  expect(world.running()).toEqual(["b", "c", "d", "e", "f g", "h i", "j"]);
});

test("no more batches at a time than the maximum concurrency", () => {
  const world = one({ maximumConcurrency: 2, batchSize: 1 });
  world.send(..."abc");
  expect(world.running()).toEqual(["a", "b"]);
  world.batch(1).end();
  expect(world.running()).toEqual(["a", "c"]);
});

test("after an error the messages stay hidden until their visibility timeout, then come again", () => {
  const world = one({}, { visibilityTimeoutMs: 30_000 });
  world.send("a");
  world.batch().end(failed);
  expect(world.mappings.views()[0]).toMatchObject({ state: "waiting", lastError: "no" });
  world.after(29_999);
  expect(world.running()).toEqual([]);
  world.after(1);
  expect(world.running()).toEqual(["a"]);
  expect(recordsOf(world.batch())[0]).toMatchObject({ attributes: { ApproximateReceiveCount: "2" } });
});

test("a message that always fails ends in the dead-letter queue", () => {
  const world = new World(
    [functionWith("work", trigger())],
    [queueConfig("orders", { visibilityTimeoutMs: 10_000, maxReceiveCount: 3, deadLetterQueue: "dead" }), queueConfig("dead")],
  );
  world.send("poison");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    world.batch().end(failed);
    world.after(10_000);
  }
  expect(world.running()).toEqual([]);
  expect(world.under.bodies("dead")).toEqual(["poison"]);
  expect(world.context.invokes).toHaveLength(3);
});

test("throttled: the same batch again with growing pauses while its messages are hidden, nothing new meanwhile", () => {
  const world = one({ batchSize: 1 }, { visibilityTimeoutMs: 6_000 });
  world.send("a");
  world.batch().end(throttled);
  world.send("b");
  expect(world.running()).toEqual([]);
  expect(world.mappings.views()[0]).toMatchObject({ state: "backing-off" });
  world.after(1_000);
  expect(world.running()).toEqual(["a", "b"]);
  world.batch().end(throttled);
  world.after(1_999);
  expect(world.running()).toEqual(["b"]);
  world.after(1);
  expect(world.running()).toEqual(["b", "a"]);
  // At 3 s for four more: by then they are visible again, and the batch is dropped and received anew.
  world.batch(1).end(throttled);
  world.after(3_999);
  const firsts = world.context.invokes.filter((invoke) => recordsOf(invoke)[0]?.body === "a");
  expect(firsts).toHaveLength(3);
  world.batch().end();
  world.after(1_000);
  const [again] = world.context.running();
  expect(again && recordsOf(again)).toMatchObject([{ body: "a", attributes: { ApproximateReceiveCount: "2" } }]);
});

test.each([
  [false, ["a", "b", "c", "d"], ["b", "d"], "0 0 0"],
  [true, ["a", "b", "c", "d"], ["b", "d"], "0 0 2"],
  [true, ["a", "b"], [], "0 0 0"],
])("partial batch responses %s: of %j, %j failed", (partialBatchResponses, bodies, failures, counts) => {
  const world = one({ partialBatchResponses });
  world.sendTogether(...bodies);
  world.end(0, ...failures);
  expect(world.under.counts("orders")).toBe(counts);
});

test("a partial response that cannot be read fails the whole batch", () => {
  const world = one({ partialBatchResponses: true });
  world.sendTogether("a", "b");
  world.batch().end({ payload: '{"batchItemFailures":[{"itemIdentifier":"nope"}]}' });
  expect(world.under.counts("orders")).toBe("0 0 2");
  expect(world.mappings.views()[0]?.lastError).toBe("batchItemFailures names nope, which is not in the batch.");
});

test("FIFO: one batch of a group at a time, in order; a failure holds what follows it in its group", () => {
  const world = new World(
    [functionWith("work", trigger({ queue: "q.fifo", partialBatchResponses: true }))],
    [queueConfig("q.fifo", { contentBasedDeduplication: true, visibilityTimeoutMs: 5_000 })],
  );
  for (const body of ["a1", "a2", "b1", "a3"]) world.under.send("q.fifo", body, { MessageGroupId: body.slice(0, 1) });
  expect(world.running()).toEqual(["a1", "b1"]);
  world.end(0);
  expect(world.running()).toEqual(["b1", "a2 a3"]);
  // a3 is not named, and stays nevertheless: it follows a2.
  world.end(1, "a2");
  expect(world.under.counts("q.fifo")).toBe("0 0 3");
  world.after(5_000);
  expect(world.running()).toEqual(["b1", "a2 a3"]);
});

test("FIFO: a batch that runs longer than the visibility timeout still keeps its group to itself", () => {
  const world = new World(
    [functionWith("work", trigger({ queue: "q.fifo" }))],
    [queueConfig("q.fifo", { contentBasedDeduplication: true, visibilityTimeoutMs: 1_000 })],
  );
  world.under.send("q.fifo", "a1", { MessageGroupId: "a" });
  world.under.send("q.fifo", "b1", { MessageGroupId: "b" });
  world.after(5_000);
  expect(world.running()).toEqual(["a1", "b1"]);
  world.batch().end();
  expect(world.under.counts("q.fifo")).toBe("1 0 0");
});

test("a batching window gathers until it is over, or the batch is full", () => {
  const world = one({ batchSize: 3, batchingWindowMs: 10_000 });
  world.send("a");
  world.after(6_000);
  world.send("b");
  expect(world.mappings.views()[0]).toMatchObject({ state: "gathering", waitingRecords: 2 });
  world.after(3_999);
  expect(world.running()).toEqual([]);
  world.after(1);
  expect(world.running()).toEqual(["a b"]);
  world.send("c", "d", "e", "f");
  expect(world.running()).toEqual(["a b", "c d e"]);
});

test("what is gathered longer than it is hidden is not delivered twice in one batch", () => {
  const world = one({ batchSize: 5, batchingWindowMs: 10_000 }, { visibilityTimeoutMs: 4_000 });
  world.send("a");
  world.after(10_000);
  expect(world.running()).toEqual(["a"]);
});

test("a batch is never more than 6 MB", () => {
  const world = one({ batchSize: 100, batchingWindowMs: 60_000 }, { visibilityTimeoutMs: 300_000 });
  for (let message = 0; message < 7; message += 1) world.send(`${message}`.padEnd(1_000_000, "x"));
  expect(world.context.running().map((invoke) => recordsOf(invoke).length)).toEqual([6]);
  expect(world.context.running().every((invoke) => invoke.delivery.event.length <= 6_291_456)).toBe(true);
  world.after(60_000);
  expect(world.context.running().map((invoke) => recordsOf(invoke).length)).toEqual([6, 1]);
});

test.each([
  ["inside a JSON body", [{ body: { kind: ["order"] } }], ['{"kind":"order"}']],
  ["a plain body", [{ body: ["plain"] }], ["plain"]],
  ["two filters, either", [{ body: ["plain"] }, { body: { kind: ["other"] } }], ['{"kind":"other"}', "plain"]],
  ["none", [], ['{"kind":"order"}', '{"kind":"other"}', "plain"]],
])("filters: %s; what matches none is removed", (_, filters, bodies) => {
  const world = one({ filters });
  world.sendTogether('{"kind":"order"}', '{"kind":"other"}', "plain");
  expect(recordsOf(world.batch()).map(({ body }) => body)).toEqual(bodies);
  expect(world.context.count("discarded")).toBe(3 - bodies.length);
  expect(world.under.counts("orders")).toBe(`0 0 ${bodies.length}`);
});

test("delivered twice on purpose: the next batch that succeeds runs again with the same ids, then is removed", () => {
  const world = one();
  world.mappings.deliverTwice("work");
  world.mappings.deliverTwice("another");
  world.send("a");
  world.batch().end(failed);
  world.after(30_000);
  const { event } = world.batch().delivery;
  world.batch().end();
  expect(world.batch().delivery.event).toBe(event);
  world.batch().end();
  expect(world.running()).toEqual([]);
  expect(world.under.counts("orders")).toBe("0 0 0");
  world.send("b");
  world.batch().end();
  expect(world.running()).toEqual([]);
});

test("two functions share a queue: each message goes to one of them", () => {
  const world = new World(
    [functionWith("one", trigger({ batchSize: 1 })), functionWith("two", trigger({ batchSize: 1 }))],
    [queueConfig("orders")],
  );
  world.send("a", "b", "c", "d");
  expect(world.running()).toEqual(["a", "b", "c", "d"]);
  expect(new Set(world.context.running().map(({ delivery }) => delivery.functionName)).size).toBe(2);
});

test("messages that wait when the trigger is made are delivered; a removed trigger lets what runs end", () => {
  const world = new World([], [queueConfig("orders")]);
  world.send("a");
  world.mappings.configure([functionWith("work", trigger())]);
  world.after(0);
  expect(world.running()).toEqual(["a"]);
  world.mappings.configure([]);
  world.send("b");
  world.batch().end();
  expect(world.running()).toEqual([]);
  expect(world.under.counts("orders")).toBe("1 0 0");
  expect(world.mappings.views()).toEqual([]);
});

test("a page made again knows of no delivery: the messages come back after their visibility timeout", () => {
  const functions = [functionWith("work", trigger())];
  const before = one();
  before.send("a");
  before.mappings.deliverTwice("work");
  before.after(10_000);
  const state: [unknown, unknown] = JSON.parse(JSON.stringify([before.under.queues.state(), before.mappings.state()]));
  const after = new World(functions, [queueConfig("orders")], { context: new ContextUnderTest(before.context.atMs), state });
  after.after(19_999);
  expect(after.running()).toEqual([]);
  after.context.note({ eventId: recordsOf(before.batch())[0]?.messageId ?? "", at: "queue:orders", fate: "accepted" });
  after.after(1);
  after.batch().end();
  after.batch().end();
  expect(after.context.waiting()).toEqual([]);
});

test("no message is lost, and none of a FIFO group is overtaken, whatever the functions do", () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    let state = seed * 104_729;
    const chance = (sides: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % sides;
    };
    const world = new World(
      [
        functionWith(
          "work",
          trigger({ partialBatchResponses: true, batchSize: 3 }),
          trigger({ queue: "q.fifo", batchSize: 3, partialBatchResponses: true }),
        ),
      ],
      [
        queueConfig("orders", { visibilityTimeoutMs: 5_000 }),
        queueConfig("q.fifo", { visibilityTimeoutMs: 5_000, contentBasedDeduplication: true }),
      ],
    );
    const done = new Map<string, number>();
    const finish = (invoke: InvokeUnderTest, outcome: number) => {
      const records = recordsOf(invoke);
      if (outcome === 0) return invoke.end(failed);
      if (outcome === 1) return invoke.end(throttled);
      const stop = outcome === 2 ? chance(records.length) : records.length;
      for (const { body, attributes } of records.slice(0, stop)) {
        const group = attributes.MessageGroupId;
        if (group === undefined) continue;
        const number = Number(body.split(" ")[1]);
        // At least once: again is allowed, ahead of its turn is not.
        expect(number, `seed ${seed}: ${group}`).toBeLessThanOrEqual((done.get(group) ?? -1) + 1);
        done.set(group, Math.max(number, done.get(group) ?? -1));
      }
      return invoke.end({
        payload: JSON.stringify({ batchItemFailures: records.slice(stop).map(({ messageId }) => ({ itemIdentifier: messageId })) }),
      });
    };
    const sent = new Map<string, number>();
    for (let step = 0; step < 200; step += 1) {
      const act = chance(5);
      if (act === 0) world.under.send("orders", `m${step}`);
      else if (act === 1) {
        const group = `g${chance(3)}`;
        const number = sent.get(group) ?? 0;
        sent.set(group, number + 1);
        world.under.send("q.fifo", `${group} ${number}`, { MessageGroupId: group });
      } else if (act === 2) world.after(chance(3_000));
      else {
        const running = world.context.running();
        const invoke = running[chance(running.length || 1)];
        if (invoke) finish(invoke, chance(6));
      }
      const groups = world.context
        .running()
        .flatMap((invoke) => [...new Set(recordsOf(invoke).flatMap(({ attributes }) => attributes.MessageGroupId ?? []))]);
      expect(new Set(groups).size, `seed ${seed}: one batch of a group at a time`).toBe(groups.length);
    }
    for (let round = 0; round < 200; round += 1) {
      for (const invoke of world.context.running()) finish(invoke, 5);
      world.after(1_000);
    }
    expect(world.context.waiting(), `seed ${seed}`).toEqual([]);
    expect(world.context.count("processed")).toBe(world.context.count("accepted"));
    for (const [group, count] of sent) expect(done.get(group)).toBe(count - 1);
  }
});

test.each<[string, Partial<QueueTrigger>, Partial<QueueConfig>, number, RegExp | undefined]>([
  ["nothing wrong", {}, {}, 3_000, undefined],
  ["as long as it is hidden", {}, { visibilityTimeoutMs: 3_000 }, 3_000, undefined],
  ["longer than it is hidden", {}, { visibilityTimeoutMs: 3_000 }, 3_001, /at least 3.001 s \(AWS recommends 18.006 s\)/],
  ["a large batch without a window", { batchSize: 11 }, {}, 3_000, /at least 1 s/],
  ["a large batch with one", { batchSize: 10_000, batchingWindowMs: 1_000 }, {}, 3_000, undefined],
  ["too large a batch", { batchSize: 10_001, batchingWindowMs: 1_000 }, {}, 3_000, /1 to 10000/],
  ["no batch", { batchSize: 0 }, {}, 3_000, /1 to 10000/],
  ["a large FIFO batch", { batchSize: 11 }, { fifo: true }, 3_000, /1 to 10 messages/],
  ["a FIFO window", { batchingWindowMs: 1 }, { fifo: true }, 3_000, /Set it to 0/],
  ["too long a window", { batchingWindowMs: 300_001 }, {}, 3_000, /0 to 300 s/],
  ["too little concurrency", { maximumConcurrency: 1 }, {}, 3_000, /2 to 1000/],
  ["a filter that is none", { filters: ["x"] }, {}, 3_000, /./],
])("what Lambda refuses: %s", (_, settings, queue, timeoutMs, words) => {
  const problem = mappingProblem(trigger(settings), queueConfig("orders", queue), timeoutMs);
  if (words === undefined) expect(problem).toBeUndefined();
  else expect(problem).toMatch(words);
});
