import { randomBytes } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async ({ body }: APIGatewayProxyEventV2) => {
  const url = urlIn(body);
  if (!url) return { statusCode: 400, body: 'Send { "url": "https://…" }.' };
  const code = randomBytes(4).toString("base64url");
  await table.send(
    new PutCommand({
      TableName: "links",
      Item: { code, url, visits: 0 },
      // A code that is taken is refused, not overwritten.
      ConditionExpression: "attribute_not_exists(code)",
    }),
  );
  console.log(`${code} leads to ${url}`);
  return { statusCode: 201, headers: { "content-type": "application/json" }, body: JSON.stringify({ code, path: `/l/${code}` }) };
};

function urlIn(body = ""): string | undefined {
  try {
    const { url } = JSON.parse(body);
    return /^https?:$/.test(new URL(url).protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
