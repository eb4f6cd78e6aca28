import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { DynamoDBStreamEvent } from "aws-lambda";

const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}));

// The table tells what changed in it. This keeps a total in step.
export const handler = async (event: DynamoDBStreamEvent) => {
  const added = event.Records.filter(({ eventName }) => eventName === "INSERT").length;
  if (added === 0) return;
  const { Attributes } = await tables.send(
    new UpdateCommand({
      TableName: process.env.TOTALS,
      Key: { id: "all" },
      UpdateExpression: "ADD pictures :added",
      ExpressionAttributeValues: { ":added": added },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  console.log(`${added} new, ${Attributes?.pictures} in all`);
};
