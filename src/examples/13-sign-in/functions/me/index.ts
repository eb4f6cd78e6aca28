import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { jwtVerify } from "jose";

const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name: "/shop/token-key", WithDecryption: true }));
const key = new TextEncoder().encode(Parameter?.Value);

export const handler = async ({ headers }: APIGatewayProxyEventV2) => {
  const token = (headers.authorization ?? "").replace(/^Bearer /, "");
  try {
    const { payload } = await jwtVerify(token, key);
    return { user: payload.sub, untilS: payload.exp };
  } catch (error) {
    console.warn(`refused: ${(error as Error).message}`);
    return { statusCode: 401, body: "Sign in first: POST /login gives the token for the authorization header." };
  }
};
