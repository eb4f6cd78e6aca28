/** Adds services to a project's. What is there already, by name, stays as it is. */
import type { ProjectServices } from "./project-services.ts";

function addNamed<T extends { readonly name: string }>(there: readonly T[], more: readonly T[] = []): readonly T[] {
  return [...there, ...more.filter(({ name }) => !there.some((each) => each.name === name))];
}

export function addServices<T extends ProjectServices>(project: T, more: Partial<ProjectServices>): T {
  const { buckets, queues, tables, topics, alarms, secrets, parameters, api, network } = project;
  const answers = more.network?.recorded.filter((answer) => !network.recorded.some((each) => each.host === answer.host)) ?? [];
  return {
    ...project,
    buckets: [...new Set([...buckets, ...(more.buckets ?? [])])],
    queues: addNamed(queues, more.queues),
    tables: addNamed(tables, more.tables),
    topics: addNamed(topics, more.topics),
    alarms: addNamed(alarms, more.alarms),
    secrets: { ...more.secrets, ...secrets },
    parameters: { ...more.parameters, ...parameters },
    api: { ...more.api, ...api },
    network: {
      allowedHosts: [...new Set([...network.allowedHosts, ...(more.network?.allowedHosts ?? [])])],
      recorded: [...network.recorded, ...answers],
    },
  };
}
