/** Every event against the published samples: the same keys, nesting and types, but for what is listed here with its reason. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareShapes } from "../../testing/compare-shapes.ts";
import { alarmNotification } from "../services/alarms/alarm-notification.ts";
import type { AlarmTransition } from "../services/alarms/alarm-transition.ts";
import type { BucketChange } from "../services/buckets/bucket-change.ts";
import type { AlarmConfig } from "../services/services-config.ts";
import type { TableChange } from "../services/tables/table-change.ts";
import type { PublishedMessage } from "../services/topics/published-message.ts";
import { alarmEvent } from "./alarm-event.ts";
import { functionUrlApi, functionUrlMatch } from "./function-url.ts";
import { httpEvent, PLAYGROUND_API } from "./http-event.ts";
import { restEvent } from "./http-event-v1.ts";
import type { HttpRequest } from "./http-request.ts";
import { matchRoute } from "./http-routes.ts";
import { queueEvent } from "./queue-event.ts";
import { scheduledEvent } from "./schedule-event.ts";
import { tableEvent } from "./table-event.ts";
import { topicEvent } from "./topic-event.ts";
import { uploadEvent } from "./upload-event.ts";

function readSample(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../testing/sample-events/${name}.json`, import.meta.url), "utf8"));
}

const AT_MS = Date.UTC(2026, 10, 25, 3, 0, 0, 123);

const CREATED: BucketChange = {
  bucket: "example-bucket",
  kind: "created",
  eventName: "ObjectCreated:Put",
  key: "test/key",
  sizeBytes: 1024,
  etag: "0123456789abcdef0123456789abcdef",
  sequencer: "000F4B1C2D3E4F5061",
  atMs: AT_MS,
  requestId: "C3D13FE58DE4C810",
  hostId: "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD",
};
const REMOVED: BucketChange = { ...CREATED, kind: "removed", eventName: "ObjectRemoved:Delete" };

const MESSAGE = {
  messageId: "19dd0b57-b21e-4ac1-bd88-01bbb068cb78",
  receiptHandle: "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
  body: "Hello from SQS!",
  md5OfBody: "7b270e59b47ff90a553787216d55d91d",
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "1523232000000",
    SenderId: "123456789012",
    ApproximateFirstReceiveTimestamp: "1523232000001",
  },
  messageAttributes: {},
};
const MESSAGE_WITH_ATTRIBUTES = {
  ...MESSAGE,
  md5OfMessageAttributes: "582c92c5c5b6ac403040a4f3ab3115c9",
  messageAttributes: {
    Attribute3: { DataType: "Binary", BinaryValue: "MTEwMA==" },
    Attribute2: { DataType: "Number", StringValue: "123" },
    Attribute1: { DataType: "String", StringValue: "AttributeValue1" },
  },
};

const PUBLISHED: PublishedMessage = {
  messageId: "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
  topicName: "ExampleTopic",
  subscriptionArn: "arn:aws:sns:us-east-1:123456789012:ExampleTopic:21be56ed-a058-49f5-8c98-aedd2564c486",
  subject: "example subject",
  message: "example message",
  atMs: AT_MS,
  attributes: { Test: { Type: "String", Value: "TestString" }, TestBinary: { Type: "Binary", Value: "VGVzdA==" } },
  signature: "tcc6faL2yUC6dgZdmrwh1Y4cGa==",
};

/** The sample's own items, so that what is compared is what stands around them. */
function changesOf(sample: unknown): readonly TableChange[] {
  const { Records } = sample as {
    Records: { eventName: TableChange["eventName"]; dynamodb: Record<"Keys" | "NewImage" | "OldImage", TableChange["keys"] | undefined> }[];
  };
  return Records.map(({ eventName, dynamodb: { Keys, NewImage, OldImage } }) => ({
    table: "ExampleTableWithStream",
    eventId: "c4ca4238a0b923820dcc509a6f75849b",
    eventName,
    keys: Keys ?? {},
    ...(NewImage ? { newImage: NewImage } : {}),
    ...(OldImage ? { oldImage: OldImage } : {}),
    sequenceNumber: "4421584500000000017450439091",
    atMs: AT_MS,
    sizeBytes: 26,
  }));
}

