/** Whether a service can have a name, in words: the project's own rules, and that nobody has it. */
import { ALARM_NAME, BUS_NAME, checkBucketName, QUEUE_NAME, TABLE_NAME, TOPIC_NAME } from "../../project/resource-names.ts";
import type { Project } from "../../project/schema.ts";
import type { ServiceDefinition } from "../../store/intents.ts";
import type { ServiceKind } from "../../store/state.ts";

type Services = Pick<Project, "buckets" | "queues" | "tables" | "topics" | "alarms">;

export function namesOf(project: Services, kind: ServiceKind): readonly string[] {
  const named = { queue: project.queues, table: project.tables, topic: project.topics, alarm: project.alarms };
  return kind === "bucket" ? project.buckets : named[kind].map(({ name }) => name);
}

/** Undefined when the name can be used. */
export function nameProblem(definition: ServiceDefinition, others: readonly string[]): string | undefined {
  const { kind, config } = definition;
  if (config.name === "") return "It has no name. Give it one.";
  if (others.includes(config.name)) return `There is a ${kind} ${config.name} already. Choose another name.`;
  if (kind === "bucket") {
    const refused = checkBucketName(config.name);
    return refused && `${refused.message} ${refused.remedy}`;
  }
  const { pattern, rule } = ruleOf(definition);
  return pattern.test(config.name) ? undefined : `AWS does not take this name. Use ${rule}.`;
}

function ruleOf({ kind, config }: Exclude<ServiceDefinition, { kind: "bucket" }>): typeof QUEUE_NAME {
  switch (kind) {
    case "queue":
      return QUEUE_NAME;
    case "table":
      return TABLE_NAME;
    case "topic":
      return config.kind === "bus" ? BUS_NAME : TOPIC_NAME;
    case "alarm":
      return ALARM_NAME;
  }
}
