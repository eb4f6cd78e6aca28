import { setTimeout as wait } from "node:timers/promises";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

await wait(900); // a model, a connection pool, a large dependency
const readyAt = Date.now();

type Ping = { readonly ping: true };

// A ping is billed as any request, so it does nothing. It keeps one container warm, not two: a burst still starts cold.
export const handler = async (event: APIGatewayProxyEventV2 | Ping) => {
  if ("ping" in event) return "warm";
  return { quote: "Make it work, make it right, make it fast.", containerAgeS: Math.round((Date.now() - readyAt) / 1000) };
};
