/** What Lambda refuses of a queue's event source mapping, in words and with what to do. Limits: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html (2026). */
import type { QueueTrigger } from "../../triggers/trigger.ts";
import { checkPattern } from "../event-pattern.ts";
import type { QueueConfig } from "../services-config.ts";

const MAX_BATCH = 10_000;
const MAX_BATCH_WITHOUT_WINDOW = 10;
const MAX_BATCH_FIFO = 10;
const MAX_WINDOW_MS = 300_000;
const [MIN_CONCURRENCY, MAX_CONCURRENCY] = [2, 1_000];
/** Recommended there: six times the function's timeout, plus the window. */
const RECOMMENDED_TIMES = 6;

const seconds = (ms: number) => `${ms / 1_000} s`;
const isWithin = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;

/** Undefined when nothing is wrong. */
export function mappingProblem(trigger: QueueTrigger, queue: QueueConfig, functionTimeoutMs: number): string | undefined {
  const { batchSize, batchingWindowMs, maximumConcurrency, filters } = trigger;
  const { visibilityTimeoutMs, fifo } = queue;
  if (functionTimeoutMs > visibilityTimeoutMs)
    return `The queue hides a received message for ${seconds(visibilityTimeoutMs)}, and the function may run for ${seconds(functionTimeoutMs)}: the message would come back while it is processed. Raise the visibility timeout to at least ${seconds(functionTimeoutMs)} (AWS recommends ${seconds(functionTimeoutMs * RECOMMENDED_TIMES + batchingWindowMs)}), or lower the function's timeout.`;
  if (fifo && !isWithin(batchSize, 1, MAX_BATCH_FIFO))
    return `A batch of a FIFO queue has 1 to ${MAX_BATCH_FIFO} messages, not ${batchSize}. Set a batch size in that range.`;
  if (!isWithin(batchSize, 1, MAX_BATCH))
    return `A batch has 1 to ${MAX_BATCH} messages, not ${batchSize}. Set a batch size in that range.`;
  if (fifo && batchingWindowMs > 0) return "A FIFO queue has no batching window. Set it to 0.";
  if (!isWithin(batchingWindowMs, 0, MAX_WINDOW_MS))
    return `The batching window is 0 to ${seconds(MAX_WINDOW_MS)}, not ${seconds(batchingWindowMs)}. Set one in that range.`;
  if (batchSize > MAX_BATCH_WITHOUT_WINDOW && batchingWindowMs < 1_000)
    return `A batch of more than ${MAX_BATCH_WITHOUT_WINDOW} messages needs time to gather. Set a batching window of at least 1 s, or a batch size of at most ${MAX_BATCH_WITHOUT_WINDOW}.`;
  if (maximumConcurrency !== undefined && !isWithin(maximumConcurrency, MIN_CONCURRENCY, MAX_CONCURRENCY))
    return `The maximum concurrency is ${MIN_CONCURRENCY} to ${MAX_CONCURRENCY}, not ${maximumConcurrency}. Set one in that range, or leave it out.`;
  for (const filter of filters) {
    const problem = checkPattern(filter);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
