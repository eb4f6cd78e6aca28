/** All services together: what one hands to the next, in order of time, across reloads, and what the whole refuses. */
import { describe, expect, test } from "vitest";
import type { QueueTrigger } from "../triggers/trigger.ts";
import { queueConfig } from "./queues/queues-under-test.ts";
import type { Json, ServiceName } from "./service-call.ts";
import type { ServicesConfig } from "./services-config.ts";
import { functionNamed, ServicesUnderTest, START_MS } from "./services-under-test.ts";

const FAILED = { status: "error", error: { errorType: "Error", errorMessage: "no" } } as const;
const queueTrigger = (queue: string, change: Partial<QueueTrigger> = {}): QueueTrigger => ({
  type: "queue",
  queue,
  batchSize: 10,
  batchingWindowMs: 0,
  partialBatchResponses: false,
  filters: [],
  ...change,
});
const WORKER = functionNamed("worker", { triggers: [queueTrigger("jobs")] });
const CONTENT = { contentId: "c1", sizeBytes: 3, md5: "900150983cd24fb0d6963f7d28e17f72" };

/** Queues and Lambda's pollers go from send to run to delete. */
const QUEUE: Partial<ServicesConfig> = { functions: [WORKER], queues: [queueConfig("jobs")] };
const send = (page: ServicesUnderTest, body: string) => page.output("sqs", "SendMessage", { QueueUrl: "jobs", MessageBody: body });

