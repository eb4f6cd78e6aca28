import { describe, expect, test } from "vitest";
import type { ServicesConfig } from "../platform/services/services-config.ts";
import { parseProject } from "./schema.ts";
import { hasServices, servicesConfigOf } from "./services-config-of.ts";
import { starterProject } from "./starter.ts";

const FUNCTION = { name: "hello", runtime: "javascript", files: { "index.js": "" } };

function withParts(parts: object, triggers: readonly unknown[] = [], fields: object = {}): unknown {
  return { name: "demo", functions: [{ ...FUNCTION, triggers, ...fields }], ...parts };
}

function configOf(input: unknown): ServicesConfig {
  const parsed = parseProject(input);
  if (!parsed.ok) throw new Error(`${parsed.code}: ${parsed.message}`);
  return servicesConfigOf(parsed.value);
}

function warningsOf(input: unknown): readonly string[] {
  const parsed = parseProject(input);
  if (!parsed.ok) throw new Error(`${parsed.code}: ${parsed.message}`);
  return parsed.warnings;
}

const QUEUES = { queues: ["jobs", "failed", "jobs.fifo", "failed.fifo"] };
const ORDERS = { name: "orders", partitionKey: "id" };
const ALARM = { name: "many", metric: "errors", statistic: "sum", periodMs: 60_000, evaluationPeriods: 3, threshold: 1, comparison: ">=" };

describe("defaults", () => {
  test("of a queue", () => {
    const defaults = { contentBasedDeduplication: false, visibilityTimeoutMs: 30_000, delayMs: 0, retentionMs: 345_600_000 };
    const given = [{ name: "jobs", deadLetterQueue: "failed" }, "failed", "a.fifo", { name: "b.fifo", fifo: true }];
    expect(configOf(withParts({ queues: given })).queues).toEqual([
      { name: "jobs", fifo: false, ...defaults, deadLetterQueue: "failed", maxReceiveCount: 10 },
      { name: "failed", fifo: false, ...defaults },
      { name: "a.fifo", fifo: true, ...defaults },
      { name: "b.fifo", fifo: true, ...defaults },
    ]);
  });

  test("of a table, with the types of its keys as its first item has them", () => {
    const tables = [ORDERS, { name: "log", partitionKey: "id", sortKey: "at", items: [{ id: "a", at: 1, more: [true, null] }] }];
    expect(configOf(withParts({ tables })).tables).toEqual([
      { name: "orders", partitionKey: "id", partitionKeyType: "S", sortKeyType: "S", keyTypes: "of-first-item", items: [] },
      {
        name: "log",
        partitionKey: "id",
        partitionKeyType: "S",
        sortKey: "at",
        sortKeyType: "N",
        items: [{ id: "a", at: 1, more: [true, null] }],
      },
    ]);
  });

  test("of topics, alarms and buckets", () => {
    const config = configOf(
      withParts({
        buckets: ["photos", { name: "my.files-2" }],
        queues: ["jobs"],
        topics: ["orders", { name: "app.events", kind: "bus", queues: ["jobs", { queue: "jobs", filter: { source: ["shop"] } }] }],
        alarms: [ALARM],
      }),
    );
    expect(config.buckets).toEqual(["photos", "my.files-2"]);
    expect(config.topics).toEqual([
      { name: "orders", kind: "topic", queues: [] },
      {
        name: "app.events",
        kind: "bus",
        queues: [
          { queue: "jobs", rawDelivery: false },
          { queue: "jobs", filter: { source: ["shop"] }, rawDelivery: false },
        ],
      },
    ]);
    expect(config.alarms).toEqual([{ ...ALARM, datapointsToAlarm: 3, missingData: "missing" }]);
  });

  test("of triggers", () => {
    const triggers = [
      { type: "http", path: "/a" },
      { type: "function-url" },
      { type: "schedule", expression: "rate(5 minutes)" },
      { type: "upload", bucket: "photos" },
      { type: "queue", queue: "jobs" },
      { type: "table", table: "orders" },
      { type: "alarm", alarm: "many" },
      { type: "topic", topic: "default" },
    ];
    const parts = { buckets: ["photos"], queues: ["jobs"], tables: [{ ...ORDERS, stream: "keys-only" }], alarms: [ALARM] };
    const [hello] = configOf(withParts(parts, triggers)).functions;
    const batching = { batchingWindowMs: 0, partialBatchResponses: false, filters: [] };
    expect(hello).toEqual({
      name: "hello",
      timeoutMs: 3000,
      async: { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 },
      triggers: [
        { type: "schedule", expression: "rate(5 minutes)", timeZone: "UTC", enabled: true },
        { type: "upload", bucket: "photos", events: ["created"], prefix: "", suffix: "" },
        { type: "queue", queue: "jobs", batchSize: 10, ...batching },
        {
          type: "table",
          table: "orders",
          batchSize: 100,
          ...batching,
          startingPosition: "LATEST",
          bisectOnError: false,
          maximumRetryAttempts: -1,
          maximumRecordAgeMs: -1,
        },
        { type: "alarm", alarm: "many" },
        { type: "topic", topic: "default" },
      ],
    });
  });

  test("of recorded answers", () => {
    const parsed = parseProject(withParts({ network: { recorded: [{ host: "api.example.com" }] } }));
    expect(parsed.ok && parsed.value.network).toEqual({
      allowedHosts: [],
      recorded: [{ host: "api.example.com", status: 200, headers: {}, body: "" }],
    });
  });
});

