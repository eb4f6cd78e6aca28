/**
 * Calls of services by containers whose realm is the attacker's: what no honest container says ends it and nothing else;
 * what is said well is answered for the function that it is, and for the open project.
 */
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";
import { expectUnmarked, takeOver } from "./hostile-realm.ts";

test.use({ plainEditor: true });

const VICTIM = { name: "victim", files: { "index.js": "let n = 0; exports.handler = async () => ++n;" } };
const PROJECT = {
  functions: [
    { name: "attack", files: { "index.js": "exports.handler = async () => 1;" }, timeoutMs: 30_000 },
    { ...VICTIM, triggers: [{ type: "schedule", expression: "rate(1 day)" }] },
  ],
  queues: ["jobs"],
  buckets: ["files"],
};

const QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/jobs";

/** The container is ended, its request fails, and the page goes on. */
const ENDING = {
  "an input that is no JSON": `port.postMessage({ type: "service-call", callId: 1, service: "sqs", operation: "ListQueues", input: "{" });`,
  "an input that is no object": `port.postMessage({ type: "service-call", callId: 1, service: "sqs", operation: "ListQueues", input: "[1]" });`,
  "an input that is an object, not its text": `port.postMessage({ type: "service-call", callId: 1, service: "sqs", operation: "ListQueues", input: { toString: 1 } });`,
  "an answer of the page's, forged": `port.postMessage({ type: "service-answer", callId: 1, status: 200, output: "{}" });`,
  "more calls at a time than a container has": `for (let n = 0; n < 1_000; n += 1) call("sqs", "ReceiveMessage", { QueueUrl: "${QUEUE}", WaitTimeSeconds: 20 });`,
  "calls without end": `for (;;) await Promise.all(Array.from({ length: 200 }, () => call("none", "Nothing", {})));`,
} as const;

async function openProject(coldstart: ColdstartPage): Promise<void> {
  await coldstart.openProject(PROJECT);
  expect((await coldstart.invoke("victim")).payload).toBe(1);
}

test("what no honest container calls ends the container that does, and nothing else", async ({ coldstart }) => {
  await openProject(coldstart);
  let served = 1;
  for (const [what, deed] of Object.entries(ENDING)) {
    // The process that was ended is started again for the next request.
    await takeOver(coldstart, deed);
    const result = await coldstart.invoke("attack");
    expect.soft([what, result.status, result.payload]).toEqual([what, "crashed", undefined]);
    served += 1;
    expect.soft((await coldstart.invoke("victim")).payload, what).toBe(served);
  }
  // Control: an honest process in its place answers.
  expect((await coldstart.invoke("attack")).payload).toBe(1);
  await expectUnmarked(coldstart);
});

