import { expect, test } from "vitest";
import type { TableTrigger } from "../../triggers/trigger.ts";
import { advanceTo, ContextUnderTest, type InvokeUnderTest } from "../context-under-test.ts";
import type { FunctionServices, TableConfig } from "../services-config.ts";
import { StreamMappings } from "./stream-mappings.ts";

const HOUR_MS = 3_600_000;

const trigger = (settings: Partial<TableTrigger> = {}): TableTrigger => ({
  type: "table",
  table: "items",
  batchSize: 100,
  batchingWindowMs: 0,
  startingPosition: "LATEST",
  bisectOnError: false,
  maximumRetryAttempts: -1,
  maximumRecordAgeMs: -1,
  partialBatchResponses: false,
  filters: [],
  ...settings,
});

const functionWith = (name: string, ...triggers: TableTrigger[]): FunctionServices => ({
  name,
  timeoutMs: 3_000,
  async: { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 },
  triggers,
});

const table = (name: string, stream?: TableConfig["stream"]): TableConfig => ({
  name,
  partitionKey: "id",
  partitionKeyType: "S",
  sortKeyType: "S",
  items: [],
  ...(stream === undefined ? {} : { stream }),
});

interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: { readonly Keys: { readonly id: { readonly S: string } }; readonly SequenceNumber: string };
}

const recordsOf = (invoke: InvokeUnderTest): readonly StreamRecord[] => JSON.parse(invoke.delivery.event).Records;
const idsOf = (invoke: InvokeUnderTest): string =>
  recordsOf(invoke)
    .map(({ dynamodb }) => dynamodb.Keys.id.S)
    .join(" ");
const failed = { status: "error", error: { errorType: "Error", errorMessage: "no" } } as const;
const throttled = { status: "throttled", error: { errorType: "TooManyRequestsException", errorMessage: "Rate Exceeded." } } as const;

class World {
  readonly context: ContextUnderTest;
  readonly streams: StreamMappings;
  written = 0;

  constructor(
    functions: readonly FunctionServices[],
    options: { context?: ContextUnderTest; state?: unknown; tables?: readonly TableConfig[] } = {},
  ) {
    this.context = options.context ?? new ContextUnderTest();
    this.streams = new StreamMappings(this.context, { state: options.state });
    this.streams.configure(functions, options.tables ?? [table("items", "new-and-old-images")]);
    this.after(0);
  }

  after(ms: number): void {
    advanceTo(this.context, this.context.atMs + ms, this.streams);
  }

  write(...ids: string[]): void {
    for (const id of ids) {
      this.written += 1;
      this.streams.record({
        table: "items",
        eventId: `${this.written}`.padStart(32, "0"),
        eventName: "INSERT",
        keys: { id: { S: id } },
        newImage: { id: { S: id }, n: { N: "1" } },
        sequenceNumber: `${4_421_584_500_000_000n + BigInt(this.written)}`,
        atMs: this.context.atMs,
        sizeBytes: 20,
      });
    }
  }

  running(): string[] {
    return this.context.running().map(idsOf);
  }

  batch(): InvokeUnderTest {
    const [invoke] = this.context.running();
    if (!invoke) throw new Error("No batch runs.");
    return invoke;
  }

  /** All batches so far. */
  history(): string[] {
    return this.context.invokes.map(idsOf);
  }

  /** Ends the batch that runs: with an error when it holds `poison`; goes on until nothing runs for `forMs`. */
  drive(poison: readonly string[], forMs: number): void {
    const untilMs = this.context.atMs + forMs;
    while (this.context.atMs < untilMs) {
      for (const invoke of this.context.running()) {
        const bad = idsOf(invoke)
          .split(" ")
          .some((id) => poison.includes(id));
        invoke.end(bad ? failed : {});
      }
      this.after(Math.min(1_000, untilMs - this.context.atMs));
    }
  }
}

const one = (settings: Partial<TableTrigger> = {}) => new World([functionWith("work", trigger(settings))]);

