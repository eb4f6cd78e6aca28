/** A message as a consumer gets it: what a ReceiveMessage answer and a function's queue event are both made from. */

/** One of the sender's own attributes, as SQS's API names its parts. */
export interface MessageAttribute {
  /** "String", "Number" or "Binary", with a custom suffix where the sender gave one: "Number.int". */
  readonly DataType: string;
  /** Of strings and numbers. */
  readonly StringValue?: string;
  /** Of binaries: base64. */
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html */
export interface ReceivedMessage {
  readonly messageId: string;
  /** Of this receive; the next one gives another. */
  readonly receiptHandle: string;
  readonly body: string;
  /** 32 hexadecimal digits. */
  readonly md5OfBody: string;
  /** Absent when there are none. */
  readonly md5OfMessageAttributes?: string;
  /** System attributes, all of them: SentTimestamp, ApproximateReceiveCount, SenderId, MessageGroupId, … Moments are milliseconds as text. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: MessageAttributes;
}
