import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { SignJWT } from "jose";

const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name: "/shop/token-key", WithDecryption: true }));
const key = new TextEncoder().encode(Parameter?.Value);

export const handler = async ({ body }: APIGatewayProxyEventV2) => {
  const { user } = JSON.parse(body ?? "{}");
  // A real one asks for a password, too.
  if (typeof user !== "string" || user === "") return { statusCode: 400, body: 'Send { "user": "ada" }.' };
  const token = await new SignJWT({}).setProtectedHeader({ alg: "HS256" }).setSubject(user).setExpirationTime("1h").sign(key);
  return { token };
};
