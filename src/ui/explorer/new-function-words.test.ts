import { expect, test } from "vitest";
import { starterProject } from "../../project/starter.ts";
import { FUNCTION_TEMPLATES } from "../../project/templates.ts";
import { newFunctionWords } from "./new-function-words.ts";

test.each<[string, Partial<ReturnType<typeof starterProject>>, string]>([
  ["blank-javascript", {}, "It answers at /fn."],
  ["thumbnail", {}, "It runs for each file put into fn-files under uploads/. Adds the bucket fn-files."],
  [
    "thumbnail",
    { buckets: ["fn-files"] },
    "It runs for each file put into fn-files under uploads/. Uses the bucket fn-files, which is there already.",
  ],
  ["queue-worker", {}, "It runs for the messages of fn-jobs. Adds the queue fn-jobs and the queue fn-failed."],
])("%s beside %j", (id, services, expected) => {
  const template = FUNCTION_TEMPLATES.find((each) => each.id === id);
  if (!template) throw new Error(`no template ${id}`);
  expect(newFunctionWords(template, "fn", { ...starterProject(), ...services })).toBe(expected);
});

test("every template says what starts its function", () => {
  for (const template of FUNCTION_TEMPLATES) expect(newFunctionWords(template, "fn", starterProject())).toMatch(/^It (answers|runs) /);
});