describe("what is read reads again unchanged", () => {
  const everything = {
    buckets: ["photos"],
    queues: [
      { name: "jobs", visibilityTimeoutMs: 0, delayMs: 900_000, retentionMs: 60_000, maxReceiveCount: 1, deadLetterQueue: "failed" },
      "failed",
      { name: "a.fifo", contentBasedDeduplication: true, deadLetterQueue: "b.fifo" },
      "b.fifo",
    ],
    tables: [{ name: "orders", partitionKey: "id", sortKey: "at", sortKeyType: "B", stream: "old-image", items: [{ id: 1, at: "AA==" }] }],
    topics: [{ name: "news", queues: [{ queue: "jobs", filter: { kind: ["a"] }, filterScope: "MessageBody", rawDelivery: true }] }],
    alarms: [{ ...ALARM, of: "hello", datapointsToAlarm: 2, missingData: "ignore", queue: "jobs" }],
    secrets: { "db/password": "s3cret" },
    parameters: { "/app/stage": "test" },
    api: { cors: { allowOrigins: ["https://example.com"], allowMethods: ["*"], allowCredentials: true, maxAgeS: 60 } },
    network: {
      allowedHosts: ["api.example.com", "localhost:8080"],
      recorded: [
        { host: "api.example.com", method: "GET", path: "/v1/", status: 404, headers: { "content-type": "text/plain" }, body: "no" },
      ],
    },
  };
  const triggers = [
    { type: "http", method: "POST", path: "/orders", payloadFormat: "1.0" },
    { type: "function-url", cors: { allowOrigins: ["*"] } },
    { type: "schedule", expression: "cron(0 3 * * ? *)", timeZone: "Europe/Berlin", input: null, enabled: false },
    { type: "schedule", expression: "*/5 * * * *", input: { deep: [1, null] } },
    { type: "upload", bucket: "photos", events: ["removed", "created"], prefix: "in/", suffix: ".png" },
    { type: "queue", queue: "jobs", batchSize: 10_000, batchingWindowMs: 1000, maximumConcurrency: 2, partialBatchResponses: true },
    { type: "queue", queue: "a.fifo", batchSize: 10, filters: [{ body: { kind: ["a"] } }] },
    {
      type: "table",
      table: "orders",
      batchSize: 10_000,
      bisectOnError: true,
      maximumRetryAttempts: 10_000,
      maximumRecordAgeMs: 604_800_000,
      startingPosition: "TRIM_HORIZON",
      onFailure: "queue:failed",
    },
    { type: "alarm", alarm: "many" },
    { type: "topic", topic: "news", filter: { kind: ["a"] }, filterScope: "MessageAttributes" },
  ];
  const asyncInvocation = {
    maximumRetryAttempts: 0,
    maximumEventAgeMs: 60_000,
    deadLetterQueue: "failed",
    onSuccess: { type: "topic", name: "news" },
    onFailure: "bus:default",
  };

  test("a project with everything, through JSON too", () => {
    const first = parseProject(withParts(everything, triggers, { asyncInvocation }));
    expect(first).toMatchObject({ ok: true, ignored: [], notYet: [] });
    const second = parseProject(first.ok && first.value);
    expect(second).toEqual(first);
    expect(parseProject(JSON.parse(JSON.stringify(first.ok && first.value)))).toEqual(first);
    expect(first.ok && first.value.functions[0]?.asyncInvocation).toMatchObject({ onFailure: { type: "bus", name: "default" } });
  });

  test("unknown fields of every part are said", () => {
    const parsed = parseProject(
      withParts({ queues: [{ name: "jobs", colour: 1 }], network: { proxy: 1 } }, [{ type: "queue", queue: "jobs", speed: 9 }]),
    );
    expect(parsed.ok && parsed.ignored).toEqual([
      'Function "hello": its queue trigger: speed',
      'Queue "jobs": colour',
      "The project: network: proxy",
    ]);
  });
});

