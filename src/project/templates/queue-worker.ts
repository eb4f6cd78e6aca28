/** A worker of a queue that fails message by message, not batch by batch, with a place for what never succeeds. */
import type { QueueConfig } from "../../platform/services/services-config.ts";
import { javascriptTemplate, nameBeside } from "./function-template.ts";

const CODE = `async function work({ task, fail }) {
  if (fail) throw new Error(\`cannot do "\${task}"\`);
  console.log("done:", task);
}

// Send { "task": "print" } to the queue, then { "task": "print", "fail": true }: after three tries it is a dead letter.
export const handler = async (event) => {
  const batchItemFailures = [];
  for (const { messageId, body, attributes } of event.Records) {
    try {
      await work(JSON.parse(body));
    } catch (error) {
      console.error(\`\${messageId}, receive \${attributes.ApproximateReceiveCount}: \${error.message}\`);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  // Only these come back to the queue; the others are deleted.
  return { batchItemFailures };
};
`;

const jobsOf = (name: string) => nameBeside(name, "jobs");
const failedOf = (name: string) => nameBeside(name, "failed");

const STANDARD_QUEUE: Omit<QueueConfig, "name"> = {
  fifo: false,
  contentBasedDeduplication: false,
  visibilityTimeoutMs: 30_000,
  delayMs: 0,
  retentionMs: 345_600_000,
};

export const QUEUE_WORKER = javascriptTemplate({
  id: "queue-worker",
  label: "Queue worker",
  description: "Takes messages in batches; only those that failed come back.",
  code: CODE,
  trigger: (name) => ({
    type: "queue",
    queue: jobsOf(name),
    batchSize: 10,
    batchingWindowMs: 0,
    partialBatchResponses: true,
    filters: [],
  }),
  services: (name) => ({
    queues: [
      { ...STANDARD_QUEUE, name: jobsOf(name), maxReceiveCount: 3, deadLetterQueue: failedOf(name) },
      // Dead letters are kept longer than what they came from: their age counts from when they were first sent.
      { ...STANDARD_QUEUE, name: failedOf(name), retentionMs: 1_209_600_000 },
    ],
  }),
});