describe("from service to service", () => {
  test("an upload runs a function, which sends on to a queue, which runs another", () => {
    const page = new ServicesUnderTest({
      functions: [
        functionNamed("thumbs", { triggers: [{ type: "upload", bucket: "photos", events: ["created"], prefix: "in/", suffix: "" }] }),
        WORKER,
      ],
      buckets: ["photos"],
      queues: [queueConfig("jobs")],
    });
    page.output("s3", "PutObject", { Bucket: "photos", Key: "in/cat.jpg", Body: CONTENT });
    page.output("s3", "PutObject", { Bucket: "photos", Key: "out/cat.jpg", Body: CONTENT });
    page.goTo(1_000);
    page.output("sqs", "SendMessage", { QueueUrl: "jobs", MessageBody: "cat" }, "thumbs");
    page.end("thumbs");
    page.goTo(2_000);
    page.end("worker");
    expect(page.lines).toEqual([
      "0s run thumbs (upload) 1 record",
      "1s run worker (queue) 1 record",
      "1s end thumbs ok",
      "2s end worker ok",
    ]);
    const { counts, passes, queues } = page.services.view();
    expect(counts).toMatchObject({ accepted: 2, processed: 2, waiting: 0 });
    expect(queues[0]?.totals).toMatchObject({ sent: 1, received: 1, deleted: 1 });
    expect(passes.map(({ from, to }) => `${from} → ${to}`).toSorted()).toEqual([
      "bucket:photos → function:thumbs",
      "function:thumbs → queue:jobs",
      "queue:jobs → function:worker",
    ]);
    expect(page.services.contentIds()).toEqual(new Set(["c1"]));
  });

  test("a topic fans out to a function and a queue; the queue's function gets the notification", () => {
    const page = new ServicesUnderTest({
      functions: [functionNamed("news", { triggers: [{ type: "topic", topic: "updates" }] }), WORKER],
      queues: [queueConfig("jobs")],
      topics: [{ name: "updates", kind: "topic", queues: [{ queue: "jobs", rawDelivery: false }] }],
    });
    page.output("sns", "Publish", { TopicArn: "arn:aws:sns:us-east-1:123456789012:updates", Message: "hello" }, "publisher");
    page.goTo(0);
    const [record] = page.eventOf("worker").Records as [{ body: string }];
    expect(JSON.parse(record.body)).toMatchObject({ Type: "Notification", Message: "hello" });
    expect(page.lines.toSorted()).toEqual(["0s run news (topic) 1 record", "0s run worker (queue) 1 record"]);
    expect(page.services.view().passes.map(({ from, to }) => `${from} → ${to}`)).toEqual(
      expect.arrayContaining(["function:publisher → topic:updates", "topic:updates → function:news", "topic:updates → queue:jobs"]),
    );
  });

  test("a rule of the default bus runs a function; the map shows who put the event", () => {
    const page = new ServicesUnderTest({
      functions: [functionNamed("orders", { triggers: [{ type: "topic", topic: "default", filter: { source: ["shop"] } }] })],
    });
    const entry = (Source: string) => ({ Source, DetailType: "order", Detail: '{"n":1}' });
    page.output("events", "PutEvents", { Entries: [entry("shop"), entry("other")] }, "shop");
    page.goTo(0);
    expect(page.eventOf("orders")).toMatchObject({ source: "shop", "detail-type": "order", detail: { n: 1 } });
    expect(page.lines).toEqual(["0s run orders (topic)"]);
    expect(page.services.view().passes.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      "bus:default → function:orders",
      "function:shop → bus:default",
    ]);
  });

  test("errors of one function raise an alarm, which runs another", () => {
    const page = new ServicesUnderTest({
      functions: [functionNamed("pager", { triggers: [{ type: "alarm", alarm: "too-many" }] }), functionNamed("worker")],
      alarms: [
        {
          name: "too-many",
          metric: "errors",
          of: "worker",
          statistic: "sum",
          periodMs: 60_000,
          evaluationPeriods: 1,
          datapointsToAlarm: 1,
          threshold: 1,
          comparison: ">=",
          missingData: "not-breaching",
        },
      ],
    });
    page.goTo(61_000);
    const record = {
      requestId: "r1",
      functionName: "worker",
      version: "1",
      arrivedAtMs: page.nowMs,
      endedAtMs: page.nowMs,
      status: "error",
    } as Parameters<typeof observe>[0];
    function observe(observed: Extract<Parameters<typeof page.tell>[0], { type: "invocation-observed" }>["record"]) {
      page.tell({ type: "invocation-observed", record: observed, concurrencyNow: 0 });
    }
    observe(record);
    page.goTo(300_000);
    expect(page.lines).toHaveLength(1);
    expect(page.eventOf("pager")).toMatchObject({
      source: "aws.cloudwatch",
      alarmData: { alarmName: "too-many", state: { value: "ALARM" } },
    });
  });

  test("a change of a table runs a function with the record of it", () => {
    const page = new ServicesUnderTest({
      functions: [
        functionNamed("audit", {
          triggers: [
            {
              type: "table",
              table: "things",
              batchSize: 10,
              batchingWindowMs: 0,
              startingPosition: "TRIM_HORIZON",
              bisectOnError: false,
              maximumRetryAttempts: -1,
              maximumRecordAgeMs: -1,
              partialBatchResponses: false,
              filters: [],
            },
          ],
        }),
      ],
      tables: [{ name: "things", partitionKey: "id", partitionKeyType: "S", sortKeyType: "S", stream: "new-and-old-images", items: [] }],
    });
    page.output("dynamodb", "PutItem", { TableName: "things", Item: { id: { S: "1" } } });
    page.goTo(5_000);
    expect(page.eventOf("audit")).toMatchObject({ Records: [{ eventName: "INSERT", dynamodb: { NewImage: { id: { S: "1" } } } }] });
  });

  test("a function reads the project's secrets and parameters", () => {
    const page = new ServicesUnderTest({ secrets: { key: "s3cret" }, parameters: { "/app/size": "5" } });
    expect(page.output("secretsmanager", "GetSecretValue", { SecretId: "key" })).toMatchObject({ SecretString: "s3cret" });
    expect(page.output("ssm", "GetParameter", { Name: "/app/size" })).toMatchObject({ Parameter: { Value: "5" } });
  });

  test("a result goes to its destination, which runs the next function", () => {
    const page = new ServicesUnderTest({
      functions: [
        functionNamed("first", {
          async: { maximumRetryAttempts: 0, maximumEventAgeMs: 60_000, onSuccess: { type: "function", name: "next" } },
        }),
        functionNamed("next"),
      ],
    });
    page.output("lambda", "Invoke", { FunctionName: "first", InvocationType: "Event", Payload: "1" });
    page.end("first", { payload: "2" });
    expect(page.eventOf("next")).toMatchObject({ requestPayload: 1, responsePayload: 2 });
    expect(page.lines).toEqual(["0s run first (async)", "0s end first ok", "0s run next (function)"]);
  });
});

