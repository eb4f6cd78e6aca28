import { expect, test } from "vitest";
import { parseProject } from "../project/schema.ts";
import { starterFunction, starterProject } from "../project/starter.ts";
import { withFunctionRenamed } from "./function-references.ts";

const ALARM = { statistic: "sum", periodMs: 60_000, evaluationPeriods: 1, threshold: 1, comparison: ">" } as const;

test("alarms and destinations follow a function to another name; a queue of the same name keeps its own", () => {
  const { name } = starterFunction();
  const reading = parseProject({
    ...starterProject(),
    queues: [{ name }],
    alarms: [
      { ...ALARM, name: "errors", metric: "errors", of: name },
      { ...ALARM, name: "lost", metric: "dead-letters", of: name },
      { ...ALARM, name: "old", metric: "queue-age", of: name, statistic: "maximum" },
      { ...ALARM, name: "all", metric: "invocations" },
    ],
    functions: [
      starterFunction(),
      {
        ...starterFunction(),
        name: "second",
        triggers: [],
        asyncInvocation: { onFailure: { type: "function", name }, onSuccess: { type: "queue", name } },
      },
      { ...starterFunction(), name: "third", triggers: [] },
    ],
  });
  if (!reading.ok) throw new Error(`${reading.message} ${reading.remedy}`);
  const after = withFunctionRenamed(reading.value, name, "greet");
  expect(after.alarms.map(({ of }) => of)).toEqual(["greet", name, name, undefined]);
  expect(after.functions[1]?.asyncInvocation).toMatchObject({
    onFailure: { type: "function", name: "greet" },
    onSuccess: { type: "queue", name },
  });
  expect(after.functions[2]).toBe(reading.value.functions[2]);
});
