import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const COUNT_FILE = "/tmp/visits";
let inMemory = 0;

export const handler = async (event: APIGatewayProxyEventV2) => {
  if (event.queryStringParameters?.crash) process.exit(1);

  inMemory += 1;
  const inTmp = Number(await readFile(COUNT_FILE, "utf8").catch(() => "0")) + 1;
  await writeFile(COUNT_FILE, String(inTmp));

  const { Attributes } = await table.send(
    new UpdateCommand({
      TableName: "counters",
      Key: { id: "visits" },
      UpdateExpression: "ADD visits :one",
      ExpressionAttributeValues: { ":one": 1 },
      ReturnValues: "UPDATED_NEW",
    }),
  );

  await sleep(300); // Making the page takes a while.
  return { inMemory, inTmp, inTable: Attributes?.visits };
};
