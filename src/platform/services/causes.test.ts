/** What the services say of events on their way, service by service: who caused each, what took it, and how it ended. */
import { describe, expect, test } from "vitest";
import type { EventTrigger, QueueTrigger, TableTrigger } from "../triggers/trigger.ts";
import { isTraceCause, traceIdOf } from "./causes.ts";
import { queueConfig } from "./queues/queues-under-test.ts";
import type { JsonObject, ServiceName } from "./service-call.ts";
import type { AsyncConfig, ServicesConfig, TableConfig } from "./services-config.ts";
import { functionNamed, ServicesUnderTest } from "./services-under-test.ts";
import type { TraceNote } from "./trace-note.ts";

const MINUTE_MS = 60_000;
const FAILED = { status: "error", error: { errorType: "Error", errorMessage: "no" } } as const;
const THROTTLED = { status: "throttled" } as const;
const CONTENT = { contentId: "c1", sizeBytes: 3, md5: "900150983cd24fb0d6963f7d28e17f72" };
const TRACE_ID = "1-65f0a1b2-24aa11bb22cc33dd44ee55ff";
const CALLER = { from: "caller", requestId: "R", traceId: TRACE_ID };

const queueTrigger = (queue: string, change: Partial<QueueTrigger> = {}): QueueTrigger => ({
  type: "queue",
  queue,
  batchSize: 10,
  batchingWindowMs: 0,
  partialBatchResponses: false,
  filters: [],
  ...change,
});
const tableTrigger = (change: Partial<TableTrigger> = {}): TableTrigger => ({
  type: "table",
  table: "things",
  batchSize: 10,
  batchingWindowMs: 0,
  startingPosition: "TRIM_HORIZON",
  bisectOnError: false,
  maximumRetryAttempts: 1,
  maximumRecordAgeMs: -1,
  partialBatchResponses: false,
  filters: [],
  ...change,
});
const UPLOAD: EventTrigger = { type: "upload", bucket: "photos", events: ["created"], prefix: "", suffix: "" };
const THINGS: TableConfig = {
  name: "things",
  partitionKey: "id",
  partitionKeyType: "S",
  sortKeyType: "S",
  stream: "keys-only",
  items: [],
};
const fn = (name: string, triggers: readonly EventTrigger[] = [], async: Partial<AsyncConfig> = {}) =>
  functionNamed(name, { triggers, async: { maximumRetryAttempts: 0, maximumEventAgeMs: 6 * 60 * MINUTE_MS, ...async } });

const ASK = {
  send: ["sqs", "SendMessage", { QueueUrl: "jobs", MessageBody: "x" }],
  sendTwo: ["sqs", "SendMessageBatch", { QueueUrl: "jobs", Entries: ["a", "b"].map((Id) => ({ Id, MessageBody: Id })) }],
  put: ["s3", "PutObject", { Bucket: "photos", Key: "cat.jpg", Body: CONTENT }],
  putItem: ["dynamodb", "PutItem", { TableName: "things", Item: { id: { S: "1" } } }],
  publish: ["sns", "Publish", { TopicArn: "news", Message: "hello" }],
  putEvent: ["events", "PutEvents", { Entries: [{ Source: "shop", DetailType: "order", Detail: "{}" }] }],
  invokeLater: ["lambda", "Invoke", { FunctionName: "f", InvocationType: "Event", Payload: "1" }],
  alarm: ["cloudwatch", "SetAlarmState", { AlarmName: "errors", StateValue: "ALARM", StateReason: "by hand" }],
} as const satisfies Record<string, readonly [ServiceName, string, JsonObject]>;

type Ask = keyof typeof ASK;
const asked = (what: Ask): readonly [ServiceName, string, JsonObject] => ASK[what];
const ask = (page: ServicesUnderTest, what: Ask) => page.output(...asked(what), CALLER);

