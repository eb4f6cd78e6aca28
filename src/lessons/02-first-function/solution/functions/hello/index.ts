import type { APIGatewayProxyEventV2 } from "aws-lambda";

// Module scope: runs once, when a container starts.
console.log("module scope runs");
let served = 0;

// The handler: runs once for each request.
export const handler = async (event: APIGatewayProxyEventV2) => {
  served += 1;
  console.log(`${event.requestContext.http.method} ${event.rawPath}`);
  const name = event.queryStringParameters?.name ?? "world";
  if (name === "nobody") throw new Error("There is nobody to greet");
  return { message: `Hello, ${name}`, served };
};
