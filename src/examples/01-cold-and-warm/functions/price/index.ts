import { setTimeout as wait } from "node:timers/promises";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

// Init: once per container, before its first request. Whoever comes first waits for it.
const prices = await loadPrices();
let served = 0;

async function loadPrices(): Promise<ReadonlyMap<string, number>> {
  await wait(600); // a catalogue that comes from far away
  return new Map([
    ["espresso", 2.6],
    ["flat-white", 3.9],
    ["filter", 3.2],
  ]);
}

export const handler = async (event: APIGatewayProxyEventV2) => {
  served += 1;
  const drink = event.pathParameters?.drink ?? "";
  const priceEur = prices.get(drink);
  console.log(`${drink}: request ${served} of this container`);
  if (priceEur === undefined) return { statusCode: 404, body: `No price for ${drink}` };
  return { drink, priceEur, served };
};
