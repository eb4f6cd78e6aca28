/** A stream's batch and what becomes of it after an attempt: done, retried, split in two, or given up. It runs nothing and waits for nothing. */
import { isRecord } from "../../triggers/parsed.ts";
import type { TableTrigger } from "../../triggers/trigger.ts";
import type { TableChange } from "../tables/table-change.ts";
import { backoffMs } from "./backoff.ts";
import { isTableChange } from "./stream-shard.ts";

/** Records that go to the function together. */
export interface BatchAtWork {
  readonly records: readonly TableChange[];
  /** How often it failed. */
  readonly failures: number;
  /** How often the function ran with it, or with the batch it is a part of. */
  readonly invokes: number;
  /** How often it, or the batch it is a part of, was handed to the function, throttled or not. */
  readonly deliveries?: number;
}

/** In place of the batch; with a pause before the first of them, or with one that is given up. */
export interface AfterAttempt {
  readonly batches: readonly BatchAtWork[];
  readonly pauseMs?: number;
  readonly givenUp?: BatchAtWork;
}

export type RetrySettings = Pick<TableTrigger, "bisectOnError" | "maximumRetryAttempts">;

/**
 * `processed`: how many from the beginning are done. Splitting a batch does not use up a retry:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * Modelled, as Lambda does not say: a record that becomes the first of its batch has all its retries.
 */
export function afterAttempt(batch: BatchAtWork, processed: number, { bisectOnError, maximumRetryAttempts }: RetrySettings): AfterAttempt {
  const invokes = batch.invokes + 1;
  const handed = batch.deliveries === undefined ? {} : { deliveries: batch.deliveries };
  const records = batch.records.slice(processed);
  if (records.length === 0) return { batches: [] };
  if (bisectOnError && processed > 0) return { batches: [{ records, failures: 0, invokes, ...handed }], pauseMs: backoffMs(1) };
  if (bisectOnError && records.length > 1) {
    const middle = Math.ceil(records.length / 2);
    const halves = [records.slice(0, middle), records.slice(middle)];
    return { batches: halves.map((half) => ({ records: half, failures: batch.failures, invokes, ...handed })), pauseMs: backoffMs(1) };
  }
  const failed = { records, failures: (processed > 0 ? 0 : batch.failures) + 1, invokes, ...handed };
  return maximumRetryAttempts >= 0 && failed.failures > maximumRetryAttempts
    ? { batches: [], givenUp: failed }
    : { batches: [failed], pauseMs: backoffMs(failed.failures) };
}

/** Those of a state that are whole. */
export function savedBatches(state: unknown): readonly BatchAtWork[] {
  return (Array.isArray(state) ? state : []).flatMap((batch) => {
    if (!isRecord(batch) || !Array.isArray(batch.records) || batch.records.length === 0 || !batch.records.every(isTableChange)) return [];
    const { records, failures, invokes, deliveries } = batch;
    const handed = typeof deliveries === "number" ? { deliveries } : {};
    return [
      { records, failures: typeof failures === "number" ? failures : 0, invokes: typeof invokes === "number" ? invokes : 0, ...handed },
    ];
  });
}