const streamed = (name: string) =>
  tableEvent(changesOf(readSample(name)), "ExampleTableWithStream", "new-and-old-images", "2026-11-25T00:00:00.000");

const ALARM: AlarmConfig = {
  name: "Test alert",
  metric: "invocations",
  statistic: "sum",
  periodMs: 60_000,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 10,
  comparison: "<",
  missingData: "missing",
};
const TRANSITION: AlarmTransition = {
  alarmName: ALARM.name,
  config: ALARM,
  state: { value: "ALARM", reason: "Threshold Crossed: …", reasonData: "{}", atMs: AT_MS },
  previousState: { value: "OK", reason: "Threshold Crossed: …", reasonData: "{}", atMs: AT_MS - 60_000 },
};
const alarmed = alarmEvent(TRANSITION);

const ARRIVAL = {
  requestId: "LV7fzho-PHcEJPw=",
  atMs: AT_MS,
  sourceIp: "1.2.3.4",
  traceHeader: "Root=1-5e9f0c65-1de4d666d4dd26aced652b6c",
};

function requested(request: Partial<HttpRequest>, route = "$default", payloadFormat: "2.0" | "1.0" = "2.0") {
  const full: HttpRequest = { method: "GET", path: "/", query: "", headers: [], ...request };
  const [method = "", path = route] = route.split(" ");
  const match = matchRoute([{ method, path, functionName: "f", payloadFormat }], full.method, full.path);
  if (!match) throw new Error("the test's own route does not match");
  return (payloadFormat === "1.0" ? restEvent : httpEvent)(full, match, PLAYGROUND_API, ARRIVAL);
}

const askedOfUrl = (request: HttpRequest) => httpEvent(request, functionUrlMatch("f"), functionUrlApi("f"), ARRIVAL);

/** Headers as a client sends them: the names, each with some value. */
const sent = (...names: readonly string[]): HttpRequest["headers"] => names.map((name) => [name, "value"]);

