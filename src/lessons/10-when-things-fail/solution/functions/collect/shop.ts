import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const refused = process.env.REFUSED?.split(",") ?? [];

/** The bank, which refuses some orders. */
export async function charge(order: string) {
  if (refused.includes(order)) throw new Error(`The bank refuses order ${order}`);
  const Item = { id: randomUUID(), order };
  await tables.send(new PutCommand({ TableName: process.env.LEDGER, Item }));
  console.log(`charged for order ${order}`);
}
