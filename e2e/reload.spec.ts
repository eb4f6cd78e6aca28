/** What waits when the page goes is there when it comes back, and goes on: nothing is lost, nothing fires twice, and one tab does it. */
import { ColdstartPage, expect, type ListedInvocation, type ProjectInput, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const SDK = (body: string) => `
  const { S3Client, GetObjectCommand, HeadObjectCommand } = require("@aws-sdk/client-s3");
  const { DynamoDBClient, UpdateItemCommand } = require("@aws-sdk/client-dynamodb");
  const s3 = new S3Client({});
  const db = new DynamoDBClient({});
  exports.handler = async (event) => { ${body} };`;

const PROJECT: ProjectInput = {
  name: "waiting",
  functions: [
    {
      name: "ticker",
      timeoutMs: 30_000,
      // Counts each firing under its own time, so that one that came twice is seen.
      files: {
        "index.js": SDK(`await db.send(new UpdateItemCommand({ TableName: "ticks", Key: { at: { S: event.time } },
          UpdateExpression: "ADD times :one", ExpressionAttributeValues: { ":one": { N: "1" } } }));`),
      },
      triggers: [{ type: "schedule", expression: "rate(1 hour)" }],
    },
    {
      name: "flaky",
      files: { "index.js": 'exports.handler = async () => { throw new Error("no"); };' },
      asyncInvocation: { deadLetterQueue: "dead" },
    },
    {
      name: "gated",
      timeoutMs: 30_000,
      // Fails until somebody opens the gate.
      files: {
        "index.js": SDK(
          `await s3.send(new HeadObjectCommand({ Bucket: "files", Key: "gate" })); return event.Records.map(({ dynamodb }) => dynamodb.Keys.id.S);`,
        ),
      },
      triggers: [{ type: "table", table: "orders" }],
    },
    {
      name: "slow",
      timeoutMs: 20_000,
      // The first time, it is still at it when the page goes.
      files: {
        "index.js": `exports.handler = async ({ Records: [{ body, attributes }] }) => {
          if (attributes.ApproximateReceiveCount === "1") await new Promise((done) => setTimeout(done, 15_000));
          return [body, attributes.ApproximateReceiveCount];
        };`,
      },
      triggers: [{ type: "queue", queue: "work" }],
    },
    {
      name: "reader",
      timeoutMs: 30_000,
      files: {
        "index.js": SDK(`const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: "files", Key: "bytes.bin" }));
          return { ContentType, bytes: [...await Body.transformToByteArray()] };`),
      },
    },
  ],
  buckets: ["files"],
  queues: ["idle", "dead", { name: "work", visibilityTimeoutMs: 30_000 }],
  tables: [
    { name: "orders", partitionKey: "id", stream: "new-and-old-images" },
    { name: "ticks", partitionKey: "at" },
  ],
};

const services = ({ page }: ColdstartPage) => page.evaluate(() => window.coldstart.services());
const advance = ({ page }: ColdstartPage, ms: number) => page.evaluate((by) => window.coldstart.clock.advance(by), ms);
const runsOf = ({ page }: ColdstartPage, name: string): Promise<readonly ListedInvocation[]> =>
  page.evaluate((functionName) => window.coldstart.invocations().filter((each) => each.functionName === functionName), name);

async function ticks(coldstart: ColdstartPage): Promise<readonly (readonly [number, string])[]> {
  const items = (await services(coldstart)).tables.find(({ name }) => name === "ticks")?.items ?? [];
  return (items as { at: { S: string }; times: { N: string } }[])
    .map(({ at, times }) => [Date.parse(at.S), times.N] as const)
    .sort(([one], [other]) => one - other);
}

/** What of the services' view must be the same before and after. */
async function held(coldstart: ColdstartPage) {
  const { buckets, queues, tables, asyncEvents } = await services(coldstart);
  return {
    objects: buckets.map(({ objects }) => objects),
    queues: queues.map(({ name, messages, totals }) => ({ name, messages, totals })),
    items: tables.map(({ items }) => items),
    asyncEvents: asyncEvents.map(({ requestId, functionName, attempts, nextAttemptMs, event }) => ({
      requestId,
      functionName,
      attempts,
      nextAttemptMs,
      event,
    })),
  };
}

test("everything that waits survives a reload and goes on; a second tab is told and leaves it alone", async ({ coldstart, context }) => {
  test.slow();
  await coldstart.openProject(PROJECT);
  // The platform's clock is hours ahead when the page goes: what is due is due by that clock.
  await advance(coldstart, 3.5 * HOUR_MS);
  expect((await ticks(coldstart)).map(([, times]) => times)).toEqual(["1", "1", "1"]);

  const requestId = await coldstart.page.evaluate(async () => {
    await window.coldstart.upload(
      "files",
      "bytes.bin",
      Uint8Array.from({ length: 256 }, (_, index) => index),
      "application/x-all",
    );
    await window.coldstart.send("idle", "first", { kind: "a" });
    await window.coldstart.send("idle", "second");
    await window.coldstart.put("orders", { id: "o-1", total: 5 });
    await window.coldstart.put("orders", { id: "o-2", total: 7 });
    const accepted = (await window.coldstart.invoke("flaky", { n: 1 }, { type: "async" })) as { requestId: string };
    return accepted.requestId;
  });
  await expect
    .poll(async () => (await services(coldstart)).asyncEvents.map(({ state, attempts }) => [state, attempts]))
    .toEqual([["backing-off", 1]]);
  await expect.poll(async () => (await runsOf(coldstart, "gated")).length).toBeGreaterThan(0);
  await coldstart.page.evaluate(() => window.coldstart.send("work", "job"));
  await expect.poll(async () => (await services(coldstart)).queues.find(({ name }) => name === "work")?.inFlight).toBe(1);
  const [before, beforeMs] = [await held(coldstart), await coldstart.page.evaluate(() => window.coldstart.clock.nowMs())];

  await coldstart.reload();
  expect(await held(coldstart)).toEqual(before);
  expect(await coldstart.page.evaluate(() => window.coldstart.clock.nowMs())).toBeGreaterThanOrEqual(beforeMs);
  expect((await services(coldstart)).mappings.find(({ functionName }) => functionName === "gated")?.waitingRecords).toBe(2);
  expect((await coldstart.invoke("reader")).payload).toEqual({
    ContentType: "application/x-all",
    bytes: Array.from({ length: 256 }, (_, index) => index),
  });

  const other = new ColdstartPage(await context.newPage());
  await other.open();
  await expect(other.page.getByText("This project is open in another tab").first()).toBeVisible();
  await advance(other, 10 * MINUTE_MS);
  expect(await other.page.evaluate(() => window.coldstart.invocations())).toEqual([]);
  await other.page.close();

  await coldstart.page.evaluate(() => window.coldstart.upload("files", "gate", "open"));
  await advance(coldstart, HOUR_MS);
  const gated = await runsOf(coldstart, "gated");
  expect(gated.filter(({ status }) => status === "ok").flatMap(({ payload }) => payload)).toEqual(["o-1", "o-2"]);
  // One attempt before the page went, two after it came back.
  expect((await runsOf(coldstart, "flaky")).map((run) => run.requestId)).toEqual([requestId, requestId]);
  expect((await runsOf(coldstart, "slow")).map(({ payload }) => payload)).toEqual([["job", "2"]]);
  const { queues, counts } = await services(coldstart);
  expect(queues.find(({ name }) => name === "dead")?.messages).toMatchObject([{ body: '{"n":1}' }]);
  expect(queues.find(({ name }) => name === "work")).toMatchObject({ waiting: 0, inFlight: 0, totals: { sent: 1, deleted: 1 } });
  expect(queues.find(({ name }) => name === "idle")?.messages.map(({ body, receiveCount }) => [body, receiveCount])).toEqual([
    ["first", 0],
    ["second", 0],
  ]);
  const firings = await ticks(coldstart);
  expect(firings.map(([, times]) => times)).toEqual(["1", "1", "1", "1"]);
  expect(firings.slice(1).map(([atMs], index) => atMs - (firings[index]?.[0] ?? 0))).toEqual([HOUR_MS, HOUR_MS, HOUR_MS]);
  expect(counts.accepted).toBe(
    counts.processed + counts.deadLettered + counts.expired + counts.discarded + counts.removed + counts.waiting,
  );
});
