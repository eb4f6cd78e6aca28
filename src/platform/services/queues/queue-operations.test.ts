import { expect, test } from "vitest";
import { QueuesUnderTest, queueConfig } from "./queues-under-test.ts";

const url = (name: string) => `https://sqs.us-east-1.amazonaws.com/123456789012/${name}`;
const orders = () => new QueuesUnderTest([queueConfig("orders")]);

test("send and receive answer with SQS's names; attributes only where they are asked for", () => {
  const under = orders();
  const MessageAttributes = {
    "app.kind": { DataType: "String", StringValue: "order" },
    size: { DataType: "Number.int", StringValue: "12" },
    raw: { DataType: "Binary", BinaryValue: "AQID" },
  };
  expect(under.call("SendMessage", { QueueUrl: url("orders"), MessageBody: "Hello from SQS!", MessageAttributes })).toEqual({
    MD5OfMessageBody: "7b270e59b47ff90a553787216d55d91d",
    MD5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
    MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  const receive = (more: object) => {
    const { Messages } = under.call("ReceiveMessage", { QueueUrl: url("orders"), VisibilityTimeout: 0, ...more });
    return Messages?.[0];
  };
  expect(receive({})).toEqual({
    MessageId: expect.any(String),
    ReceiptHandle: expect.stringMatching(/^AQEB[A-Za-z0-9+/]+$/),
    MD5OfBody: "7b270e59b47ff90a553787216d55d91d",
    Body: "Hello from SQS!",
  });
  expect(receive({ MessageSystemAttributeNames: ["All"] })?.Attributes).toEqual({
    SenderId: "AIDAIENQZJOLO23YVJ4VO",
    SentTimestamp: String(under.context.atMs),
    ApproximateReceiveCount: "2",
    ApproximateFirstReceiveTimestamp: String(under.context.atMs),
  });
  expect(receive({ AttributeNames: ["SenderId"] })?.Attributes).toEqual({ SenderId: "AIDAIENQZJOLO23YVJ4VO" });
  expect(receive({ MessageAttributeNames: ["All"] })?.MessageAttributes).toEqual(MessageAttributes);
  expect(receive({ MessageAttributeNames: ["app.*"] })?.MessageAttributes).toEqual({ "app.kind": MessageAttributes["app.kind"] });
  // Of what is answered alone: the SDKs check it against that.
  expect(receive({ MessageAttributeNames: ["size"] })?.MD5OfMessageAttributes).not.toBe(
    receive({ MessageAttributeNames: ["All"] })?.MD5OfMessageAttributes,
  );
});

test.each(["orders", url("orders"), "arn:aws:sqs:us-east-1:123456789012:orders"])(
  "a queue is named by name, URL or ARN (%s)",
  (QueueUrl) => {
    expect(orders().call("SendMessage", { QueueUrl, MessageBody: "a" }).MessageId).toBeTruthy();
  },
);

test("no message is an empty answer", () => {
  expect(orders().call("ReceiveMessage", { QueueUrl: "orders" })).toEqual({});
});

const long = "x".repeat(1_048_577);
const attributes = (value: unknown) => ({ MessageBody: "a", MessageAttributes: { a: value } });
test.each<[string, string, object, string, string | RegExp]>([
  ["no such queue", "SendMessage", { QueueUrl: url("nope"), MessageBody: "a" }, "QueueDoesNotExist", "The specified queue does not exist."],
  [
    "no queue",
    "SendMessage",
    { QueueUrl: undefined, MessageBody: "a" },
    "MissingParameter",
    "The request must contain the parameter QueueUrl.",
  ],
  ["a queue that is no text", "SendMessage", { QueueUrl: 3, MessageBody: "a" }, "SerializationException", /QueueUrl/],
  ["no body", "SendMessage", {}, "MissingParameter", "The request must contain the parameter MessageBody."],
  ["an empty body", "SendMessage", { MessageBody: "" }, "MissingParameter", "The request must contain the parameter MessageBody."],
  [
    "a body too long",
    "SendMessage",
    { MessageBody: long },
    "InvalidParameterValue",
    "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.",
  ],
  ["a control character", "SendMessage", { MessageBody: "a\u0000" }, "InvalidMessageContents", /^Invalid characters found\./],
  ["a lone surrogate", "SendMessage", { MessageBody: "a\ud800" }, "InvalidMessageContents", /^Invalid characters found\./],
  [
    "a delay too long",
    "SendMessage",
    { MessageBody: "a", DelaySeconds: 901 },
    "InvalidParameterValue",
    "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.",
  ],
  ["a delay that is no number", "SendMessage", { MessageBody: "a", DelaySeconds: "soon" }, "InvalidParameterValue", /^Value soon/],
  [
    "a deduplication id on a standard queue",
    "SendMessage",
    { MessageBody: "a", MessageDeduplicationId: "d" },
    "InvalidParameterValue",
    /not valid for this queue type/,
  ],
  [
    "an attribute without a type",
    "SendMessage",
    attributes({ StringValue: "1" }),
    "InvalidParameterValue",
    "The message attribute 'a' must contain non-empty message attribute type.",
  ],
  [
    "an attribute of an unknown type",
    "SendMessage",
    attributes({ DataType: "Bool", StringValue: "1" }),
    "InvalidParameterValue",
    /invalid message attribute type/,
  ],
  [
    "an attribute without a value",
    "SendMessage",
    attributes({ DataType: "String" }),
    "InvalidParameterValue",
    /non-empty message attribute value for message attribute type 'String'/,
  ],
  ["an attribute that is null", "SendMessage", attributes(null), "InvalidParameterValue", /non-empty message attribute type/],
  ["a number that is none", "SendMessage", attributes({ DataType: "Number", StringValue: "one" }), "InvalidParameterValue", /to a number/],
  [
    "eleven attributes",
    "SendMessage",
    {
      MessageBody: "a",
      MessageAttributes: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`a${n}`, { DataType: "String", StringValue: "x" }])),
    },
    "InvalidParameterValue",
    "Number of message attributes [11] exceeds the allowed maximum [10].",
  ],
  [
    "eleven messages",
    "ReceiveMessage",
    { MaxNumberOfMessages: 11 },
    "InvalidParameterValue",
    "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.",
  ],
  ["no message", "ReceiveMessage", { MaxNumberOfMessages: 0 }, "InvalidParameterValue", /between 1 and 10/],
  [
    "a wait too long",
    "ReceiveMessage",
    { WaitTimeSeconds: 21 },
    "InvalidParameterValue",
    "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.",
  ],
  ["a visibility timeout too long", "ReceiveMessage", { VisibilityTimeout: 43_201 }, "InvalidParameterValue", /43200/],
  [
    "a wrong handle",
    "DeleteMessage",
    { ReceiptHandle: "abc" },
    "ReceiptHandleIsInvalid",
    'The input receipt handle "abc" is not a valid receipt handle.',
  ],
  ["no handle", "DeleteMessage", {}, "MissingParameter", "The request must contain the parameter ReceiptHandle."],
  [
    "no entries",
    "SendMessageBatch",
    { Entries: [] },
    "EmptyBatchRequest",
    "There should be at least one SendMessageBatchRequestEntry in the request.",
  ],
  [
    "eleven entries",
    "SendMessageBatch",
    { Entries: Array.from({ length: 11 }, (_, n) => ({ Id: `${n}`, MessageBody: "a" })) },
    "TooManyEntriesInBatchRequest",
    "Maximum number of entries per request are 10. You have sent 11.",
  ],
  ["the same id twice", "DeleteMessageBatch", { Entries: [{ Id: "a" }, { Id: "a" }] }, "BatchEntryIdsNotDistinct", "Id a repeated."],
  ["an id with a dot", "SendMessageBatch", { Entries: [{ Id: "a.b", MessageBody: "a" }] }, "InvalidBatchEntryId", /alphanumeric/],
  [
    "a batch too long",
    "SendMessageBatch",
    { Entries: ["a", "b"].map((Id) => ({ Id, MessageBody: "x".repeat(600_000) })) },
    "BatchRequestTooLong",
    "Batch requests cannot be longer than 1048576 bytes. You have sent 1200000 bytes.",
  ],
  ["an unknown attribute", "GetQueueAttributes", { AttributeNames: ["Colour"] }, "InvalidAttributeName", "Unknown Attribute Colour."],
  ["a new queue", "CreateQueue", { QueueName: "new" }, "UnsupportedOperation", /Add the queue new there/],
  ["an unknown name", "GetQueueUrl", { QueueName: "nope" }, "QueueDoesNotExist", "The specified queue does not exist."],
  ["an operation that is not there", "AddPermission", {}, "UnsupportedOperation", /AddPermission/],
])("refused: %s", (_, operation, input, code, message) => {
  const under = orders();
  const { error } = under.begin(operation, { QueueUrl: "orders", ...input });
  expect(error?.code).toBe(code);
  expect(error?.message).toMatch(message);
  expect(under.context.notes).toEqual([]);
});

