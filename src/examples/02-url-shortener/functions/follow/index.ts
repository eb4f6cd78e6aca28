import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async ({ pathParameters }: APIGatewayProxyEventV2) => {
  const code = pathParameters?.code ?? "";
  try {
    // Counts and reads in one call: two requests at once never lose a visit.
    const { Attributes } = await table.send(
      new UpdateCommand({
        TableName: "links",
        Key: { code },
        UpdateExpression: "ADD visits :one",
        ConditionExpression: "attribute_exists(code)",
        ExpressionAttributeValues: { ":one": 1 },
        ReturnValues: "ALL_NEW",
      }),
    );
    console.log(`${code}: visit ${Attributes?.visits}`);
    return { statusCode: 302, headers: { location: Attributes?.url } };
  } catch (error) {
    if ((error as Error).name !== "ConditionalCheckFailedException") throw error;
    return { statusCode: 404, body: `No link ${code}` };
  }
};
