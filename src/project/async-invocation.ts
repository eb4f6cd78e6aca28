/**
 * What Lambda does with events that it accepted to run later: how often and how long it tries, and where what failed goes.
 * https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
 */
import type { AsyncConfig } from "../platform/services/services-config.ts";
import { readDestination } from "./destination.ts";
import { type FieldReader, given } from "./field-reader.ts";
import { QUEUE_NAME } from "./resource-names.ts";

export const ASYNC_DEFAULTS: AsyncConfig = { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 };

const RETRIES = { min: 0, max: 2 };
const AGE_MS = { min: 60_000, max: 21_600_000 };

export function readAsyncInvocation(fields: FieldReader): AsyncConfig {
  return {
    maximumRetryAttempts: fields.whole("maximumRetryAttempts", RETRIES, ASYNC_DEFAULTS.maximumRetryAttempts),
    maximumEventAgeMs: fields.whole("maximumEventAgeMs", AGE_MS, ASYNC_DEFAULTS.maximumEventAgeMs),
    ...given({
      deadLetterQueue: fields.optionalText("deadLetterQueue", QUEUE_NAME),
      onSuccess: readDestination(fields, "onSuccess"),
      onFailure: readDestination(fields, "onFailure"),
    }),
  };
}
