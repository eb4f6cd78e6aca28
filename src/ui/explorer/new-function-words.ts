/** What a template brings to a project, in a line: what starts its function, and which services are added for it. */
import type { Trigger } from "../../platform/triggers/trigger.ts";
import type { Project } from "../../project/schema.ts";
import type { FunctionTemplate } from "../../project/templates.ts";

export function newFunctionWords(template: FunctionTemplate, name: string, project: Project): string {
  const [trigger] = template.create(name).triggers;
  const { buckets = [], queues = [], tables = [], topics = [], alarms = [] } = template.services?.(name) ?? {};
  const named = (kind: string, wanted: readonly string[], there: readonly string[]) =>
    wanted.map((each) => ({ text: `the ${kind} ${each}`, isNew: !there.includes(each) }));
  const namesOf = (list: readonly { readonly name: string }[]) => list.map((each) => each.name);
  const services = [
    ...named("bucket", buckets, project.buckets),
    ...named("queue", namesOf(queues), namesOf(project.queues)),
    ...named("table", namesOf(tables), namesOf(project.tables)),
    ...named("topic", namesOf(topics), namesOf(project.topics)),
    ...named("alarm", namesOf(alarms), namesOf(project.alarms)),
  ];
  const added = services.filter(({ isNew }) => isNew).map(({ text }) => text);
  const used = services.filter(({ isNew }) => !isNew).map(({ text }) => text);
  return [
    ...(trigger ? [startedBy(trigger)] : []),
    ...(added.length === 0 ? [] : [`Adds ${listed(added)}.`]),
    ...(used.length === 0 ? [] : [`Uses ${listed(used)}, which ${used.length === 1 ? "is" : "are"} there already.`]),
  ].join(" ");
}

function startedBy(trigger: Trigger): string {
  switch (trigger.type) {
    case "http":
      return `It answers at ${trigger.path}.`;
    case "function-url":
      return "It answers at an address of its own.";
    case "schedule":
      return `It runs by itself, by ${trigger.expression}.`;
    case "upload":
      return `It runs for each file put into ${trigger.bucket}${trigger.prefix === "" ? "" : ` under ${trigger.prefix}`}.`;
    case "queue":
      return `It runs for the messages of ${trigger.queue}.`;
    case "table":
      return `It runs for each change of ${trigger.table}.`;
    case "alarm":
      return `It runs when ${trigger.alarm} goes into alarm.`;
    case "topic":
      return `It runs for what is published to ${trigger.topic}.`;
  }
}

function listed(texts: readonly string[]): string {
  return new Intl.ListFormat("en").format(texts);
}
