import { describe, expect, it } from "vitest";
import { type Project, parseProject } from "../project/schema.ts";
import { starterProject } from "../project/starter.ts";
import { withoutService, withService } from "./service-changes.ts";
import { referencesTo, withReferences } from "./service-references.ts";

function project(): Project {
  const base = starterProject();
  const reading = parseProject({
    ...base,
    queues: [{ name: "jobs", deadLetterQueue: "dead", maxReceiveCount: 3 }, { name: "dead" }, { name: "other" }],
    topics: [
      { name: "orders", queues: [{ queue: "dead" }, { queue: "other" }] },
      { name: "free", queues: [] },
    ],
    tables: [{ name: "items", partitionKey: "id", stream: "new-image" }],
    alarms: [
      {
        name: "old",
        metric: "queue-age",
        of: "dead",
        statistic: "maximum",
        periodMs: 60_000,
        evaluationPeriods: 1,
        threshold: 1,
        comparison: ">",
        queue: "dead",
      },
    ],
    functions: base.functions.map((each) => ({
      ...each,
      asyncInvocation: { ...each.asyncInvocation, deadLetterQueue: "dead", onSuccess: { type: "topic", name: "orders" } },
      triggers: [...each.triggers, { type: "table", table: "items", onFailure: { type: "queue", name: "dead" } }],
    })),
  });
  if (!reading.ok) throw new Error(`${reading.message} ${reading.remedy}`);
  return reading.value;
}

const DEAD = { kind: "queue", name: "dead" } as const;
const ORDERS = { kind: "topic", name: "orders" } as const;

describe("what names a queue or a topic", () => {
  it("is told by name", () => {
    const [first] = project().functions;
    expect(referencesTo(project(), DEAD)).toEqual(["queue jobs", "topic orders", "alarm old", `function ${first?.name}`]);
    expect(referencesTo(project(), ORDERS)).toEqual([`function ${first?.name}`]);
    expect(referencesTo(project(), { kind: "topic", name: "free" })).toEqual([]);
    expect(referencesTo(project(), { kind: "table", name: "dead" })).toEqual([]);
  });

  it("follows it to another name, everywhere", () => {
    const before = project();
    const config = before.queues.find(({ name }) => name === "dead");
    if (!config) throw new Error("no queue");
    const after = withService(before, "dead", { kind: "queue", config: { ...config, name: "lost" } });
    const text = JSON.stringify({ ...after, functions: after.functions.map(({ files, ...rest }) => rest) });
    expect(text).not.toContain('"dead"');
    expect(text.match(/"lost"/g)).toHaveLength(7);
    expect(parseProject(after)).toMatchObject({ ok: true });
  });

  it.each([DEAD, ORDERS])("goes with $kind $name, so that a good project is left", (service) => {
    const after = withoutService(project(), service);
    expect(parseProject(after)).toMatchObject({ ok: true });
    expect(referencesTo(after, service)).toEqual([]);
  });

  it("leaves what does not name it as it is", () => {
    const before = project();
    const after = withReferences(before, { kind: "queue", name: "other" }, "more");
    expect(after.queues[0]).toBe(before.queues[0]);
    expect(after.alarms[0]).toBe(before.alarms[0]);
    expect(after.topics[0]?.queues.map(({ queue }) => queue)).toEqual(["dead", "more"]);
  });
});
