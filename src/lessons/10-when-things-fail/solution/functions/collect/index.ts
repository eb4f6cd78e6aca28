import type { SQSBatchItemFailure, SQSEvent } from "aws-lambda";
import { once } from "./once";
import { charge } from "./shop";

async function collect(body: string) {
  const order = String(JSON.parse(body).order);
  await once(`order-${order}`, () => charge(order));
}

// Each message by itself: only what failed comes back.
export const handler = async (event: SQSEvent) => {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      await collect(body);
    } catch (error) {
      console.error(messageId, error);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
};
