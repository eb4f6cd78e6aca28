import type { SQSEvent } from "aws-lambda";

// Messages come in batches: ten new pictures are one mail, not ten.
export const handler = async (event: SQSEvent) => {
  const keys = event.Records.map(({ body }) => JSON.parse(body).key);
  console.log(`mail: ${keys.length} new, ${keys.join(", ")}`);
};
