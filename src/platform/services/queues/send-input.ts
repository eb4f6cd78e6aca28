/** From a SendMessage request, or one entry of a batch, to what a queue stores; refused in SQS's own words. */
import { bytesFromBase64, utf8Length } from "../../triggers/http-bytes.ts";
import { isRecord } from "../../triggers/parsed.ts";
import { ServiceError } from "../service-call.ts";
import { sha256OfText } from "./message-digests.ts";
import type { Queue } from "./queue.ts";
import { type Input, invalid, missing, requiredText, textOf, wholeNumber, wrongQueueType } from "./queue-inputs.ts";
import type { MessageAttribute, MessageAttributes } from "./received-message.ts";
import type { NewMessage } from "./stored-message.ts";

/** 1 MiB, attributes included: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html (2026). */
export const MAX_MESSAGE_BYTES = 1_048_576;
/** The same page. */
const MAX_ATTRIBUTES = 10;
const MAX_DELAY_S = 900;
/** What XML 1.0 has as characters: the same page. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const ID = /^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/;

const wrong = (message: string) => new ServiceError("InvalidParameterValue", message);

export interface SendInput {
  readonly message: NewMessage;
  readonly delayMs: number;
  readonly sizeBytes: number;
}

function attributeOf(name: string, given: unknown): MessageAttribute {
  const value = isRecord(given) ? given : {};
  const DataType = typeof value.DataType === "string" ? value.DataType : "";
  if (DataType === "") throw wrong(`The message attribute '${name}' must contain non-empty message attribute type.`);
  const kind = DataType.split(".")[0] ?? "";
  if (!["String", "Number", "Binary"].includes(kind))
    throw wrong(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const field = kind === "Binary" ? "BinaryValue" : "StringValue";
  const text = value[field];
  if (typeof text !== "string" || text === "")
    throw wrong(`The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${kind}'.`);
  if (kind === "Binary" && bytesFromBase64(text) === undefined) throw new ServiceError("SerializationException", `${name} is not base64.`);
  if (kind === "Number" && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text))
    throw wrong(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  return { DataType, [field]: text };
}

export function attributesOf(given: unknown): MessageAttributes {
  const entries = isRecord(given) ? Object.entries(given) : [];
  if (entries.length > MAX_ATTRIBUTES)
    throw wrong(`Number of message attributes [${entries.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`);
  return Object.fromEntries(entries.map(([name, value]) => [name, attributeOf(name, value)]));
}

function sizeOf(body: string, attributes: MessageAttributes): number {
  let sizeBytes = utf8Length(body);
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes))
    sizeBytes +=
      utf8Length(name) + utf8Length(DataType) + utf8Length(StringValue ?? "") + (bytesFromBase64(BinaryValue ?? "")?.length ?? 0);
  return sizeBytes;
}

function idOf(input: Input, name: string): string | undefined {
  const id = textOf(input, name);
  if (id !== undefined && !ID.test(id))
    throw invalid(name, id, `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`);
  return id;
}

/** Group and deduplication ids as this kind of queue has them. */
function idsFor(queue: Queue, input: Input, body: string): Pick<NewMessage, "groupId" | "deduplicationId"> {
  const groupId = idOf(input, "MessageGroupId");
  const deduplicationId = idOf(input, "MessageDeduplicationId");
  if (!queue.config.fifo) {
    if (deduplicationId !== undefined) throw wrongQueueType("MessageDeduplicationId", deduplicationId);
    // A group on a standard queue asks for fair delivery among tenants, which one page has no use for; it is kept and shown.
    return groupId === undefined ? {} : { groupId };
  }
  if (groupId === undefined) throw missing("MessageGroupId");
  if (deduplicationId !== undefined) return { groupId, deduplicationId };
  if (!queue.config.contentBasedDeduplication)
    throw wrong("The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
  return { groupId, deduplicationId: sha256OfText(body) };
}

/** `delayMs`: of the message, or the queue's. */
export function sendInput(queue: Queue, input: Input): SendInput {
  const body = requiredText(input, "MessageBody");
  if (FORBIDDEN.test(body))
    throw new ServiceError(
      "InvalidMessageContents",
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
    );
  const attributes = attributesOf(input.MessageAttributes);
  const sizeBytes = sizeOf(body, attributes);
  if (sizeBytes > MAX_MESSAGE_BYTES)
    throw wrong(`One or more parameters are invalid. Reason: Message must be shorter than ${MAX_MESSAGE_BYTES} bytes.`);
  const delayS = wholeNumber(input, "DelaySeconds", 0, MAX_DELAY_S, `DelaySeconds must be >= 0 and <= ${MAX_DELAY_S}.`);
  if (queue.config.fifo && delayS !== undefined && delayS > 0) throw wrongQueueType("DelaySeconds", delayS);
  return {
    message: { body, attributes, ...idsFor(queue, input, body) },
    delayMs: queue.config.fifo || delayS === undefined ? queue.config.delayMs : delayS * 1_000,
    sizeBytes,
  };
}