describe("refused services", () => {
  const cases: readonly (readonly [string, string, object])[] = [
    ["a bucket in capitals", "bucket-name", { buckets: ["Photos"] }],
    ["a bucket of two letters", "bucket-name", { buckets: ["ab"] }],
    ["a bucket like an address", "bucket-name", { buckets: ["192.168.0.1"] }],
    ["a bucket with two points", "bucket-name", { buckets: ["a..b"] }],
    ["a bucket that S3 keeps", "bucket-name", { buckets: ["xn--photos"] }],
    ["a bucket twice", "bucket-twice", { buckets: ["photos", { name: "photos" }] }],
    ["a bucket that is a number", "bucket", { buckets: [1] }],
    ["queues that are no list", "project-queues", { queues: { name: "jobs" } }],
    ["a queue without a name", "queue-name", { queues: [{}] }],
    ["a queue with a long name", "queue-name", { queues: ["x".repeat(81)] }],
    ["a FIFO queue with a long name", "queue-name", { queues: [`${"x".repeat(76)}.fifo`] }],
    ["a FIFO queue that does not say so", "queue-name", { queues: [{ name: "jobs", fifo: true }] }],
    ["a standard queue that says FIFO", "queue-name", { queues: [{ name: "jobs.fifo", fifo: false }] }],
    ["a queue with a slash", "queue-name", { queues: ["a/b"] }],
    ["a queue twice", "queue-twice", { queues: ["jobs", "jobs"] }],
    ["half a day too long out of sight", "queue-visibility-timeout-ms", { queues: [{ name: "jobs", visibilityTimeoutMs: 43_200_001 }] }],
    ["too long a delay", "queue-delay-ms", { queues: [{ name: "jobs", delayMs: 900_001 }] }],
    ["too short a retention", "queue-retention-ms", { queues: [{ name: "jobs", retentionMs: 59_999 }] }],
    ["receives without dead letters", "queue-max-receive-count", { queues: [{ name: "jobs", maxReceiveCount: 3 }] }],
    ["too many receives", "queue-max-receive-count", { queues: [{ name: "jobs", maxReceiveCount: 1001, deadLetterQueue: "b" }, "b"] }],
    ["deduplication without FIFO", "queue-content-based-deduplication", { queues: [{ name: "jobs", contentBasedDeduplication: true }] }],
    ["its own dead letters", "queue-dead-letter-queue", { queues: [{ name: "jobs", deadLetterQueue: "jobs" }] }],
    ["dead letters to nowhere", "queue-dead-letter-queue", { queues: [{ name: "jobs", deadLetterQueue: "failed" }] }],
    ["dead letters from FIFO to standard", "queue-dead-letter-queue", { queues: [{ name: "a.fifo", deadLetterQueue: "b" }, "b"] }],
    ["dead letters from standard to FIFO", "queue-dead-letter-queue", { queues: [{ name: "a", deadLetterQueue: "b.fifo" }, "b.fifo"] }],
    ["a table without a key", "table-partition-key", { tables: [{ name: "orders" }] }],
    ["a table with a short name", "table-name", { tables: [{ name: "ab", partitionKey: "id" }] }],
    ["a table by its name alone", "table", { tables: ["orders"] }],
    ["one key twice", "table-sort-key", { tables: [{ ...ORDERS, sortKey: "id" }] }],
    ["a stream of unknown kind", "table-stream", { tables: [{ ...ORDERS, stream: "all" }] }],
    ["an item without its key", "table-items", { tables: [{ ...ORDERS, items: [{ price: 1 }] }] }],
    ["an item with an empty key", "table-items", { tables: [{ ...ORDERS, items: [{ id: "" }] }] }],
    ["items whose keys differ in type", "table-items", { tables: [{ ...ORDERS, items: [{ id: 1 }, { id: "1" }] }] }],
    ["two items with one key", "table-items", { tables: [{ ...ORDERS, items: [{ id: 1 }, { id: 1, price: 2 }] }] }],
    ["an item that is a text", "table-items", { tables: [{ ...ORDERS, items: ["a"] }] }],
    ["a topic with a point", "topic-name", { topics: ["a.b"] }],
    ["a topic and a bus of one name", "topic-twice", { topics: ["news", { name: "news", kind: "bus" }] }],
    ["a topic to a queue that is not there", "topic-queues", { topics: [{ name: "news", queues: ["jobs"] }] }],
    ["a topic to a FIFO queue", "topic-queues", { ...QUEUES, topics: [{ name: "news", queues: ["jobs.fifo"] }] }],
    ["a filter that is no pattern", "filter", { ...QUEUES, topics: [{ name: "news", queues: [{ queue: "jobs", filter: { a: 1 } }] }] }],
    ["an alarm of an unknown metric", "alarm-metric", { alarms: [{ ...ALARM, metric: "mood" }] }],
    ["an alarm over 45 seconds", "alarm-period-ms", { alarms: [{ ...ALARM, periodMs: 45_000 }] }],
    ["an alarm over more than a day", "alarm-evaluation-periods", { alarms: [{ ...ALARM, periodMs: 60_000, evaluationPeriods: 1441 }] }],
    ["more datapoints than periods", "alarm-datapoints-to-alarm", { alarms: [{ ...ALARM, datapointsToAlarm: 4 }] }],
    ["an alarm without a threshold", "alarm-threshold", { alarms: [{ ...ALARM, threshold: undefined }] }],
    ["an alarm with a threshold as text", "alarm-threshold", { alarms: [{ ...ALARM, threshold: "1" }] }],
    ["the age of no queue", "alarm-of", { alarms: [{ ...ALARM, metric: "queue-age" }] }],
    ["an alarm to a queue that is not there", "alarm-queue", { alarms: [{ ...ALARM, queue: "jobs" }] }],
    ["a secret that is a number", "project-secrets", { secrets: { port: 80 } }],
    ["a secret with a space in its name", "project-secrets", { secrets: { "a b": "x" } }],
    ["a secret that is too long", "project-secrets", { secrets: { a: "x".repeat(65_537) } }],
    ["a parameter of AWS's own", "project-parameters", { parameters: { "/aws/x": "1" } }],
    ["an allowed host with https", "project-network-allowed-hosts", { network: { allowedHosts: ["https://example.com"] } }],
    ["any host", "project-network-allowed-hosts", { network: { allowedHosts: ["*"] } }],
    ["an answer with status 99", "network-recorded-status", { network: { recorded: [{ host: "a.com", status: 99 }] } }],
    ["a 204 with a body", "network-recorded-body", { network: { recorded: [{ host: "a.com", status: 204, body: "x" }] } }],
    ["CORS for an origin without scheme", "project-api-cors-allow-origins", { api: { cors: { allowOrigins: ["example.com"] } } }],
  ];

  test.each(cases)("%s: %s", (_, code, parts) => {
    expect(parseProject(withParts(parts))).toMatchObject({
      ok: false,
      code,
      message: expect.stringMatching(/\.$/),
      remedy: expect.stringMatching(/\.$/),
    });
  });
});

