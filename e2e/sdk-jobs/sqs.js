const {
  SQSClient,
  SendMessageCommand,
  ReceiveMessageCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  SendMessageBatchCommand,
} = require("@aws-sdk/client-sqs");

const sqs = new SQSClient({});

exports.handler = async () => {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "jobs" }));
  const sent = await sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody: "one", MessageAttributes: { kind: { DataType: "String", StringValue: "small" } } }),
  );
  const batch = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: "a", MessageBody: "two" },
        { Id: "b", MessageBody: "three" },
      ],
    }),
  );
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] }),
  );
  const one = Messages.find(({ Body }) => Body === "one");
  for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  const after = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  const noQueue = await sqs
    .send(new SendMessageCommand({ QueueUrl: QueueUrl.replace("jobs", "nowhere"), MessageBody: "x" }))
    .catch((error) => error.name);
  return {
    url: QueueUrl,
    sameId: one.MessageId === sent.MessageId,
    md5: [sent.MD5OfMessageBody, one.MD5OfBody],
    attributes: one.MessageAttributes.kind.StringValue,
    receives: one.Attributes.ApproximateReceiveCount,
    bodies: Messages.map(({ Body }) => Body).sort(),
    batch: batch.Successful.map(({ Id }) => Id),
    after: after.Messages ?? [],
    noQueue,
  };
};
