// link-open: from the address to a page that can take commands, with somebody's set-up in the address and without, in turns.
import { metric } from "./median.mjs";

const SET_UP = {
  name: "Orders",
  queues: [{ name: "jobs", maxReceiveCount: 3, deadLetterQueue: "dead" }, { name: "dead" }],
  tables: [{ name: "orders", partitionKey: "id", stream: "new-image", items: [{ id: "1", total: 12.5 }] }],
  functions: [
    {
      name: "take",
      runtime: "javascript",
      files: {
        "index.mjs": `import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
const sqs = new SQSClient({});
export const handler = async (event) => {
  await sqs.send(new SendMessageCommand({ QueueUrl: "jobs", MessageBody: event.body ?? "{}" }));
  return { statusCode: 202, body: "taken" };
};`,
      },
      triggers: [{ type: "http", method: "POST", path: "/orders" }],
    },
    {
      name: "pack",
      runtime: "javascript",
      files: { "index.mjs": "export const handler = async ({ Records }) => ({ packed: Records.length });" },
      triggers: [
        { type: "queue", queue: "jobs" },
        { type: "schedule", expression: "rate(1 hour)" },
      ],
    },
  ],
};

export async function measureLinkOpen({ browser, url, runs }) {
  const link = await linkOf(browser, url);
  const pairs = [];
  // The first of each finds the server's files in no cache of the system.
  await timeToReady(browser, link);
  await timeToReady(browser, url);
  for (let run = 0; run < runs; run += 1) pairs.push([await timeToReady(browser, link, SET_UP.name), await timeToReady(browser, url)]);
  return [
    metric(
      "link-open",
      "ms",
      pairs,
      "from the address to ready, with the link of a set-up of two functions and services in it, against the empty page",
    ),
  ];
}

async function linkOf(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => "coldstart" in window);
  const link = await page.evaluate(async (setUp) => {
    await window.coldstart.ready;
    await window.coldstart.project.open(setUp);
    return window.coldstart.project.link();
  }, SET_UP);
  await page.close();
  return link;
}

/** A browser that was never here; the page's own clock, so that the way to this process counts for nothing. */
async function timeToReady(browser, address, name) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => "coldstart" in window);
  const { ms, opened } = await page.evaluate(async () => {
    await window.coldstart.ready;
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    while (!document.querySelector("#root main")) await drawn();
    return { ms: performance.now(), opened: window.coldstart.project.get().name };
  });
  await context.close();
  if (name !== undefined && opened !== name) throw new Error(`The link did not open: ${opened} is open.`);
  return ms;
}
