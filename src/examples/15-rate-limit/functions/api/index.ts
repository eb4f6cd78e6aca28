import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const PER_MINUTE = 10;

export const handler = async (event: APIGatewayProxyEventV2) => {
  const caller = event.queryStringParameters?.caller ?? event.requestContext.http.sourceIp;
  const minute = Math.floor(event.requestContext.timeEpoch / 60_000);
  // One atomic step for all containers: no two of them read the same count.
  const { Attributes } = await table.send(
    new UpdateCommand({
      TableName: "windows",
      Key: { id: `${caller} ${minute}` },
      UpdateExpression: "ADD requests :one",
      ExpressionAttributeValues: { ":one": 1 },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  const used = Number(Attributes?.requests);
  if (used > PER_MINUTE) return { statusCode: 429, headers: { "retry-after": "60" }, body: `${used} of ${PER_MINUTE} this minute` };
  return { ok: true, left: PER_MINUTE - used };
};
