/** Messages of a queue, which Lambda polls and deletes once the function took them. */
import type { QueueTrigger } from "../trigger.ts";
import { batchWords, FIRST_BATCHING } from "./batches.ts";
import type { WatchingKind } from "./kind.ts";

function seconds(ms: number): string {
  return `${(ms / 1000).toLocaleString("en-US")} s`;
}

export const QUEUE_KIND: WatchingKind<QueueTrigger> = {
  type: "queue",
  label: "Queue",
  when: "Work that can wait and must not be lost; in batches, at your pace.",
  delivery: "polled",
  first: (queue) => ({ type: "queue", queue, batchSize: 10, ...FIRST_BATCHING }),
  subject: ({ queue }) => queue,
  onlyOne: ({ queue }) => `queue trigger of "${queue}"`,
  watches: {
    kind: "queue",
    name: ({ queue }) => queue,
    renamed: (trigger, queue) => ({ ...trigger, queue }),
  },
  words: (trigger) => batchWords(trigger, "message"),
  check: (trigger, { owner, timeoutMs, queues, warn }) => {
    const queue = queues.find(({ name }) => name === trigger.queue);
    if (queue && queue.visibilityTimeoutMs < timeoutMs) {
      warn(
        `${owner}: the function may run ${seconds(timeoutMs)}, and "${queue.name}" shows a message again after ${seconds(queue.visibilityTimeoutMs)}. Lambda refuses this: give the queue six times the timeout.`,
      );
    }
    return undefined;
  },
};
