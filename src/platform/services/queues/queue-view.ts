/** A queue as screens and scripts see it: its oldest messages, and exact totals. */
import { type MessageView, type QueueView, VIEW_LIMIT } from "../services-view.ts";
import type { Queue } from "./queue.ts";
import type { StoredMessage } from "./stored-message.ts";

/** The sender's own attributes; bytes as base64. */
function attributeTexts({ attributes }: StoredMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { StringValue, BinaryValue }]) => [name, StringValue ?? BinaryValue ?? ""]),
  );
}

function messageView(message: StoredMessage): MessageView {
  return {
    messageId: message.messageId,
    body: message.body,
    state: message.state,
    sentAtMs: message.sentAtMs,
    receiveCount: message.receiveCount,
    ...(message.untilMs === undefined ? {} : { untilMs: message.untilMs }),
    ...(message.groupId === undefined ? {} : { groupId: message.groupId }),
    ...(message.deduplicationId === undefined ? {} : { deduplicationId: message.deduplicationId }),
    attributes: attributeTexts(message),
  };
}

/** `deadLettersOf`: the queues whose dead-letter queue it is. */
export function queueView(queue: Queue, deadLettersOf: readonly string[]): QueueView {
  const { config, counts } = queue;
  const oldest = queue.oldest();
  const messages: MessageView[] = [];
  for (const message of queue.messages()) if (messages.push(messageView(message)) >= VIEW_LIMIT) break;
  return {
    name: config.name,
    fifo: config.fifo,
    waiting: counts.waiting,
    delayed: counts.delayed,
    inFlight: counts["in-flight"],
    ...(oldest === undefined ? {} : { oldestAtMs: oldest.enteredAtMs }),
    messages,
    ...(config.deadLetterQueue === undefined ? {} : { deadLetterQueue: config.deadLetterQueue }),
    deadLettersOf,
    totals: { ...queue.totals },
  };
}
