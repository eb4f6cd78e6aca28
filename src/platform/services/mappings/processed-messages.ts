/** Which messages of a queue's batch are done after a run, and may be removed; the others come back by themselves. */
import type { ReceivedMessage } from "../queues/received-message.ts";
import type { BatchResponse } from "./batch-response.ts";

export interface MessagesAfterRun {
  readonly processed: readonly ReceivedMessage[];
  /** Why not all of them. */
  readonly problem?: string;
}

export function messagesAfterRun(messages: readonly ReceivedMessage[], response: BatchResponse, isFifo: boolean): MessagesAfterRun {
  if ("problem" in response) return { processed: [], problem: response.problem };
  const { failedIds } = response;
  if (failedIds.size === 0) return { processed: messages };
  const processed = isFifo ? beforeFailures(messages, failedIds) : messages.filter(({ messageId }) => !failedIds.has(messageId));
  return { processed, problem: `${failedIds.size} of ${messages.length} messages failed.` };
}

/** FIFO: what follows a failure in its group stays too. Lambda asks the function to say so; here the order does not depend on it. */
function beforeFailures(messages: readonly ReceivedMessage[], failedIds: ReadonlySet<string>): readonly ReceivedMessage[] {
  const stopped = new Set<string>();
  return messages.filter(({ messageId, attributes }) => {
    const group = attributes.MessageGroupId ?? "";
    if (failedIds.has(messageId)) stopped.add(group);
    return !stopped.has(group);
  });
}
