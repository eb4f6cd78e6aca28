import { expect, test } from "vitest";
import { readBatchResponse } from "./batch-response.ts";

const read = (payload: string | undefined) => {
  const response = readBatchResponse(payload, ["a", "b", "c"]);
  return "problem" in response ? "all" : [...response.failedIds].join(" ");
};

test.each([
  ["no payload", undefined, ""],
  ["an empty payload", "", ""],
  ["null", "null", ""],
  ["an empty text", '""', ""],
  ["an empty object", "{}", ""],
  ["a null list", '{"batchItemFailures":null}', ""],
  ["an empty list", '{"batchItemFailures":[]}', ""],
  ["one", '{"batchItemFailures":[{"itemIdentifier":"b"}]}', "b"],
  ["two, one of them twice", '{"batchItemFailures":[{"itemIdentifier":"c"},{"itemIdentifier":"a"},{"itemIdentifier":"c"}]}', "c a"],
  ["invalid JSON", '{"batchItemFailures":[', "all"],
  ["a text", '"done"', "all"],
  ["a list", "[]", "all"],
  ["a list that is none", '{"batchItemFailures":"a"}', "all"],
  ["an empty id", '{"batchItemFailures":[{"itemIdentifier":""}]}', "all"],
  ["a null id", '{"batchItemFailures":[{"itemIdentifier":null}]}', "all"],
  ["an id that is a number", '{"batchItemFailures":[{"itemIdentifier":1}]}', "all"],
  ["a wrong key", '{"batchItemFailures":[{"messageId":"a"}]}', "all"],
  ["an unknown id beside a known one", '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"z"}]}', "all"],
  ["an entry that is null", '{"batchItemFailures":[null]}', "all"],
  ["ids alone", '{"batchItemFailures":["a"]}', "all"],
])("%s", (_, payload, failed) => {
  expect(read(payload)).toBe(failed);
});
