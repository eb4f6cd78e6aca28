import { describe, expect, test } from "vitest";
import type { InvocationView, ServiceCallTrace } from "../platform/results.ts";
import { queueConfig } from "../platform/services/queues/queues-under-test.ts";
import type { Delivery } from "../platform/services/service-context.ts";
import type { ServicesConfig } from "../platform/services/services-config.ts";
import { NO_CONFIG } from "../platform/services/services-config.ts";
import { functionNamed } from "../platform/services/services-under-test.ts";
import type { TraceNote } from "../platform/services/trace-note.ts";
import { createContainerCalls } from "./container-calls.ts";
import { createContentStore } from "./content-store.ts";
import { createServiceDesk, type ServiceDesk } from "./service-desk.ts";

const PROJECT: ServicesConfig = {
  ...NO_CONFIG,
  functions: [functionNamed("f")],
  buckets: ["photos"],
  queues: [queueConfig("jobs")],
  secrets: { "prod/db": "x" },
};

function begin(change: (desk: ServiceDesk) => Pick<ServiceDesk, "call"> = (desk) => desk) {
  const traces: (ServiceCallTrace & { readonly requestId: string | undefined })[] = [];
  const runs: Delivery[] = [];
  const notes: TraceNote[] = [];
  const contents = createContentStore();
  let nowMs = 1_000;
  const desk = createServiceDesk({
    nowMs: () => nowMs,
    run: async (delivery) => {
      runs.push(delivery);
      return { requestId: delivery.requestId, status: "ok", version: "1", payload: "7", logs: [] } as unknown as InvocationView;
    },
    noted: (note) => notes.push(note),
    makeReady: async () => undefined,
    changed: () => {},
  });
  desk.configure(PROJECT, true);
  const answerCall = createContainerCalls({
    desk: change(desk),
    contents,
    network: () => ({
      network: { allowedHosts: [], recorded: [{ host: "api.example", status: 200, headers: {}, body: "hi" }] },
      confirmedHosts: [],
    }),
    nowMs: () => {
      nowMs += 5;
      return nowMs;
    },
    called: (requestId, trace) => traces.push({ requestId, ...trace }),
    traceOf: (requestId) => requestId && "Root=1-65f0a1b2-24aa11bb22cc33dd44ee55ff;Parent=53995c3f42cd8ad8;Sampled=0",
  });
  const call = (
    service: string,
    operation: string,
    input: Record<string, unknown> = {},
    body?: Uint8Array<ArrayBuffer>,
    /** null: during init. */
    requestId: string | null = "r1",
  ) =>
    answerCall({
      containerId: "c1",
      functionName: "f",
      requestId: requestId ?? undefined,
      call: { service, operation, input, ...(body === undefined ? {} : { body }) },
    });
  return { call, traces, desk, contents, runs, notes };
}

const bytes = (...values: number[]) => Uint8Array.from(values);
const CAT = { Bucket: "photos", Key: "in/cat.bin" };

