/** The sample event of a trigger as laid-out JSON: the same for the same trigger, so that an edited one can be told. */
import { type SampleFacts, sampleEvent } from "../../platform/triggers/sample-event.ts";
import type { Trigger } from "../../platform/triggers/trigger.ts";
import type { Coldstart } from "../../store/intents.ts";

export function sampleText({ project, platform }: Coldstart, functionName: string, trigger: Trigger): string {
  return JSON.stringify(sampleEvent(trigger, factsOf(project, functionName, trigger, platform.startedAtMs)), null, 2);
}

function factsOf(project: Coldstart["project"], functionName: string, trigger: Trigger, startedAtMs: number): SampleFacts {
  const facts = { functionName, atMs: Math.floor(startedAtMs) };
  switch (trigger.type) {
    case "table": {
      const table = project.tables.find(({ name }) => name === trigger.table);
      return { ...facts, ...(table ? { table } : {}), ...(table?.stream === undefined ? {} : { streamView: table.stream }) };
    }
    case "topic": {
      const isBus = trigger.topic === "default" || project.topics.find(({ name }) => name === trigger.topic)?.kind === "bus";
      return { ...facts, topicKind: isBus ? "bus" : "topic" };
    }
    case "alarm": {
      const alarm = project.alarms.find(({ name }) => name === trigger.alarm);
      return { ...facts, ...(alarm ? { alarm } : {}) };
    }
    default:
      return facts;
  }
}