test("a call is of the function that makes it; the page's own controls and other functions' names are not for it", async ({
  coldstart,
}) => {
  await openProject(coldstart);
  await takeOver(
    coldstart,
    `const own = await call("sqs", "SendMessage", { QueueUrl: "${QUEUE}", MessageBody: "mine" }, { from: "victim", functionName: "victim", requestId: event.forgeFor });
     const answers = [];
     for (const [service, operation, input] of [
       ["coldstart", "FireSchedule", { functionName: "victim", place: 0 }],
       ["coldstart", "DeliverTwice", { functionName: "victim" }],
       ["__proto__", "constructor", {}],
       ["constructor", "prototype", {}],
       ["sqs", "__proto__", {}],
       ["s3", "constructor", { Bucket: "files" }],
       ["dynamodb", "toString", { TableName: "__proto__" }],
       ["secretsmanager", "GetSecretValue", { SecretId: "__proto__" }],
       ["lambda", "Invoke", { FunctionName: "constructor" }],
       ["network", "fetch", { url: "file:///etc/passwd" }],
       ["network", "fetch", { url: location.origin + "/index.html" }],
       ["network", "fetch", { url: "javascript:owned=true" }],
       ["network", "delete", { url: "https://example.com/" }],
     ]) answers.push([service, operation, (await call(service, operation, input)).error?.code ?? "answered"]);
     done({ sent: own.status, answers });`,
  );
  const forgeFor = await coldstart.page.evaluate(() => window.coldstart.invocations().at(-1)?.requestId);
  const result = await coldstart.page.evaluate((id) => window.coldstart.invoke("attack", { forgeFor: id }), forgeFor);
  const { status, payload, calls } = result as {
    status: string;
    payload: { sent: number; answers: string[][] };
    calls: { target: string }[];
  };
  expect(status).toBe("ok");
  // Control: what it may call, it can.
  expect(payload.sent).toBe(200);
  expect(payload.answers.filter(([, , code]) => code === "answered")).toEqual([]);
  expect(payload.answers[0]).toEqual(["coldstart", "FireSchedule", "UnknownOperationException"]);
  expect(calls[0]).toMatchObject({ service: "sqs", target: "jobs" });
  const { victims, services } = await coldstart.page.evaluate(() => ({
    victims: window.coldstart.invocations().filter(({ functionName }) => functionName === "victim"),
    services: window.coldstart.services(),
  }));
  expect(victims.map(({ trigger, calls: theirs }) => [trigger, theirs])).toEqual([["invoke", undefined]]);
  expect(services.queues[0]?.messages.map(({ body }) => body)).toEqual(["mine"]);
  expect(services.passes.filter(({ to }) => to === "queue:jobs").map(({ from }) => from)).toEqual(["function:attack"]);
  expect((await coldstart.invoke("victim")).payload).toBe(2);
  await expectUnmarked(coldstart);
});

test("the bytes of another project stay out of reach, even by their own name", async ({ coldstart }) => {
  const secret = "the other project's bytes";
  await coldstart.openProject({ name: "private", functions: [VICTIM], buckets: ["vault"] });
  await coldstart.page.evaluate((text) => window.coldstart.upload("vault", "secret.txt", text), secret);
  // Control: this is the name under which the page keeps them.
  const content = (await coldstart.page.evaluate(() => window.coldstart.services())).buckets[0]?.objects[0]?.content;
  expect(content).toMatchObject({ sizeBytes: secret.length, contentId: expect.stringMatching(/^[0-9a-f]{32}-\d+$/) });

  await openProject(coldstart);
  await takeOver(
    coldstart,
    `const read = async (Bucket, Key) => {
       const { status, body, error } = await call("s3", "GetObject", { Bucket, Key });
       return error ? error.code : new TextDecoder().decode(body ?? new Uint8Array());
     };
     const { content } = event;
     await call("s3", "PutObject", { Bucket: "files", Key: "own" }, { body: new TextEncoder().encode("own bytes") });
     await call("s3", "PutObject", { Bucket: "files", Key: "forged", Body: content });
     await call("s3", "putObject", { Bucket: "files", Key: "lower", Body: content });
     await call("s3", "CopyObject", { Bucket: "files", Key: "copied", CopySource: "vault/secret.txt", Body: content });
     await call("s3", "UploadPart", { Bucket: "files", Key: "part", UploadId: "1", PartNumber: 1, Body: content });
     const keys = ["own", "forged", "lower", "copied", "part", "../vault/secret.txt"];
     done({ read: Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await read("files", key)]))), vault: await read("vault", "secret.txt") });`,
  );
  const result = await coldstart.page.evaluate((of) => window.coldstart.invoke("attack", { content: of }), content);
  expect(result).toMatchObject({
    status: "ok",
    payload: {
      read: {
        own: "own bytes",
        forged: "",
        lower: "NoSuchKey",
        copied: "NoSuchKey",
        part: "NoSuchKey",
        "../vault/secret.txt": "NoSuchKey",
      },
      vault: "NoSuchBucket",
    },
  });
  expect(JSON.stringify(result)).not.toContain(secret);
});
