import type { SQSEvent } from "aws-lambda";
import { once } from "./once";
import { charge } from "./shop";

async function collect(body: string) {
  const order = String(JSON.parse(body).order);
  await once(`order-${order}`, () => charge(order));
}

// An error ends the loop, and with it the whole batch.
export const handler = async (event: SQSEvent) => {
  for (const { body } of event.Records) await collect(body);
};
