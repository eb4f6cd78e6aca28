import type { SNSEvent } from "aws-lambda";

// The filter is the platform's work: orders below 100 EUR neither start nor bill this function.
export const handler = async (event: SNSEvent) => {
  for (const { Sns } of event.Records) console.log("looks at", JSON.parse(Sns.Message).totalEur, "EUR");
};
