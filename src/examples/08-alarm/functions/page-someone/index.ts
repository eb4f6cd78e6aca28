import type { SNSEvent } from "aws-lambda";

export const handler = async (event: SNSEvent) => {
  for (const { Sns } of event.Records) console.log(`wake up: ${Sns.Subject}`);
};