describe("S3's bytes", () => {
  test("go out and come back as they were", async () => {
    const { call, desk } = begin();
    const put = await call("s3", "PutObject", CAT, bytes(0, 255, 128, 10));
    expect(put).toMatchObject({ status: 200, output: { ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/) } });
    expect(put.body).toBeUndefined();
    const got = await call("s3", "GetObject", CAT);
    expect(got.body).toEqual(bytes(0, 255, 128, 10));
    expect(got.output).toMatchObject({ ContentLength: 4 });
    expect(got.output).not.toHaveProperty("Body");
    expect(desk.contentIds().size).toBe(1);
  });

  test.each([
    ["bytes=1-2", [1, 2]],
    ["bytes=2-", [2, 3]],
    ["bytes=-1", [3]],
    ["bytes=0-0", [0]],
    ["bytes=0-99", [0, 1, 2, 3]],
  ])("in part, %s", async (Range, part) => {
    const { call } = begin();
    await call("s3", "PutObject", CAT, bytes(0, 1, 2, 3));
    const got = await call("s3", "GetObject", { ...CAT, Range });
    expect(got.body).toEqual(bytes(...part));
    expect(got.output).toMatchObject({ ContentLength: part.length });
  });

  test("beyond their end are refused", async () => {
    const { call } = begin();
    await call("s3", "PutObject", CAT, bytes(0, 1));
    expect(await call("s3", "GetObject", { ...CAT, Range: "bytes=9-" })).toMatchObject({ status: 416, error: { code: "InvalidRange" } });
  });

  test("of nothing are none", async () => {
    const { call } = begin();
    await call("s3", "PutObject", CAT);
    expect((await call("s3", "GetObject", CAT)).body).toEqual(bytes());
  });

  test("that are given away leave those in the bucket as they are", async () => {
    const { call } = begin();
    await call("s3", "PutObject", CAT, bytes(1, 2, 3));
    const { body } = await call("s3", "GetObject", CAT);
    body?.fill(9);
    expect((await call("s3", "GetObject", CAT)).body).toEqual(bytes(1, 2, 3));
  });

  test("of another project cannot be named: what the input says of them does not count", async () => {
    const { call, contents } = begin();
    const secret = await contents.keep(bytes(7, 7, 7));
    await call("s3", "PutObject", { ...CAT, Body: { ...secret } });
    expect((await call("s3", "GetObject", CAT)).body).toEqual(bytes());
    const copied = await call("s3", "PutObject", { ...CAT, Body: { ...secret } }, bytes(1));
    expect(copied.status).toBe(200);
    expect((await call("s3", "GetObject", CAT)).body).toEqual(bytes(1));
  });

  test("that the browser has lost are missed with why, and the call is noted", async () => {
    const { call, traces } = begin((desk) => ({
      async call(asked, from) {
        const answer = await desk.call(asked, from);
        return asked.operation === "GetObject" && answer.ok
          ? { ok: true, output: { ...answer.output, Body: { contentId: "gone", sizeBytes: 3, md5: "" } } }
          : answer;
      },
    }));
    await call("s3", "PutObject", CAT, bytes(1));
    expect(await call("s3", "GetObject", CAT)).toMatchObject({
      status: 500,
      error: { code: "InternalFailure", message: expect.stringMatching(/not in this browser any more\. Upload the file again\.$/) },
    });
    expect(traces.at(-1)).toMatchObject({ operation: "GetObject", status: 500, error: "InternalFailure" });
  });
});

describe("what functions may call", () => {
  test.each(["coldstart", "ec2", "", "constructor", "__proto__"])("%j is refused", async (service) => {
    const { call, traces, desk } = begin();
    expect(await call(service, "DeliverTwice", { functionName: "f" })).toMatchObject({
      status: 400,
      error: { code: "UnknownOperationException", message: expect.stringContaining("There are: s3, dynamodb") },
    });
    expect(traces).toMatchObject([{ service, error: "UnknownOperationException" }]);
    expect(desk.view().passes).toEqual([]);
  });

  test("a service's refusal comes with its code, status and details", async () => {
    const { call } = begin();
    expect(await call("s3", "GetObject", CAT)).toMatchObject({ status: 404, error: { code: "NoSuchKey" } });
    expect(await call("lambda", "Invoke", { FunctionName: "other" })).toMatchObject({
      status: 404,
      error: { code: "ResourceNotFoundException", details: { Type: "User" } },
    });
  });

  test("a service that fails by itself answers as AWS's do, and the call is noted", async () => {
    const { call, traces } = begin(() => ({ call: () => Promise.reject(new TypeError("x is not a function")) }));
    const answer = await call("sqs", "SendMessage", {});
    expect(answer).toMatchObject({ status: 500, error: { code: "InternalFailure" } });
    expect(JSON.stringify(answer)).not.toContain("x is not a function");
    expect(traces).toMatchObject([{ service: "sqs", status: 500, error: "InternalFailure" }]);
  });

  test("the function that calls is told to the services", async () => {
    const { call, desk } = begin();
    await call("sqs", "SendMessage", { QueueUrl: "jobs", MessageBody: "x" });
    expect(desk.view().passes).toMatchObject([{ from: "function:f", to: "queue:jobs" }]);
  });
});

