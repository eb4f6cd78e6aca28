/** What of a project names a function from outside: alarms that watch it, destinations that invoke it. They follow it to another name. */
import type { Destination } from "../platform/triggers/trigger.ts";
import type { Project } from "../project/schema.ts";

/** `dead-letters` may be of a queue: then it is only a function's where no queue has the name. */
export function withFunctionRenamed(project: Project, before: string, next: string): Project {
  const isQueue = project.queues.some(({ name }) => name === before);
  const watches = ({ metric, of }: Project["alarms"][number]) =>
    of === before && metric !== "queue-age" && !(metric === "dead-letters" && isQueue);
  const names = (destination: Destination | undefined) => destination?.type === "function" && destination.name === before;
  const to: Destination = { type: "function", name: next };
  return {
    ...project,
    alarms: project.alarms.map((alarm) => (watches(alarm) ? { ...alarm, of: next } : alarm)),
    functions: project.functions.map((each) => {
      const { onSuccess, onFailure } = each.asyncInvocation;
      if (!names(onSuccess) && !names(onFailure)) return each;
      const renamed = { ...(names(onSuccess) ? { onSuccess: to } : {}), ...(names(onFailure) ? { onFailure: to } : {}) };
      return { ...each, asyncInvocation: { ...each.asyncInvocation, ...renamed } };
    }),
  };
}
