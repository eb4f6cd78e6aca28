import type { APIGatewayProxyEventV2 } from "aws-lambda";

class CardRefused extends Error {
  override name = "CardRefused";
}

// Every third order fails, or as many as ?every= says.
let orders = 0;

export const handler = async (event: APIGatewayProxyEventV2) => {
  orders += 1;
  const every = Number(event.queryStringParameters?.every ?? 3);
  if (orders % every === 0) throw new CardRefused(`order ${orders} of this container`);
  return { ok: true, orders };
};
