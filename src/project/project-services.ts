/** The parts of a project beside its functions: the services, and what they reach. Every default is filled in. */
import type { AlarmConfig, ApiConfig, QueueConfig, TableConfig, TopicConfig } from "../platform/services/services-config.ts";
import type { NetworkConfig } from "./project-network.ts";

export interface ProjectServices {
  readonly buckets: readonly string[];
  readonly queues: readonly QueueConfig[];
  readonly tables: readonly TableConfig[];
  readonly topics: readonly TopicConfig[];
  readonly alarms: readonly AlarmConfig[];
  /** Name to value, as Secrets Manager gives them. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Name to value, as the Parameter Store gives them. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly api: ApiConfig;
  readonly network: NetworkConfig;
}

export const NO_SERVICES_IN_PROJECT: ProjectServices = {
  buckets: [],
  queues: [],
  tables: [],
  topics: [],
  alarms: [],
  secrets: {},
  parameters: {},
  api: {},
  network: { allowedHosts: [], recorded: [] },
};
