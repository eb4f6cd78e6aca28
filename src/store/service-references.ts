/**
 * What else of a project names a queue or a topic, beside the triggers that it feeds: dead-letter queues, subscriptions,
 * alarms, destinations. They follow it to another name, and are taken away with it.
 */
import type { AsyncConfig, QueueConfig, TopicConfig } from "../platform/services/services-config.ts";
import { kindOf } from "../platform/triggers/kinds/registry.ts";
import type { Destination, Trigger } from "../platform/triggers/trigger.ts";
import type { Project } from "../project/schema.ts";
import type { ServiceRef } from "./state.ts";

/** `next` undefined: it is gone. Parts that do not name it stay the same objects. */
export function withReferences(project: Project, service: ServiceRef, next: string | undefined): Project {
  if (service.kind !== "queue" && service.kind !== "topic") return project;
  const isQueue = service.kind === "queue";
  const names = (name: string | undefined) => name === service.name;
  const isNamed = (destination: Destination | undefined) =>
    destination !== undefined &&
    names(destination.name) &&
    (isQueue ? destination.type === "queue" : /^(?:topic|bus)$/.test(destination.type));

  const queue = (config: QueueConfig): QueueConfig => {
    const { deadLetterQueue, maxReceiveCount, ...rest } = config;
    if (!isQueue || !names(deadLetterQueue)) return config;
    return next === undefined ? rest : { ...config, deadLetterQueue: next };
  };
  const topic = (config: TopicConfig): TopicConfig => {
    if (!isQueue || !config.queues.some((each) => names(each.queue))) return config;
    const queues = config.queues.flatMap((each) => (names(each.queue) ? (next === undefined ? [] : [{ ...each, queue: next }]) : [each]));
    return { ...config, queues };
  };
  const alarm = (config: Project["alarms"][number]): Project["alarms"][number] => {
    if (!isQueue) return config;
    const watched = next !== undefined && names(config.of) && (config.metric === "queue-age" || config.metric === "dead-letters");
    const { queue: told, ...rest } = watched ? { ...config, of: next } : config;
    if (told === undefined || !names(told)) return watched ? { ...config, of: next } : config;
    return next === undefined ? rest : { ...rest, queue: next };
  };
  const destination = <K extends "onSuccess" | "onFailure">(key: K, value: Destination | undefined) =>
    value === undefined || (isNamed(value) && next === undefined)
      ? {}
      : { [key]: isNamed(value) && next !== undefined ? { ...value, name: next } : value };
  const asyncInvocation = (config: AsyncConfig): AsyncConfig => {
    const { deadLetterQueue, onSuccess, onFailure, ...rest } = config;
    const isDeadLetter = isQueue && names(deadLetterQueue);
    if (!isDeadLetter && !isNamed(onSuccess) && !isNamed(onFailure)) return config;
    const kept = isDeadLetter ? next : deadLetterQueue;
    return {
      ...rest,
      ...(kept === undefined ? {} : { deadLetterQueue: kept }),
      ...destination("onSuccess", onSuccess),
      ...destination("onFailure", onFailure),
    };
  };
  const trigger = (each: Trigger): Trigger => {
    const { failures } = kindOf(each);
    const named = failures?.destination(each);
    if (!failures || !named || !isNamed(named)) return each;
    return failures.withDestination(each, next === undefined ? undefined : { ...named, name: next });
  };

  return {
    ...project,
    queues: project.queues.map(queue),
    topics: project.topics.map(topic),
    alarms: project.alarms.map(alarm),
    functions: project.functions.map((each) => ({
      ...each,
      asyncInvocation: asyncInvocation(each.asyncInvocation),
      triggers: each.triggers.map(trigger),
    })),
  };
}

/** Who would miss it, by name: "queue jobs", "topic orders", "function thumbs". */
export function referencesTo(project: Project, service: ServiceRef): readonly string[] {
  const without = withReferences(project, service, undefined);
  const differ = <T extends { readonly name: string }>(kind: string, before: readonly T[], after: readonly T[]) =>
    before.flatMap((each, place) => (JSON.stringify(each) === JSON.stringify(after[place]) ? [] : [`${kind} ${each.name}`]));
  return [
    ...differ("queue", project.queues, without.queues),
    ...differ("topic", project.topics, without.topics),
    ...differ("alarm", project.alarms, without.alarms),
    ...differ("function", project.functions, without.functions),
  ];
}