describe("time", () => {
  test("what is due happens in its order, each at its own moment, however late the page hears of it", () => {
    const page = new ServicesUnderTest({
      functions: [
        functionNamed("hourly", { triggers: [{ type: "schedule", expression: "rate(1 hour)", timeZone: "UTC", enabled: true }] }),
        WORKER,
      ],
      queues: [queueConfig("jobs", { delayMs: 900_000 })],
    });
    send(page, "later");
    page.goTo(900_000);
    page.end("worker");
    page.goTo(2 * 3_600_000);
    expect(page.lines).toEqual([
      "900s run worker (queue) 1 record",
      "900s end worker ok",
      "3600s run hourly (schedule)",
      "7200s run hourly (schedule)",
    ]);
    const late = new ServicesUnderTest({
      functions: [
        functionNamed("hourly", { triggers: [{ type: "schedule", expression: "rate(1 hour)", timeZone: "UTC", enabled: true }] }),
      ],
    });
    const effects = late.services.handle({ type: "time-passed", atMs: START_MS + 3 * 3_600_000 });
    expect(
      effects.map((effect) => effect.type === "invoke-function" && (JSON.parse(effect.delivery.event) as { time: string }).time),
    ).toEqual(["2026-11-25T01:00:00Z", "2026-11-25T02:00:00Z", "2026-11-25T03:00:00Z"]);
  });

  test("a fact with an earlier moment than the last does not turn time back", () => {
    const page = new ServicesUnderTest(QUEUE);
    page.goTo(10_000);
    page.services.handle({ type: "time-passed", atMs: START_MS });
    send(page, "x");
    expect(page.services.view().queues[0]?.oldestAtMs ?? START_MS + 10_000).toBe(START_MS + 10_000);
  });

  test("a schedule is fired now, beside what is planned", () => {
    const page = new ServicesUnderTest({
      functions: [
        functionNamed("nightly", { triggers: [{ type: "schedule", expression: "cron(0 3 * * ? *)", timeZone: "UTC", enabled: false }] }),
      ],
    });
    expect(page.services.nextDueMs()).toBeUndefined();
    expect(page.output("coldstart", "FireSchedule", { functionName: "nightly", place: 0 })).toEqual({});
    expect(page.eventOf("nightly")).toMatchObject({ "detail-type": "Scheduled Event", time: "2026-11-25T00:00:00Z" });
    for (const input of [{}, { functionName: "nightly", place: 1 }, { functionName: "nightly", place: "0" }, { functionName: 7, place: 0 }])
      expect(page.call("coldstart", "FireSchedule", input)).toMatchObject({
        ok: false,
        error: { code: "ResourceNotFoundException", status: 404 },
      });
    expect(page.runCount()).toBe(1);
  });
});

describe("what is refused", () => {
  const services: readonly ServiceName[] = [
    "s3",
    "dynamodb",
    "sqs",
    "sns",
    "events",
    "lambda",
    "secretsmanager",
    "ssm",
    "cloudwatch",
    "coldstart",
  ];
  test.each(services.flatMap((service) => ["Explode", "constructor", "__proto__", ""].map((operation) => [service, operation] as const)))(
    "%s %j is answered with an error that says so",
    (service, operation) => {
      const answer = new ServicesUnderTest(QUEUE).call(service, operation, {});
      expect(answer).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^[A-Z]/), status: expect.any(Number) } });
    },
  );

  const hostile: readonly Json[] = [null, 7, "", "x".repeat(3_000), [], [null], {}, { constructor: 1 }, true];
  const calls: readonly (readonly [ServiceName, string, string])[] = [
    ["s3", "PutObject", "Bucket"],
    ["s3", "PutObject", "Body"],
    ["s3", "GetObject", "Key"],
    ["s3", "ListObjectsV2", "Prefix"],
    ["s3", "DeleteObjects", "Delete"],
    ["dynamodb", "PutItem", "Item"],
    ["dynamodb", "Query", "KeyConditionExpression"],
    ["dynamodb", "TransactWriteItems", "TransactItems"],
    ["sqs", "SendMessage", "QueueUrl"],
    ["sqs", "SendMessageBatch", "Entries"],
    ["sqs", "ReceiveMessage", "WaitTimeSeconds"],
    ["sns", "Publish", "TopicArn"],
    ["sns", "PublishBatch", "PublishBatchRequestEntries"],
    ["events", "PutEvents", "Entries"],
    ["lambda", "Invoke", "Payload"],
    ["secretsmanager", "GetSecretValue", "SecretId"],
    ["ssm", "GetParameters", "Names"],
    ["cloudwatch", "SetAlarmState", "AlarmName"],
    ["coldstart", "DeliverTwice", "functionName"],
  ];
  test.each(calls)("%s %s takes any %s without breaking", (service, operation, field) => {
    const names = {
      Bucket: "photos",
      Key: "k",
      TableName: "things",
      QueueUrl: "jobs",
      TopicArn: "updates",
      FunctionName: "worker",
      MessageBody: "x",
    };
    for (const value of hostile) {
      const page = new ServicesUnderTest({
        ...QUEUE,
        buckets: ["photos"],
        tables: [{ name: "things", partitionKey: "id", partitionKeyType: "S", sortKeyType: "S", items: [] }],
        topics: [{ name: "updates", kind: "topic", queues: [] }],
      });
      expect(() => page.call(service, operation, { ...names, [field]: value }, "worker")).not.toThrow();
      expect(() => page.goTo(30_000)).not.toThrow();
    }
  });
});

