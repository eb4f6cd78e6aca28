import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

const sns = new SNSClient({});

export const handler = async ({ body }: APIGatewayProxyEventV2) => {
  const { totalEur = 0 } = JSON.parse(body ?? "{}");
  const { MessageId } = await sns.send(
    new PublishCommand({
      TopicArn: process.env.TOPIC_ARN,
      Message: JSON.stringify({ totalEur }),
      MessageAttributes: { totalEur: { DataType: "Number", StringValue: String(totalEur) } },
    }),
  );
  return { statusCode: 202, body: JSON.stringify({ messageId: MessageId }) };
};
