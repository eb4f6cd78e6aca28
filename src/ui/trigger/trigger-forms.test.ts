import { isValidElement } from "react";
import { describe, expect, test } from "vitest";
import { TRIGGER_KINDS } from "../../platform/triggers/kinds/registry.ts";
import type { Trigger } from "../../platform/triggers/trigger.ts";
import { parseProject } from "../../project/schema.ts";
import { starterProject } from "../../project/starter.ts";
import { FUNCTION_TEMPLATES } from "../../project/templates.ts";
import { createColdstartStore } from "../../store/create-store.ts";
import { FakePort, TEST_SETTINGS } from "../../store/fake-port.ts";
import { sampleText } from "./sample-text.ts";
import { TRIGGER_CHOICES, TriggerForm } from "./trigger-forms.tsx";

const services = {
  buckets: ["src-name"],
  queues: [{ name: "src-name" }],
  tables: [{ name: "src-name", partitionKey: "id", stream: "new-and-old-images" }],
  topics: [{ name: "src-name" }],
  alarms: [{ name: "src-name", metric: "errors", statistic: "sum", periodMs: 60_000, evaluationPeriods: 1, threshold: 0, comparison: ">" }],
};

describe.each(TRIGGER_CHOICES.map(({ type }) => type))("%s", (type) => {
  const starter = starterProject();
  const trigger = TRIGGER_KINDS[type].first("src-name");
  const read = parseProject({ ...starter, ...services, functions: starter.functions.map((each) => ({ ...each, triggers: [trigger] })) });

  test("begins as the project takes it, and comes back from it as it was", () => {
    expect(read).toMatchObject({ ok: true, notYet: [] });
    expect(read.ok && read.value.functions[0]?.triggers).toEqual([trigger]);
  });

  test("has a sample event, the same each time", () => {
    if (!read.ok) throw new Error(read.message);
    const { getState } = createColdstartStore(new FakePort(), { settings: TEST_SETTINGS, project: read.value });
    const text = sampleText(getState(), "hello", trigger);
    expect(Object.keys(JSON.parse(text)).length).toBeGreaterThan(0);
    expect(sampleText(getState(), "hello", trigger)).toBe(text);
  });
  test("has a form that no other type has", () => {
    const formOf = (of: Trigger) => {
      const form = TriggerForm({ functionName: "hello", trigger: of, onChange: () => undefined });
      return isValidElement(form) ? form.type : undefined;
    };
    const same = Object.values(TRIGGER_KINDS).filter(({ first }) => formOf(first("src-name")) === formOf(trigger));
    expect(same.map((kind) => kind.type)).toEqual([type]);
  });

  test("has a template to begin from", () => {
    const types = FUNCTION_TEMPLATES.flatMap(({ create }) => create("a").triggers.map((each) => each.type));
    expect(types).toContain(type);
  });
});