test("changes of a quarter of a second are one batch, as Lambda's event has them; the next waits for it", () => {
  const world = one();
  world.write("a");
  world.after(100);
  world.write("b");
  expect(world.running()).toEqual([]);
  world.after(150);
  expect(world.running()).toEqual(["a b"]);
  expect(JSON.parse(world.batch().delivery.event).Records[0]).toMatchObject({
    eventName: "INSERT",
    eventSource: "aws:dynamodb",
    dynamodb: { NewImage: { id: { S: "a" }, n: { N: "1" } }, StreamViewType: "NEW_AND_OLD_IMAGES" },
    eventSourceARN: "arn:aws:dynamodb:us-east-1:123456789012:table/items/stream/2026-07-01T00:00:00.000",
  });
  expect(world.context.passes).toMatchObject([{ from: "table:items", to: "function:work" }]);
  world.write("c", "d");
  world.after(10_000);
  expect(world.running()).toEqual(["a b"]);
  world.batch().end();
  expect(world.running()).toEqual(["c d"]);
  world.batch().end();
  expect(world.context.waiting()).toEqual([]);
  expect(world.context.count("processed")).toBe(4);
});

test("a batching window gathers until it is over, or the batch is full", () => {
  const world = one({ batchSize: 3, batchingWindowMs: 5_000 });
  world.write("a");
  world.after(3_000);
  world.write("b");
  expect(world.streams.views()[0]).toMatchObject({ state: "gathering", waitingRecords: 2 });
  world.after(2_249);
  expect(world.running()).toEqual([]);
  world.after(1);
  expect(world.running()).toEqual(["a b"]);
  world.write("c", "d", "e", "f");
  world.batch().end();
  expect(world.running()).toEqual(["c d e"]);
});

test.each([
  ["LATEST", []],
  ["TRIM_HORIZON", ["a b"]],
] as const)("starting position %s", (startingPosition, before) => {
  const world = new World([]);
  world.write("a", "b");
  world.streams.configure([functionWith("work", trigger({ startingPosition }))], [table("items", "keys-only")]);
  world.after(0);
  expect(world.running()).toEqual(before);
  if (before.length > 0) world.batch().end();
  world.write("c");
  world.after(250);
  expect(world.running()).toEqual(["c"]);
});

test("each mapping has its own place in the stream", () => {
  const world = new World([functionWith("one", trigger()), functionWith("two", trigger({ batchSize: 1 }))]);
  world.write("a", "b");
  world.after(250);
  expect(world.running()).toEqual(["a b", "a"]);
  world.context.running()[1]?.end();
  expect(world.running()).toEqual(["a b", "b"]);
  expect(world.context.count("accepted")).toBe(4);
});

test("an error: the same batch again with growing pauses, blocking what follows, until it succeeds", () => {
  const world = one({ batchSize: 2 });
  world.write("a", "b", "c");
  world.after(250);
  for (const pauseMs of [1_000, 2_000, 4_000]) {
    world.batch().end(failed);
    expect(world.streams.views()[0]).toMatchObject({ state: "retrying", waitingRecords: 3, lastError: "no" });
    world.after(pauseMs - 1);
    expect(world.running()).toEqual([]);
    world.after(1);
    expect(world.running()).toEqual(["a b"]);
  }
  world.batch().end();
  expect(world.running()).toEqual(["c"]);
});

test.each([0, 1, 3])("after %d retries a batch is given up, and the shard goes on", (maximumRetryAttempts) => {
  const world = one({ maximumRetryAttempts, batchSize: 1 });
  world.write("poison", "good");
  world.drive(["poison"], 60_000);
  expect(world.history()).toEqual([...Array.from({ length: maximumRetryAttempts + 1 }, () => "poison"), "good"]);
  expect(world.context.notes.filter(({ fate }) => fate === "discarded")).toMatchObject([
    {
      eventId: "00000000000000000000000000000001/work/0",
      at: "table:items",
      detail: expect.stringContaining(`failed ${maximumRetryAttempts + 1} times`),
    },
  ]);
  expect(world.context.waiting()).toEqual([]);
});