test("a batch: each entry has its own outcome", () => {
  const under = orders();
  const answer = under.call("SendMessageBatch", {
    QueueUrl: "orders",
    Entries: [{ Id: "good", MessageBody: "a" }, { Id: "bad" }, { Id: "late", MessageBody: "b", DelaySeconds: 5 }],
  });
  expect(answer).toMatchObject({
    Successful: [{ Id: "good", MD5OfMessageBody: "0cc175b9c0f1b6a831c399e269772661" }, { Id: "late" }],
    Failed: [{ Id: "bad", SenderFault: true, Code: "MissingParameter" }],
  });
  // Told once, when all are there.
  expect(under.available).toEqual(["orders"]);
  const [message] = under.receive("orders");
  const entries = [
    { Id: "1", ReceiptHandle: message?.handle, VisibilityTimeout: 60 },
    { Id: "2", ReceiptHandle: "nonsense", VisibilityTimeout: 60 },
  ];
  for (const operation of ["ChangeMessageVisibilityBatch", "DeleteMessageBatch"])
    expect(under.call(operation, { QueueUrl: "orders", Entries: entries })).toMatchObject({
      Successful: [{ Id: "1" }],
      Failed: [{ Id: "2", SenderFault: true, Code: "ReceiptHandleIsInvalid" }],
    });
  expect(under.counts("orders")).toBe("0 1 0");
  expect(under.call("SendMessageBatch", { QueueUrl: "orders", Entries: [{ Id: "1", MessageBody: "a" }] })).not.toHaveProperty("Failed");
});

