/**
 * What Lambda's poller of a queue sends a function: a batch of received messages. Names inside a record are in camel
 * case, unlike SQS's own answers.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
import { queueArn, REGION } from "../aws-names.ts";
import type { ReceivedMessage } from "../services/queues/received-message.ts";

export interface QueueEventAttribute {
  readonly stringValue?: string;
  /** Base64 text. */
  readonly binaryValue?: string;
  /** SQS keeps the lists for later use: always empty. */
  readonly stringListValues: readonly [];
  readonly binaryListValues: readonly [];
  readonly dataType: string;
}

export interface QueueRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, QueueEventAttribute>>;
  readonly md5OfBody: string;
  readonly md5OfMessageAttributes?: string;
  readonly eventSource: "aws:sqs";
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

export interface QueueEvent {
  readonly Records: readonly QueueRecord[];
}

function attributesOf(message: ReceivedMessage): QueueRecord["messageAttributes"] {
  return Object.fromEntries(
    Object.entries(message.messageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );
}

export function queueEvent(messages: readonly ReceivedMessage[], queueName: string): QueueEvent {
  return {
    Records: messages.map((message) => ({
      messageId: message.messageId,
      receiptHandle: message.receiptHandle,
      body: message.body,
      attributes: message.attributes,
      messageAttributes: attributesOf(message),
      md5OfBody: message.md5OfBody,
      ...(message.md5OfMessageAttributes === undefined ? {} : { md5OfMessageAttributes: message.md5OfMessageAttributes }),
      eventSource: "aws:sqs",
      eventSourceARN: queueArn(queueName),
      awsRegion: REGION,
    })),
  };
}
