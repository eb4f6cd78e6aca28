import { createHmac, timingSafeEqual } from "node:crypto";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
// Once per container: a secret is read at init, not for every request.
const { SecretString: secret = "" } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: "webhook" }));

export const handler = async ({ headers, body = "", isBase64Encoded }: APIGatewayProxyEventV2) => {
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  const expected = signatureOf(bytes);
  if (!isSame(headers["x-signature"] ?? "", expected)) {
    console.warn("refused: x-signature does not sign this body");
    return { statusCode: 401, body: "x-signature must be sha256=<HMAC of the body with the shared secret>" };
  }
  const { deliveryId } = JSON.parse(bytes.toString());
  try {
    await table.send(
      new PutCommand({ TableName: "deliveries", Item: { deliveryId }, ConditionExpression: "attribute_not_exists(deliveryId)" }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    console.log(`${deliveryId} came again: nothing is done twice`);
    return { statusCode: 200, body: "known" };
  }
  console.log(`${deliveryId} taken`);
  return { statusCode: 200, body: "taken" };
};

function signatureOf(bytes: Buffer): string {
  return `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
