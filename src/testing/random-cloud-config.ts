/** The services of the random world: one of each kind, joined in the ways a project joins them, and every dead end with a queue that keeps what fails. */
import type { AsyncConfig, FunctionServices, QueueConfig, ServicesConfig } from "../platform/services/services-config.ts";
import type { EventTrigger } from "../platform/triggers/trigger.ts";

const DAY_MS = 86_400_000;

const ASYNC: AsyncConfig = { maximumRetryAttempts: 2, maximumEventAgeMs: 3_600_000, deadLetterQueue: "dead" };

function queue(name: string, change: Partial<QueueConfig> = {}): QueueConfig {
  return {
    name,
    fifo: name.endsWith(".fifo"),
    contentBasedDeduplication: false,
    visibilityTimeoutMs: 30_000,
    delayMs: 0,
    // Longer than the world lasts, but for the queue that shows what expires.
    retentionMs: 365 * DAY_MS,
    ...change,
  };
}

function fn(name: string, triggers: readonly EventTrigger[], change: Partial<AsyncConfig> = {}): FunctionServices {
  return { name, timeoutMs: 3_000, async: { ...ASYNC, ...change }, triggers };
}

export const CLOUD: ServicesConfig = {
  functions: [
    fn("worker", [
      {
        type: "queue",
        queue: "jobs",
        batchSize: 5,
        batchingWindowMs: 500,
        maximumConcurrency: 3,
        partialBatchResponses: true,
        filters: [],
      },
    ]),
    fn("orders", [
      { type: "queue", queue: "orders.fifo", batchSize: 3, batchingWindowMs: 0, partialBatchResponses: true, filters: [] },
      { type: "topic", topic: "news" },
    ]),
    fn(
      "stream",
      [
        {
          type: "table",
          table: "things",
          batchSize: 4,
          batchingWindowMs: 200,
          startingPosition: "TRIM_HORIZON",
          bisectOnError: true,
          maximumRetryAttempts: 3,
          maximumRecordAgeMs: -1,
          partialBatchResponses: false,
          filters: [],
          onFailure: { type: "queue", name: "dead" },
        },
        { type: "topic", topic: "default", filter: { source: ["shop"] } },
      ],
      { onSuccess: { type: "queue", name: "done" } },
    ),
    fn("uploads", [
      { type: "upload", bucket: "photos", events: ["created"], prefix: "in/", suffix: "" },
      { type: "schedule", expression: "rate(1 hour)", timeZone: "UTC", enabled: true },
    ]),
  ],
  buckets: ["photos"],
  queues: [
    queue("jobs", { maxReceiveCount: 4, deadLetterQueue: "dead" }),
    queue("orders.fifo", { maxReceiveCount: 3, deadLetterQueue: "dead.fifo" }),
    queue("dead"),
    queue("dead.fifo"),
    queue("done", { retentionMs: 3_600_000 }),
  ],
  tables: [{ name: "things", partitionKey: "id", partitionKeyType: "S", sortKeyType: "S", stream: "new-and-old-images", items: [] }],
  topics: [{ name: "news", kind: "topic", queues: [{ queue: "jobs", rawDelivery: true }] }],
  alarms: [],
  secrets: {},
  parameters: {},
};

export const FUNCTION_NAMES: readonly string[] = CLOUD.functions.map(({ name }) => name);
