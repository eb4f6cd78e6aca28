/**
 * Queues with SQS's bounds and defaults:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
import type { QueueConfig } from "../../platform/services/services-config.ts";
import { type FieldReader, given } from "../field-reader.ts";
import { QUEUE_NAME } from "../resource-names.ts";
import { readNamedList } from "./named-list.ts";

const VISIBILITY_MS = { min: 0, max: 43_200_000 };
const DEFAULT_VISIBILITY_MS = 30_000;
const DELAY_MS = { min: 0, max: 900_000 };
const RETENTION_MS = { min: 60_000, max: 1_209_600_000 };
const DEFAULT_RETENTION_MS = 345_600_000;
const RECEIVES = { min: 1, max: 1000 };
const DEFAULT_RECEIVES = 10;
const FIFO_ENDING = ".fifo";

function readFifo(fields: FieldReader, name: string): boolean {
  const isNamedFifo = name.endsWith(FIFO_ENDING);
  const fifo = fields.flag("fifo", isNamedFifo);
  if (fifo && !isNamedFifo) fields.refuse("name", 'a FIFO queue\'s name ends in ".fifo".', `Name it "${name}${FIFO_ENDING}".`);
  if (!fifo && isNamedFifo) fields.refuse("name", 'only a FIFO queue\'s name ends in ".fifo".', "Set fifo: true, or rename it.");
  return fifo;
}

function readRedrive(fields: FieldReader, name: string): Pick<QueueConfig, "deadLetterQueue" | "maxReceiveCount"> {
  const deadLetterQueue = fields.optionalText("deadLetterQueue", QUEUE_NAME);
  if (deadLetterQueue === undefined) {
    if (fields.optionalWhole("maxReceiveCount", RECEIVES) !== undefined) {
      fields.refuse("maxReceiveCount", "maxReceiveCount has no effect without a dead-letter queue.", 'Add deadLetterQueue: "failed".');
    }
    return {};
  }
  if (deadLetterQueue === name) fields.refuse("deadLetterQueue", "it is its own dead-letter queue.", "Name another queue.");
  return { deadLetterQueue, maxReceiveCount: fields.whole("maxReceiveCount", RECEIVES, DEFAULT_RECEIVES) };
}

function readQueue(fields: FieldReader): QueueConfig {
  const name = fields.text("name", QUEUE_NAME);
  const fifo = readFifo(fields, name);
  const contentBasedDeduplication = fields.flag("contentBasedDeduplication", false);
  if (contentBasedDeduplication && !fifo) {
    fields.refuse("contentBasedDeduplication", "only a FIFO queue deduplicates.", "Leave contentBasedDeduplication out.");
  }
  return {
    name,
    fifo,
    contentBasedDeduplication,
    visibilityTimeoutMs: fields.whole("visibilityTimeoutMs", VISIBILITY_MS, DEFAULT_VISIBILITY_MS),
    delayMs: fields.whole("delayMs", DELAY_MS, 0),
    retentionMs: fields.whole("retentionMs", RETENTION_MS, DEFAULT_RETENTION_MS),
    ...given(readRedrive(fields, name)),
  };
}

export function readQueues(project: FieldReader): readonly QueueConfig[] {
  return readNamedList(project, { kind: "queue", example: '{ name: "orders" }', shorthand: true, read: readQueue });
}