test("throttled: again without using up a retry", () => {
  const world = one({ maximumRetryAttempts: 0 });
  world.write("a");
  world.after(250);
  for (const pauseMs of [1_000, 2_000, 4_000]) {
    world.batch().end(throttled);
    expect(world.streams.views()[0]?.state).toBe("backing-off");
    world.after(pauseMs);
    expect(world.running()).toEqual(["a"]);
  }
  world.batch().end(failed);
  expect(world.context.count("discarded")).toBe(1);
});

test("bisecting finds the one bad record without using up retries, in order", () => {
  const world = one({ bisectOnError: true, maximumRetryAttempts: 1, onFailure: { type: "queue", name: "dead" } });
  world.write("a", "b", "c", "BAD", "e");
  world.drive(["BAD"], 60_000);
  expect(world.history()).toEqual(["a b c BAD e", "a b c", "BAD e", "BAD", "BAD", "e"]);
  expect(world.context.count("processed")).toBe(4);
  expect(world.context.count("dead-lettered")).toBe(1);
  expect(JSON.parse(world.context.sent[0]?.body ?? "")).toMatchObject({
    DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: "4421584500000004" },
  });
});

test("what is given up is told to the destination as Lambda does: about the batch, without the records", () => {
  const world = one({ maximumRetryAttempts: 1, onFailure: { type: "queue", name: "dead" } });
  world.write("a", "b");
  world.after(250);
  world.batch().end(failed);
  world.after(1_000);
  const { requestId } = world.batch();
  world.batch().end({ ...failed, version: "7" });
  expect(world.context.sent).toMatchObject([{ destination: { type: "queue", name: "dead" }, about: { from: "function:work" } }]);
  expect(JSON.parse(world.context.sent[0]?.body ?? "")).toEqual({
    requestContext: {
      requestId,
      functionArn: "arn:aws:lambda:us-east-1:123456789012:function:work",
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: 2,
    },
    responseContext: { statusCode: 200, executedVersion: "7", functionError: "Unhandled" },
    version: "1.0",
    timestamp: "2026-07-01T00:00:01.250Z",
    DDBStreamBatchInfo: {
      shardId: expect.stringMatching(/^shardId-\d{20}-[0-9a-f]{8}$/),
      startSequenceNumber: "4421584500000001",
      endSequenceNumber: "4421584500000002",
      approximateArrivalOfFirstRecord: "2026-07-01T00:00:00Z",
      approximateArrivalOfLastRecord: "2026-07-01T00:00:00Z",
      batchSize: 2,
      streamArn: "arn:aws:dynamodb:us-east-1:123456789012:table/items/stream/2026-07-01T00:00:00.000",
    },
  });
  expect(world.context.count("dead-lettered")).toBe(2);
});

test("a destination that is not there: the records are discarded, and the note says so", () => {
  const world = one({ maximumRetryAttempts: 0, onFailure: { type: "queue", name: "dead" } });
  world.context.missing.add("dead");
  world.write("a");
  world.after(250);
  world.batch().end(failed);
  expect(world.context.notes.at(-1)).toMatchObject({ fate: "discarded", detail: expect.stringContaining('There is no queue "dead".') });
});

test("what is older than the maximum age is given up, the younger part of its batch is not", () => {
  const world = one({ maximumRecordAgeMs: 60_000, batchingWindowMs: 40_000, onFailure: { type: "topic", name: "failures" } });
  world.write("old");
  world.after(30_000);
  world.write("young");
  world.after(10_250);
  expect(world.running()).toEqual(["old young"]);
  world.after(15_000);
  world.batch().end(failed);
  world.drive(["old", "young"], 10_000);
  expect(JSON.parse(world.context.sent[0]?.body ?? "")).toMatchObject({
    requestContext: { condition: "RecordAgeExceeded" },
    DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: "4421584500000001" },
  });
  world.drive([], 30_000);
  expect(world.context.notes.map(({ fate }) => fate)).toEqual(["accepted", "accepted", "dead-lettered", "processed"]);
});

