import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** The bank: each call takes the money, and leaves a line in the ledger. */
export async function charge(order: string, cents: number) {
  const Item = { id: randomUUID(), order, cents };
  await tables.send(new PutCommand({ TableName: process.env.LEDGER, Item }));
  console.log(`charged ${cents} cents for ${order}`);
}

export async function mail(order: string, takesMs: number) {
  await sleep(takesMs);
  console.log(`mailed the receipt of ${order}`);
}
