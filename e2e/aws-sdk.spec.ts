/** The AWS SDK's own clients in real containers, each at a real job; and the npm packages that are there without a network. */
import { readFileSync } from "node:fs";
import { expect, type FunctionInput, type ProjectInput, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

/** `name.mjs` is an ES module, `name.js` one that requires. */
function job(file: string, more: Partial<FunctionInput> = {}): FunctionInput {
  const text = readFileSync(new URL(`./sdk-jobs/${file}`, import.meta.url), "utf8");
  return {
    name: file.replace(/\.m?js$/, ""),
    files: { [file.endsWith(".mjs") ? "index.mjs" : "index.js"]: text },
    timeoutMs: 60_000,
    ...more,
  };
}

const lines = (source: string): FunctionInput["files"] => ({ "index.js": source });

const SHOP: ProjectInput = {
  functions: [
    job("s3.mjs"),
    job("dynamodb.mjs"),
    job("sqs.js"),
    job("lambda.js"),
    job("publish.mjs"),
    job("secrets.mjs"),
    {
      name: "callee",
      files: lines(`exports.handler = async ({ n, fail }, context) => {
        if (fail) { console.log("about to fail"); throw new RangeError("asked to"); }
        return { twice: n * 2, arn: context.invokedFunctionArn };
      };`),
    },
    {
      name: "listener",
      files: lines("exports.handler = async (event) => event;"),
      triggers: [
        { type: "topic", topic: "news", filter: { kind: ["wanted"] } },
        { type: "topic", topic: "default", filter: { source: ["shop"], "detail-type": ["order.placed"] } },
      ],
    },
  ],
  buckets: ["photos"],
  queues: ["jobs"],
  tables: [{ name: "orders", partitionKey: "customer", sortKey: "at", sortKeyType: "N" }],
  topics: ["news"],
  secrets: { "shop/key": '{"token":"t-1"}' },
  parameters: { "/shop/currency": "EUR", "/shop/limits/day": "10", "/other": "x" },
};

test("each client does a real job", async ({ usedPage: coldstart }) => {
  await coldstart.openProject(SHOP);

  const s3 = await coldstart.invoke("s3");
  expect.soft(s3.error).toBeUndefined();
  expect.soft(s3.payload).toEqual({
    etag: '"e2c865db4162bed963bfaa9ef6ac18f0"',
    same: true,
    text: "naïve",
    type: "text/plain; charset=utf-8",
    part: [10, 11, 12],
    head: [256, '"e2c865db4162bed963bfaa9ef6ac18f0"', "ada", true],
    folders: ["copies/", "notes/", "raw/"],
    left: [
      ["copies/one.bin", 256],
      ["notes/é.txt", 6],
    ],
    missing: { name: "NoSuchKey", isNoSuchKey: true, message: "The specified key does not exist.", status: 404 },
    gone: "NotFound",
  });
  expect
    .soft(s3.calls?.map(({ operation, target, status }) => [operation, target, status]).at(0))
    .toEqual(["PutObject", "photos/raw/all bytes.bin", 200]);

  const dynamodb = await coldstart.invoke("dynamodb");
  expect.soft(dynamodb.error).toBeUndefined();
  expect.soft(dynamodb.payload).toEqual({
    low: { customer: { S: "bob" }, at: { N: "1" }, paid: { BOOL: true } },
    query: {
      Items: [
        { at: 2, tags: [{ n: null }] },
        { at: 1, tags: [{ n: null }] },
      ],
      Count: 2,
    },
    updated: { customer: "ada", at: 1, amount: 11.5, seen: 0 },
    refused: { name: "ConditionalCheckFailedException", isIt: true, message: "The conditional request failed", status: 400 },
    deleted: 21,
    gone: null,
    noTable: "ResourceNotFoundException",
  });

  const sqs = await coldstart.invoke("sqs");
  expect.soft(sqs.error).toBeUndefined();
  expect.soft(sqs.payload).toEqual({
    url: expect.stringMatching(/^https:\/\/sqs\..+\/jobs$/),
    sameId: true,
    md5: ["f97c5d29941bfb1b2fdab0874906ab82", "f97c5d29941bfb1b2fdab0874906ab82"],
    attributes: "small",
    receives: "1",
    bodies: ["one", "three", "two"],
    batch: ["a", "b"],
    after: [],
    noQueue: "QueueDoesNotExist",
  });

  const secrets = await coldstart.invoke("secrets");
  expect.soft(secrets.error).toBeUndefined();
  expect.soft(secrets.payload).toEqual({
    secret: "t-1",
    parameter: "EUR",
    names: ["/shop/currency", "/shop/limits/day"],
    noSecret: ["ResourceNotFoundException", true],
    noParameter: ["ParameterNotFound", true],
  });
});

test("functions call functions, by Invoke, a topic and a bus", async ({ usedPage: coldstart }) => {
  await coldstart.openProject(SHOP);
  const lambda = await coldstart.invoke("lambda");
  expect.soft(lambda.error).toBeUndefined();
  expect.soft(lambda.payload).toEqual({
    sync: {
      status: 200,
      payload: { twice: 40, arn: expect.stringMatching(/^arn:aws:lambda:.*:function:callee$/) },
      error: null,
      version: "$LATEST",
    },
    failed: {
      status: 200,
      error: "Unhandled",
      payload: {
        errorType: "RangeError",
        errorMessage: "asked to",
        trace: expect.arrayContaining([expect.stringContaining("RangeError: asked to")]),
      },
    },
    logTail: true,
    event: { status: 202, payload: 0 },
    nobody: ["ResourceNotFoundException", true, 404],
  });

  const { services } = await coldstart.page.evaluate(() => ({ services: window.coldstart.services() }));
  const topicArn = `arn:aws:sns:us-east-1:123456789012:${services.topics.find(({ kind }) => kind === "topic")?.name}`;
  const publish = await coldstart.invoke("publish", { topicArn });
  expect.soft(publish.error).toBeUndefined();
  expect
    .soft(publish.payload)
    .toEqual({ messageId: expect.stringMatching(/^[0-9a-f-]{36}$/), failed: 0, ids: 2, wrong: "NotFoundException" });
  const heard = () =>
    coldstart.page.evaluate(() =>
      window.coldstart
        .invocations()
        .filter(({ functionName }) => functionName === "listener")
        .map(({ payload }) => payload),
    );
  await expect.poll(async () => (await heard()).length).toBe(2);
  expect(await heard()).toEqual(
    expect.arrayContaining([
      {
        Records: [expect.objectContaining({ EventSource: "aws:sns", Sns: expect.objectContaining({ Subject: "news", Message: "hello" }) })],
      },
      expect.objectContaining({ source: "shop", "detail-type": "order.placed", detail: { id: 7 } }),
    ]),
  );
});

test("aws-sdk v2 and packages that are not there fail when the code is loaded, and say what there is", async ({ usedPage: coldstart }) => {
  await coldstart.openProject({
    functions: [
      { name: "old", files: lines('const AWS = require("aws-sdk"); const s3 = new AWS.S3(); exports.handler = async () => 1;') },
      {
        name: "guarded",
        files: lines('exports.handler = async () => { try { require("aws-sdk"); } catch (error) { return error.code; } };'),
      },
    ],
  });
  const old = await coldstart.invoke("old");
  expect(old).toMatchObject({ status: "error", error: { errorType: "Runtime.ImportModuleError" } });
  expect(old.error?.errorMessage).toMatch(/^Error: Cannot find module 'aws-sdk'/);
  const build = (await coldstart.page.evaluate(() => window.coldstart.deploy("old"))) as { messages: { remedy?: string; text: string }[] };
  expect(build.messages.map(({ remedy }) => remedy).join()).toContain("@aws-sdk/client-s3 for S3");
  expect((await coldstart.invoke("guarded")).payload).toBe("MODULE_NOT_FOUND");

  const unknown = await coldstart.page.evaluate(async () => {
    await window.coldstart.project.open({
      name: "test",
      functions: [
        {
          name: "left-pad",
          runtime: "javascript",
          files: { "index.js": 'const pad = require("left-pad"); exports.handler = async () => pad;' },
        },
      ],
    });
    const deployed = (await window.coldstart.deploy("left-pad").catch((problem: unknown) => ({ problem }))) as Record<string, unknown>;
    const result = (await window.coldstart.invoke("left-pad", {}).catch(() => undefined)) as { error?: unknown } | undefined;
    return { text: JSON.stringify([deployed.problem, deployed.messages]), error: result?.error };
  });
  for (const name of ["left-pad", "uuid", "lodash", "dayjs", "zod", "jose", "jsonwebtoken"]) expect(unknown.text).toContain(name);
});

test("the packages of the playground work by import and by require", async ({ usedPage: coldstart }) => {
  await coldstart.openProject({ functions: [job("packages.mjs"), job("packages-required.js")] });
  expect(await coldstart.invoke("packages")).toMatchObject({
    status: "ok",
    payload: {
      uuid: true,
      lodash: ["Ada", [[1, 2], [3]], 1],
      dayjs: "2026-02-28",
      zod: { n: 7 },
      zodError: false,
      jwt: "ada",
      jose: "bob",
    },
  });
  expect(await coldstart.invoke("packages-required")).toMatchObject({
    status: "ok",
    payload: { uuid: true, lodash: "Ada", dayjs: "2026-02-28", zod: { n: 7 }, jose: "function", jwt: "ada" },
  });
});
