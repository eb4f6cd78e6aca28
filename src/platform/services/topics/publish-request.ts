/**
 * Reads what is to be published to a topic, with SNS's own refusals. What each kind of subscriber gets can differ
 * (MessageStructure "json"). https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
import { utf8Length } from "../../triggers/http-bytes.ts";
import { isRecord } from "../../triggers/parsed.ts";
import { ServiceError } from "../service-call.ts";
import type { SendAbout } from "../service-context.ts";
import type { PublishedAttribute } from "./published-message.ts";

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: 262,144 bytes by default, attributes included. */
export const MESSAGE_LIMIT_BYTES = 262_144;
const SUBJECT_LIMIT_CHARS = 100;

export type QueueAttributes = NonNullable<SendAbout["attributes"]>;

export interface PublishRequest {
  readonly subject?: string;
  readonly messageFor: Readonly<Record<"lambda" | "sqs", string>>;
  readonly attributes: Readonly<Record<string, PublishedAttribute>>;
  /** The same attributes, as a queue with raw delivery gets them. */
  readonly queueAttributes: QueueAttributes;
  readonly messageGroupId?: string;
  readonly sizeBytes: number;
}

export const invalidParameter = (what: string) => new ServiceError("InvalidParameterException", `Invalid parameter: ${what}`);

const isNothing = (value: unknown): value is null | undefined => value === undefined || value === null;

/** `input`: of Publish, or an entry of PublishBatch. Throws ServiceError. */
export function readPublishRequest(input: Readonly<Record<string, unknown>>): PublishRequest {
  const { Message: message, Subject: subject, MessageGroupId: group } = input;
  if (isNothing(message)) {
    throw new ServiceError(
      "ValidationError",
      "1 validation error detected: Value null at 'message' failed to satisfy constraint: Member must not be null",
    );
  }
  if (typeof message !== "string") throw invalidParameter("Message Reason: it is not a text. Send an object as JSON.stringify(object).");
  if (message === "") throw invalidParameter("Empty message");
  if (!isNothing(subject) && !isSubject(subject)) throw invalidParameter("Subject");
  if (!isNothing(input.MessageDeduplicationId)) {
    throw invalidParameter(
      "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
    );
  }
  if (!isNothing(group) && typeof group !== "string") throw invalidParameter("MessageGroupId");
  const queueAttributes = readAttributes(input.MessageAttributes);
  const sizeBytes = utf8Length(message) + attributesSizeBytes(queueAttributes);
  if (sizeBytes > MESSAGE_LIMIT_BYTES) throw invalidParameter("Message too long");
  return {
    ...(isNothing(subject) ? {} : { subject: String(subject) }),
    ...(isNothing(group) ? {} : { messageGroupId: group }),
    messageFor: messagesOf(message, input.MessageStructure),
    attributes: Object.fromEntries(
      Object.entries(queueAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        { Type: DataType, Value: StringValue ?? BinaryValue ?? "" },
      ]),
    ),
    queueAttributes,
    sizeBytes,
  };
}

function isSubject(subject: unknown): boolean {
  if (typeof subject !== "string" || subject === "" || subject.length > SUBJECT_LIMIT_CHARS) return false;
  // No line break and no other control character.
  return ![...subject].some((char) => char < " " || char === "\u007f");
}

/** "json": one message a protocol, "default" for those that have none of their own. */
function messagesOf(message: string, structure: unknown): PublishRequest["messageFor"] {
  if (isNothing(structure)) return { lambda: message, sqs: message };
  if (structure !== "json") throw invalidParameter("MessageStructure");
  let parts: unknown;
  try {
    parts = JSON.parse(message);
  } catch {
    parts = undefined;
  }
  if (!isRecord(parts)) throw invalidParameter("Message Structure - JSON message body failed to parse");
  const { default: fallback, lambda, sqs } = parts;
  if (typeof fallback !== "string") throw invalidParameter("Message Structure - No default entry in JSON message body");
  return { lambda: typeof lambda === "string" ? lambda : fallback, sqs: typeof sqs === "string" ? sqs : fallback };
}

const invalidAttribute = (message: string) => new ServiceError("InvalidParameterValueException", message);

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html */
function readAttributes(input: unknown): QueueAttributes {
  if (isNothing(input)) return {};
  if (!isRecord(input)) throw invalidParameter("MessageAttributes");
  return Object.fromEntries(
    Object.entries(input).map(([name, attribute]) => {
      const { DataType: type, StringValue: text, BinaryValue: bytes } = isRecord(attribute) ? attribute : {};
      if (name === "" || name.length > 256 || !/^[A-Za-z0-9_.-]+$/.test(name)) {
        throw invalidAttribute(`The message attribute name '${name.slice(0, 256)}' is invalid: letters, digits, '_', '-' and '.' only.`);
      }
      if (typeof type !== "string" || !/^(String|Number|Binary)(\.|$)/.test(type)) {
        throw invalidAttribute(
          `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
        );
      }
      const value = type.startsWith("Binary") ? bytes : text;
      if (typeof value !== "string" || value === "") {
        throw invalidAttribute(
          `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
        );
      }
      if (type === "Number" && (value.trim() === "" || !Number.isFinite(Number(value)))) {
        throw invalidAttribute(`Could not cast message attribute '${name}' value to number.`);
      }
      return [name, type.startsWith("Binary") ? { DataType: type, BinaryValue: value } : { DataType: type, StringValue: value }];
    }),
  );
}

function attributesSizeBytes(attributes: QueueAttributes): number {
  return Object.entries(attributes).reduce((sum, [name, { DataType, StringValue = "", BinaryValue = "" }]) => {
    // Bytes travel as base64: three bytes in four characters.
    const valueBytes = utf8Length(StringValue) + Math.floor((BinaryValue.replace(/=+$/, "").length * 3) / 4);
    return sum + name.length + DataType.length + valueBytes;
  }, 0);
}