/** One line a note, with names for ids in the order of their first sight: e1, e2 for events, q1, q2 for requests. */
function told(notes: readonly TraceNote[]): readonly string[] {
  const names = new Map<string, string>([["R", "R"]]);
  const counts = { e: 0, q: 0 };
  const nameOf = (id: string, kind: "e" | "q") => {
    const known = names.get(id);
    if (known !== undefined) return known;
    counts[kind] += 1;
    names.set(id, `${kind}${counts[kind]}`);
    return `${kind}${counts[kind]}`;
  };
  return notes.map((note) => {
    if (note.type === "delivered") {
      const events = note.eventIds.map((id) => nameOf(id, "e")).join("+");
      return `${note.at} ${events} to ${note.functionName} as ${nameOf(note.requestId, "q")}, ${note.attempt}.`;
    }
    const event = `${note.at} ${nameOf(note.eventId, "e")}`;
    if (note.type === "ended") return `${event} ${note.fate}`;
    const { cause, sinceMs } = note;
    const by =
      cause === undefined ? "" : cause.type === "request" ? ` by ${cause.requestId}` : ` by ${cause.at} ${nameOf(cause.eventId, "e")}`;
    return `${event} ${sinceMs === undefined ? "accepted" : "waits"}${by}`;
  });
}

interface Case {
  readonly config: Partial<ServicesConfig>;
  act(page: ServicesUnderTest): void;
  readonly notes: readonly string[];
}

const JOBS = [queueConfig("jobs", { maxReceiveCount: 1, deadLetterQueue: "dead" }), queueConfig("dead")];

