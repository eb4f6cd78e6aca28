import { setTimeout as sleep } from "node:timers/promises";
import type { APIGatewayProxyEventV2, SQSEvent } from "aws-lambda";

// The warehouse takes 200 ms, and stands two callers at a time.
async function ship(order: unknown) {
  await sleep(200);
  console.log("shipped", order);
}

// HTTP brings one order, a queue brings a batch of them.
function ordersIn(event: APIGatewayProxyEventV2 | SQSEvent): unknown[] {
  if (!("Records" in event)) return [event.queryStringParameters];
  return event.Records.map(({ body }) => JSON.parse(body));
}

export const handler = async (event: APIGatewayProxyEventV2 | SQSEvent) => {
  const orders = ordersIn(event);
  for (const order of orders) await ship(order);
  return { shipped: orders.length };
};
