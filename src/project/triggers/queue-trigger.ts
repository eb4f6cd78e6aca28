/** A queue as an event source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html. */
import type { QueueTrigger } from "../../platform/triggers/trigger.ts";
import { type FieldReader, given } from "../field-reader.ts";
import { readBatching } from "./batching.ts";

const DEFAULT_BATCH_SIZE = 10;
/** What one receive gives; more is gathered over a window. A FIFO queue has no window. */
const MAX_WITHOUT_WINDOW = 10;
const CONCURRENCY = { min: 2, max: 1000 };

export function readQueueTrigger(fields: FieldReader): QueueTrigger {
  const queue = fields.text("queue");
  const { batchSize, batchingWindowMs, ...batching } = readBatching(fields, DEFAULT_BATCH_SIZE);
  if (queue.endsWith(".fifo")) {
    if (batchSize > MAX_WITHOUT_WINDOW) {
      fields.refuse("batchSize", `batchSize is ${batchSize.toLocaleString("en-US")}, of a FIFO queue.`, "Use at most 10.");
    }
    if (batchingWindowMs > 0) fields.refuse("batchingWindowMs", "a FIFO queue has no batching window.", "Leave batchingWindowMs out.");
  } else if (batchSize > MAX_WITHOUT_WINDOW && batchingWindowMs < 1000) {
    const batch = batchSize.toLocaleString("en-US");
    fields.refuse(
      "batchSize",
      `a batch of ${batch} needs time to gather.`,
      "Set batchingWindowMs to 1,000 or more, or batchSize to at most 10.",
    );
  }
  return {
    type: "queue",
    queue,
    batchSize,
    batchingWindowMs,
    ...given({ maximumConcurrency: fields.optionalWhole("maximumConcurrency", CONCURRENCY) }),
    ...batching,
  };
}