const ADDED_BY_THE_SERVICE = ["Host", "X-Amzn-Trace-Id", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto"];

const NO_CERTIFICATES = "only where the API asks callers for a certificate";
const NO_BINARY_LISTS = "SQS keeps the lists for later use; really received ones are empty";
const VERSION_OF_HTTP_API = 'an HTTP API names the format, "1.0"; the sample is of a REST API';
const ONLY_OF_HTTP_APIS = Object.fromEntries(
  ["requestContext.identity.cognitoAmr", "headers.Content-Length", "multiValueHeaders.Content-Length"].map((path) => [
    `extra ${path}`,
    "live events of HTTP APIs in this format have it; the sample is of a REST API",
  ]),
);
const NEWER_THAN_THE_SAMPLE = "the developer guide's newer sample, rest-v1.devguide, has it";
const ROUTE_OF_URL = 'URLs send "$default" for both; the sample leaves them out';
const BROWSER_HEADERS = [
  "accept",
  "accept-encoding",
  "accept-language",
  "sec-fetch-dest",
  "sec-fetch-mode",
  "sec-fetch-site",
  "upgrade-insecure-requests",
  "user-agent",
];
const FRONT_DOOR = "the sample shows only the client's own headers; the service adds its own";
const URL_SPELLING = "Lambda gets …Url (DefinitelyTyped pull request 73817); the sample has the spelling of other subscribers";

const CASES: readonly [sample: string, event: unknown, differences: Readonly<Record<string, string>>][] = [
  ["s3-put.sam", uploadEvent(CREATED, "thumbs-0"), {}],
  [
    "s3-put.go",
    uploadEvent(CREATED, "thumbs-0"),
    { "missing Records[0].s3.object.versionId": "only objects of buckets with versions have it, and there are none here" },
  ],
  ["s3-delete.sam", uploadEvent(REMOVED, "thumbs-0"), {}],
  ["sqs.sam", queueEvent([MESSAGE], "MyQueue"), {}],
  [
    "sqs.go",
    queueEvent([MESSAGE_WITH_ATTRIBUTES], "SQSQueue"),
    Object.fromEntries(
      [
        "Attribute3.stringListValues[0]",
        "Attribute3.stringListValues[1]",
        "Attribute3.binaryListValues[0]",
        "Attribute3.binaryListValues[1]",
        "Attribute3.binaryListValues[2]",
        "Attribute2.binaryListValues[0]",
        "Attribute2.binaryListValues[1]",
      ].map((path) => [`missing Records[0].messageAttributes.${path}`, NO_BINARY_LISTS]),
    ),
  ],
  ["sqs-partial-batch.patterns", queueEvent(Array(10).fill(MESSAGE), "MyQueue"), {}],
  ["sns.sam", topicEvent(PUBLISHED), {}],
  ["sns.go", topicEvent(PUBLISHED), {}],
  [
    "sns.patterns",
    topicEvent(PUBLISHED),
    { "missing Records[0].Sns.SigningCertURL": URL_SPELLING, "extra Records[0].Sns.SigningCertUrl": URL_SPELLING },
  ],
  ["alarm-via-sns-body.go", topicEvent({ ...PUBLISHED, attributes: {} }), {}],
  ["dynamodb-stream.sam", streamed("dynamodb-stream.sam"), {}],
  [
    "dynamodb-stream.go",
    streamed("dynamodb-stream.go"),
    { "missing Records[0].userIdentity": "only removals by the table's time to live have it, and there is none here" },
  ],
  [
    "schedule.eventbridge-rule.sam",
    scheduledEvent({ id: "cdc73f9d-aea9-41e3-9d5a-835b769c0d9c", ruleName: "nightly-0", atMs: AT_MS }),
    { "extra version": 'every event of EventBridge has "version": "0"; the tool\'s template leaves it out' },
  ],
  [
    "alarm-lambda-action.metric-math.powertools",
    alarmed,
    {
      "missing alarmData.configuration.description": "an alarm has it only where it was described",
      "missing alarmData.configuration.metrics[0].expression":
        "the sample's first metric is an expression over two others; alarms here watch one metric",
      "missing alarmData.configuration.metrics[0].label": "as above",
      "extra alarmData.configuration.metrics[0].metricStat": "as the sample's second metric",
      "missing alarmData.configuration.metrics[1]": "as above",
      "missing alarmData.configuration.metrics[2]": "as above",
    },
  ],
  [
    "http-api-v2.go",
    requested({
      headers: [
        ["Accept", "*/*"],
        ["User-Agent", "curl/7.58.0"],
      ],
    }),
    { "missing requestContext.authentication": NO_CERTIFICATES },
  ],
  [
    "http-api-v2.sam",
    requested(
      {
        method: "POST",
        path: "/path/value1",
        query: "parameter1=value1&parameter1=value2&parameter2=value",
        headers: [
          ["Cookie", "cookie1; cookie2"],
          ["Header1", "value1"],
          ["Header2", "value1,value2"],
        ],
        body: { text: '{"test":"body"}' },
      },
      "POST /path/{parameter1}",
    ),
    {
      "missing headers.Header1": "HTTP APIs send names of headers in lower case",
      "missing headers.Header2": "as above",
      "extra headers.header1": "as above",
      "extra headers.header2": "as above",
      "extra headers.content-length": FRONT_DOOR,
      "extra headers.host": FRONT_DOOR,
      "extra headers.x-amzn-trace-id": FRONT_DOOR,
      "extra headers.x-forwarded-for": FRONT_DOOR,
      "extra headers.x-forwarded-port": FRONT_DOOR,
      "extra headers.x-forwarded-proto": FRONT_DOOR,
      "missing requestContext.authentication": NO_CERTIFICATES,
      "missing requestContext.authorizer": "only routes with an authorizer have it, and there are none here",
      "missing stageVariables": "only stages with variables have them, and there are none here",
    },
  ],
  [
    "http-api-v2.devguide",
    requested({ headers: [...sent(...BROWSER_HEADERS, "sec-fetch-user"), ["cookie", "s_fid=7AABXMPL1AFD9BBF; regStatus=pre-register"]] }),
    {},
  ],
  [
    "function-url.go",
    askedOfUrl({
      method: "POST",
      path: "/my/path",
      query: "parameter1=value1&parameter1=value2&parameter2=value",
      headers: [["Cookie", "cookie1; cookie2"], ...sent("header1", "header2")],
      body: { text: "Hello from client!" },
    }),
    {
      ...Object.fromEntries(["content-length", ...ADDED_BY_THE_SERVICE].map((name) => [`extra headers.${name.toLowerCase()}`, FRONT_DOOR])),
      "missing requestContext.authorizer": "only URLs that ask for a signature have it, and these are open to all",
      "extra routeKey": ROUTE_OF_URL,
      "extra requestContext.routeKey": ROUTE_OF_URL,
      "extra requestContext.stage": ROUTE_OF_URL,
    },
  ],
  [
    "rest-v1.devguide",
    requested({ headers: sent(...BROWSER_HEADERS.filter((name) => name !== "user-agent"), "User-Agent", "cookie") }, "GET /", "1.0"),
    { "extra version": VERSION_OF_HTTP_API, ...ONLY_OF_HTTP_APIS },
  ],
  [
    "rest-v1.sam",
    requested(
      {
        method: "POST",
        path: "/path/to/resource",
        query: "foo=bar",
        headers: sent(
          "Accept",
          "Accept-Encoding",
          "Accept-Language",
          "Cache-Control",
          "CloudFront-Forwarded-Proto",
          "CloudFront-Is-Desktop-Viewer",
          "CloudFront-Is-Mobile-Viewer",
          "CloudFront-Is-SmartTV-Viewer",
          "CloudFront-Is-Tablet-Viewer",
          "CloudFront-Viewer-Country",
          "Upgrade-Insecure-Requests",
          "User-Agent",
          "Via",
          "X-Amz-Cf-Id",
        ),
        body: { text: '{"test":"body"}' },
      },
      "ANY /{proxy+}",
      "1.0",
    ),
    {
      "extra version": VERSION_OF_HTTP_API,
      ...ONLY_OF_HTTP_APIS,
      "type stageVariables": "null, as there are none here",
      "extra headers.X-Amzn-Trace-Id": FRONT_DOOR,
      "extra multiValueHeaders.X-Amzn-Trace-Id": FRONT_DOOR,
      "extra requestContext.domainName": NEWER_THAN_THE_SAMPLE,
      "extra requestContext.domainPrefix": NEWER_THAN_THE_SAMPLE,
      "extra requestContext.extendedRequestId": NEWER_THAN_THE_SAMPLE,
      "extra requestContext.identity.principalOrgId": NEWER_THAN_THE_SAMPLE,
    },
  ],
];

describe("the published samples", () => {
  test.each(CASES)("%s", (name, event, differences) => {
    // As the function receives it: through JSON.
    const received: unknown = JSON.parse(JSON.stringify(event));
    const found = compareShapes(received, readSample(name)).map(({ kind, path }) => `${kind} ${path}`);
    expect(found.toSorted()).toEqual(Object.keys(differences).toSorted());
  });

  test("the metric that an alarm watches, in the sample's second place", () => {
    const sample = readSample("alarm-lambda-action.metric-math.powertools") as { alarmData: { configuration: { metrics: unknown[] } } };
    expect(compareShapes(alarmed.alarmData.configuration.metrics[0], sample.alarmData.configuration.metrics[1])).toEqual([]);
  });

  test("the notification of an alarm, in the message of a topic", () => {
    const sample = readSample("alarm-via-sns-body.go") as { Records: [{ Sns: { Message: string } }] };
    const notification: unknown = JSON.parse(JSON.stringify(alarmNotification({ ...TRANSITION, config: { ...ALARM, of: "f" } })));
    const found = compareShapes(notification, JSON.parse(sample.Records[0].Sns.Message)).map(({ kind, path }) => `${kind} ${path}`);
    expect(found).toEqual([
      // null where the alarm was not described.
      "type AlarmDescription",
      // null where the alarm names no unit.
      "type Trigger.Unit",
      // Newer than the sample, which is of 2015.
      "extra Trigger.DatapointsToAlarm",
    ]);
  });
});
