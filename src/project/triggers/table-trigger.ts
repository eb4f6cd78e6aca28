/** A table's stream as an event source: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html. */
import type { TableTrigger } from "../../platform/triggers/trigger.ts";
import { readDestination } from "../destination.ts";
import { type FieldReader, given } from "../field-reader.ts";
import { readBatching } from "./batching.ts";

const DEFAULT_BATCH_SIZE = 100;
const RETRIES = { min: -1, max: 10_000 };
/** -1, or from a minute to a week: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
const AGE_MS = { min: -1, max: 604_800_000 };
const MIN_AGE_MS = 60_000;

export function readTableTrigger(fields: FieldReader): TableTrigger {
  const maximumRecordAgeMs = fields.whole("maximumRecordAgeMs", AGE_MS, -1);
  if (maximumRecordAgeMs !== -1 && maximumRecordAgeMs < MIN_AGE_MS) {
    fields.refuse(
      "maximumRecordAgeMs",
      `maximumRecordAgeMs is ${maximumRecordAgeMs.toLocaleString("en-US")}.`,
      "Use 60,000 or more, or -1 for as long as the stream keeps a record.",
    );
  }
  return {
    type: "table",
    table: fields.text("table"),
    ...readBatching(fields, DEFAULT_BATCH_SIZE),
    startingPosition: fields.oneOf("startingPosition", ["LATEST", "TRIM_HORIZON"], "LATEST"),
    bisectOnError: fields.flag("bisectOnError", false),
    maximumRetryAttempts: fields.whole("maximumRetryAttempts", RETRIES, -1),
    maximumRecordAgeMs,
    ...given({ onFailure: readDestination(fields, "onFailure") }),
  };
}