describe("refused triggers", () => {
  const parts = {
    ...QUEUES,
    buckets: ["photos"],
    tables: [ORDERS, { name: "changes", partitionKey: "id", stream: "keys-only" }],
    topics: ["news"],
    alarms: [ALARM],
  };
  const cases: readonly (readonly [string, string, object])[] = [
    ["a bucket that is not there", "trigger-upload", { type: "upload", bucket: "pictures" }],
    ["no bucket", "trigger-upload-bucket", { type: "upload" }],
    ["no events", "trigger-upload-events", { type: "upload", bucket: "photos", events: [] }],
    ["an unknown event", "trigger-upload-events", { type: "upload", bucket: "photos", events: ["viewed"] }],
    ["a queue that is not there", "trigger-queue", { type: "queue", queue: "tasks" }],
    ["a batch of none", "trigger-queue-batch-size", { type: "queue", queue: "jobs", batchSize: 0 }],
    ["a batch of 11 without a window", "trigger-queue-batch-size", { type: "queue", queue: "jobs", batchSize: 11 }],
    [
      "a batch of 11 in less than a second",
      "trigger-queue-batch-size",
      { type: "queue", queue: "jobs", batchSize: 11, batchingWindowMs: 999 },
    ],
    ["too large a batch", "trigger-queue-batch-size", { type: "queue", queue: "jobs", batchSize: 10_001, batchingWindowMs: 1000 }],
    ["a FIFO batch of 11", "trigger-queue-batch-size", { type: "queue", queue: "jobs.fifo", batchSize: 11 }],
    ["a window of FIFO", "trigger-queue-batching-window-ms", { type: "queue", queue: "jobs.fifo", batchingWindowMs: 1000 }],
    ["too long a window", "trigger-queue-batching-window-ms", { type: "queue", queue: "jobs", batchingWindowMs: 300_001 }],
    ["a concurrency of one", "trigger-queue-maximum-concurrency", { type: "queue", queue: "jobs", maximumConcurrency: 1 }],
    ["too high a concurrency", "trigger-queue-maximum-concurrency", { type: "queue", queue: "jobs", maximumConcurrency: 1001 }],
    ["a filter that is a text", "filter", { type: "queue", queue: "jobs", filters: ["a"] }],
    ["an empty filter", "filter", { type: "queue", queue: "jobs", filters: [{}] }],
    ["too many filters", "trigger-queue-filters", { type: "queue", queue: "jobs", filters: new Array(11).fill({ body: ["a"] }) }],
    ["a table that is not there", "trigger-table", { type: "table", table: "items" }],
    ["a table without a stream", "trigger-table", { type: "table", table: "orders" }],
    ["two retries too few", "trigger-table-maximum-retry-attempts", { type: "table", table: "changes", maximumRetryAttempts: -2 }],
    ["an age of a second", "trigger-table-maximum-record-age-ms", { type: "table", table: "changes", maximumRecordAgeMs: 1000 }],
    ["failures to a function", "destination", { type: "table", table: "changes", onFailure: "function:hello" }],
    ["failures to nowhere", "destination", { type: "table", table: "changes", onFailure: "queue:nowhere" }],
    ["failures to something", "trigger-table-on-failure", { type: "table", table: "changes", onFailure: "somewhere" }],
    ["an alarm that is not there", "trigger-alarm", { type: "alarm", alarm: "few" }],
    ["a topic that is not there", "trigger-topic", { type: "topic", topic: "olds" }],
    ["a schedule without an expression", "trigger-schedule-expression", { type: "schedule" }],
    ["a wrong schedule", "schedule-field", { type: "schedule", expression: "61 * * * *" }],
    ["an unknown time zone", "schedule-time-zone", { type: "schedule", expression: "rate(1 day)", timeZone: "Mars/Base" }],
    ["a schedule that is enabled perhaps", "trigger-schedule-enabled", { type: "schedule", expression: "rate(1 day)", enabled: "yes" }],
    ["a type of Object's own", "trigger-type", { type: "constructor" }],
  ];

  test.each(cases)("%s: %s", (_, code, trigger) => {
    expect(parseProject(withParts(parts, [trigger]))).toMatchObject({
      ok: false,
      code,
      message: expect.stringMatching(/^Function "hello": .*\.$/),
      remedy: expect.stringMatching(/\.$/),
    });
  });

  test.each([
    ["queue", { type: "queue", queue: "jobs" }],
    ["table", { type: "table", table: "changes" }],
    ["function URL", { type: "function-url" }],
  ])("the same %s twice", (_, trigger) => {
    expect(parseProject(withParts(parts, [trigger, trigger]))).toMatchObject({ ok: false, code: "trigger-twice" });
  });

  test("the remedy names what is there", () => {
    expect(parseProject(withParts(parts, [{ type: "queue", queue: "tasks" }]))).toMatchObject({
      message: 'Function "hello": its queue trigger names the queue "tasks", which does not exist.',
      remedy: 'Its queues are "jobs", "failed", "jobs.fifo", "failed.fifo": add "tasks" to queues, or name another.',
    });
    expect(parseProject(withParts({}, [{ type: "queue", queue: "tasks" }]))).toMatchObject({
      remedy: 'The project has no queues: add "tasks" to queues, or name another.',
    });
  });
});

