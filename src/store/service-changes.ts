/** The services of a project as a list changes: added, replaced under the same or another name, removed with the triggers it feeds. */
import { kindOf, sourceOf } from "../platform/triggers/kinds/registry.ts";
import type { Trigger } from "../platform/triggers/trigger.ts";
import type { Project } from "../project/schema.ts";
import type { ServiceDefinition } from "./intents.ts";
import { ProblemError } from "./problem.ts";
import { withReferences } from "./service-references.ts";
import type { ServiceKind, ServiceRef } from "./state.ts";

/** In place of the one named `before`, else at the end. */
export function withService(project: Project, before: string | undefined, { kind, config }: ServiceDefinition): Project {
  const put = <T>(list: readonly T[], nameOf: (item: T) => string, next: T): readonly T[] => {
    const taken = list.some((item) => nameOf(item) === config.name && config.name !== before);
    if (taken) throw nameTaken(kind, config.name);
    return before === undefined ? [...list, next] : list.map((item) => (nameOf(item) === before ? next : item));
  };
  const named = ({ name }: { readonly name: string }) => name;
  const changed = ((): Project => {
    switch (kind) {
      case "bucket":
        return { ...project, buckets: put(project.buckets, (name) => name, config.name) };
      case "queue":
        return { ...project, queues: put(project.queues, named, config) };
      case "table":
        return { ...project, tables: put(project.tables, named, config) };
      case "topic":
        return { ...project, topics: put(project.topics, named, config) };
      case "alarm":
        return { ...project, alarms: put(project.alarms, named, config) };
    }
  })();
  if (before === undefined || before === config.name) return changed;
  const service = { kind, name: before };
  return withReferences(withTriggersRenamed(changed, service, config.name), service, config.name);
}

export function withoutService(project: Project, service: ServiceRef): Project {
  const others = <T extends { readonly name: string }>(list: readonly T[], kind: ServiceKind) =>
    kind === service.kind ? list.filter(({ name }) => name !== service.name) : list;
  const rest = {
    ...project,
    buckets: service.kind === "bucket" ? project.buckets.filter((name) => name !== service.name) : project.buckets,
    queues: others(project.queues, "queue"),
    tables: others(project.tables, "table"),
    topics: others(project.topics, "topic"),
    alarms: others(project.alarms, "alarm"),
    functions: project.functions.map((each) => ({ ...each, triggers: each.triggers.filter((trigger) => !isFedBy(trigger, service)) })),
  };
  return withReferences(rest, service, undefined);
}

export function isFedBy(trigger: Trigger, { kind, name }: ServiceRef): boolean {
  const source = sourceOf(trigger);
  return source?.kind === kind && source.name === name;
}

function withTriggersRenamed(project: Project, service: ServiceRef, next: string): Project {
  const renamed = (trigger: Trigger): Trigger =>
    isFedBy(trigger, service) ? (kindOf(trigger).watches?.renamed(trigger, next) ?? trigger) : trigger;
  return { ...project, functions: project.functions.map((each) => ({ ...each, triggers: each.triggers.map(renamed) })) };
}

function nameTaken(kind: ServiceKind, name: string): ProblemError {
  return new ProblemError({ code: "name-taken", message: `There is a ${kind} "${name}" already.`, remedy: "Choose another name." });
}
