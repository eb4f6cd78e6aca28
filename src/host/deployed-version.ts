/** What stays known of a deployed version for as long as a container of it may live: code, built-ins, names, source map. */
import type { Bundle } from "../bundler/bundle.ts";
import type { FunctionConfig } from "../platform/function-config.ts";
import type { FunctionFacts } from "./lambda-identity.ts";
import type { Script } from "./sandbox-client.ts";

/** What a deploy needs to know of a function; a project's function has at least this. */
export interface FunctionDefinition extends FunctionFacts {
  readonly files: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly reservedConcurrency?: number;
  readonly provisionedConcurrency?: number;
  readonly logFormat?: "Text" | "JSON";
}

export interface DeployedVersion {
  readonly version: string;
  readonly definition: FunctionDefinition;
  readonly bundle: Bundle;
  readonly script: Script;
  readonly builtins: readonly Script[];
}

/** The name under which a bundle's positions appear in stack traces; mapped back to the person's files. */
export const BUNDLE_URL = "/var/task/.bundle.mjs";

export function deployedVersion(
  version: string,
  definition: FunctionDefinition,
  bundle: Bundle,
  builtins: readonly Script[],
): DeployedVersion {
  const key = `bundle:${definition.name}:${version}`;
  return {
    version,
    definition,
    bundle,
    builtins,
    script: { key, name: definition.name, text: `${bundle.code}\n//# sourceURL=${BUNDLE_URL}` },
  };
}

export function configOf({ version, definition, bundle }: DeployedVersion): FunctionConfig {
  return {
    name: definition.name,
    version,
    runtime: definition.nodeRuntime,
    memoryMb: definition.memoryMb,
    timeoutMs: definition.timeoutMs,
    packageBytes: bundle.packageBytes,
    ...(definition.reservedConcurrency === undefined ? {} : { reservedConcurrency: definition.reservedConcurrency }),
    ...(definition.provisionedConcurrency ? { provisionedConcurrency: definition.provisionedConcurrency } : {}),
  };
}
