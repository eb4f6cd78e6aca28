/** What event source mappings of queues and streams share: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html. */
import type { FieldReader } from "../field-reader.ts";
import { readFilters } from "./filters.ts";

const WINDOW_MS = { min: 0, max: 300_000 };
export const BATCH_SIZE = { min: 1, max: 10_000 };

export interface Batching {
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  readonly partialBatchResponses: boolean;
  readonly filters: readonly unknown[];
}

export function readBatching(fields: FieldReader, defaultBatchSize: number): Batching {
  return {
    batchSize: fields.whole("batchSize", BATCH_SIZE, defaultBatchSize),
    batchingWindowMs: fields.whole("batchingWindowMs", WINDOW_MS, 0),
    partialBatchResponses: fields.flag("partialBatchResponses", false),
    filters: readFilters(fields, "filters"),
  };
}
