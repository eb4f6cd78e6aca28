import { expect, test } from "vitest";
import { DEFAULT_BILL, initialState } from "../../store/initial-state.ts";
import { setupOf } from "../../store/setup-of.ts";
import { NO_SERVICES_IN_PROJECT, type Project, parseProject } from "../schema.ts";
import type { Setup } from "../setup/setup.ts";
import { starterProject } from "../starter.ts";
import { decodeLink, encodeLink, linkParts } from "./share-link.ts";

const ORDERS_TS = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const sqs = new SQSClient({});

export const handler = async ({ body = "{}" }) => {
  const order = { ...JSON.parse(body), id: crypto.randomUUID(), state: "received" };
  await documents.send(new PutCommand({ TableName: "orders", Item: order }));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify({ orderId: order.id }) }));
  return { statusCode: 202, body: JSON.stringify(order) };
};
`;
const INVOICES_TS = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  for (const { body } of event.Records) {
    const { orderId } = JSON.parse(body);
    await documents.send(
      new UpdateCommand({
        TableName: "orders",
        Key: { id: orderId },
        UpdateExpression: "SET #state = :state",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":state": "invoiced" },
      }),
    );
    console.log("invoiced", orderId);
  }
};
`;

const SETTINGS = {
  accountConcurrency: 1_000,
  browserContainerLimit: 64,
  idleLifetimeMs: 300_000,
  billInit: true,
  modelProvisioning: false,
};

/** As the page has it when the project was just opened. */
function justOpened(project: Project): Setup {
  return setupOf(initialState({ project, settings: SETTINGS, bill: DEFAULT_BILL, nowMs: 1_764_000_000_000 }));
}

function orders(): Project {
  const services = { ...NO_SERVICES_IN_PROJECT };
  const read = parseProject({
    ...services,
    name: "orders",
    functions: [
      {
        name: "orders",
        runtime: "typescript",
        files: { "index.ts": ORDERS_TS },
        memoryMb: 256,
        environment: { QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/123456789012/invoices" },
        triggers: [{ type: "http", method: "POST", path: "/orders" }],
      },
      {
        name: "invoices",
        runtime: "javascript",
        files: { "index.mjs": INVOICES_TS },
        timeoutMs: 10_000,
        triggers: [{ type: "queue", queue: "invoices", batchSize: 5 }],
      },
    ],
    queues: [{ name: "invoices", deadLetterQueue: "lost-invoices" }, "lost-invoices"],
    tables: [{ name: "orders", partitionKey: "id", items: [{ id: "o-1", state: "received", totalCents: 1290 }] }],
  });
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

const SAMPLES: readonly (readonly [string, Setup])[] = [
  ["the first example", justOpened(starterProject())],
  ["two functions with a route, a queue and a table", justOpened(orders())],
];

test.each(SAMPLES)("the link of %s is shorter than 1,200 characters", async (name, setup) => {
  const link = await encodeLink(setup);
  console.info(`${name}: ${link.length} characters`);
  expect(link.length).toBeLessThan(1_200);
  expect(await decodeLink(link)).toMatchObject({ ok: true, value: setup });
});

test("what takes the room adds up to the link's length", async () => {
  const [, setup] = SAMPLES[1] ?? SAMPLES[0] ?? [];
  if (!setup) throw new Error("There is no sample.");
  const parts = await linkParts(setup);
  console.info(parts.map(({ name, chars }) => `${chars} ${name}`).join("\n"));
  expect(parts.reduce((sum, { chars }) => sum + chars, 0)).toBe((await encodeLink(setup)).length);
  expect(parts.map(({ chars }) => chars)).toEqual(parts.map(({ chars }) => chars).toSorted((a, b) => b - a));
  expect(parts.map(({ name }) => name)).toContain("orders/index.ts");
  expect(parts.map(({ name }) => name)).toContain("Rows of the table orders");
  // Nothing of these is in it.
  for (const absent of ["run", "result", "classroom", "events"]) expect(parts.map(({ kind }) => kind)).not.toContain(absent);
});