test("without limits a batch that fails is given up after the stream's 24 hours, and what it blocked goes on", () => {
  const world = one({ batchSize: 1 });
  world.write("poison");
  world.after(HOUR_MS);
  world.write("blocked");
  world.drive(["poison"], 23 * HOUR_MS - 1_000);
  expect(new Set(world.history())).toEqual(new Set(["poison"]));
  world.drive(["poison"], 2_000);
  expect(world.context.notes.map(({ fate, detail }) => detail ?? fate)).toEqual([
    "accepted",
    "accepted",
    "It is older than 86400 s. There is no on-failure destination.",
    "processed",
  ]);
});

test("unread records expire while a batch runs on and on", () => {
  const world = one({ batchSize: 1 });
  world.write("a", "b");
  world.after(250);
  world.after(24 * HOUR_MS);
  expect(world.context.notes.at(-1)).toMatchObject({ fate: "expired", eventId: "00000000000000000000000000000002/work/0" });
  world.batch().end();
  expect(world.context.waiting()).toEqual([]);
});

test.each<[string, readonly string[], string | undefined]>([
  ["the lowest named record on", ["c"], "c d"],
  ["the lowest of several", ["d", "b"], "b c d"],
  ["none named", [], undefined],
])("partial batch responses: %s", (_, named, again) => {
  const world = one({ partialBatchResponses: true });
  world.write("a", "b", "c", "d");
  world.after(250);
  const batchItemFailures = recordsOf(world.batch()).flatMap(({ dynamodb }) =>
    named.includes(dynamodb.Keys.id.S) ? [{ itemIdentifier: dynamodb.SequenceNumber }] : [],
  );
  world.batch().end({ payload: JSON.stringify({ batchItemFailures }) });
  expect(world.context.count("processed")).toBe(again === undefined ? 4 : 4 - again.split(" ").length);
  world.after(1_000);
  expect(world.running()).toEqual(again === undefined ? [] : [again]);
});

test("a partial response that cannot be read fails the whole batch", () => {
  const world = one({ partialBatchResponses: true, maximumRetryAttempts: 0 });
  world.write("a", "b");
  world.after(250);
  world.batch().end({ payload: '{"batchItemFailures":[{"itemIdentifier":""}]}' });
  expect(world.context.count("discarded")).toBe(2);
});

test("filters: what matches none is passed over", () => {
  const world = one({ filters: [{ dynamodb: { Keys: { id: { S: [{ prefix: "a" }] } } } }] });
  world.write("a1", "b1", "a2", "b2");
  world.after(250);
  expect(world.running()).toEqual(["a1 a2"]);
  expect(world.context.count("discarded")).toBe(2);
  world.batch().end();
  expect(world.context.waiting()).toEqual([]);
});

test("delivered twice on purpose: the same batch once more, then on", () => {
  const world = one({ batchSize: 1 });
  world.streams.deliverTwice("work");
  world.write("a", "b");
  world.drive([], 5_000);
  expect(world.history()).toEqual(["a", "a", "b"]);
});

test("a trigger that goes ends what waits for it; what runs for it ends without a word", () => {
  const world = one({ batchSize: 1 });
  world.write("a", "b");
  world.after(250);
  world.streams.configure([], [table("items", "keys-only")]);
  world.batch().end();
  expect(world.context.count("removed")).toBe(2);
  expect(world.context.waiting()).toEqual([]);
  world.write("c");
  world.after(1_000);
  expect(world.running()).toEqual([]);
});

test("a table without a stream has no mapping", () => {
  const world = new World([functionWith("work", trigger())], { tables: [table("items")] });
  world.write("a");
  world.after(1_000);
  expect([world.running(), world.streams.views(), world.context.notes]).toEqual([[], [], []]);
  expect(world.streams.streamLabel("items")).toBeUndefined();
});

