import { createHmac } from "node:crypto";
import { build } from "esbuild";
import { afterEach, describe, expect, test, vi } from "vitest";
import { addServices } from "./add-services.ts";
import { parseProject } from "./schema.ts";
import { starterProject } from "./starter.ts";
import { nameBeside } from "./templates/function-template.ts";
import { FUNCTION_TEMPLATES } from "./templates.ts";

type Handler = (event: unknown) => Promise<unknown>;
interface Sent {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the SDK's clients of the function under test send goes here. */
const sdk = globalThis as typeof globalThis & { answerOfSdk?: (sent: Sent) => unknown };

const CLIENTS = ["S3Client", "LambdaClient"];
const COMMANDS = ["GetObjectCommand", "PutObjectCommand", "InvokeCommand"];
const FAKE_SDK = [
  ...CLIENTS.map((name) => `export class ${name} { async send(command) { return globalThis.answerOfSdk(command); } }`),
  ...COMMANDS.map((name) => `export class ${name} { constructor(input) { this.command = "${name}"; this.input = input; } }`),
].join("\n");

function templateOf(id: string) {
  const template = FUNCTION_TEMPLATES.find((each) => each.id === id);
  if (!template) throw new Error(`no template ${id}`);
  return template;
}

async function handlerOf(id: string, answer: (sent: Sent) => unknown = () => undefined): Promise<Handler> {
  sdk.answerOfSdk = answer;
  const { outputFiles } = await build({
    stdin: { contents: templateOf(id).create("demo").files["index.mjs"] ?? "", resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "silent",
    plugins: [
      {
        name: "clients",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^@aws-sdk\/client-/ }, ({ path }) => ({ path, namespace: "client" }));
          onLoad({ filter: /.*/, namespace: "client" }, () => ({ contents: FAKE_SDK }));
        },
      },
    ],
  });
  const source = `${outputFiles[0]?.text}\n// ${id}`;
  const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`)) as { handler: Handler };
  return module.handler;
}

afterEach(() => {
  delete sdk.answerOfSdk;
  vi.unstubAllEnvs();
});

describe("each template with its services", () => {
  test.each(FUNCTION_TEMPLATES.map(({ id }) => id))("%s is a good project, under names that are hard too", (id) => {
    for (const name of [id, "A_b", "_", "x".repeat(64)]) {
      const { create, services } = templateOf(id);
      const project = addServices({ ...starterProject(), functions: [create(name)] }, services?.(name) ?? {});
      const parsed = parseProject(project);
      expect(parsed).toEqual({ ok: true, value: project, notYet: [], ignored: [], warnings: expect.any(Array) });
      if (id !== "caller") expect(parsed.ok && parsed.warnings).toEqual([]);
    }
  });

  test.each([
    ["resize", "resize-x"],
    ["Resize_Me", "resize-me-x"],
    ["__", "my-x"],
    ["a".repeat(64), `${"a".repeat(40)}-x`],
  ])("beside %s: %s", (name, beside) => {
    expect(nameBeside(name, "x")).toBe(beside);
  });
});

test("adding services leaves what is there as it is", () => {
  const there = { ...starterProject(), buckets: ["a"], topics: [{ name: "t", kind: "bus" as const, queues: [] }], secrets: { s: "old" } };
  const more = { buckets: ["a", "b"], topics: [{ name: "t", kind: "topic" as const, queues: [] }], secrets: { s: "new", u: "1" } };
  expect(addServices(there, more)).toEqual({ ...there, buckets: ["a", "b"], secrets: { s: "old", u: "1" } });
  expect(addServices(there, {})).toEqual(there);
});

describe("the code does what it says", () => {
  test("the scheduled job reports", async () => {
    const handler = await handlerOf("scheduled-job");
    expect(await handler({ time: "2026-07-01T00:05:00Z" })).toEqual({ day: "2026-07-01", runs: 1 });
  });

  test("the thumbnail: a summary of each upload, under another prefix", async () => {
    const png = new Uint8Array(24);
    new DataView(png.buffer).setUint32(0, 0x89504e47);
    new DataView(png.buffer).setUint32(16, 640);
    new DataView(png.buffer).setUint32(20, 480);
    const contents: Readonly<Record<string, readonly [Uint8Array, string]>> = {
      "uploads/my cat ☕.png": [png, "image/png"],
      "uploads/a.txt": [new TextEncoder().encode("hello"), "text/plain"],
      "uploads/empty": [new Uint8Array(), "application/octet-stream"],
    };
    const put: unknown[] = [];
    const handler = await handlerOf("thumbnail", ({ command, input }) => {
      if (command === "PutObjectCommand") return void put.push([input.Key, JSON.parse(String(input.Body)), input.Bucket]);
      const [bytes, ContentType] = contents[String(input.Key)] ?? [];
      return { ContentType, Body: { transformToByteArray: () => Promise.resolve(bytes) } };
    });
    const keys = ["uploads/my+cat+%E2%98%95.png", "uploads/a.txt", "uploads/empty"];
    await handler({ Records: keys.map((key) => ({ s3: { bucket: { name: "demo-files" }, object: { key } } })) });
    expect(put).toEqual([
      [
        "summaries/my cat ☕.png.json",
        { key: "uploads/my cat ☕.png", contentType: "image/png", sizeBytes: 24, width: 640, height: 480 },
        "demo-files",
      ],
      ["summaries/a.txt.json", { key: "uploads/a.txt", contentType: "text/plain", sizeBytes: 5, beginning: "hello" }, "demo-files"],
      ["summaries/empty.json", { key: "uploads/empty", contentType: "application/octet-stream", sizeBytes: 0 }, "demo-files"],
    ]);
  });

  test("the queue worker gives back only what failed", async () => {
    const handler = await handlerOf("queue-worker");
    const bodies = ['{"task":"print"}', '{"task":"print","fail":true}', "{"];
    const Records = bodies.map((body, index) => ({ messageId: `m${index}`, body, attributes: { ApproximateReceiveCount: "1" } }));
    expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }, { itemIdentifier: "m2" }] });
  });

  test("the table stream, the alarm responder and the topic subscriber take their events", async () => {
    const change = { Keys: { id: { S: "a" } }, OldImage: { id: { S: "a" }, n: { N: "1" } }, NewImage: { id: { S: "a" }, n: { N: "2" } } };
    await (await handlerOf("table-stream"))({
      Records: [
        { eventName: "MODIFY", dynamodb: change },
        { eventName: "REMOVE", dynamodb: { Keys: { id: { S: "a" } } } },
      ],
    });
    await (await handlerOf("alarm-responder"))({
      alarmData: { alarmName: "a", state: { value: "ALARM", reason: "so" }, previousState: { value: "OK" } },
    });
    await (await handlerOf("topic-subscriber"))({
      Records: [{ Sns: { MessageId: "1", Message: '{"orderId":1}', MessageAttributes: {} } }],
    });
  });

  test.each([
    ["signed", "it's secret", '{"a":1}', false, 204],
    ["signed, as bytes", "it's secret", '{"a":1}', true, 204],
    ["signed with another secret", "guessed", '{"a":1}', false, 401],
    ["signed for another body", "it's secret", '{"a":2}', false, 401],
  ])("the webhook, %s", async (_, secret, signedBody, isBase64Encoded, statusCode) => {
    vi.stubEnv("WEBHOOK_SECRET", "it's secret");
    const body = Buffer.from('{"a":1}').toString(isBase64Encoded ? "base64" : "utf8");
    const signature = `sha256=${createHmac("sha256", secret).update(signedBody).digest("hex")}`;
    const handler = await handlerOf("webhook");
    expect(await handler({ headers: { "x-hub-signature-256": signature }, body, isBase64Encoded })).toMatchObject({ statusCode });
    expect(await handler({ headers: {} })).toMatchObject({ statusCode: 401 });
  });

  test.each([
    ["sync", {}, { Payload: new TextEncoder().encode('{"a":1}') }, { target: "t", answer: { a: 1 } }, "RequestResponse"],
    [
      "sync, when the other fails",
      {},
      { FunctionError: "Unhandled", Payload: new TextEncoder().encode('{"errorType":"E"}') },
      { target: "t", failed: { errorType: "E" } },
      "RequestResponse",
    ],
    ["async", { mode: "async" }, { StatusCode: 202 }, { target: "t", statusOfInvoke: 202 }, "Event"],
  ])("the caller, %s", async (_, query, answer, returned, type) => {
    const sent: unknown[] = [];
    const handler = await handlerOf("caller", ({ input }) => {
      sent.push([input.FunctionName, input.InvocationType]);
      return answer;
    });
    expect(await handler({ queryStringParameters: { target: "t", ...query } })).toEqual(returned);
    expect(sent).toEqual([["t", type]]);
  });
});