describe("at least once", () => {
  test("a delivery that is refused waits and is tried again, and uses up no try", () => {
    const page = new ServicesUnderTest({
      functions: [functionNamed("f", { async: { maximumRetryAttempts: 0, maximumEventAgeMs: 3_600_000 } })],
    });
    page.output("lambda", "Invoke", { FunctionName: "f", InvocationType: "Event" });
    page.refuse("f", "The code of f does not build.");
    expect(page.services.view().asyncEvents[0]).toMatchObject({
      state: "throttled",
      attempts: 0,
      lastError: "The code of f does not build.",
    });
    page.goTo(1_000);
    page.end("f");
    expect(page.lines).toEqual(["0s run f (async)", "0s refuse f", "1s run f (async)", "1s end f ok"]);
    expect(page.services.view().counts).toMatchObject({ accepted: 1, processed: 1 });
  });

  test("a batch whose delivery is refused stays in the queue and comes again", () => {
    const page = new ServicesUnderTest(QUEUE);
    send(page, "x");
    page.goTo(0);
    page.refuse("worker", "no");
    page.goTo(2_000);
    page.end("worker");
    expect(page.lines).toEqual([
      "0s run worker (queue) 1 record",
      "0s refuse worker",
      "1s run worker (queue) 1 record",
      "2s end worker ok",
    ]);
    expect(page.services.view().counts).toMatchObject({ accepted: 1, processed: 1, waiting: 0 });
  });

  test("DeliverTwice delivers once more what succeeds, from the internal queue and from a queue", () => {
    const page = new ServicesUnderTest(QUEUE);
    page.output("coldstart", "DeliverTwice", { functionName: "worker" });
    page.output("lambda", "Invoke", { FunctionName: "worker", InvocationType: "Event", Payload: "1" });
    page.end("worker");
    page.goTo(0);
    page.end("worker");
    send(page, "x");
    page.goTo(100);
    const first = page.eventOf("worker").Records as [{ messageId: string }];
    page.end("worker");
    page.goTo(200);
    const second = page.eventOf("worker").Records as [{ messageId: string }];
    page.end("worker");
    page.goTo(120_000);
    expect(second[0].messageId).toBe(first[0].messageId);
    expect(page.lines.filter((line) => line.includes("run"))).toHaveLength(4);
    expect(page.services.view().counts).toMatchObject({ accepted: 2, processed: 2, waiting: 0 });
  });

  test("an outcome that nobody waits for changes nothing", () => {
    const page = new ServicesUnderTest(QUEUE);
    page.tell({ type: "delivery-ended", outcome: { requestId: "r-of-another-page", status: "ok", version: "1" } });
    page.tell({ type: "delivery-refused", requestId: "__proto__", message: "" });
    expect(page.services.view().counts.accepted).toBe(0);
  });
});

describe("the project changes", () => {
  test("a queue that is removed takes its messages with it, and they are counted", () => {
    const page = new ServicesUnderTest({ queues: [queueConfig("jobs"), queueConfig("other")] });
    send(page, "one");
    send(page, "two");
    page.configure({ queues: [queueConfig("other")] });
    expect(page.services.view().counts).toMatchObject({ accepted: 2, removed: 2, waiting: 0 });
    expect(page.call("sqs", "SendMessage", { QueueUrl: "jobs", MessageBody: "x" })).toMatchObject({ ok: false });
  });

  test("what is being delivered while its queue goes ends once", () => {
    const page = new ServicesUnderTest(QUEUE);
    send(page, "one");
    page.goTo(0);
    page.configure({ functions: [functionNamed("worker")] });
    page.end("worker");
    page.goTo(120_000);
    expect(page.services.view().counts).toMatchObject({ accepted: 1, waiting: 0 });
  });

  test("what stays keeps what it holds", () => {
    const page = new ServicesUnderTest({ queues: [queueConfig("jobs")], buckets: ["photos"] });
    send(page, "one");
    page.output("s3", "PutObject", { Bucket: "photos", Key: "a", Body: CONTENT });
    page.configure({ ...QUEUE, queues: [queueConfig("jobs", { visibilityTimeoutMs: 1_000 }), queueConfig("new")], buckets: ["photos"] });
    page.goTo(0);
    expect(page.lines).toEqual(["0s run worker (queue) 1 record"]);
    expect(page.services.view().buckets[0]?.objectCount).toBe(1);
  });
});

