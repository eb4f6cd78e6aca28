/** Every event source drives real containers: what functions receive, what becomes of what fails, and when, on the platform's clock. */
import { type ColdstartPage, expect, type FunctionInput, type ListedInvocation, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Gives back what it received. */
const ECHO = { "index.js": "exports.handler = async (event) => event;" };

function echo(name: string, ...triggers: readonly unknown[]): FunctionInput {
  return { name, files: ECHO, triggers };
}

function code(name: string, body: string, more: Partial<FunctionInput> = {}): FunctionInput {
  return { name, files: { "index.js": `exports.handler = async (event, context) => { ${body} };` }, ...more };
}

interface StreamRecord {
  readonly eventName: string;
  readonly dynamodb: { readonly OldImage?: unknown; readonly NewImage?: unknown; readonly SequenceNumber: string };
}

async function runsOf({ page }: ColdstartPage, name: string): Promise<readonly ListedInvocation[]> {
  return page.evaluate((functionName) => window.coldstart.invocations().filter((each) => each.functionName === functionName), name);
}

const payloadsOf = async (coldstart: ColdstartPage, name: string) => (await runsOf(coldstart, name)).map(({ payload }) => payload);
const services = ({ page }: ColdstartPage) => page.evaluate(() => window.coldstart.services());
const advance = ({ page }: ColdstartPage, ms: number) => page.evaluate((by) => window.coldstart.clock.advance(by), ms);

async function queueNamed(coldstart: ColdstartPage, name: string) {
  return (await services(coldstart)).queues.find((queue) => queue.name === name);
}

test("an upload runs the functions whose prefix and suffix fit, a removal those that ask for it", async ({ usedPage: coldstart }) => {
  await coldstart.openProject({
    functions: [
      echo("pictures", { type: "upload", bucket: "photos", prefix: "in/", suffix: ".png" }),
      echo("bin", { type: "upload", bucket: "photos", events: ["removed"] }),
      code(
        "tidy",
        `const { S3Client, DeleteObjectCommand, GetObjectCommand } = require("@aws-sdk/client-s3");
         const s3 = new S3Client({});
         const { bucket, object } = event.Records[0].s3;
         const Key = decodeURIComponent(object.key.replace(/\\+/g, " "));
         const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key }));
         const bytes = [...await Body.transformToByteArray()];
         await s3.send(new DeleteObjectCommand({ Bucket: bucket.name, Key }));
         return { Key, bytes };`,
        { timeoutMs: 30_000, triggers: [{ type: "upload", bucket: "photos", prefix: "tidy/" }] },
      ),
    ],
    buckets: ["photos"],
  });
  await coldstart.page.evaluate(async () => {
    await window.coldstart.upload("photos", "in/red flower é+.png", new Uint8Array([1, 2, 3]), "image/png");
    await window.coldstart.upload("photos", "in/note.txt", "text");
    await window.coldstart.upload("photos", "out/cat.png", "no picture");
    await window.coldstart.upload("photos", "tidy/a b.bin", new Blob([new Uint8Array([0, 255, 128])]));
  });
  await expect.poll(async () => (await payloadsOf(coldstart, "bin")).length).toBe(1);
  expect(await payloadsOf(coldstart, "tidy")).toEqual([{ Key: "tidy/a b.bin", bytes: [0, 255, 128] }]);
  expect(await payloadsOf(coldstart, "pictures")).toEqual([
    {
      Records: [
        expect.objectContaining({
          eventSource: "aws:s3",
          eventName: "ObjectCreated:Put",
          s3: expect.objectContaining({
            bucket: expect.objectContaining({ name: "photos", arn: "arn:aws:s3:::photos" }),
            object: expect.objectContaining({ key: "in/red+flower+%C3%A9%2B.png", size: 3, eTag: "5289df737df57326fcdd22597afb1fac" }),
          }),
        }),
      ],
    },
  ]);
  expect(await payloadsOf(coldstart, "bin")).toMatchObject([
    { Records: [{ eventName: "ObjectRemoved:Delete", s3: { object: { key: "tidy/a+b.bin" } } }] },
  ]);
  const [bucket] = (await services(coldstart)).buckets;
  expect(bucket?.objects.map(({ key }) => key)).toEqual(["in/note.txt", "in/red flower é+.png", "out/cat.png"]);
  // The objects stay, so what waits is what counts.
  expect((await services(coldstart)).counts).toMatchObject({ waiting: 0, processed: 3 });
});

test("of a batch, what failed comes back until it is dead-lettered; a FIFO queue keeps its order", async ({ usedPage: coldstart }) => {
  await coldstart.openProject({
    functions: [
      code(
        "worker",
        `const batchItemFailures = event.Records.filter(({ body }) => body === "bad").map(({ messageId }) => ({ itemIdentifier: messageId }));
         console.log(JSON.stringify(event.Records.map(({ body, attributes }) => [body, attributes.ApproximateReceiveCount])));
         return { batchItemFailures };`,
        { triggers: [{ type: "queue", queue: "jobs", batchSize: 5, batchingWindowMs: 1_000, partialBatchResponses: true }] },
      ),
      code(
        "steps",
        `const [{ body, attributes }] = event.Records;
         if (body === "b" && attributes.ApproximateReceiveCount === "1") throw new Error("not yet");
         return body;`,
        { triggers: [{ type: "queue", queue: "steps.fifo", batchSize: 1 }] },
      ),
    ],
    queues: [
      { name: "jobs", visibilityTimeoutMs: 30_000, maxReceiveCount: 3, deadLetterQueue: "failed" },
      "failed",
      { name: "steps.fifo", fifo: true, visibilityTimeoutMs: 20_000 },
    ],
  });
  await coldstart.page.evaluate(async () => {
    await Promise.all(["one", "bad", "two"].map((body) => window.coldstart.send("jobs", body, { kind: body })));
    for (const body of ["a", "b", "c", "d"]) await window.coldstart.send("steps.fifo", body);
  });
  await advance(coldstart, 5 * MINUTE_MS);

  const batches = (await runsOf(coldstart, "worker")).map(({ logs }) =>
    JSON.parse(
      logs
        .find((line) => line.includes("[["))
        ?.split("\t")
        .at(-1) ?? "[]",
    ),
  );
  expect(batches[0]).toHaveLength(3);
  expect(batches[0]).toEqual(
    expect.arrayContaining([
      ["one", "1"],
      ["bad", "1"],
      ["two", "1"],
    ]),
  );
  expect(batches.slice(1)).toEqual([[["bad", "2"]], [["bad", "3"]]]);
  expect(await queueNamed(coldstart, "jobs")).toMatchObject({ waiting: 0, inFlight: 0, totals: { deadLettered: 1, deleted: 2 } });
  expect((await queueNamed(coldstart, "failed"))?.messages).toMatchObject([
    { body: "bad", state: "waiting", attributes: expect.anything() },
  ]);

  const steps = await runsOf(coldstart, "steps");
  expect(steps.map(({ status, payload, error }) => (status === "ok" ? payload : error?.errorMessage))).toEqual([
    "a",
    "not yet",
    "b",
    "c",
    "d",
  ]);
  expect((await services(coldstart)).counts).toMatchObject({ waiting: 1 });
});

test("a table's stream has the images before and after, in order, and a filter holds the rest back", async ({ usedPage: coldstart }) => {
  await coldstart.openProject({
    functions: [
      echo("changes", { type: "table", table: "orders", batchingWindowMs: 1_000 }),
      echo("removals", { type: "table", table: "orders", filters: [{ eventName: ["REMOVE"] }] }),
    ],
    tables: [{ name: "orders", partitionKey: "id", stream: "new-and-old-images" }],
  });
  await coldstart.page.evaluate(async () => {
    await window.coldstart.put("orders", { id: "o-1", state: "new", tags: ["a"] });
    await window.coldstart.put("orders", { id: "o-1", state: "paid", total: 12.5 });
    await window.coldstart.put("orders", { id: "o-2", state: "new" });
    await window.coldstart.remove("orders", { id: "o-1" });
  });
  await advance(coldstart, 10_000);
  const records = (await payloadsOf(coldstart, "changes")).flatMap((payload) => (payload as { Records: StreamRecord[] }).Records);
  expect(records.map(({ eventName, dynamodb: { OldImage, NewImage } }) => [eventName, OldImage, NewImage])).toEqual([
    ["INSERT", undefined, { id: { S: "o-1" }, state: { S: "new" }, tags: { L: [{ S: "a" }] } }],
    [
      "MODIFY",
      { id: { S: "o-1" }, state: { S: "new" }, tags: { L: [{ S: "a" }] } },
      { id: { S: "o-1" }, state: { S: "paid" }, total: { N: "12.5" } },
    ],
    ["INSERT", undefined, { id: { S: "o-2" }, state: { S: "new" } }],
    ["REMOVE", { id: { S: "o-1" }, state: { S: "paid" }, total: { N: "12.5" } }, undefined],
  ]);
  const sequence = records.map(({ dynamodb }) => BigInt(dynamodb.SequenceNumber));
  expect(sequence.every((number, index) => index === 0 || number > (sequence[index - 1] ?? 0n))).toBe(true);
  expect(await payloadsOf(coldstart, "removals")).toMatchObject([
    { Records: [{ eventName: "REMOVE", dynamodb: { Keys: { id: { S: "o-1" } } } }] },
  ]);
});

test("a topic reaches every subscriber whose filter lets it through", async ({ usedPage: coldstart }) => {
  await coldstart.openProject({
    functions: [
      code(
        "publisher",
        `const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");
         const sns = new SNSClient({});
         for (const kind of ["alpha", "beta"])
           await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: kind, MessageAttributes: { kind: { DataType: "String", StringValue: kind } } }));`,
        { timeoutMs: 30_000, environment: { TOPIC: "arn:aws:sns:us-east-1:123456789012:news" } },
      ),
      echo("all", { type: "topic", topic: "news" }),
      echo("betas", { type: "topic", topic: "news", filter: { kind: ["beta"] } }),
    ],
    queues: ["inbox", "raw"],
    topics: [
      {
        name: "news",
        queues: [
          { queue: "inbox", filter: { kind: [{ "anything-but": "beta" }] } },
          { queue: "raw", rawDelivery: true },
        ],
      },
    ],
  });
  expect((await coldstart.invoke("publisher")).status).toBe("ok");
  await advance(coldstart, 5_000);
  // Each message is an invocation of its own: two containers may answer in either order.
  const heard = async (name: string) =>
    (await payloadsOf(coldstart, name))
      .flatMap((payload) => (payload as { Records: { Sns: { Message: string } }[] }).Records.map(({ Sns }) => Sns.Message))
      .sort();
  expect(await heard("all")).toEqual(["alpha", "beta"]);
  expect(await heard("betas")).toEqual(["beta"]);
  const inbox = (await queueNamed(coldstart, "inbox"))?.messages.map(({ body }) => JSON.parse(body));
  expect(inbox).toMatchObject([{ Type: "Notification", Message: "alpha", TopicArn: "arn:aws:sns:us-east-1:123456789012:news" }]);
  expect((await queueNamed(coldstart, "raw"))?.messages.map(({ body }) => body)).toEqual(["alpha", "beta"]);
});

test("an asynchronous failure is tried after one and two minutes, then goes to the dead-letter queue and the destination", async ({
  coldstart,
}) => {
  await coldstart.openProject({
    functions: [
      code("flaky", 'throw new TypeError("never works");', { asyncInvocation: { deadLetterQueue: "dead", onFailure: "queue:failures" } }),
      code("fine", "return { got: event };", { asyncInvocation: { onSuccess: "function:after" } }),
      echo("after"),
    ],
    queues: ["dead", "failures"],
  });
  const accepted = await coldstart.page.evaluate(async () => [
    await window.coldstart.invoke("flaky", { n: 1 }, { type: "async" }),
    await window.coldstart.invoke("fine", { n: 2 }, { type: "async" }),
  ]);
  const [{ requestId }] = accepted as [{ requestId: string }];
  await expect
    .poll(async () => (await services(coldstart)).asyncEvents.map(({ state, attempts }) => [state, attempts]))
    .toEqual([["backing-off", 1]]);
  await advance(coldstart, 10 * MINUTE_MS);

  const runs = await runsOf(coldstart, "flaky");
  expect(runs.map((run) => run.requestId)).toEqual([requestId, requestId, requestId]);
  const waits = runs.slice(1).map((run, index) => run.arrivedAtMs - (runs[index]?.endedAtMs ?? 0));
  for (const [index, least] of [MINUTE_MS, 2 * MINUTE_MS].entries()) {
    expect(waits[index]).toBeGreaterThanOrEqual(least - 1);
    expect(waits[index]).toBeLessThan(least + 10_000);
  }
  expect((await queueNamed(coldstart, "dead"))?.messages).toMatchObject([
    { body: '{"n":1}', attributes: { RequestID: requestId, ErrorCode: "200", ErrorMessage: expect.stringContaining("never works") } },
  ]);
  const [failure] = (await queueNamed(coldstart, "failures"))?.messages.map(({ body }) => JSON.parse(body)) ?? [];
  expect(failure).toMatchObject({
    version: "1.0",
    requestContext: { requestId, condition: "RetriesExhausted", approximateInvokeCount: 3 },
    requestPayload: { n: 1 },
    responseContext: { functionError: "Unhandled" },
    responsePayload: { errorType: "TypeError", errorMessage: "never works" },
  });
  expect(await payloadsOf(coldstart, "after")).toMatchObject([
    { requestContext: { condition: "Success", approximateInvokeCount: 1 }, requestPayload: { n: 2 }, responsePayload: { got: { n: 2 } } },
  ]);
});

test("where a function is at its limit, a synchronous request gets 429 and an asynchronous event waits", async ({
  usedPage: coldstart,
}) => {
  await coldstart.openProject({
    functions: [
      code("slow", 'await new Promise((done) => setTimeout(done, event.rawPath ? 1_500 : 0)); return "done";', {
        reservedConcurrency: 1,
        triggers: [{ type: "http", method: "GET", path: "/slow" }],
      }),
    ],
  });
  const answers = await coldstart.page.evaluate(async () => {
    const get = () => window.coldstart.http({ method: "GET", path: "/slow" });
    const first = get();
    await window.coldstart.invoke("slow", { later: true }, { type: "async" });
    const second = await get();
    const waiting = window.coldstart.services().asyncEvents.map(({ state, attempts }) => [state, attempts]);
    return { first: (await first).status, second: second.status, waiting };
  });
  expect(answers).toEqual({ first: 200, second: 429, waiting: [["throttled", 0]] });
  await advance(coldstart, 10_000);
  const runs = await runsOf(coldstart, "slow");
  expect(runs.map(({ trigger, status }) => [trigger, status]).at(-1)).toEqual(["async", "ok"]);
  expect((await services(coldstart)).counts).toMatchObject({ accepted: 1, processed: 1, waiting: 0 });
});

test("errors put an alarm in ALARM, which runs its function; quiet puts it back", async ({ usedPage: coldstart }) => {
  await coldstart.openProject({
    functions: [code("fragile", 'throw new Error("no");'), echo("responder", { type: "alarm", alarm: "too-many" })],
    alarms: [
      {
        name: "too-many",
        metric: "errors",
        of: "fragile",
        statistic: "sum",
        periodMs: MINUTE_MS,
        evaluationPeriods: 1,
        threshold: 2,
        comparison: ">=",
        missingData: "not-breaching",
      },
    ],
  });
  await advance(coldstart, 2 * MINUTE_MS);
  expect((await services(coldstart)).alarms).toMatchObject([{ state: "OK" }]);
  await coldstart.page.evaluate(() => Promise.all([window.coldstart.invoke("fragile", {}), window.coldstart.invoke("fragile", {})]));
  await advance(coldstart, MINUTE_MS);
  expect((await services(coldstart)).alarms).toMatchObject([{ state: "ALARM" }]);
  expect(await payloadsOf(coldstart, "responder")).toMatchObject([
    { source: "aws.cloudwatch", alarmData: { alarmName: "too-many", state: { value: "ALARM" }, previousState: { value: "OK" } } },
  ]);
  await advance(coldstart, 5 * MINUTE_MS);
  expect((await services(coldstart)).alarms).toMatchObject([{ state: "OK" }]);
  expect(await payloadsOf(coldstart, "responder")).toHaveLength(1);
});

test("a day of schedules, retries and evictions passes in seconds, in order of time", async ({ usedPage: coldstart }) => {
  test.slow();
  await coldstart.openProject({
    functions: [
      echo("often", { type: "schedule", expression: "rate(5 minutes)" }),
      echo("nightly", { type: "schedule", expression: "cron(0 3 * * ? *)", input: { job: "backup" } }),
      code("hourly-failure", 'throw new Error("no");', { triggers: [{ type: "schedule", expression: "0 * * * *" }] }),
    ],
  });
  const begunMs = Date.now();
  const fromMs = await coldstart.page.evaluate(() => window.coldstart.clock.nowMs());
  await advance(coldstart, DAY_MS);
  expect(Date.now() - begunMs).toBeLessThan(60_000);
  const untilMs = await coldstart.page.evaluate(() => window.coldstart.clock.nowMs());
  expect(untilMs - fromMs).toBeGreaterThanOrEqual(DAY_MS);

  expect(await runsOf(coldstart, "often")).toHaveLength(288);
  const nightly = await runsOf(coldstart, "nightly");
  expect(nightly.map(({ payload, arrivedAtMs }) => [payload, new Date(arrivedAtMs).toISOString().slice(11, 16)])).toEqual([
    [{ job: "backup" }, "03:00"],
  ]);
  // 24 firings, each tried three times; what the last one still waits for is not due yet.
  const failures = await runsOf(coldstart, "hourly-failure");
  expect(new Set(failures.map(({ requestId }) => requestId)).size).toBe(24);
  const arrivals = await coldstart.page.evaluate(() => window.coldstart.invocations().map(({ arrivedAtMs }) => arrivedAtMs));
  // Listed as they end: two that run at the same time may end in either order, and nothing runs for seconds.
  expect(arrivals.every((atMs, index) => index === 0 || atMs >= (arrivals[index - 1] ?? 0) - 30_000)).toBe(true);
  const { counts } = await services(coldstart);
  expect(counts.accepted).toBe(288 + 1 + 24);
  expect(counts.accepted).toBe(
    counts.processed + counts.deadLettered + counts.expired + counts.discarded + counts.removed + counts.waiting,
  );
});
