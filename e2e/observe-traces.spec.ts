/** Traces: a dead letter followed back to the request that made it, and one event's way as OpenTelemetry's own JSON. */
import { readFile } from "node:fs/promises";
import { expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const SENDS = `import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
const sqs = new SQSClient({});
const QueueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/jobs";
export const handler = async (event) => {
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
  return "sent";
};`;
const FAILS = 'export const handler = async () => { throw new TypeError("no such task"); };';

test("a dead letter leads back to the request that made it; its trace is exported for OpenTelemetry", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.openProject({
    queues: [{ name: "jobs", maxReceiveCount: 2, deadLetterQueue: "dead", visibilityTimeoutMs: 10_000 }, { name: "dead" }],
    functions: [
      { name: "api", files: { "index.mjs": SENDS }, timeoutMs: 30_000 },
      { name: "worker", files: { "index.mjs": FAILS }, triggers: [{ type: "queue", queue: "jobs" }] },
    ],
  });
  const { requestId } = await coldstart.invoke("api", { task: 1 });
  await page.evaluate(() => window.coldstart.clock.advance(60_000));

  await page.getByRole("button", { name: "Queue dead, 1 waiting" }).click();
  await page.getByRole("region", { name: "Waiting, 1" }).getByText('{"task":1}').click();
  await page.getByRole("button", { name: "Trace", exact: true }).click();

  const trace = page.getByRole("region", { name: "Trace", exact: true });
  await expect(trace.getByText(/A dead letter\. .*worker had it 2 times and failed last with TypeError\./)).toBeVisible();
  await expect(trace.getByText(`made by request ${requestId.slice(0, 8)} of api`)).toBeVisible();
  const spans = trace.getByRole("list", { name: "Spans" });
  await expect(spans.getByRole("button", { name: /^Request to api/ })).toBeVisible();
  await expect(spans.getByRole("button", { name: /^Request to worker, attempt 2, error/ })).toBeVisible();
  await expect(spans.getByRole("button", { name: /^Event in queue dead/ })).toBeVisible();

  await spans.getByRole("button", { name: /^Request to api/ }).focus();
  await page.keyboard.press("End");
  await expect(spans.getByRole("button").last()).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: `Request ${requestId}` })).toBeVisible();

  const [download] = await Promise.all([page.waitForEvent("download"), trace.getByRole("button", { name: "OpenTelemetry" }).click()]);
  const exported = JSON.parse(await readFile(await download.path(), "utf8"));
  const names = exported.resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: { name: string }[] }[] }) =>
    scopeSpans.flatMap(({ spans: each }) => each.map(({ name }) => name)),
  );
  expect(names).toEqual(expect.arrayContaining(["api", "worker", "sqs SendMessage", "queue:jobs message", "queue:dead message"]));
});

test("an id finds its trace, and one that nothing has is refused in words", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.deploy({ name: "fn", files: { "index.js": "exports.handler = async () => 1;" } });
  const { requestId } = await coldstart.invoke("fn");
  await coldstart.invoke("fn");
  await page.getByRole("tab", { name: "Observe" }).click();
  await page.getByRole("tab", { name: "Traces" }).click();
  const find = page.getByRole("searchbox", { name: "Request id, message id or event id" });
  await find.fill("no-such-id");
  await find.press("Enter");
  await expect(page.getByRole("region", { name: "Traces" }).getByRole("alert")).toHaveText("Nothing that is kept has this id.");
  await find.fill(requestId);
  await find.press("Enter");
  await expect(page.getByRole("list", { name: "Spans" }).getByRole("button", { name: /^Request to fn/ })).toHaveClass(/sel/);
});
