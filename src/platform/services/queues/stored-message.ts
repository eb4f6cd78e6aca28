/** A message as a queue keeps it, plain JSON as it is: what outlives the page. */
import { utf8Length } from "../../triggers/http-bytes.ts";
import { isRecord } from "../../triggers/parsed.ts";
import type { TraceCause } from "../trace-note.ts";
import { md5OfAttributes, md5OfText } from "./message-digests.ts";
import type { MessageAttributes, ReceivedMessage } from "./received-message.ts";

export type MessageState = "waiting" | "delayed" | "in-flight";

/** What a sender gives. */
export interface NewMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly sequenceNumber?: string;
  /** ARN of the queue it was given up in. */
  readonly deadLetterSource?: string;
  /** Of what AWS itself sends; otherwise whoever acts. */
  readonly cause?: TraceCause;
}

export interface StoredMessage extends NewMessage {
  readonly messageId: string;
  /** SQS's SentTimestamp; retention counts from here. */
  readonly sentAtMs: number;
  /** When it came into this queue: the age that alarms watch counts from here. */
  readonly enteredAtMs: number;
  /** Rises from message to message of the queue. */
  readonly order: number;
  state: MessageState;
  /** Delayed: when it can be received. In flight: when it comes back. */
  untilMs?: number;
  receiveCount: number;
  firstReceivedAtMs?: number;
  lastReceivedAtMs?: number;
  /** Of the last receive. */
  receiptHandle?: string;
  /** How often it was handed to a function, throttled or not. */
  deliveries?: number;
}

/** "AIDA…" is how an IAM user's id begins; this one is of AWS's documentation. */
const SENDER_ID = "AIDAIENQZJOLO23YVJ4VO";

/** Every system attribute it has, as text. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export function systemAttributes(message: StoredMessage): Record<string, string> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAtMs),
    ...(message.sequenceNumber === undefined ? {} : { SequenceNumber: message.sequenceNumber }),
    ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
    SenderId: SENDER_ID,
    ...(message.deduplicationId === undefined ? {} : { MessageDeduplicationId: message.deduplicationId }),
    ...(message.firstReceivedAtMs === undefined ? {} : { ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs) }),
    ...(message.deadLetterSource === undefined ? {} : { DeadLetterQueueSourceArn: message.deadLetterSource }),
  };
}

export function receivedMessage(message: StoredMessage): ReceivedMessage {
  const md5OfMessageAttributes = md5OfAttributes(message.attributes);
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle ?? "",
    body: message.body,
    md5OfBody: md5OfText(message.body),
    ...(md5OfMessageAttributes === undefined ? {} : { md5OfMessageAttributes }),
    attributes: systemAttributes(message),
    messageAttributes: message.attributes,
  };
}

/** What a record of a function's event takes beside body and attributes, generously. */
const RECORD_OVERHEAD_BYTES = 1_200;

/** About how much of a function's event it takes, as JSON. */
export function eventSizeBytes(body: string, attributes: MessageAttributes): number {
  const attributesBytes = Object.keys(attributes).length === 0 ? 0 : utf8Length(JSON.stringify(attributes)) * 2;
  return utf8Length(JSON.stringify(body)) + attributesBytes + RECORD_OVERHEAD_BYTES;
}

const isMoment = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isAbsentOr = (type: "number" | "string", value: unknown) => value === undefined || typeof value === type;

/** Whether it is one that `state()` gave. */
export function isStoredMessage(value: unknown): value is StoredMessage {
  return (
    isRecord(value) &&
    typeof value.messageId === "string" &&
    typeof value.body === "string" &&
    isRecord(value.attributes) &&
    Object.values(value.attributes).every((attribute) => isRecord(attribute) && typeof attribute.DataType === "string") &&
    (value.state === "waiting" || ((value.state === "delayed" || value.state === "in-flight") && isMoment(value.untilMs))) &&
    isMoment(value.sentAtMs) &&
    isMoment(value.enteredAtMs) &&
    isMoment(value.order) &&
    isMoment(value.receiveCount) &&
    ["groupId", "deduplicationId", "sequenceNumber", "deadLetterSource", "receiptHandle"].every((name) =>
      isAbsentOr("string", value[name]),
    ) &&
    ["untilMs", "firstReceivedAtMs", "lastReceivedAtMs"].every((name) => isAbsentOr("number", value[name]))
  );
}
