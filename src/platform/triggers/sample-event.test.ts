import { describe, expect, test } from "vitest";
import { type SampleFacts, sampleEvent } from "./sample-event.ts";
import type { EventTrigger, FunctionUrlTrigger, HttpTrigger, TableTrigger } from "./trigger.ts";

const FACTS: SampleFacts = { functionName: "thumbs", atMs: Date.UTC(2026, 6, 1, 12, 0, 30, 250) };

const TABLE: TableTrigger = {
  type: "table",
  table: "orders",
  batchSize: 100,
  batchingWindowMs: 0,
  startingPosition: "LATEST",
  bisectOnError: false,
  maximumRetryAttempts: -1,
  maximumRecordAgeMs: -1,
  partialBatchResponses: false,
  filters: [],
};
const queue = (name: string): EventTrigger => ({
  type: "queue",
  queue: name,
  batchSize: 10,
  batchingWindowMs: 0,
  partialBatchResponses: false,
  filters: [],
});
const schedule = (more: { input?: unknown } = {}): EventTrigger => ({
  type: "schedule",
  expression: "rate(1 day)",
  timeZone: "UTC",
  enabled: true,
  ...more,
});
const upload = { type: "upload", bucket: "photos", events: ["created", "removed"], prefix: "in/", suffix: ".png" } as const;
const route = (method: string, path: string, payloadFormat: "2.0" | "1.0" = "2.0"): HttpTrigger => ({
  type: "http",
  method,
  path,
  payloadFormat,
});

describe("each trigger has its event", () => {
  test.each<[string, EventTrigger | HttpTrigger | FunctionUrlTrigger, Partial<SampleFacts>, unknown]>([
    [
      "schedule",
      schedule(),
      {},
      {
        "detail-type": "Scheduled Event",
        time: "2026-07-01T12:00:30Z",
        resources: ["arn:aws:events:us-east-1:123456789012:rule/thumbs-0"],
      },
    ],
    ["schedule with an input", schedule({ input: { mode: "full" } }), {}, { mode: "full" }],
    [
      "upload",
      upload,
      {},
      { Records: [{ eventName: "ObjectCreated:Put", s3: { bucket: { name: "photos" }, object: { key: "in/red+flower.png" } } }] },
    ],
    ["upload of removals", { ...upload, events: ["removed"] }, {}, { Records: [{ eventName: "ObjectRemoved:Delete" }] }],
    [
      "queue",
      queue("orders"),
      {},
      { Records: [{ eventSourceARN: "arn:aws:sqs:us-east-1:123456789012:orders", md5OfBody: "eb9da6861e995b07a9700544f65acccd" }] },
    ],
    [
      "FIFO queue",
      queue("orders.fifo"),
      {},
      { Records: [{ attributes: { MessageGroupId: "orders", SequenceNumber: expect.stringMatching(/^\d{20}$/) } }] },
    ],
    [
      "table",
      TABLE,
      {},
      {
        Records: [
          { eventName: "INSERT" },
          {
            eventName: "MODIFY",
            dynamodb: { Keys: { id: { S: "1001" } }, OldImage: { status: { S: "new" } }, NewImage: { status: { S: "paid" } } },
          },
        ],
      },
    ],
    [
      "table with its own keys",
      TABLE,
      { table: { partitionKey: "customer", partitionKeyType: "N", sortKey: "day", sortKeyType: "S" } },
      { Records: [{ dynamodb: { Keys: { customer: { N: "1001" }, day: { S: "2026-07-01" } } } }, {}] },
    ],
    [
      "alarm",
      { type: "alarm", alarm: "too-many-errors" },
      {},
      { alarmData: { alarmName: "too-many-errors", state: { value: "ALARM" }, previousState: { value: "OK" } } },
    ],
    [
      "topic",
      { type: "topic", topic: "news" },
      {},
      { Records: [{ EventSource: "aws:sns", Sns: { TopicArn: "arn:aws:sns:us-east-1:123456789012:news" } }] },
    ],
    [
      "bus",
      { type: "topic", topic: "default" },
      { topicKind: "bus" },
      { version: "0", "detail-type": "OrderPlaced", detail: { orderId: "1001" } },
    ],
    ["HTTP", route("GET", "/users/{id}"), {}, { version: "2.0", routeKey: "GET /users/{id}", pathParameters: { id: "id-1" } }],
    ["HTTP with a body", route("POST", "/{proxy+}"), {}, { pathParameters: { proxy: "path/to/file.txt" }, body: '{"name":"Ada"}' }],
    ["HTTP of any kind", route("ANY", "$default"), {}, { routeKey: "$default", rawPath: "/", requestContext: { http: { method: "GET" } } }],
    [
      "HTTP in format 1.0",
      route("GET", "/users/{id}", "1.0"),
      {},
      { resource: "/users/{id}", httpMethod: "GET", pathParameters: { id: "id-1" } },
    ],
    [
      "function URL",
      { type: "function-url" },
      {},
      { version: "2.0", requestContext: { domainName: expect.stringMatching(/\.lambda-url\.us-east-1\.on\.aws$/) } },
    ],
  ])("%s", (_, trigger, facts, expected) => {
    const event = sampleEvent(trigger, { ...FACTS, ...facts });
    expect(event).toMatchObject(expected as object);
    expect(sampleEvent(trigger, { ...FACTS, ...facts })).toEqual(event);
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
  });

  test("a schedule's input may be null", () => {
    expect(sampleEvent(schedule({ input: null }), FACTS)).toBeNull();
  });
});

test.each([
  ["keys-only", []],
  ["new-image", ["NewImage"]],
  ["old-image", ["OldImage"]],
  ["new-and-old-images", ["NewImage", "OldImage"]],
] as const)("a stream of %s holds %j", (streamView, images) => {
  const { Records } = sampleEvent(TABLE, { ...FACTS, streamView }) as { Records: { dynamodb: Record<string, unknown> }[] };
  const held = Object.keys(Records[1]?.dynamodb ?? {}).filter((key) => key.endsWith("Image"));
  expect(held).toEqual(images);
  expect(Records[1]?.dynamodb.StreamViewType).toBe(streamView.toUpperCase().replaceAll("-", "_"));
});

test.each([
  [">", 5, "6.0", "5.0"],
  [">=", 5, "6.0", "4.0"],
  ["<", 5, "4.0", "5.0"],
  ["<=", 5, "4.0", "6.0"],
] as const)("an alarm that compares by %s %d goes off at %s and was calm at %s", (comparison, threshold, beyond, within) => {
  const alarm = {
    name: "a",
    metric: "duration",
    statistic: "p95",
    periodMs: 60_000,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    threshold,
    comparison,
    missingData: "missing",
  } as const;
  expect(sampleEvent({ type: "alarm", alarm: "a" }, { ...FACTS, alarm })).toMatchObject({
    time: "2026-07-01T12:00:30.250+0000",
    alarmData: {
      state: { reason: expect.stringContaining(`[${beyond} (01/07/26 11:59:00)] was `) },
      previousState: { reason: expect.stringContaining(`[${within} (01/07/26 11:58:00)] was not `) },
      configuration: { metrics: [{ metricStat: { metric: { name: "Duration", dimensions: {} }, period: 60, stat: "p95" } }] },
    },
  });
});
