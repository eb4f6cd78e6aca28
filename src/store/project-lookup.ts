/** Finds parts of the open project by name, or says that they are not there. */
import type { ProjectFunction } from "../project/schema.ts";
import { defaultDraft } from "./default-draft.ts";
import { NEVER_DEPLOYED } from "./edited.ts";
import { ProblemError } from "./problem.ts";
import type { DeploymentView, RequestDraft, State } from "./state.ts";

export function findFunction({ project }: Pick<State, "project">, name: string): ProjectFunction | undefined {
  return project.functions.find((each) => each.name === name);
}

export function functionNamed(state: Pick<State, "project">, name: string): ProjectFunction {
  const found = findFunction(state, name);
  if (found) return found;
  const names = state.project.functions.map((each) => each.name).join(", ");
  throw new ProblemError({ code: "no-such-function", message: `There is no function "${name}".`, remedy: `There are: ${names}.` });
}

export function deploymentOf({ deployments }: Pick<State, "deployments">, name: string): DeploymentView {
  return deployments[name] ?? NEVER_DEPLOYED;
}

export function draftOf(state: Pick<State, "project" | "drafts">, name: string): RequestDraft {
  return state.drafts[name] ?? defaultDraft(functionNamed(state, name));
}
