import { randomUUID } from "node:crypto";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async ({ headers, body }: APIGatewayProxyEventV2) => {
  const key = headers["idempotency-key"];
  if (!key) return { statusCode: 400, body: "Send an idempotency-key header: the same for every try of one payment." };
  const payment = { key, paymentId: randomUUID(), amountEur: JSON.parse(body ?? "{}").amountEur };
  try {
    // Written before the charge: of two requests at once, one wins and the other reads what it did.
    await table.send(
      new PutCommand({
        TableName: "payments",
        Item: payment,
        ConditionExpression: "attribute_not_exists(#key)",
        ExpressionAttributeNames: { "#key": "key" },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { Item } = await table.send(new GetCommand({ TableName: "payments", Key: { key }, ConsistentRead: true }));
    console.log(`${key} is known: nothing is charged`);
    return { statusCode: 200, body: JSON.stringify({ ...Item, charged: "before" }) };
  }
  console.log(`charged ${payment.amountEur} EUR for ${key}`);
  return { statusCode: 201, body: JSON.stringify({ ...payment, charged: "now" }) };
};
