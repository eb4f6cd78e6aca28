import type { SNSEvent } from "aws-lambda";

export const handler = async (event: SNSEvent) => {
  for (const { Sns } of event.Records) console.log("confirmed", JSON.parse(Sns.Message).totalEur, "EUR");
};
