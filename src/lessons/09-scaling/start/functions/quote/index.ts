import { setTimeout as sleep } from "node:timers/promises";

// Asks a supplier for today's price: 200 ms of waiting, and hardly any work.
export const handler = async () => {
  await sleep(200);
  return { drink: "espresso", priceEur: 2.6 };
};