describe("asynchronous settings", () => {
  test.each([
    ["three retries", "async-maximum-retry-attempts", { maximumRetryAttempts: 3 }],
    ["an age of a second", "async-maximum-event-age-ms", { maximumEventAgeMs: 1000 }],
    ["a FIFO queue for what failed", "destination", { deadLetterQueue: "failed.fifo" }],
    ["a dead-letter queue that is not there", "destination", { deadLetterQueue: "nowhere" }],
    ["a topic that is not there", "destination", { onSuccess: "topic:news" }],
    ["a bus called a topic", "destination", { onSuccess: "topic:default" }],
    ["a destination of unknown type", "async-on-failure", { onFailure: { type: "stream", name: "x" } }],
  ])("%s: %s", (_, code, asyncInvocation) => {
    expect(parseProject(withParts(QUEUES, [], { asyncInvocation }))).toMatchObject({ ok: false, code });
  });

  test("that are a text", () => {
    expect(parseProject(withParts({}, [], { asyncInvocation: "twice" }))).toMatchObject({ ok: false, code: "async" });
  });
});

describe("what may be gone, and is said", () => {
  test.each([
    ["an alarm's function", { alarms: [{ ...ALARM, of: "gone" }] }, {}, /^Alarm "many" watches the function "gone"/],
    ["an alarm's queue", { alarms: [{ ...ALARM, metric: "queue-age", of: "gone" }] }, {}, /^Alarm "many" watches the queue "gone"/],
    ["a destination's function", {}, { asyncInvocation: { onSuccess: "function:gone" } }, /^Function "hello": its onSuccess names/],
    [
      "a queue that shows a message again while it is worked on",
      { queues: ["jobs"] },
      { timeoutMs: 31_000, triggers: [{ type: "queue", queue: "jobs" }] },
      /the function may run 31 s, and "jobs" shows a message again after 30 s/,
    ],
  ])("%s", (_, parts, fields, warning) => {
    expect(warningsOf(withParts(parts, [], fields))).toEqual([expect.stringMatching(warning)]);
  });

  test.each([
    [{ prefix: "a/" }, { prefix: "a/b/" }, 1],
    [{ prefix: "a/" }, { prefix: "b/" }, 0],
    [{ prefix: "a/", suffix: ".png" }, { suffix: ".jpg" }, 0],
    [{ events: ["created"] }, { events: ["removed"] }, 0],
    [{}, {}, 1],
  ])("upload triggers %j and %j: %i", (first, second, count) => {
    const triggers = [first, second].map((fields) => ({ type: "upload", bucket: "photos", ...fields }));
    expect(warningsOf(withParts({ buckets: ["photos"] }, triggers))).toHaveLength(count);
  });

  test("an alarm of a function or queue that is there: nothing", () => {
    const alarms = [
      { ...ALARM, of: "hello" },
      { ...ALARM, name: "old", metric: "queue-age", of: "jobs" },
      { ...ALARM, name: "dead", metric: "dead-letters", of: "failed" },
    ];
    expect(warningsOf(withParts({ ...QUEUES, alarms }))).toEqual([]);
  });
});

test("services are there when a service or a trigger other than HTTP is", () => {
  expect(hasServices(starterProject())).toBe(false);
  expect(hasServices({ ...starterProject(), buckets: ["photos"] })).toBe(true);
  expect(hasServices({ ...starterProject(), secrets: { a: "b" } })).toBe(true);
  const [hello] = starterProject().functions;
  const schedule = { type: "schedule", expression: "rate(1 day)", timeZone: "UTC", enabled: true } as const;
  expect(hello && hasServices({ ...starterProject(), functions: [{ ...hello, triggers: [schedule] }] })).toBe(true);
});