test("attributes of a queue are text", () => {
  const under = new QueuesUnderTest([
    queueConfig("q.fifo", { maxReceiveCount: 3, deadLetterQueue: "dead.fifo" }),
    queueConfig("dead.fifo"),
  ]);
  under.send("q.fifo", "a", { MessageGroupId: "g", MessageDeduplicationId: "d" });
  expect(under.call("GetQueueAttributes", { QueueUrl: "q.fifo", AttributeNames: ["All"] }).Attributes).toMatchObject({
    QueueArn: "arn:aws:sqs:us-east-1:123456789012:q.fifo",
    ApproximateNumberOfMessages: "1",
    ApproximateNumberOfMessagesNotVisible: "0",
    VisibilityTimeout: "30",
    FifoQueue: "true",
    RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:dead.fifo","maxReceiveCount":3}',
  });
  expect(under.call("GetQueueAttributes", { QueueUrl: "q.fifo" })).toEqual({});
  expect(under.call("ListQueues", { QueueNamePrefix: "q" })).toEqual({ QueueUrls: [url("q.fifo")] });
  expect(under.call("GetQueueUrl", { QueueName: "q.fifo" })).toEqual({ QueueUrl: url("q.fifo") });
  expect(under.call("CreateQueue", { QueueName: "q.fifo" })).toEqual({ QueueUrl: url("q.fifo") });
  expect(under.call("ListDeadLetterSourceQueues", { QueueUrl: "dead.fifo" })).toEqual({ queueUrls: [url("q.fifo")] });
});
