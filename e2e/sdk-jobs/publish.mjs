import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";

const sns = new SNSClient({});
const events = new EventBridgeClient({});

export const handler = async ({ topicArn }) => {
  const published = await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: "news",
      Message: "hello",
      MessageAttributes: { kind: { DataType: "String", StringValue: "wanted" } },
    }),
  );
  await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Message: "not for you",
      MessageAttributes: { kind: { DataType: "String", StringValue: "other" } },
    }),
  );
  const put = await events.send(
    new PutEventsCommand({
      Entries: [
        { Source: "shop", DetailType: "order.placed", Detail: JSON.stringify({ id: 7 }) },
        { Source: "shop", DetailType: "order.seen", Detail: JSON.stringify({ id: 8 }) },
      ],
    }),
  );
  const wrong = await sns.send(new PublishCommand({ TopicArn: `${topicArn}-not`, Message: "x" })).catch((error) => error.name);
  return { messageId: published.MessageId, failed: put.FailedEntryCount, ids: put.Entries.length, wrong };
};