describe("a reload", () => {
  const config: Partial<ServicesConfig> = {
    functions: [WORKER, functionNamed("f")],
    queues: [queueConfig("jobs"), queueConfig("dead")],
    buckets: ["photos"],
  };

  test("in the middle of deliveries loses nothing, and nothing ends twice", () => {
    const before = new ServicesUnderTest(config);
    send(before, "one");
    before.output("lambda", "Invoke", { FunctionName: "f", InvocationType: "Event", Payload: "1" });
    before.output("s3", "PutObject", { Bucket: "photos", Key: "a", Body: CONTENT });
    before.goTo(0);
    expect(before.lines.toSorted()).toEqual(["0s run f (async)", "0s run worker (queue) 1 record"]);
    const after = before.reload(config);
    after.goTo(0);
    after.end("f");
    after.goTo(40_000);
    after.end("worker");
    after.goTo(120_000);
    expect(after.lines).toEqual(["0s run f (async)", "0s end f ok", "30s run worker (queue) 1 record", "40s end worker ok"]);
    expect(after.services.view().counts).toMatchObject({ accepted: 2, processed: 2, waiting: 0 });
    expect(after.services.contentIds()).toEqual(new Set(["c1"]));
  });

  test("a retry that waits for its minute goes on waiting", () => {
    const before = new ServicesUnderTest(config);
    before.output("lambda", "Invoke", { FunctionName: "f", InvocationType: "Event" });
    before.goTo(10_000);
    before.end("f", FAILED);
    const after = before.reload(config);
    after.goTo(69_999);
    expect(after.lines).toEqual([]);
    after.goTo(70_000);
    expect(after.lines).toEqual(["70s run f (async)"]);
  });

  test("gives no id twice", () => {
    const page = new ServicesUnderTest(config);
    const ids = new Set([String(send(page, "one").MessageId)]);
    let last = page;
    for (let reload = 0; reload < 5; reload += 1) {
      last = last.reload(config);
      for (const body of ["a", "b"]) ids.add(String(send(last, body).MessageId));
    }
    expect(ids.size).toBe(11);
  });

  test("after a reload that was idle, the state is the same", () => {
    const page = new ServicesUnderTest(config);
    send(page, "one");
    const state: unknown = JSON.parse(JSON.stringify(page.services.state()));
    expect(JSON.parse(JSON.stringify(page.reload(config).services.state()))).toEqual(state);
  });

  const whole = () => {
    const page = new ServicesUnderTest(config);
    send(page, "one");
    page.output("lambda", "Invoke", { FunctionName: "f", InvocationType: "Event" });
    return JSON.parse(JSON.stringify(page.services.state())) as Record<string, unknown>;
  };
  const parts = Object.keys(whole());
  test.each([
    ...parts.map((part) => [part, undefined] as const),
    ...parts.map((part) => [part, null] as const),
    ...parts.map((part) => [part, [7, "x", { a: [] }]] as const),
    ...parts.map((part) => [part, { events: [{}], counts: 3, queues: [null] }] as const),
  ])("where of the state %s is %j, the rest goes on and the counts add up", (part, value) => {
    const page = new ServicesUnderTest(config, { state: { ...whole(), [part]: value } });
    page.goTo(31_000);
    for (let ends = 0; page.runCount() > 0 && ends < 10; ends += 1) {
      for (const name of ["worker", "f"])
        if (
          page.lines.filter((line) => line.includes(`run ${name}`)).length >
          page.lines.filter((line) => line.includes(`end ${name}`)).length
        )
          page.end(name);
    }
    send(page, "two");
    page.goTo(62_000);
    const { accepted, waiting, ...ends } = page.services.view().counts;
    expect(accepted).toBe(Object.values(ends).reduce((sum, count) => sum + count, waiting));
  });

  test.each([null, 7, "state", [], { journal: 1 }])("a state that cannot be read, %j, begins anew", (state) => {
    const page = new ServicesUnderTest(QUEUE, { state });
    send(page, "x");
    page.goTo(0);
    page.end("worker");
    expect(page.services.view().counts).toMatchObject({ accepted: 1, processed: 1 });
  });
});
