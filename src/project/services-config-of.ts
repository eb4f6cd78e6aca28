/** What the platform's services are configured with: the project without its code. */
import type { FunctionServices, ServicesConfig } from "../platform/services/services-config.ts";
import type { EventTrigger, Trigger } from "../platform/triggers/trigger.ts";
import type { ProjectFunction } from "./project-function.ts";
import type { Project } from "./schema.ts";

function isEventTrigger(trigger: Trigger): trigger is EventTrigger {
  return trigger.type !== "http" && trigger.type !== "function-url";
}

function functionServicesOf({ name, timeoutMs, reservedConcurrency, asyncInvocation, triggers }: ProjectFunction): FunctionServices {
  return {
    name,
    timeoutMs,
    ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
    async: asyncInvocation,
    triggers: triggers.filter(isEventTrigger),
  };
}

/** A trigger's place is the one among the function's triggers that are not HTTP: routes come and go without moving it. */
export function servicesConfigOf(project: Project): ServicesConfig {
  const { buckets, queues, tables, topics, alarms, secrets, parameters } = project;
  return { functions: project.functions.map(functionServicesOf), buckets, queues, tables, topics, alarms, secrets, parameters };
}

/** Whether the page needs the services at all: a service, or a trigger that is not HTTP. */
export function hasServices(project: Project): boolean {
  const { functions, buckets, queues, tables, topics, alarms, secrets, parameters } = servicesConfigOf(project);
  return (
    [buckets, queues, tables, topics, alarms].some((services) => services.length > 0) ||
    Object.keys(secrets).length + Object.keys(parameters).length > 0 ||
    functions.some(({ triggers }) => triggers.length > 0)
  );
}