const CASES: Readonly<Record<string, Case>> = {
  "a message that a function takes": {
    config: { functions: [fn("worker", [queueTrigger("jobs")])], queues: JOBS },
    act(page) {
      ask(page, "send");
      page.end("worker");
    },
    notes: ["queue:jobs e1 accepted by R", "queue:jobs e1 to worker as q1, 1.", "queue:jobs e1 processed"],
  },
  "a message that a person sends": {
    config: { functions: [fn("worker", [queueTrigger("jobs")])], queues: JOBS },
    act(page) {
      page.output(...ASK.send);
      page.end("worker");
    },
    notes: ["queue:jobs e1 accepted", "queue:jobs e1 to worker as q1, 1.", "queue:jobs e1 processed"],
  },
  "a message that a function sends during its init": {
    config: { queues: JOBS },
    act: (page) => void page.output(...ASK.send, "caller"),
    notes: ["queue:jobs e1 accepted"],
  },
  "two messages in one batch": {
    config: { functions: [fn("worker", [queueTrigger("jobs", { batchingWindowMs: 1_000 })])], queues: JOBS },
    act(page) {
      ask(page, "sendTwo");
      page.goTo(1_000);
      page.end("worker");
    },
    notes: [
      "queue:jobs e1 accepted by R",
      "queue:jobs e2 accepted by R",
      "queue:jobs e1+e2 to worker as q1, 1.",
      "queue:jobs e1 processed",
      "queue:jobs e2 processed",
    ],
  },
  "a message that is throttled, then fails, then is a dead letter that is sent back": {
    config: { functions: [fn("worker", [queueTrigger("jobs")])], queues: JOBS },
    act(page) {
      ask(page, "send");
      page.end("worker", THROTTLED);
      page.goTo(10_000);
      page.end("worker", FAILED);
      page.goTo(MINUTE_MS);
      page.output("sqs", "StartMessageMoveTask", { SourceArn: "arn:aws:sqs:us-east-1:123456789012:dead" });
    },
    notes: [
      "queue:jobs e1 accepted by R",
      "queue:jobs e1 to worker as q1, 1.",
      "queue:jobs e1 to worker as q2, 2.",
      "queue:jobs e1 dead-lettered",
      "queue:dead e1 accepted by queue:jobs e1",
      "queue:dead e1 removed",
      "queue:jobs e2 accepted by queue:dead e1",
      "queue:jobs e2 to worker as q3, 1.",
    ],
  },
  "a message that no filter lets through": {
    config: { functions: [fn("worker", [queueTrigger("jobs", { filters: [{ body: { n: [1] } }] })])], queues: JOBS },
    act: (page) => void ask(page, "send"),
    notes: ["queue:jobs e1 accepted by R", "queue:jobs e1 discarded"],
  },
  "a FIFO queue's duplicate, which is no event": {
    config: { queues: [queueConfig("a.fifo")] },
    act(page) {
      const input = { QueueUrl: "a.fifo", MessageBody: "x", MessageGroupId: "g", MessageDeduplicationId: "d" };
      for (const requestId of ["R", "S"]) page.output("sqs", "SendMessage", input, { ...CALLER, requestId });
    },
    notes: ["queue:a.fifo e1 accepted by R"],
  },
  "an object that runs a function": {
    config: { functions: [fn("f", [UPLOAD])], buckets: ["photos"] },
    act(page) {
      ask(page, "put");
      page.end("f");
    },
    // The event's id is its request's.
    notes: ["function:f e1 accepted by R", "function:f e1 to f as e1, 1.", "function:f e1 processed"],
  },
  "an asynchronous invocation that fails, is tried again, and is a dead letter": {
    config: { functions: [fn("f", [], { maximumRetryAttempts: 1, deadLetterQueue: "dead" })], queues: JOBS },
    act(page) {
      ask(page, "invokeLater");
      page.end("f", FAILED);
      page.goTo(MINUTE_MS);
      page.end("f", FAILED);
    },
    notes: [
      "function:f e1 accepted by R",
      "function:f e1 to f as e1, 1.",
      "function:f e1 to f as e1, 2.",
      "queue:dead e2 accepted by function:f e1",
      "function:f e1 dead-lettered",
    ],
  },
  "an asynchronous invocation whose destination is another function": {
    config: { functions: [fn("f", [], { onSuccess: { type: "function", name: "g" } }), fn("g")] },
    act(page) {
      ask(page, "invokeLater");
      page.end("f");
      page.end("g");
    },
    notes: [
      "function:f e1 accepted by R",
      "function:f e1 to f as e1, 1.",
      "function:f e1 processed",
      "function:g e2 accepted by function:f e1",
      "function:g e2 to g as e2, 1.",
      "function:g e2 processed",
    ],
  },
  "a topic with a function and a queue": {
    config: {
      functions: [fn("f", [{ type: "topic", topic: "news" }])],
      queues: JOBS,
      topics: [{ name: "news", kind: "topic", queues: [{ queue: "jobs", rawDelivery: true }] }],
    },
    act: (page) => void ask(page, "publish"),
    notes: [
      "topic:news e1 accepted by R",
      "function:f e2 accepted by topic:news e1",
      "queue:jobs e3 accepted by topic:news e1",
      "topic:news e1 processed",
      "function:f e2 to f as e2, 1.",
    ],
  },
  "a topic without subscribers": {
    config: { topics: [{ name: "news", kind: "topic", queues: [] }] },
    act: (page) => void ask(page, "publish"),
    notes: ["topic:news e1 accepted by R", "topic:news e1 discarded"],
  },
  "a topic whose queue does not take it": {
    config: {
      queues: [queueConfig("a.fifo")],
      topics: [{ name: "news", kind: "topic", queues: [{ queue: "a.fifo", rawDelivery: true }] }],
    },
    act: (page) => void ask(page, "publish"),
    notes: ["topic:news e1 accepted by R", "topic:news e2 accepted by topic:news e1", "topic:news e2 discarded", "topic:news e1 processed"],
  },
  "a rule of a bus": {
    config: { functions: [fn("f", [{ type: "topic", topic: "default", filter: { source: ["shop"] } }])] },
    act: (page) => void ask(page, "putEvent"),
    notes: [
      "bus:default e1 accepted by R",
      "function:f e2 accepted by bus:default e1",
      "bus:default e1 processed",
      "function:f e2 to f as e2, 1.",
    ],
  },
  "a table's change that fails, is tried again, and is told to a queue": {
    config: {
      functions: [fn("s", [tableTrigger({ onFailure: { type: "queue", name: "dead" } })])],
      queues: JOBS,
      tables: [THINGS],
    },
    act(page) {
      ask(page, "putItem");
      page.goTo(1_000);
      page.end("s", FAILED);
      page.goTo(MINUTE_MS);
      page.end("s", FAILED);
    },
    notes: [
      "table:things e1 accepted by R",
      "table:things e1 to s as q1, 1.",
      "table:things e1 to s as q2, 2.",
      "queue:dead e2 accepted by table:things e1",
      "table:things e1 dead-lettered",
    ],
  },
  "a table's change that two functions read": {
    config: { functions: [fn("s", [tableTrigger()]), fn("t", [tableTrigger()])], tables: [THINGS] },
    act(page) {
      ask(page, "putItem");
      page.goTo(1_000);
    },
    notes: [
      "table:things e1 accepted by R",
      "table:things e2 accepted by R",
      "table:things e1 to s as q1, 1.",
      "table:things e2 to t as q2, 1.",
    ],
  },
  "an alarm that runs a function and tells a queue": {
    config: {
      functions: [fn("f", [{ type: "alarm", alarm: "errors" }])],
      queues: JOBS,
      alarms: [
        {
          name: "errors",
          metric: "errors",
          statistic: "sum",
          periodMs: MINUTE_MS,
          evaluationPeriods: 1,
          datapointsToAlarm: 1,
          threshold: 1,
          comparison: ">=",
          missingData: "missing",
          queue: "jobs",
        },
      ],
    },
    act: (page) => void ask(page, "alarm"),
    notes: [
      "alarm:errors e1 accepted by R",
      "function:f e2 accepted by alarm:errors e1",
      "queue:jobs e3 accepted by alarm:errors e1",
      "alarm:errors e1 processed",
      "function:f e2 to f as e2, 1.",
    ],
  },
  "a schedule, which nobody caused": {
    config: { functions: [fn("f", [{ type: "schedule", expression: "rate(1 minute)", timeZone: "UTC", enabled: true }])] },
    act: (page) => page.goTo(MINUTE_MS),
    notes: ["function:f e1 accepted", "function:f e1 to f as e1, 1."],
  },
  "a queue that is removed": {
    config: { queues: JOBS },
    act(page) {
      ask(page, "send");
      page.configure({});
    },
    notes: ["queue:jobs e1 accepted by R", "queue:jobs e1 removed"],
  },
};

