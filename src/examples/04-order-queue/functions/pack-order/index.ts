import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";

// Only what failed comes again. Without this list, one bad message would bring the whole batch back.
export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    try {
      pack(record);
    } catch (error) {
      console.error(`receive ${record.attributes.ApproximateReceiveCount}: ${(error as Error).message}`);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};

function pack({ body }: SQSRecord): void {
  const { orderId, item } = JSON.parse(body);
  if (item === "broken") throw new Error(`order ${orderId} cannot be packed`);
  console.log(`packed ${item} for order ${orderId}`);
}