describe("each call is noted", () => {
  test.each([
    ["s3", "ListObjectsV2", { Bucket: "photos" }, "photos"],
    ["s3", "GetObject", CAT, "photos/in/cat.bin"],
    ["sqs", "SendMessage", { QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/jobs", MessageBody: "x" }, "jobs"],
    ["sns", "Publish", { TopicArn: "arn:aws:sns:us-east-1:123456789012:news" }, "news"],
    ["dynamodb", "GetItem", { TableName: "things" }, "things"],
    ["secretsmanager", "GetSecretValue", { SecretId: "prod/db" }, "db"],
    ["lambda", "Invoke", { FunctionName: "f", InvocationType: "DryRun" }, "f"],
    ["events", "PutEvents", {}, ""],
    ["s3", "GetObject", { Bucket: 7, Key: {} }, ""],
    ["dynamodb", "GetItem", { TableName: "x".repeat(100_000) }, "x".repeat(200)],
    ["network", "fetch", { url: "https://api.example/a?b" }, "https://api.example/a?b"],
  ])("%s %s %j by its target", async (service, operation, input, target) => {
    const { call, traces } = begin();
    const { status } = await call(service, operation, input as Record<string, unknown>);
    expect(traces).toMatchObject([{ requestId: "r1", service, operation, target, status }]);
  });

  test("with its moment and how long it took, for nobody during init", async () => {
    const { call, traces } = begin();
    await call("sqs", "SendMessage", { QueueUrl: "jobs", MessageBody: "x" }, undefined, null);
    const [trace] = traces;
    expect(trace?.requestId).toBeUndefined();
    expect(trace?.durationMs).toBeGreaterThan(0);
    expect(trace?.atMs).toBeGreaterThan(1_000);
    expect(trace).not.toHaveProperty("error");
  });
});

describe("what a call sets off", () => {
  const SEND = { QueueUrl: "jobs", MessageBody: "x" };

  test("is noted with it, and the event's cause is the request", async () => {
    const { call, traces, notes } = begin();
    const { output } = await call("sqs", "SendMessage", SEND);
    const { MessageId: eventId } = output as { readonly MessageId: string };
    expect(traces).toMatchObject([{ requestId: "r1", eventIds: [eventId] }]);
    expect(notes).toMatchObject([{ type: "accepted", at: "queue:jobs", eventId, cause: { type: "request", requestId: "r1" } }]);
  });

  test("of a batch is every message it sent", async () => {
    const { call, traces, notes } = begin();
    await call("sqs", "SendMessageBatch", { QueueUrl: "jobs", Entries: ["a", "b"].map((Id) => ({ Id, MessageBody: Id })) });
    expect(traces[0]?.eventIds).toEqual(notes.map((note) => (note.type === "accepted" ? note.eventId : "")));
    expect(notes).toHaveLength(2);
  });

  test.each(["RequestResponse", "Event"])("by Lambda's Invoke as %s goes on with the caller's trace", async (InvocationType) => {
    const { call, traces, runs } = begin();
    const answer = await call("lambda", "Invoke", { FunctionName: "f", InvocationType, Payload: "1" });
    expect(answer).not.toHaveProperty("output.invoked");
    expect(answer).not.toHaveProperty("output.eventIds");
    const [run] = await expect
      .poll(() => runs)
      .toHaveLength(1)
      .then(() => runs);
    const traceId = "1-65f0a1b2-24aa11bb22cc33dd44ee55ff";
    if (InvocationType === "Event") {
      expect(run).toMatchObject({ trace: { traceId, eventIds: [run?.requestId] } });
      expect(traces).toMatchObject([{ eventIds: [run?.requestId] }]);
    } else {
      expect(run?.trace).toEqual({ traceId, cause: { type: "request", requestId: "r1" } });
      expect(traces).toMatchObject([{ invoked: run?.requestId }]);
    }
  });

  test.each([
    ["a refused call", "SendMessage", { QueueUrl: "none", MessageBody: "x" }, "r1"],
    ["a call that only reads", "ReceiveMessage", { QueueUrl: "jobs" }, "r1"],
    ["a call during init", "SendMessage", SEND, null],
  ])("is nothing for %s", async (_, operation, input, requestId) => {
    const { call, traces, notes } = begin();
    await call("sqs", operation, input, undefined, requestId);
    expect(traces[0]).not.toHaveProperty("eventIds");
    for (const note of notes) expect(note).not.toHaveProperty("cause");
  });
});
