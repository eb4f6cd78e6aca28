/** The JSON that a queue gets from a topic without raw delivery. https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
import { topicEvent } from "../../triggers/topic-event.ts";
import type { PublishedMessage } from "./published-message.ts";

/** As a function's record, with two names in capitals, and without the fields that are empty. */
export function queueNotification(message: PublishedMessage): Readonly<Record<string, unknown>> {
  const { Type, MessageId, TopicArn, Subject, Message, Timestamp, SignatureVersion, Signature, SigningCertUrl, UnsubscribeUrl } =
    topicEvent(message).Records[0].Sns;
  return {
    Type,
    MessageId,
    TopicArn,
    ...(Subject === null ? {} : { Subject }),
    Message,
    Timestamp,
    SignatureVersion,
    Signature,
    SigningCertURL: SigningCertUrl,
    UnsubscribeURL: UnsubscribeUrl,
    ...(Object.keys(message.attributes).length === 0 ? {} : { MessageAttributes: message.attributes }),
  };
}
