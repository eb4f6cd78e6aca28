/** The parts of a project beside its functions: the services, and what they reach. Every default is filled in. */

import type { NetworkConfig } from "../platform/services/network-config.ts";
import { type ApiConfig, NO_RESOURCES, type Resources } from "../platform/services/services-config.ts";
import { readCors } from "./cors.ts";
import { type FieldReader, given } from "./field-reader.ts";
import { readNetwork } from "./project-network.ts";
import { PARAMETER_NAME, SECRET_NAME } from "./resource-names.ts";
import { readAlarms } from "./services/alarms.ts";
import { readBuckets } from "./services/buckets.ts";
import { readQueues } from "./services/queues.ts";
import { readTables } from "./services/tables.ts";
import { readTopics } from "./services/topics.ts";

export interface ProjectServices extends Resources {
  readonly api: ApiConfig;
  readonly network: NetworkConfig;
}

export const NO_SERVICES_IN_PROJECT: ProjectServices = { ...NO_RESOURCES, api: {}, network: { allowedHosts: [], recorded: [] } };

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const MAX_SECRET_BYTES = 65_536;
/** Of an advanced parameter: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const MAX_PARAMETER_BYTES = 8192;

function readApi(fields: FieldReader): ApiConfig {
  return given({ cors: fields.object("cors", readCors) });
}

export function readServices(project: FieldReader): ProjectServices {
  return {
    buckets: readBuckets(project),
    queues: readQueues(project),
    tables: readTables(project),
    topics: readTopics(project),
    alarms: readAlarms(project),
    secrets: project.textsByName("secrets", SECRET_NAME, MAX_SECRET_BYTES),
    parameters: project.textsByName("parameters", PARAMETER_NAME, MAX_PARAMETER_BYTES),
    api: project.object("api", readApi) ?? NO_SERVICES_IN_PROJECT.api,
    network: project.object("network", readNetwork) ?? NO_SERVICES_IN_PROJECT.network,
  };
}