test("a page made again delivers the batch in flight once more, keeps the place, the failures and the pause", () => {
  const functions = [functionWith("work", trigger({ batchSize: 2, maximumRetryAttempts: 1 }))];
  const before = new World(functions);
  before.write("a", "b", "c");
  before.after(250);
  before.batch().end(failed);
  before.after(400);
  const again = (world: World) => {
    const state: unknown = JSON.parse(JSON.stringify(world.streams.state()));
    world.context.invokes.length = 0;
    return new World(functions, { context: world.context, state });
  };
  const second = again(before);
  expect(second.running()).toEqual([]);
  second.after(600);
  expect(second.running()).toEqual(["a b"]);
  const third = again(second);
  expect(third.running()).toEqual(["a b"]);
  third.batch().end(failed);
  // The second failure: one retry is used up.
  expect(third.context.count("discarded")).toBe(2);
  expect(third.running()).toEqual(["c"]);
  third.batch().end();
  expect(third.context.waiting()).toEqual([]);
});

test("records of a mapping that the project no longer has end as removed", () => {
  const before = one();
  before.write("a", "b");
  const after = new World([], { context: before.context, state: before.streams.state(), tables: [] });
  expect(after.context.waiting()).toEqual([]);
  expect(after.context.count("removed")).toBe(2);
});

test.each([
  undefined,
  null,
  7,
  [],
  { shards: 3, mappings: "x" },
  { shards: { items: { first: 0 } }, mappings: { "work/0": { table: "items", next: "x", batches: [null] } } },
])("a state that is none begins empty (%j)", (state) => {
  const world = new World([functionWith("work", trigger())], { state });
  world.write("a");
  world.after(250);
  expect(world.running()).toEqual(["a"]);
});

test("every record ends once and in order, whatever the function does", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    let chances = seed * 7_907;
    const chance = (sides: number) => {
      chances = (Math.imul(chances, 1_103_515_245) + 12_345) >>> 0;
      return (chances >>> 8) % sides;
    };
    const functions = [
      functionWith(
        "work",
        trigger({
          batchSize: 4,
          bisectOnError: seed % 2 === 0,
          partialBatchResponses: true,
          maximumRetryAttempts: (seed % 3) - 1,
          batchingWindowMs: seed % 4 === 0 ? 2_000 : 0,
        }),
      ),
    ];
    let world = new World(functions);
    for (let step = 0; step < 200; step += 1) {
      const act = chance(6);
      if (act <= 1) {
        world.write(String(world.written));
      } else if (act === 2) world.after(chance(4_000));
      else if (act === 3 && chance(8) === 0) {
        const state: unknown = JSON.parse(JSON.stringify(world.streams.state()));
        world.context.invokes.length = 0;
        const next = new World(functions, { context: world.context, state });
        next.written = world.written;
        world = next;
      } else {
        const [invoke] = world.context.running();
        if (!invoke) continue;
        const records = recordsOf(invoke);
        const outcome = chance(4);
        if (outcome === 0) invoke.end(failed);
        else if (outcome === 1) invoke.end(throttled);
        else {
          const from = outcome === 2 ? chance(records.length) : records.length;
          invoke.end({
            payload: JSON.stringify({
              batchItemFailures: records.slice(from).map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })),
            }),
          });
        }
      }
      expect(world.running().length, `seed ${seed}: one batch at a time`).toBeLessThanOrEqual(1);
    }
    world.drive([], 120_000);
    expect(world.context.waiting(), `seed ${seed}`).toEqual([]);
    const ends = world.context.notes.filter(({ fate }) => fate !== "accepted").map(({ eventId }) => eventId);
    expect(ends, `seed ${seed}: in order`).toEqual([...ends].sort());
    expect(ends).toHaveLength(world.written);
  }
});
