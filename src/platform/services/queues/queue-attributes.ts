/** What GetQueueAttributes tells of a queue, as text. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
import { queueArn } from "../../aws-names.ts";
import { ServiceError } from "../service-call.ts";
import type { Queue } from "./queue.ts";
import { MAX_MESSAGE_BYTES } from "./send-input.ts";

const seconds = (ms: number) => String(Math.floor(ms / 1_000));

function allAttributes({ config, counts }: Queue): Readonly<Record<string, string>> {
  return {
    QueueArn: queueArn(config.name),
    ApproximateNumberOfMessages: String(counts.waiting),
    ApproximateNumberOfMessagesNotVisible: String(counts["in-flight"]),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    VisibilityTimeout: seconds(config.visibilityTimeoutMs),
    MaximumMessageSize: String(MAX_MESSAGE_BYTES),
    MessageRetentionPeriod: seconds(config.retentionMs),
    DelaySeconds: seconds(config.delayMs),
    ReceiveMessageWaitTimeSeconds: "0",
    SqsManagedSseEnabled: "true",
    ...(config.deadLetterQueue === undefined || config.maxReceiveCount === undefined
      ? {}
      : {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: queueArn(config.deadLetterQueue),
            maxReceiveCount: config.maxReceiveCount,
          }),
        }),
    ...(config.fifo
      ? {
          FifoQueue: "true",
          ContentBasedDeduplication: String(config.contentBasedDeduplication),
          DeduplicationScope: "queue",
          FifoThroughputLimit: "perQueue",
        }
      : {}),
  };
}

/** Those that exist on every queue or only on some, whether or not this one has them. */
const OPTIONAL = new Set(["RedrivePolicy", "RedriveAllowPolicy", "Policy", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds"]);
const FIFO_ONLY = new Set(["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"]);
/** A queue here has settings, but no history of them. */
const TIMESTAMPS = new Set(["CreatedTimestamp", "LastModifiedTimestamp"]);

/** The named ones, or "All"; throws InvalidAttributeName. */
export function queueAttributes(queue: Queue, names: readonly string[]): Readonly<Record<string, string>> {
  const all = allAttributes(queue);
  if (names.includes("All")) return all;
  const chosen: Record<string, string> = {};
  for (const name of names) {
    const value = all[name];
    if (value !== undefined) chosen[name] = value;
    else if (!OPTIONAL.has(name) && !FIFO_ONLY.has(name) && !TIMESTAMPS.has(name))
      throw new ServiceError("InvalidAttributeName", `Unknown Attribute ${name}.`);
  }
  return chosen;
}
