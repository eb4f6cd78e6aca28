import type { SQSEvent } from "aws-lambda";

// Up to five messages at a time: one container, one bill for all of them.
export const handler = async (event: SQSEvent) => {
  for (const { body } of event.Records) {
    const { key, thumbKey } = JSON.parse(body);
    console.log(`a thumbnail of ${key} is at ${thumbKey}`);
  }
};
