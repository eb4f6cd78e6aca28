/** Whether a function differs from what is deployed. Triggers do not count: routes take effect without a deploy. */
import type { ProjectFunction } from "../project/schema.ts";
import type { DeploymentView } from "./state.ts";

export const NEVER_DEPLOYED: DeploymentView = { status: "never", messages: [] };

/** Never deployed counts as edited: there is something to deploy. */
export function isFunctionEdited(definition: ProjectFunction, { deployedDefinition }: DeploymentView): boolean {
  if (!deployedDefinition) return true;
  if (definition === deployedDefinition) return false;
  const { files, environment, triggers: _, ...settings } = definition;
  const { files: deployedFiles, environment: deployedEnvironment, triggers: __, ...deployedSettings } = deployedDefinition;
  return !sameFields(files, deployedFiles) || !sameFields(environment, deployedEnvironment) || !sameFields(settings, deployedSettings);
}

/** A file of a function that was never deployed is not marked: there is nothing it differs from. */
export function isPathEdited(path: string, definition: ProjectFunction, { deployedFiles }: DeploymentView): boolean {
  return deployedFiles !== undefined && definition.files[path] !== deployedFiles[path];
}

export function sameFields(a: object, b: object): boolean {
  if (a === b) return true;
  const ofB = new Map<string, unknown>(Object.entries(b));
  const entries: readonly [string, unknown][] = Object.entries(a);
  return entries.length === ofB.size && entries.every(([name, value]) => ofB.has(name) && Object.is(value, ofB.get(name)));
}
