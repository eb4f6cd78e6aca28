/** What the two kinds that Lambda polls have in common. */

/** A new one's settings beside its batch size: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const FIRST_BATCHING = { batchingWindowMs: 0, partialBatchResponses: false, filters: [] } as const;

/** "batches of up to 10 messages within 30 s". */
export function batchWords({ batchSize, batchingWindowMs }: Batching, noun: string): string {
  const window = batchingWindowMs > 0 ? ` within ${batchingWindowMs / 1000} s` : "";
  return `batches of up to ${batchSize.toLocaleString("en-US")} ${noun}${batchSize === 1 ? "" : "s"}${window}`;
}

interface Batching {
  readonly batchSize: number;
  readonly batchingWindowMs: number;
}
