import type { APIGatewayProxyEventV2 } from "aws-lambda";

// Module scope: runs once, when a container starts.
console.log("module scope runs");
let served = 0;

// The handler: runs once for each request.
export const handler = async (event: APIGatewayProxyEventV2) => {
  served += 1;
  console.log(`${event.requestContext.http.method} ${event.rawPath}`);
  return { message: "Hello, world", served };
};