test.each(Object.entries(CASES))("%s", (_, { config, act, notes }) => {
  const page = new ServicesUnderTest(config);
  act(page);
  expect(told(page.notes)).toEqual(notes);
});

describe("after a reload", () => {
  const config: Partial<ServicesConfig> = {
    functions: [fn("f", [], { deadLetterQueue: "dead" }), fn("s", [tableTrigger({ onFailure: { type: "queue", name: "dead" } })])],
    queues: [...JOBS, queueConfig("slow")],
    tables: [THINGS],
  };
  const begin = () => {
    const page = new ServicesUnderTest(config);
    for (const what of ["send", "invokeLater", "putItem"] as const) ask(page, what);
    page.goTo(1_000);
    return page;
  };

  test("what waits is told again, with its cause, and leads on from there", () => {
    const next = begin().reload(config);
    expect(told(next.notes)).toEqual(["function:f e1 waits by R", "queue:jobs e2 waits by R", "table:things e3 waits by R"]);
    const [first] = next.notes;
    expect(first).toMatchObject({ atMs: next.nowMs, sinceMs: next.nowMs - 1_000 });
    next.goTo(2_000);
    next.end("f", FAILED);
    next.end("s", FAILED);
    next.goTo(MINUTE_MS);
    next.end("s", FAILED);
    expect(told(next.notes).slice(3)).toEqual([
      "function:f e1 to f as e1, 2.",
      "table:things e3 to s as q1, 2.",
      "queue:dead e4 accepted by function:f e1",
      "function:f e1 dead-lettered",
      "table:things e3 to s as q2, 3.",
      "queue:dead e5 accepted by table:things e3",
      "table:things e3 dead-lettered",
    ]);
  });

  const forgetting = (junk: unknown) => {
    const text = JSON.stringify(begin().services.state(), (key, value: unknown) =>
      ["cause", "deliveries", "traceId"].includes(key) ? junk : value,
    );
    return new ServicesUnderTest(config, { state: JSON.parse(text) as unknown });
  };

  test.each([
    ["is not there, as an older page left it", undefined],
    ["is null", null],
    ["is a number", -1.5],
    ["is a text", "R"],
    ["is of no known type", { type: "person", requestId: "R" }],
    ["is half of one", { type: "event", at: "queue:jobs" }],
    ["has no text for an id", { type: "request", requestId: 7 }],
  ])("a cause that %s is none, and the event stays", (_, junk) => {
    const page = forgetting(junk);
    expect(told(page.notes)).toEqual(["function:f e1 waits", "queue:jobs e2 waits", "table:things e3 waits"]);
    page.goTo(2_000);
    expect(told(page.notes).slice(3)).toEqual(["function:f e1 to f as e1, 1.", "table:things e3 to s as q1, 1."]);
    expect(page.running("f").trace?.traceId).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  test("what belongs to a queue that is gone is told, and its end", () => {
    const next = begin().reload({ ...config, queues: [] });
    expect(told(next.notes)).toEqual(expect.arrayContaining(["queue:jobs e2 waits by R", "queue:jobs e2 removed"]));
  });
});

describe("X-Ray's trace id", () => {
  const traced = (page: ServicesUnderTest, name: string) => page.running(name).trace;

  test.each<[string, Ask, Partial<ServicesConfig>]>([
    ["Lambda's Invoke", "invokeLater", { functions: [fn("f")] }],
    ["a bucket's notification", "put", { functions: [fn("f", [UPLOAD])], buckets: ["photos"] }],
    [
      "a topic",
      "publish",
      { functions: [fn("f", [{ type: "topic", topic: "news" }])], topics: [{ name: "news", kind: "topic", queues: [] }] },
    ],
    ["a bus", "putEvent", { functions: [fn("f", [{ type: "topic", topic: "default" }])] }],
  ])("goes on through %s", (_, what, config) => {
    const page = new ServicesUnderTest(config);
    ask(page, what);
    expect(traced(page, "f")?.traceId).toBe(TRACE_ID);
  });

  test.each<[string, Ask, Partial<ServicesConfig>]>([
    ["a queue, whose batches are linked to its senders' traces", "send", { functions: [fn("f", [queueTrigger("jobs")])], queues: JOBS }],
    ["a table's stream", "putItem", { functions: [fn("f", [tableTrigger()])], tables: [THINGS] }],
  ])("does not go on through %s", (_, what, config) => {
    const page = new ServicesUnderTest(config);
    ask(page, what);
    page.goTo(1_000);
    expect(traced(page, "f")).toEqual({ eventIds: [expect.any(String)] });
  });

  test("does not go on from an event to its destination", () => {
    const page = new ServicesUnderTest({ functions: [fn("f", [], { onSuccess: { type: "function", name: "g" } }), fn("g")] });
    ask(page, "invokeLater");
    page.end("f");
    expect(traced(page, "g")?.traceId).not.toBe(TRACE_ID);
  });

  test("is one of its own for an event of nobody's, and the same for each attempt, also after a reload", () => {
    const config = { functions: [fn("f", [], { maximumRetryAttempts: 2 })] };
    const page = new ServicesUnderTest(config);
    page.output(...ASK.invokeLater);
    const { requestId, trace } = page.running("f");
    expect(trace?.traceId).toBe(traceIdOf(requestId, page.nowMs));
    page.end("f", FAILED);
    page.goTo(MINUTE_MS);
    expect(traced(page, "f")).toEqual(trace);
    const next = page.reload(config);
    next.goTo(MINUTE_MS);
    expect(traced(next, "f")).toEqual(trace);
  });

  test("of a caller that waits goes on, with the caller as the cause; a person's call has none", () => {
    const page = new ServicesUnderTest({ functions: [fn("f")] });
    const answer = page.begin("lambda", "Invoke", { FunctionName: "f", Payload: "1" }, CALLER);
    const { requestId } = page.running("f");
    expect(traced(page, "f")).toEqual({ traceId: TRACE_ID, cause: { type: "request", requestId: "R" } });
    page.end("f");
    expect(answer()).toMatchObject({ ok: true, invoked: requestId });
    const persons = page.begin("lambda", "Invoke", { FunctionName: "f", Payload: "1" });
    expect(traced(page, "f")).toEqual({});
    page.end("f");
    expect(persons()).not.toHaveProperty("invoked");
    expect(page.notes).toEqual([]);
  });

  test.each([
    ["5fea7756-0ea4-451a-a703-a558b933e274", 1_710_268_850_000, "1-65f0a1b2-5fea77560ea4451aa703a558"],
    ["", -1, "1-00000000-000000000000000000000000"],
    ["not an id", 0, "1-00000000-ad0000000000000000000000"],
  ])("of the id %j is one, whatever the id", (requestId, atMs, traceId) => {
    expect(traceIdOf(requestId, atMs)).toBe(traceId);
  });
});

describe("an answer tells the record of the call what it set off", () => {
  test.each<[Ask, number]>([
    ["send", 1],
    ["sendTwo", 2],
    ["put", 1],
    ["putItem", 2],
    ["publish", 1],
    ["putEvent", 1],
    ["invokeLater", 1],
  ])("%s: %i events, those whose cause is the request", (what, count) => {
    const page = new ServicesUnderTest({
      functions: [fn("f", [UPLOAD, { type: "topic", topic: "news" }, tableTrigger()]), fn("t", [tableTrigger()])],
      buckets: ["photos"],
      queues: JOBS,
      tables: [THINGS],
      topics: [{ name: "news", kind: "topic", queues: [{ queue: "jobs", rawDelivery: true }] }],
    });
    const answer = page.call(...asked(what), CALLER);
    const own = page.notes.flatMap((note) => (note.type === "accepted" && note.cause?.type === "request" ? [note.eventId] : []));
    expect(answer?.eventIds).toEqual(own);
    expect(own).toHaveLength(count);
    expect(page.call(...asked(what))).not.toHaveProperty("eventIds");
  });

  test("not what another's dead letter made of it", () => {
    const page = new ServicesUnderTest({ queues: JOBS });
    const receive = () => page.call("sqs", "ReceiveMessage", { QueueUrl: "jobs", VisibilityTimeout: 1 }, { ...CALLER, requestId: "S" });
    ask(page, "send");
    receive();
    page.goTo(2_000);
    expect(receive()).toEqual({ ok: true, output: {} });
    expect(told(page.notes).at(-1)).toBe("queue:dead e1 accepted by queue:jobs e1");
  });
});

test("what is no cause is known for none", () => {
  const junk = [undefined, null, 1, "request", [], {}, { type: "request" }, { type: "event", eventId: "e" }, { type: "x", requestId: "r" }];
  expect(junk.map(isTraceCause)).toEqual(junk.map(() => false));
  expect(isTraceCause({ type: "event", at: "queue:jobs", eventId: "e" })).toBe(true);
});
