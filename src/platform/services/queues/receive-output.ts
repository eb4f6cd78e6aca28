/** A received message as ReceiveMessage answers it, with the attributes that were asked for. */
import { md5OfAttributes } from "./message-digests.ts";
import { type Input, namesOf } from "./queue-inputs.ts";
import type { MessageAttributes, ReceivedMessage } from "./received-message.ts";

/** "All" or ".*" are all of them, "bar.*" those that begin with "bar.", else the name itself. */
function isAskedFor(name: string, asked: readonly string[]): boolean {
  return asked.some((ask) => ask === "All" || ask === ".*" || ask === name || (ask.endsWith(".*") && name.startsWith(ask.slice(0, -1))));
}

function pick<T>(all: Readonly<Record<string, T>>, asked: readonly string[]): Readonly<Record<string, T>> | undefined {
  const chosen = Object.entries(all).filter(([name]) => isAskedFor(name, asked));
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen);
}

export function receiveOutput(input: Input, messages: readonly ReceivedMessage[]): Input {
  if (messages.length === 0) return {};
  const systemNames = namesOf(input.AttributeNames, input.MessageSystemAttributeNames);
  const ownNames = namesOf(input.MessageAttributeNames);
  return {
    Messages: messages.map((message) => {
      const Attributes = pick(message.attributes, systemNames);
      const MessageAttributes: MessageAttributes | undefined = pick(message.messageAttributes, ownNames);
      // Of what is answered, not of what was sent: the SDKs check it against the answer.
      const MD5OfMessageAttributes = MessageAttributes && md5OfAttributes(MessageAttributes);
      return {
        MessageId: message.messageId,
        ReceiptHandle: message.receiptHandle,
        MD5OfBody: message.md5OfBody,
        Body: message.body,
        ...(Attributes === undefined ? {} : { Attributes }),
        ...(MessageAttributes === undefined ? {} : { MessageAttributes }),
        ...(MD5OfMessageAttributes === undefined ? {} : { MD5OfMessageAttributes }),
      };
    }),
  };
}
